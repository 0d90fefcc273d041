"""The graph of one file, grouped the way it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import NotConforming
from foc_graph.rdf.documents import syntax_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

Node = ox.NamedNode | ox.BlankNode
Term = Node | ox.Literal
#: Predicate IRI -> objects, each once.
Description = dict[str, dict[Term, None]]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
FIRST, REST, NIL, TYPE = (f"{_RDF}{name}" for name in ("first", "rest", "nil", "type"))


@dataclass(frozen=True)
class TurtleGraph:
    """Subjects in the order of the file, with what the file declares."""

    descriptions: dict[Node, Description]
    prefixes: dict[str, str]
    base: str | None
    #: How often an unnamed node is an object.
    uses: dict[ox.BlankNode, int] = field(default_factory=dict)

    def add(self, triple: ox.Quad | ox.Triple, place: str = "") -> None:
        """Take a triple in; without ``place`` its subject is the place of a problem.

        Raises:
            NotConforming: a triple term (RDF 1.2).

        """
        subject, term = triple.subject, triple.object
        if isinstance(subject, ox.Triple) or isinstance(term, ox.Triple):
            raise NotConforming(
                "holds a triple about a triple, which RDF 1.1 does not have",
                place=place or str(subject),
                fix="write a record of its own, such as a foc:Caveat",
            )
        objects = self.descriptions.setdefault(subject, {}).setdefault(triple.predicate.value, {})
        if isinstance(term, ox.BlankNode) and term not in objects:
            self.uses[term] = self.uses.get(term, 0) + 1
        objects[term] = None

    def triples(self) -> Iterator[tuple[Node, str, Term]]:
        """Every triple once."""
        for subject, description in self.descriptions.items():
            for predicate, objects in description.items():
                for term in objects:
                    yield subject, predicate, term


def parse_graph(text: str, *, base: str | None, place: str) -> TurtleGraph:
    """Parse Turtle, literals as written.

    Raises:
        NotConforming: a syntax error, or a triple term (RDF 1.2), with its line.

    """
    graph = TurtleGraph({}, {}, None)
    try:
        parser = ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=base)
        for quad in parser:
            graph.add(quad, place)
    except (SyntaxError, ValueError) as error:
        problem = syntax_problem(Path(place), error, b"")
        raise NotConforming(
            problem.message, place=at_line(place, problem.line), fix=problem.fix
        ) from error
    graph.prefixes.update(parser.prefixes)
    return TurtleGraph(graph.descriptions, graph.prefixes, parser.base_iri, graph.uses)


def at_line(place: str, line: int | None) -> str:
    """``data/x.ttl`` and 7 -> ``data/x.ttl:7``."""
    return f"{place}:{line}" if line else place
