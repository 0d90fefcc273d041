"""The project's JSON-LD context and frames; nothing is ever fetched."""

from __future__ import annotations

import json
from contextlib import contextmanager
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
