"""What each SHACL parameter means: predicate -> the constraint that it declares (SHACL 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset.data_graph import ExactStore
from foc_graph.rdf.terms import local_name, sh
from foc_graph.shacl.shapes.model import (
    Closed,
    Constraint,
    CountConstraint,
    HasValue,
    Logic,
    Pair,
    PropertyConstraint,
    Qualified,
    UniqueLang,
    Unsupported,
    ValueTest,
)
from foc_graph.shacl.shapes.vocabulary import NODE_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foc_graph.rdf.terms import Node
    from foc_graph.shacl.shapes.source import ShapesGraph


def _kind(name: str) -> str:
    return name[0].upper() + name[1:]


def _classes(source: ShapesGraph, node: Node, name: str) -> Iterator[Constraint]:
    for iri in source.iris(node, name):
        yield ValueTest(_kind(name), (iri,))


def _one_iri(source: ShapesGraph, node: Node, name: str) -> Iterator[Constraint]:
    value = source.only(node, name)
    if value is not None:
        yield ValueTest(_kind(name), (source.iri(node, name, value),))


def _node_kind(source: ShapesGraph, node: Node, name: str) -> Iterator[Constraint]:
    for test in _one_iri(source, node, name):
        if local_name(test.operand[0].value) not in NODE_KINDS:  # type: ignore[union-attr]
            source.fail(node, "sh:nodeKind is none of the six", f"use {', '.join(NODE_KINDS)}")
        yield test


def _bound(source: ShapesGraph, node: Node, name: str) -> Iterator[Constraint]:
    value = source.only(node, name)
    if value is not None:
        if not isinstance(value, ox.Literal):
            source.fail(node, f"sh:{name} is {value}", "give it a literal")
        yield ValueTest(_kind(name), (value,))


def _length(source: ShapesGraph, node: Node, name: str) -> Iterator[Constraint]:
    length = source.number(node, name)
    if length is not None:
        yield ValueTest(_kind(name), (ox.Literal(length),))


def _pattern(source: ShapesGraph, node: Node, name: str) -> Iterator[Constraint]:
    flags = source.only(node, "flags")
    letters = source.text(node, "flags", flags) if flags is not None else ""
    for value in source.literals(node, name):
        source.text(node, name, value)
        _check_pattern(source, node, value, letters)
        yield ValueTest(_kind(name), (value,), letters)


def _check_pattern(source: ShapesGraph, node: Node, pattern: ox.Literal, flags: str) -> None:
    """Refuse what SPARQL's REGEX does not take: it would raise an error for every value."""
    query = f'SELECT (REGEX("", {pattern}, {ox.Literal(flags)}) AS ?works) {{}}'
    (row,) = ExactStore(ox.Store()).select(query)
    if row["works"] is None:
        what = f"sh:pattern {pattern} with flags {flags!r} is no regular expression"
        source.fail(node, what, "see https://www.w3.org/TR/xpath-functions/#regex-syntax")


def _members(source: ShapesGraph, node: Node, name: str) -> Iterator[Constraint]:
    value = source.only(node, name)
    if value is not None:
        yield ValueTest(_kind(name), source.members(node, name, value))


def _count(source: ShapesGraph, node: Node, name: str) -> Iterator[Constraint]:
    limit = source.number(node, name)
    if limit is not None:
        _needs_path(source, node, name)
        yield CountConstraint(_kind(name), limit)


def _needs_path(source: ShapesGraph, node: Node, name: str) -> None:
    if not source.graph.objects(node, sh("path")):
        source.fail(node, f"sh:{name} needs a property shape", "put it into a shape with sh:path")


def _unique_lang(source: ShapesGraph, node: Node, name: str) -> Iterator[Constraint]:
    if source.flag(node, name):
        _needs_path(source, node, name)
        yield UniqueLang()


def _has_value(source: ShapesGraph, node: Node, name: str) -> Iterator[Constraint]:
    for value in source.graph.objects(node, sh(name)):
        yield HasValue(value)


def _pair(source: ShapesGraph, node: Node, name: str) -> Iterator[Constraint]:
    for iri in source.iris(node, name):
        if name.startswith("lessThan"):
            _needs_path(source, node, name)
        yield Pair(_kind(name), iri)


def _closed(source: ShapesGraph, node: Node, name: str) -> Iterator[Constraint]:
    if source.flag(node, name):
        own = source.graph.objects(node, sh("property"))
        paths = [p for shape in own for p in source.graph.objects(shape, sh("path"))]
        heads = source.graph.objects(node, sh("ignoredProperties"))
        ignored = [m for head in heads for m in source.members(node, "ignoredProperties", head)]
        allowed = {p for p in (*paths, *ignored) if isinstance(p, ox.NamedNode)}
        yield Closed(tuple(sorted(allowed, key=str)))


def _list_logic(source: ShapesGraph, node: Node, name: str) -> Iterator[Constraint]:
    for head in source.graph.objects(node, sh(name)):
        members = source.members(node, name, head)
        yield Logic(_kind(name), tuple(source.shape(node, name, m) for m in members))


def _logic(source: ShapesGraph, node: Node, name: str) -> Iterator[Constraint]:
    for value in source.graph.objects(node, sh(name)):
        yield Logic(_kind(name), (source.shape(node, name, value),))


def _property(source: ShapesGraph, node: Node, name: str) -> Iterator[Constraint]:
    for value in source.graph.objects(node, sh(name)):
        if not source.graph.objects(value, sh("path")):
            which = f"the value {value}" if isinstance(value, ox.NamedNode) else "a value"
            what = f"{which} of sh:property has no sh:path"
            fix = "write [ sh:path … ] with the property it is about, or use sh:node"
            source.fail(node, what, fix)
        yield PropertyConstraint(source.shape(node, name, value))


def _qualified(source: ShapesGraph, node: Node, name: str) -> Iterator[Constraint]:
    limit, value = source.number(node, name), source.only(node, "qualifiedValueShape")
    if limit is not None and value is not None:
        _needs_path(source, node, name)
        shape = source.shape(node, "qualifiedValueShape", value)
        yield Qualified(_kind(name), limit, shape, _siblings(source, node, shape))


def _siblings(source: ShapesGraph, node: Node, shape: Node) -> tuple[Node, ...]:
    """Return the sibling shapes as SHACL 4.7.3 defines them."""
    if not source.flag(node, "qualifiedValueShapesDisjoint"):
        return ()
    graph = source.graph
    found: set[Node] = set()
    for parent in graph.subjects():
        children = graph.objects(parent, sh("property"))
        if node in children:
            values = [v for c in children for v in graph.objects(c, sh("qualifiedValueShape"))]
            found.update(source.shape(node, "qualifiedValueShape", value) for value in values)
    return tuple(sorted(found - {shape}, key=str))


def _unsupported(source: ShapesGraph, node: Node, name: str) -> Iterator[Constraint]:
    if source.graph.objects(node, sh(name)):
        yield Unsupported(sh(name))


#: Name of the parameter -> what reads it.
READERS: dict[str, Callable[[ShapesGraph, Node, str], Iterator[Constraint]]] = {
    "class": _classes,
    "datatype": _one_iri,
    "nodeKind": _node_kind,
    "minExclusive": _bound,
    "minInclusive": _bound,
    "maxExclusive": _bound,
    "maxInclusive": _bound,
    "minLength": _length,
    "maxLength": _length,
    "pattern": _pattern,
    "languageIn": _members,
    "in": _members,
    "minCount": _count,
    "maxCount": _count,
    "uniqueLang": _unique_lang,
    "hasValue": _has_value,
    "equals": _pair,
    "disjoint": _pair,
    "lessThan": _pair,
    "lessThanOrEquals": _pair,
    "closed": _closed,
    "and": _list_logic,
    "or": _list_logic,
    "xone": _list_logic,
    "not": _logic,
    "node": _logic,
    "property": _property,
    "qualifiedMinCount": _qualified,
    "qualifiedMaxCount": _qualified,
    "expression": _unsupported,
    "js": _unsupported,
}
