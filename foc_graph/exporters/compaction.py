"""JSON-LD compaction by PyLD, which looks up each identifier once."""

from __future__ import annotations

from functools import cache
from typing import Any

from foc_graph.exporters.contexts import refuse_remote

Json = dict[str, Any]


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
