"""The shapes of a project as rules: what each is about, how many values, of what kind."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import FocGraphError
from foc_graph.rdf.terms import Node, local_name
from foc_graph.shacl.components.cardinality import cardinality
from foc_graph.shacl.components.logic import PropertyConstraint
from foc_graph.shacl.components.sparql import SparqlConstraint
from foc_graph.shacl.shapes.reader import read_shapes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.shacl.shapes import Shape, Shapes
    from foc_graph.web.pages.site import Site

#: Targets that the name of a section has room for.
_MOST = 3
#: What a message fills in, as the engine sees it.
_PLACE = re.compile(r"\{[?$](\w+)\}")
_IRI = re.compile(r"<([^>]*)>")


@dataclass(frozen=True)
class ShapeRule:
    """One thing that must hold."""

    #: The shape, and the other nodes that belong to it: their ids are put on its row.
    iri: str
    nodes: tuple[str, ...]
    #: SPARQL-like path with CURIEs; empty where the rule is about the record as a whole.
    path: str
    predicates: tuple[str, ...]
    cardinality: str
    #: What the values must be, in words.
    values: tuple[str, ...]
    severity: str
    messages: tuple[str, ...]
    file: str


@dataclass(frozen=True)
class RuleSection:
    """The rules for one target."""

    #: IRIs of the classes; none for other targets and for shapes that others refer to.
    classes: tuple[str, ...]
    name: str
    #: Every target, where the name has room for some only.
    targets: str
    rules: tuple[ShapeRule, ...]


@dataclass
class Rules:
    """Every rule of a project; ``problem`` says why they could not be read."""

    sections: tuple[RuleSection, ...] = ()
    problem: str = ""
    by_predicate: dict[str, list[ShapeRule]] = field(default_factory=lambda: defaultdict(list))
    by_class: dict[str, list[ShapeRule]] = field(default_factory=lambda: defaultdict(list))


def rules(site: Site) -> Rules:
    """Read the shapes; a project whose shapes are ill-formed has no rules, and is told why."""
    try:
        shapes = read_shapes(site.dataset.project, base=site.prefixes.base)
    except FocGraphError as error:
        return Rules(problem=str(error))
    found = Rules(tuple(_sections(site, shapes)))
    for section in found.sections:
        for rule in section.rules:
            for iri in section.classes:
                found.by_class[iri].append(rule)
            for predicate in rule.predicates:
                found.by_predicate[predicate].append(rule)
    return found


def _sections(site: Site, shapes: Shapes) -> Iterable[RuleSection]:
    grouped: dict[tuple[tuple[str, ...], str], list[ShapeRule]] = defaultdict(list)
    used: set[Node] = set()
    nodes = sorted(shapes.by_node, key=str)
    for node in nodes:
        shape = shapes[node]
        if shape.targets and not shape.deactivated:
            grouped[_targets(site, shape)] += _rules(site, shapes, shape, used)
    rest = [n for n in nodes if n not in used and isinstance(n, ox.NamedNode)]
    shared = [rule for node in rest for rule in _rules(site, shapes, shapes[node], used)]
    # What holds for many classes comes last.
    targets = sorted(grouped, key=lambda target: (len(target[0]) != 1, target[1].casefold()))
    for classes, name in targets:
        own = grouped[classes, name]
        yield RuleSection(classes, _short(name), name, tuple(_distinct(own)))
    if shared:
        yield RuleSection((), "Shared by other rules", "", tuple(_distinct(shared)))


def _distinct(found: Iterable[ShapeRule]) -> Iterable[ShapeRule]:
    return sorted(set(found), key=lambda rule: (rule.path == "", rule.path, rule.iri, repr(rule)))


def _short(targets: str) -> str:
    names = targets.split(", ")
    if len(names) <= _MOST:
        return targets
    return f"{', '.join(names[: _MOST - 1])} and {len(names) - _MOST + 1} more"


def _targets(site: Site, shape: Shape) -> tuple[tuple[str, ...], str]:
    """Return the classes that a shape is about, and its targets in words."""
    targets = shape.targets
    classes = tuple(sorted(iri.value for iri in targets.classes))
    named = [site.prefixes.shorten(iri) for iri in classes]
    for words, terms in (
        ("everything that has {}", targets.subjects_of),
        ("every value of {}", targets.objects_of),
    ):
        named += [words.format(site.prefixes.shorten(iri.value)) for iri in terms]
    named += ["single records"] if targets.nodes else []
    return classes, ", ".join(named) or "other targets"


def _rules(site: Site, shapes: Shapes, shape: Shape, used: set[Node]) -> list[ShapeRule]:
    """Return a rule for what the shape itself asks, and one for each of its properties."""
    used.add(shape.node)
    inner = [
        c.shape
        for c in shape.constraints
        if isinstance(c, PropertyConstraint) and c.shape in shapes.by_node
    ]
    own = [c for c in shape.constraints if not isinstance(c, PropertyConstraint)]
    found = [_rule(site, shapes, shape)] if own or not inner else []
    for node in inner:
        found += _rules(site, shapes, shapes[node], used)
    if not own and inner and found:
        # The row of its first property carries the id of a shape that only gathers them.
        first = found[0]
        found[0] = replace(first, nodes=(*first.nodes, *_iris(shape.node)))
    return found


def _rule(site: Site, shapes: Shapes, shape: Shape) -> ShapeRule:
    queries = [c for c in shape.constraints if isinstance(c, SparqlConstraint)]
    messages = [*shape.messages, *(m for query in queries for m in query.messages)]
    path, shorten = shape.path, site.prefixes.shorten
    return ShapeRule(
        "".join(_iris(shape.node)),
        tuple(iri for query in queries for iri in _iris(query.node)),
        _IRI.sub(lambda match: shorten(match[1]), path.sparql()) if path else "",
        tuple(sorted(iri.value for iri in path.first_iris)) if path else (),
        cardinality(shape.constraints) if path else "",
        tuple(filter(None, (c.words(shorten) for c in shape.constraints))),
        local_name(shape.severity.value),
        tuple(sorted({_PLACE.sub(r"[\1]", message.value) for message in messages})),
        shapes.origins.get(shape.node, ""),
    )


def _iris(node: Node) -> tuple[str, ...]:
    return (node.value,) if isinstance(node, ox.NamedNode) else ()
