"""What one run of the engine shares: the graph, constants, and tests written in Python."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.literals import decode, encode
from foc_graph.rdf.terms import FALSE, SUBCLASS, TRUE
from foc_graph.shacl import scope
from foc_graph.shacl.engines.time_limit import TIMEOUT
from foc_graph.shacl.statistics import Statistics

if TYPE_CHECKING:
    from collections.abc import Callable

    from foc_graph.dataset.data_graph import DataGraph
    from foc_graph.rdf.terms import Term
    from foc_graph.shacl.scope import Scope, Targets

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

    def test(self, test: Callable[[Term], bool]) -> str:
        """Return the name under which queries can call a test; it sees terms as written."""
        return self._register(lambda term: TRUE if test(decode(term)) else FALSE)

    def test_pair(self, test: Callable[[Term, Term], bool]) -> str:
        """Return the name under which queries can call a test of two terms."""
        return self._register(lambda a, b: TRUE if test(decode(a), decode(b)) else FALSE)

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
            self._constants[term] = self._constant(term)
        return self._constants[term]

    def _constant(self, term: Term) -> str:
        if isinstance(term, ox.BlankNode):
            # SPARQL has no syntax for a certain blank node (section 4.1.4); a function has.
            return f"{self._register(lambda: term)}()"
        return str(encode(term))

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
