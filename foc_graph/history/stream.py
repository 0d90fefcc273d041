"""``changes.trig`` and ``changes/*.trig``: the history as a Linked Data Event Stream.

https://w3id.org/ldes/specification, https://w3id.org/tree/specification. A member is an entity as
it was after a commit, in a named graph; a commit is a page, and its page never changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.history.changes import ADDED, CHANGED, REMOVED
from foc_graph.history.feed import instant
from foc_graph.rdf.documents import scoped
from foc_graph.rdf.formats import TRIG, serialized
from foc_graph.rdf.prefixes import NAMESPACES
from foc_graph.rdf.terms import TRUE, TYPE, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.history.changes import EntityChange, Step
    from foc_graph.history.log import History
    from foc_graph.rdf.terms import Term

PATH = f"changes{TRIG.suffix}"
MEDIA_TYPE = TRIG.media_type

_PREFIXES = {
    "as": "https://www.w3.org/ns/activitystreams#",
    "dcterms": NAMESPACES["dcterms"],
    "ldes": "https://w3id.org/ldes#",
    "tree": "https://w3id.org/tree#",
    "xsd": XSD,
}

#: What happened -> the type of the member, and the property of the stream that says so.
_KINDS = {
    ADDED: ("as:Create", "ldes:versionCreateObject"),
    CHANGED: ("as:Update", "ldes:versionUpdateObject"),
    REMOVED: ("as:Delete", "ldes:versionDeleteObject"),
}
_TIME, _VERSION_OF = "dcterms:created", "dcterms:isVersionOf"

#: The relations of TREE that hold a page to the time of its commit.
_BOUNDS = ("tree:GreaterThanOrEqualToRelation", "tree:LessThanOrEqualToRelation")


def page_path(step: Step) -> str:
    """Return where the page of a step lies, from the root of the site."""
    return f"changes/{step.commit.id[:12]}{TRIG.suffix}"


def stream(history: History, *, base: str, title: str) -> bytes:
    """Return the root: what the stream is, and which page holds which time, the oldest first."""
    root, name = ox.NamedNode(f"{base}{PATH}"), _name(base)
    said = [
        _quad(name, TYPE, _term("ldes:EventStream")),
        _quad(name, "dcterms:title", ox.Literal(f"{title}: changes", language="en")),
        _quad(name, "ldes:timestampPath", _term(_TIME)),
        _quad(name, "ldes:versionOfPath", _term(_VERSION_OF)),
        *(_quad(name, predicate, _term(kind)) for kind, predicate in _KINDS.values()),
        _quad(name, "tree:view", root),
        _quad(root, TYPE, _term("tree:Node")),
    ]
    if history.missing:
        said.append(_quad(name, "dcterms:description", ox.Literal(history.missing, language="en")))
    for number, step in enumerate(reversed(history.steps)):
        said += _relations(root, ox.NamedNode(f"{base}{page_path(step)}"), step, number)
    said.sort(key=lambda quad: isinstance(quad.subject, ox.BlankNode))  # the relations at the end
    return serialized(said, TRIG, _PREFIXES)


def page(step: Step, *, base: str) -> bytes:
    """Return the page of a step: a version of each entity that it touched."""
    node = ox.NamedNode(f"{base}{page_path(step)}")
    said = [_quad(node, TYPE, _term("tree:Node")), _quad(node, "ldes:immutable", TRUE)]
    versions: list[ox.Quad] = []
    for number, change in enumerate(step.changes, 1):
        member = ox.NamedNode(f"{node.value}#{number}")
        said += [_quad(_name(base), "tree:member", member), *_described(member, change, step)]
        versions += _version(member, change)
    return serialized([*said, *versions], TRIG, _PREFIXES)


def _name(base: str) -> ox.NamedNode:
    return ox.NamedNode(f"{base}{PATH}#stream")


def _relations(
    root: ox.NamedNode, node: ox.NamedNode, step: Step, number: int
) -> Iterator[ox.Quad]:
    for kind in _BOUNDS:
        relation = ox.BlankNode(f"{kind[5].lower()}{number}")
        yield _quad(root, "tree:relation", relation)
        yield _quad(relation, TYPE, _term(kind))
        yield _quad(relation, "tree:node", node)
        yield _quad(relation, "tree:path", _term(_TIME))
        yield _quad(relation, "tree:value", _time(step))


def _described(member: ox.NamedNode, change: EntityChange, step: Step) -> Iterator[ox.Quad]:
    yield _quad(member, TYPE, _term(_KINDS[change.kind][0]))
    yield _quad(member, _TIME, _time(step))
    # Blank nodes of a file that describes nothing else have no name to be a version of.
    if not change.iri.startswith("_:"):
        yield _quad(member, _VERSION_OF, ox.NamedNode(change.iri))


def _version(member: ox.NamedNode, change: EntityChange) -> Iterator[ox.Quad]:
    """Blank nodes of two members may have one label, and are not the same."""
    for quad in change.now:
        subject, value = scoped(quad.subject, member.value), scoped(quad.object, member.value)
        yield ox.Quad(subject, quad.predicate, value, member)


def _time(step: Step) -> ox.Literal:
    return ox.Literal(instant(step.commit.time), datatype=ox.NamedNode(XSD + "dateTime"))


def _term(curie: str) -> ox.NamedNode:
    prefix, _, name = curie.partition(":")
    return ox.NamedNode(_PREFIXES[prefix] + name)


def _quad(
    subject: ox.NamedNode | ox.BlankNode, predicate: str | ox.NamedNode, value: Term
) -> ox.Quad:
    named = _term(predicate) if isinstance(predicate, str) else predicate
    return ox.Quad(subject, named, value)
