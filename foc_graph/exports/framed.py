"""JSON-LD Framing 1.1, as far as frames that say what to show of what need it.

PyLD frames everything, and takes 40 ms for a text: it expands the frame again for each entity,
and looks for reverse properties through all nodes. Here a tree is built from the index; the tests
compare it with PyLD's. A frame that needs more goes to PyLD (`is_plain`).

One difference, on purpose: where a frame names nothing of a node, the node is referred to. By the
recommendation it would be shown with all that hangs on it, which is most of the graph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from foc_graph.dataset.content import RDF_TYPE, Term
from foc_graph.exports.common import ExportedFile, Exporter
from foc_graph.exports.contexts import compact, explaining, read_context, read_frames, refuse_remote
from foc_graph.exports.jsonld import expanded_node, expanded_value, to_bytes
from foc_graph.rdf.formats import JSON_LD
from foc_graph.rdf.terms import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.dataset.content import Content

Json = dict[str, Any]

_KEYWORDS = frozenset({"@id", "@type", "@explicit", "@omitDefault", "@embed", "@reverse"})
_EMBEDS = (["@once"], ["@always"], ["@never"])


def is_plain(frame: Json) -> bool:
    """Tell whether an expanded frame is one that `tree` understands, down to its leaves.

    It shows only what it names (``@explicit``), invents nothing (``@omitDefault``), and lets any
    node in: no patterns of identifiers, values or properties.
    """
    return is_explicit(frame) and _is_plain(frame)


def is_explicit(frame: Json) -> bool:
    """Tell whether a frame shows only what it names."""
    return frame.get("@explicit") == [True]


def _is_plain(frame: Json) -> bool:
    named = [*properties(frame), *properties(frame.get("@reverse", {}))]
    keywords = {key for key in frame if key.startswith("@")}
    if not keywords <= _KEYWORDS or frame.get("@embed", ["@once"]) not in _EMBEDS:
        return False
    # Without a type or any identifier at all, the properties would be a pattern to match.
    open_to_all = "@type" in frame or frame.get("@id") == [{}]
    if named and not (is_explicit(frame) and open_to_all):
        return False
    return all(
        len(parts) == 1 and parts[0].get("@omitDefault") == [True] and _is_plain(parts[0])
        for _, parts in named
    )


def properties(frame: Json) -> Iterator[tuple[str, list[Json]]]:
    """Every property of an expanded frame with its frames, sorted."""
    for key in sorted(frame):
        if not key.startswith("@"):
            yield key, frame[key]


def tree(content: Content, entity: str, frame: Json) -> Json:
    """Return an entity as a plain frame shows it, in expanded form."""
    return _Tree(content).node(entity, frame)


class _Tree:
    """One tree; what is embedded once is known for the whole of it."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._embedded: set[str] = set()
        self._above: list[str] = []

    def node(self, node: str, frame: Json) -> Json:
        """Return a node with what the frame names, both ways along properties."""
        self._embedded.add(node)
        self._above.append(node)
        description = self._content.index.get(node, {})
        output: Json = {"@id": node}
        if RDF_TYPE in description:
            output["@type"] = [key_of(value) for value in description[RDF_TYPE]]
        for name, (inner,) in properties(frame):
            if name in description:
                output[name] = [self._value(value, inner) for value in description[name]]
        reverse = self._pointing_to(node, frame.get("@reverse", {}))
        self._above.pop()
        return output | ({"@reverse": reverse} if reverse else {})

    def _pointing_to(self, node: str, frame: Json) -> Json:
        found = {name: self._content.subjects(name, node) for name, _ in properties(frame)}
        return {
            name: [self._reference(subject, frame[name][0]) for subject in subjects]
            for name, subjects in found.items()
            if subjects
        }

    def _value(self, value: Term, frame: Json) -> Json:
        if isinstance(value, ox.Literal):
            return expanded_value(value)
        return self._reference(key_of(value), frame)

    def _reference(self, node: str, frame: Json) -> Json:
        """Embed a node, or refer to it: as the frame says, and never inside itself."""
        embed = frame.get("@embed", ["@once"])[0]
        once_more = embed == "@once" and node in self._embedded
        if not is_explicit(frame) or embed == "@never" or once_more or node in self._above:
            return {"@id": node}
        return self.node(node, frame)


class Framed(Exporter):
    """JSON-LD 1.1 Framing (W3C Recommendation, 2020).

    Each entity is framed by itself: over the whole graph at once, ``@embed: @once`` would show a
    citation inside the text that makes it and not inside the text that receives it.
    """

    name = "framed"
    title = "Framed JSON-LD"
    file_name = "framed/*.jsonld"
    media_type = JSON_LD.media_type
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
