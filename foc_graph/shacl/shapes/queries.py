"""SPARQL in shapes: sh:sparql (SHACL 5) and constraint components (SHACL 6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.terms import OWL, Node, Term, local_name, sh
from foc_graph.shacl.shapes.model import Custom, Sparql

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.shacl.shapes.source import ShapesGraph

_IMPORTS = ox.NamedNode(OWL + "imports")


def prologue(source: ShapesGraph, node: Node) -> str:
    """Return the PREFIX lines: sh:prefixes/owl:imports*/sh:declare (SHACL 5.2.1).

    Raises:
        CouldNotRun: a prefix stands for two namespaces.

    """
    todo: list[Term] = list(source.graph.objects(node, sh("prefixes")))
    seen: set[Term] = set()
    found: dict[str, str] = {}
    while todo:
        holder = todo.pop()
        if holder in seen:
            continue
        seen.add(holder)
        todo.extend(source.graph.objects(holder, _IMPORTS))
        for declaration in source.graph.objects(holder, sh("declare")):
            _declare(source, node, declaration, found)
    return "".join(f"PREFIX {p}: <{namespace}>\n" for p, namespace in sorted(found.items()))


def _declare(source: ShapesGraph, node: Node, declaration: Term, found: dict[str, str]) -> None:
    prefix = source.graph.value(declaration, sh("prefix"))
    namespace = source.graph.value(declaration, sh("namespace"))
    if not isinstance(prefix, ox.Literal) or not isinstance(namespace, ox.Literal):
        source.fail(node, "sh:declare lacks sh:prefix or sh:namespace", "give both, as literals")
    if found.setdefault(prefix.value, namespace.value) != namespace.value:
        source.fail(node, f"prefix {prefix.value}: is declared twice", "keep one of the namespaces")


def sparql_constraints(source: ShapesGraph, node: Node) -> Iterator[Sparql]:
    """Yield the SPARQL-based constraints of a shape that are not deactivated."""
    for value in source.graph.objects(node, sh("sparql")):
        constraint = source.shape(node, "sparql", value)
        if source.flag(constraint, "deactivated"):
            continue
        select = source.text(node, "select", source.only(constraint, "select"))
        messages = source.literals(constraint, "message")
        yield Sparql(constraint, prologue(source, constraint), select, messages)


@dataclass(frozen=True)
class Component:
    """A SPARQL-based constraint component: its parameters and validators (SHACL 6.2)."""

    iri: ox.NamedNode
    required: tuple[ox.NamedNode, ...]
    optional: tuple[ox.NamedNode, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parameters, which are names of variables."""
        return tuple(local_name(p.value) for p in (*self.required, *self.optional))


def components(source: ShapesGraph) -> list[Component]:
    """Return the components that the shapes graph declares, by IRI."""
    found = [
        _component(source, iri)
        for iri in source.graph.instances(sh("ConstraintComponent"))
        if isinstance(iri, ox.NamedNode) and not iri.value.startswith(sh("").value)
    ]
    return sorted(found, key=lambda component: component.iri.value)


def _component(source: ShapesGraph, iri: ox.NamedNode) -> Component:
    required: list[ox.NamedNode] = []
    optional: list[ox.NamedNode] = []
    for parameter in source.graph.objects(iri, sh("parameter")):
        path = source.graph.value(parameter, sh("path"))
        if not isinstance(path, ox.NamedNode):
            source.fail(iri, "a parameter lacks sh:path", "give it an IRI")
        is_optional = not isinstance(parameter, ox.Literal) and source.flag(parameter, "optional")
        (optional if is_optional else required).append(path)
    if not required:
        source.fail(iri, "a constraint component without a parameter", "declare sh:parameter")
    return Component(iri, tuple(required), tuple(optional))


def custom_constraints(
    source: ShapesGraph, node: Node, declared: list[Component], *, has_path: bool
) -> Iterator[Custom]:
    """Yield the constraints that a shape declares by the parameters of such components."""
    for component in declared:
        values = [source.graph.objects(node, p) for p in component.required]
        if not all(values):
            continue
        # With one parameter each value is a constraint of its own (SHACL 2.1).
        choices = [(v,) for v in values[0]] if len(values) == 1 else [tuple(v[0] for v in values)]
        for choice in choices:
            yield from _custom(source, node, component, choice, has_path=has_path)


def _custom(
    source: ShapesGraph,
    node: Node,
    component: Component,
    chosen: tuple[Term, ...],
    *,
    has_path: bool,
) -> Iterator[Custom]:
    special = "propertyValidator" if has_path else "nodeValidator"
    for name in (special, "validator"):
        validator = source.graph.value(component.iri, sh(name))
        if validator is None or isinstance(validator, ox.Literal):
            continue
        if source.graph.value(validator, sh("jsFunctionName")):
            return
        kind = "ask" if name == "validator" else "select"
        bound = {p: source.graph.value(node, p) for p in component.optional}
        bound.update(zip(component.required, chosen, strict=True))
        messages = source.literals(validator, "message")
        yield Custom(
            component.iri,
            prologue(source, validator),
            source.text(component.iri, kind, source.only(validator, kind)),
            kind == "ask",
            tuple((local_name(p.value), v) for p, v in bound.items() if v is not None),
            component.names,
            messages or source.literals(component.iri, "message"),
        )
        return
