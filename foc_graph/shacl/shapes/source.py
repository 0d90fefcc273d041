"""A shapes graph that can be asked for one value, a list or a flag, and says what is wrong.

SHACL leaves the result of ill-formed shapes undefined and recommends a failure (SHACL 3.4.1):
each method raises `CouldNotRun` with the shape, its file, and what to write instead.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import pyoxigraph as ox

from foc_graph.errors import CouldNotRun
from foc_graph.rdf.terms import NIL, SH, TRUE, TYPE, XSD, local_name, sh
from foc_graph.rdf.triples import MalformedListError
from foc_graph.sparql.paths import MalformedPathError, read_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.rdf.terms import Node, Term
    from foc_graph.rdf.triples import TripleIndex
    from foc_graph.sparql.paths import Path


def short_name(predicate: ox.NamedNode) -> str:
    """Return what messages call a predicate: ``sh:path``; the whole IRI of another vocabulary."""
    iri = predicate.value
    return f"sh:{iri.removeprefix(SH)}" if iri.startswith(SH) else str(predicate)


class DeclaredComponent(NamedTuple):
    """A constraint component that the shapes graph declares, with its parameters (SHACL 6.2)."""

    iri: ox.NamedNode
    required: tuple[ox.NamedNode, ...]
    optional: tuple[ox.NamedNode, ...]


class ShapesGraph:
    """A shapes graph, the file of each of its nodes, and the files, so that places can be named."""

    def __init__(
        self, graph: TripleIndex, origins: Mapping[Node, str], documents: Mapping[str, RdfDocument]
    ) -> None:
        self.graph = graph
        self.origins = origins
        self.documents = documents

    def fail(self, node: Term, what: str, fix: str) -> NoReturn:
        """Stop: the shapes graph is ill-formed.

        Raises:
            CouldNotRun: always.

        """
        from foc_graph.positions.files import ShapePlaces

        found = ShapePlaces(self.origins, self.documents).of(node)  # type: ignore[arg-type]
        place = str(found) if found else None
        raise CouldNotRun(f"shape {self.name(node)}: {what}", place=place, fix=fix)

    def refuse(self, node: Node, predicate: ox.NamedNode, value: object, fix: str) -> NoReturn:
        """Stop: the value of a predicate is of the wrong kind."""
        self.fail(node, f"{short_name(predicate)} is {value}", fix)

    def name(self, node: Term) -> str:
        """Return what to call a shape: its IRI, else the path that it is about."""
        if not isinstance(node, ox.BlankNode):
            return f"<{node.value}>"
        path = self.graph.value(node, sh("path"))
        return f"without a name, for {path}" if path else "without a name"

    def only(self, node: Node, predicate: ox.NamedNode) -> Term | None:
        """Return the one value of a predicate; None where there is none."""
        values = self.graph.objects(node, predicate)
        if len(values) > 1:
            what = f"has {len(values)} values of {short_name(predicate)}"
            self.fail(node, what, "keep one of them")
        return values[0] if values else None

    def iri(self, node: Node, predicate: ox.NamedNode, value: Term | None) -> ox.NamedNode:
        """Return a value that has to be an IRI."""
        if not isinstance(value, ox.NamedNode):
            self.refuse(node, predicate, value, "give it an IRI")
        return value

    def iris(self, node: Node, predicate: ox.NamedNode) -> tuple[ox.NamedNode, ...]:
        """Return all values of a predicate, which have to be IRIs."""
        return tuple(self.iri(node, predicate, v) for v in self.graph.objects(node, predicate))

    def only_iri(self, node: Node, predicate: ox.NamedNode) -> ox.NamedNode:
        """Return the one value of a predicate, which has to be an IRI."""
        return self.iri(node, predicate, self.only(node, predicate))

    def shape(self, node: Node, predicate: ox.NamedNode, value: Term) -> Node:
        """Return a value that has to be a shape."""
        if isinstance(value, ox.Literal):
            self.refuse(node, predicate, value, "give it a shape")
        return value

    def number(self, node: Node, predicate: ox.NamedNode) -> int:
        """Return the one value of a predicate, which has to be an xsd:integer."""
        value = self.only(node, predicate)
        if isinstance(value, ox.Literal) and value.datatype.value == XSD + "integer":
            try:
                return int(value.value)
            except ValueError:
                pass
        return self.refuse(node, predicate, value, "give it a whole number such as 1")

    def flag(self, node: Node, predicate: ox.NamedNode) -> bool:
        """Whether a value is exactly ``true``; ``"1"^^xsd:boolean`` is not (SHACL 4.4.5)."""
        return TRUE in self.graph.objects(node, predicate)

    def literals(self, node: Node, predicate: ox.NamedNode) -> tuple[ox.Literal, ...]:
        """Return all values of a predicate that are literals, sorted."""
        values = self.graph.objects(node, predicate)
        return tuple(sorted((v for v in values if isinstance(v, ox.Literal)), key=str))

    def members(self, node: Node, predicate: ox.NamedNode, head: Term | None) -> tuple[Term, ...]:
        """Return the members of a list that a predicate points to."""
        try:
            return tuple(self.graph.members(head or NIL))
        except MalformedListError:
            what = f"{short_name(predicate)} is no list"
            return self.fail(node, what, "write ( … ) with its members")

    def only_members(self, node: Node, predicate: ox.NamedNode) -> tuple[Term, ...]:
        """Return the members of the one list that a predicate points to."""
        return self.members(node, predicate, self.only(node, predicate))

    def has_path(self, node: Node) -> bool:
        """Whether a shape is a property shape."""
        return bool(self.graph.objects(node, sh("path")))

    def needs_path(self, node: Node, predicate: ox.NamedNode) -> None:
        """Refuse a parameter that only a property shape can have."""
        if not self.has_path(node):
            what = f"{short_name(predicate)} needs a property shape"
            self.fail(node, what, "put it into a shape with sh:path")

    def path(self, node: Node) -> Path | None:
        """Return the path of a property shape; None for a node shape."""
        value = self.only(node, sh("path"))
        if value is None:
            return None
        try:
            return read_path(self.graph, value)
        except MalformedPathError:
            return self.fail(
                node,
                "sh:path is no property path",
                "write an IRI, a list of two or more, or one of sh:inversePath,"
                " sh:alternativePath, sh:zeroOrMorePath, sh:oneOrMorePath, sh:zeroOrOnePath",
            )

    def text(self, node: Node, predicate: ox.NamedNode, value: Term | None) -> str:
        """Return a value that has to be a plain string."""
        if isinstance(value, ox.Literal) and value.datatype.value == XSD + "string":
            return value.value
        return self.refuse(node, predicate, value or "missing", "give it one plain string")

    @cached_property
    def declared_components(self) -> list[DeclaredComponent]:
        """The constraint components that the graph declares, by IRI."""
        found = [
            self._declared(iri)
            for iri in self.graph.instances(sh("ConstraintComponent"))
            if isinstance(iri, ox.NamedNode) and not iri.value.startswith(SH)
        ]
        return sorted(found, key=lambda component: component.iri.value)

    def _declared(self, iri: ox.NamedNode) -> DeclaredComponent:
        required: list[ox.NamedNode] = []
        optional: list[ox.NamedNode] = []
        for parameter in self.graph.objects(iri, sh("parameter")):
            path = self.graph.value(parameter, sh("path"))
            if not isinstance(path, ox.NamedNode):
                self.fail(iri, "a parameter lacks sh:path", "give it an IRI")
            is_optional = not isinstance(parameter, ox.Literal) and self.flag(
                parameter, sh("optional")
            )
            (optional if is_optional else required).append(path)
        if not required:
            self.fail(iri, "a constraint component without a parameter", "declare sh:parameter")
        return DeclaredComponent(iri, tuple(required), tuple(optional))

    def check_terms(self, known: frozenset[str]) -> None:
        """Refuse terms in the SHACL namespace that SHACL does not have: they are misspelt.

        A node counts as part of a shape when it also has a term that SHACL does have: a shapes
        graph may hold other things (core/property/qualifiedValueShape-001 of the W3C suite).
        """
        for subject in self.graph.subjects():
            names = {self._own_name(p): p for p in self.graph.predicates(subject)}
            if known.isdisjoint(names.keys() - {""}) and not self._typed(subject):
                continue
            for name, predicate in names.items():
                terms = [predicate, *self.graph.objects(subject, predicate)]
                for term in terms if name or predicate == TYPE else ():
                    if self._own_name(term) not in known:
                        self._fail_unknown(subject, term, known)

    def _own_name(self, term: Term) -> str:
        start = sh("").value
        is_ours = isinstance(term, ox.NamedNode) and term.value.startswith(start)
        return term.value.removeprefix(start) if is_ours else ""

    def _typed(self, subject: Node) -> bool:
        return any(self._own_name(value) for value in self.graph.objects(subject, TYPE))

    def _fail_unknown(self, subject: Node, term: Term, known: frozenset[str]) -> NoReturn:
        from foc_graph.names.likeness import did_you_mean, nearest

        name = local_name(term.value)
        meant = did_you_mean(f"sh:{near}" for near in nearest(name, known, count=1))
        fix = meant or "see https://www.w3.org/TR/shacl/"
        self.fail(subject, f"SHACL has no sh:{name}", fix)
