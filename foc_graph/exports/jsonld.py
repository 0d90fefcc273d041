"""JSON-LD: every named graph, compacted with the project's context."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from foc_graph.exports.common import RdfFile
from foc_graph.exports.contexts import compact, explaining, read_context
from foc_graph.exports.expanded import expanded_dataset
from foc_graph.rdf.formats import JSON_LD

if TYPE_CHECKING:
    from foc_graph.dataset.content import Content


class JsonLd(RdfFile):
    """JSON-LD 1.1 (W3C Recommendation, 2020), compacted by PyLD."""

    form = JSON_LD
    purpose = "Every named graph as JSON with short names; the context is inside, nothing to fetch."
    load = 'json.load(open("foc-graph.jsonld"))'

    def render(self, content: Content) -> bytes:
        """Make the file."""
        project = content.dataset.project
        with explaining(project.context):
            return to_bytes(compact(expanded_dataset(content.quads), read_context(project)))


def to_bytes(document: dict[str, Any]) -> bytes:
    """Return JSON with the context first and one final line break."""
    ordered = {"@context": document.pop("@context", {}), **document}
    return (json.dumps(ordered, ensure_ascii=False, indent=1) + "\n").encode()
