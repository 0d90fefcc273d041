"""Framed JSON-LD: one tree an entity, one file a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foc_graph.exporters.common import ExportedFile, Exporter
from foc_graph.exporters.compaction import compact
from foc_graph.exporters.contexts import explaining, read_context, read_frames, refuse_remote
from foc_graph.exporters.expanded import expanded_node
from foc_graph.exporters.framing import is_plain, properties, tree
from foc_graph.exporters.jsonld import to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.exporters.content import Content

Json = dict[str, Any]


class Framed(Exporter):
    """JSON-LD 1.1 Framing (W3C Recommendation, 2020).

    Each entity is framed by itself: over the whole graph at once, ``@embed: @once`` would show a
    citation inside the text that makes it and not inside the text that receives it.
    """

    name = "framed"
    title = "Framed JSON-LD"
    file_name = "framed/*.jsonld"
    media_type = "application/ld+json"
    purpose = "Plain JSON trees: each text with its paragraphs, acts, citations and sponsors."
    load = "jq '.\"@graph\"[0]' framed/instrument.jsonld"

    def files(self, content: Content) -> Iterator[ExportedFile]:
        """Make one file a frame."""
        project = content.dataset.project
        context = read_context(project)
        for name, frame in read_frames(project).items():
            with explaining(project.frames / f"{name}.jsonld"):
                document = framed(content, context, frame)
            yield ExportedFile(f"framed/{name}.jsonld", self.media_type, to_bytes(document))


def framed(content: Content, context: Json, frame: Json) -> Json:
    """Frame each entity that the frame is for, sorted by IRI."""
    from pyld import jsonld

    whole = {"@context": context, **frame}
    expanded = jsonld.expand(whole, {"documentLoader": refuse_remote, "isFrame": True})[0]
    entities = content.instances(*expanded.get("@type", ()))
    if is_plain(expanded):
        return compact([tree(content, entity, expanded) for entity in entities], context)
    trees = [by_pyld(content, entity, whole, expanded) for entity in entities]
    return {"@context": context, "@graph": trees}


def by_pyld(content: Content, entity: str, frame: Json, expanded: Json) -> Json:
    """Frame one entity with PyLD, without its context in the result."""
    from pyld import jsonld

    options = {"documentLoader": refuse_remote, "omitGraph": True}
    found = jsonld.frame(_reach(content, entity, expanded), {**frame, "@id": entity}, options)
    return {key: value for key, value in found.items() if key != "@context"}


def _reach(content: Content, entity: str, frame: Json) -> list[Json]:
    """Return the entity and what the frame goes on to, either way along a property."""
    reached: dict[str, Json] = {}
    seen: set[tuple[str, int]] = set()
    waiting = [(entity, frame)]
    while waiting:
        node, part = waiting.pop()
        description = content.index.get(node)
        if description is None or (node, id(part)) in seen:
            continue
        seen.add((node, id(part)))
        reached.setdefault(node, expanded_node(node, description))
        for name, inner in properties(part):
            waiting.extend((iri, frame) for iri in content.nodes(node, name) for frame in inner)
        for name, inner in properties(part.get("@reverse", {})):
            waiting.extend((iri, frame) for iri in content.subjects(name, node) for frame in inner)
    return [reached[node] for node in sorted(reached)]
