"""A shapes graph that can be asked for one value, a list or a flag, and says what is wrong.

SHACL leaves the result of ill-formed shapes undefined and recommends a failure (SHACL 3.4.1):
each method raises `CouldNotRun` with the shape, its file, and what to write instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import pyoxigraph as ox

from foc_graph.errors import CouldNotRun
from foc_graph.rdf.terms import TRUE, TYPE, XSD, local_name, sh
from foc_graph.rdf.triples import MalformedListError
from foc_graph.sparql.paths import MalformedPathError, read_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.rdf.terms import Node, Term
    from foc_graph.rdf.triples import TripleIndex
    from foc_graph.sparql.paths import Path


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
        from foc_graph.positions.shapes import ShapePlaces

        found = ShapePlaces(self.origins, self.documents).of(node)  # type: ignore[arg-type]
        place = str(found) if found else None
        raise CouldNotRun(f"shape {self.name(node)}: {what}", place=place, fix=fix)

    def name(self, node: Term) -> str:
        """Return what to call a shape: its IRI, else the path that it is about."""
        if not isinstance(node, ox.BlankNode):
            return f"<{node.value}>"
        path = self.graph.value(node, sh("path"))
        return f"without a name, for {path}" if path else "without a name"

    def only(self, node: Node, name: str) -> Term | None:
        """Return the one value of ``sh:name``; None where there is none."""
        values = self.graph.objects(node, sh(name))
        if len(values) > 1:
            self.fail(node, f"has {len(values)} values of sh:{name}", "keep one of them")
        return values[0] if values else None

    def iri(self, node: Node, name: str, value: Term) -> ox.NamedNode:
        """Return a value that has to be an IRI."""
        if not isinstance(value, ox.NamedNode):
            self.fail(node, f"sh:{name} is {value}", "give it an IRI")
        return value

    def iris(self, node: Node, name: str) -> tuple[ox.NamedNode, ...]:
        """Return all values of ``sh:name``, which have to be IRIs."""
        return tuple(self.iri(node, name, v) for v in self.graph.objects(node, sh(name)))

    def shape(self, node: Node, name: str, value: Term) -> Node:
        """Return a value that has to be a shape."""
        if isinstance(value, ox.Literal):
            self.fail(node, f"sh:{name} is {value}", "give it a shape")
        return value

    def number(self, node: Node, name: str) -> int | None:
        """Return the one value of ``sh:name``, which has to be an xsd:integer."""
        value = self.only(node, name)
        if value is None:
            return None
        if isinstance(value, ox.Literal) and value.datatype.value == XSD + "integer":
            try:
                return int(value.value)
            except ValueError:
                pass
        return self.fail(node, f"sh:{name} is {value}", "give it a whole number such as 1")

    def flag(self, node: Node, name: str) -> bool:
        """Whether a value is exactly ``true``; ``"1"^^xsd:boolean`` is not (SHACL 4.4.5)."""
        return TRUE in self.graph.objects(node, sh(name))

    def literals(self, node: Node, name: str) -> tuple[ox.Literal, ...]:
        """Return all values of ``sh:name`` that are literals, sorted."""
        values = self.graph.objects(node, sh(name))
        return tuple(sorted((v for v in values if isinstance(v, ox.Literal)), key=str))

    def members(self, node: Node, name: str, head: Term) -> tuple[Term, ...]:
        """Return the members of a list that ``sh:name`` points to."""
        try:
            return tuple(self.graph.members(head))
        except MalformedListError:
            return self.fail(node, f"sh:{name} is no list", "write ( … ) with its members")

    def path(self, node: Node) -> Path | None:
        """Return the path of a property shape; None for a node shape."""
        value = self.only(node, "path")
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

    def text(self, node: Node, name: str, value: Term | None) -> str:
        """Return a value that has to be a plain string."""
        if isinstance(value, ox.Literal) and value.datatype.value == XSD + "string":
            return value.value
        return self.fail(node, f"sh:{name} is {value or 'missing'}", "give it one plain string")

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
