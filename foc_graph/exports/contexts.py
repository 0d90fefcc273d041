"""The project's JSON-LD context and frames; nothing is ever fetched."""

from __future__ import annotations

import json
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

from foc_graph.errors import CouldNotRun

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from foc_graph.project import Project

Json = dict[str, Any]


def read_context(project: Project) -> Json:
    """Return the content of ``@context`` of ``ontology/context.jsonld``; empty if there is none.

    Raises:
        CouldNotRun: the file is not JSON, or has no ``@context`` object.

    """
    if not project.context.is_file():
        return {}
    context = _read(project.context).get("@context")
    if not isinstance(context, dict):
        raise CouldNotRun(
            "has no @context object", place=str(project.context), fix="restore the context"
        )
    return context


def read_frames(project: Project) -> dict[str, Json]:
    """Return the frames by name, each without its context, sorted.

    Raises:
        CouldNotRun: a frame is not a JSON object.

    """
    found = {}
    for path in sorted(project.frames.glob("*.jsonld")):
        frame = _read(path)
        frame.pop("@context", None)
        found[path.stem] = frame
    return found


def _read(path: Path) -> Json:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CouldNotRun(f"is not JSON ({error})", place=str(path), fix="mend it") from error
    if not isinstance(found, dict):
        raise CouldNotRun("is not a JSON object", place=str(path), fix="mend it")
    return found


@contextmanager
def explaining(place: Path) -> Iterator[None]:
    """Turn what PyLD raises on a bad context or frame into one sentence about that file.

    Raises:
        CouldNotRun: instead of it.

    """
    from pyld.jsonld import JsonLdError

    try:
        yield
    # PyLD indexes into frames that it has not checked.
    except (JsonLdError, IndexError, KeyError, TypeError) as error:
        cause: BaseException = error
        while cause.__cause__ is not None:
            cause = cause.__cause__
        if isinstance(cause, CouldNotRun):
            raise cause from error
        what = " ".join(str(cause).split()) or type(cause).__name__
        raise CouldNotRun(
            f"is not JSON-LD that can be applied ({what})", place=str(place), fix="mend it"
        ) from error


def refuse_remote(url: str, _options: object = None) -> NoReturn:
    """Load no document: what PyLD calls for a remote context.

    Raises:
        CouldNotRun: always.

    """
    raise CouldNotRun(
        "a JSON-LD context would have to be fetched",
        place=url,
        fix="write its terms into ontology/context.jsonld",
    )


def compact(nodes: list[Json], context: Json) -> Json:
    """Compact expanded JSON-LD; ``@context`` and ``@graph`` are always there."""
    return Compactor(context).compact(nodes)


class Compactor:
    """Compacts many documents with one context, and remembers how its identifiers are written."""

    def __init__(self, context: Json) -> None:
        self._context = context
        self._processor = _processor_class()()

    def compact(self, nodes: list[Json]) -> Json:
        """Compact expanded JSON-LD; ``@context`` and ``@graph`` are always there."""
        options = {"documentLoader": refuse_remote, "graph": True, "skipExpansion": True}
        document: Json = self._processor.compact(nodes, {"@context": self._context}, options)
        return document


@cache
def _processor_class() -> Any:  # noqa: ANN401 - PyLD has no types
    from pyld.jsonld import JsonLdProcessor

    class Processor(JsonLdProcessor):  # type: ignore[misc]
        """Remembers how an IRI is compacted.

        PyLD tries every term of the context on every identifier, which takes two thirds of its
        time on our graph. Where no value is given, the answer depends on nothing but the
        arguments. A test compares with PyLD as it is.
        """

        def __init__(self) -> None:
            super().__init__()
            self._known: dict[tuple[Any, ...], str] = {}
            #: Keeps the contexts alive, so that none takes the identity of another.
            self._contexts: dict[int, Any] = {}

        def _compact_iri(  # noqa: PLR0913, PLR0917 - PyLD's signature
            self,
            active_ctx: Any,  # noqa: ANN401
            iri: str,
            value: Any = None,  # noqa: ANN401
            vocab: bool = False,  # noqa: FBT001, FBT002
            base: str | None = None,
            reverse: bool = False,  # noqa: FBT001, FBT002
        ) -> str:
            if value is not None:
                return str(super()._compact_iri(active_ctx, iri, value, vocab, base, reverse))
            self._contexts[id(active_ctx)] = active_ctx
            key = (id(active_ctx), iri, vocab, base, reverse)
            if key not in self._known:
                self._known[key] = super()._compact_iri(
                    active_ctx, iri, value, vocab, base, reverse
                )
            return self._known[key]

    return Processor
