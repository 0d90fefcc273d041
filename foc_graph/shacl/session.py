"""What one run of the engine shares: the graph, counts, constants, and tests written in Python.

Counts say what a query had better start from. To look up the values of one node costs several times
what it costs to go on to the next triple of a property, so a property with about as many triples as
there are focus nodes is read in one go.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from foc_graph.rdf.literals import decode, encode
from foc_graph.rdf.terms import FALSE, SUBCLASS, TRUE
from foc_graph.shacl import scope
from foc_graph.shacl.engines.time_limit import TIMEOUT

if TYPE_CHECKING:
    from collections.abc import Callable

    from foc_graph.dataset.data_graph import DataGraph, ExactStore
    from foc_graph.rdf.terms import Term
    from foc_graph.shacl.scope import Scope, Targets
    from foc_graph.sparql.paths import Path

#: Triples that are read in the time of one lookup, about: 31,000 values of one property took 7 ms
#: read one after the other, and 33 ms looked up node by node.
TRIPLES_A_LOOKUP = 4


class PredicateUsage(NamedTuple):
    """Of a property: its triples, their different subjects, and their different values."""

    triples: int
    subjects: int
    values: int


class Statistics:
    """Counts in one graph; each is made when it is first asked for."""

    def __init__(self, graph: ExactStore) -> None:
        self._graph = graph
        self._usages: dict[str, PredicateUsage] = {}
        self._sizes: dict[str, int] = {}

    def usage(self, predicate: str) -> PredicateUsage:
        """Count the triples of a property, an IRI in brackets."""
        if predicate not in self._usages:
            counts = "(COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?ns) (COUNT(DISTINCT ?o) AS ?no)"
            found = self._counts(f"SELECT {counts} WHERE {{ ?s {predicate} ?o }}")
            self._usages[predicate] = PredicateUsage(*found)
        return self._usages[predicate]

    def size(self, scope: Scope) -> int:
        """Count the focus nodes; one that is named twice may count twice."""
        if scope.template not in self._sizes:
            query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {scope.pattern('this')} }}"
            (self._sizes[scope.template],) = self._counts(query)
        return self._sizes[scope.template]

    def starts_from(self, path: Path, scope: Scope) -> bool:
        """Whether to read all triples of a path costs less than to ask for those of each node."""
        if scope.test is None or path.step is None:
            return False
        return self.usage(path.step).triples <= TRIPLES_A_LOOKUP * self.size(scope)

    def is_functional(self, path: Path) -> bool:
        """Whether a path leads from no node to two values."""
        if path.step is None:
            return False
        usage = self.usage(path.step)
        return usage.triples == (usage.values if path.kind == "^" else usage.subjects)

    def _counts(self, query: str) -> list[int]:
        rows = self._graph.select(query)
        return [int(term.value) for row in rows for term in row]


_FUNCTION = re.compile(r"<urn:foc-graph:function:\d+>")


def _datatype(term: Term) -> Term | None:
    written = decode(term)
    return written.datatype if isinstance(written, ox.Literal) else None


class EngineSession:
    """One run over one data graph."""

    def __init__(self, data: DataGraph, timeout: float = TIMEOUT) -> None:
        self.data = data
        self.timeout = timeout
        # Several threads ask for names: a count never gives one twice.
        self._numbers = count()
        self._functions: dict[str, Callable[..., Term | None]] = {}
        self._classes: dict[ox.NamedNode, list[str]] = {}
        self._constants: dict[Term, str] = {}
        self.statistics = Statistics(data.exact)

    def select(self, query: str) -> ox.QuerySolutions:
        """Run a SELECT query on the exact graph."""
        return self.data.exact.select(query, self.functions_in(query))

    def functions_in(self, query: str) -> dict[ox.NamedNode, Callable[..., Term | None]]:
        """Return the functions that a query calls."""
        names = set(_FUNCTION.findall(query))
        return {ox.NamedNode(name[1:-1]): self._functions[name] for name in names}

    def test(self, test: Callable[..., bool]) -> str:
        """Return the name under which queries can call a test; it sees terms as written."""
        return self._register(lambda *terms: TRUE if test(*map(decode, terms)) else FALSE)

    @cached_property
    def undisguise(self) -> tuple[str, str] | None:
        """The functions that give back the value and the datatype of a literal as written."""
        if not self.data.has_disguised:
            return None
        return self._register(decode), self._register(_datatype)

    def _register(self, function: Callable[..., Term | None]) -> str:
        name = f"<urn:foc-graph:function:{next(self._numbers)}>"
        self._functions[name] = function
        return name

    def constant(self, term: Term) -> str:
        """Return a term as queries write it, equal to what stands for it in the exact graph."""
        if term not in self._constants:
            # SPARQL has no syntax for a certain blank node (section 4.1.4); a function has.
            is_blank = isinstance(term, ox.BlankNode)
            written = f"{self._register(lambda: term)}()" if is_blank else str(encode(term))
            self._constants[term] = written
        return self._constants[term]

    def classes(self, wanted: ox.NamedNode) -> list[str]:
        """Return a class and its subclasses in the data graph (SHACL 1.5, SHACL instance)."""
        if wanted not in self._classes:
            found = self.select(f"SELECT DISTINCT ?c {{ ?c {SUBCLASS}* {wanted} }}")
            named = {str(row["c"]) for row in found if isinstance(row["c"], ox.NamedNode)}
            self._classes[wanted] = sorted({str(wanted), *named})
        return self._classes[wanted]

    def scope(self, targets: Targets) -> Scope:
        """Return the focus nodes that targets name (SHACL 2.1.3).

        Raises:
            ValueError: there are targets that only pySHACL can look up.

        """
        if targets.other:
            raise ValueError(targets)
        parts = [scope.of_class(self.classes(iri)) for iri in targets.classes]
        if targets.nodes:
            parts.append(scope.of_nodes([self.constant(node) for node in targets.nodes]))
        parts += [scope.of_subjects(str(iri)) for iri in targets.subjects_of]
        parts += [scope.of_objects(str(iri)) for iri in targets.objects_of]
        alone = len(parts) == 1 and not targets.subjects_of and not targets.objects_of
        once = alone and all(len(self.classes(iri)) == 1 for iri in targets.classes)
        return scope.union(parts, once=once)

    def scope_among(self, targets: Targets, nodes: frozenset[Term] | None) -> Scope:
        """Return these focus nodes, terms of the exact graph; with None all that targets name."""
        if nodes is None:
            return self.scope(targets)
        return scope.union([scope.of_nodes(sorted(map(str, nodes)))], once=True)
