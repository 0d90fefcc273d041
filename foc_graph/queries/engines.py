"""Where a query runs. Each engine takes finished SPARQL and gives back pyoxigraph terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from foc_graph.errors import UsageProblem
from foc_graph.queries.results import ResultGraph, ResultTable, sorted_triples
from foc_graph.sparql.mistakes import shortened
from foc_graph.sparql.tokens import names_its_graphs

if TYPE_CHECKING:
    import rdflib

    from foc_graph.dataset import Dataset
    from foc_graph.queries.results import Outcome
    from foc_graph.rdf.prefixes import PrefixMap


class QueryEngine(Protocol):
    """Runs SPARQL 1.1 queries over the union of all graphs."""

    local: bool
    """Whether the query stays on this machine."""

    @property
    def prefixes(self) -> PrefixMap:
        """Prefixes that a query may use without declaring them."""
        ...

    def run(self, sparql: str) -> Outcome:
        """Run a query.

        Raises:
            SparqlError: the text is not SPARQL.
            FocGraphError: the query could not be run.

        """
        ...


def is_sparql(text: str) -> bool:
    """Tell whether a query is SPARQL 1.1: it is read, its variables and groups too, and not run."""
    try:
        ox.Store().query(text)
    except SyntaxError:
        return False
    return True


class SparqlError(Exception):
    """Text that is not SPARQL, in the words of the engine."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class OxigraphEngine:
    """The embedded store: the default, and the fastest by far (benchmarks/)."""

    local = True

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    @property
    def prefixes(self) -> PrefixMap:
        """The prefix map of the project."""
        return self._dataset.prefixes

    def run(self, sparql: str) -> Outcome:
        """Run a query on the store that holds the data."""
        try:
            found = self._dataset.store.query(
                sparql,
                base_iri=self.prefixes.base,
                use_default_graph_as_union=not names_its_graphs(sparql),
            )
        except SyntaxError as error:
            raise SparqlError(shortened(error.msg)) from error
        except (ValueError, OSError, RuntimeError) as error:
            raise UsageProblem(
                f"cannot be run ({shortened(str(error))})", place="query", fix="change the query"
            ) from error
        return outcome_of(found)


def answer_of(boolean: bool) -> ResultTable:  # noqa: FBT001 - the one thing that an ASK gives
    """Return the table of an ASK."""
    return ResultTable(("answer",), ((ox.Literal(boolean),),), boolean=boolean)


def outcome_of(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Outcome:
    """Take over what pyoxigraph gives."""
    if isinstance(found, ox.QueryBoolean):
        return answer_of(bool(found))
    if isinstance(found, ox.QueryTriples):
        return ResultGraph(sorted_triples(list(found)))
    columns = tuple(variable.value for variable in found.variables)
    return ResultTable(columns, tuple(tuple(solution) for solution in found))


class RdflibEngine:
    """rdflib's own SPARQL engine on an in-memory copy: slow, and proof that a query is portable."""

    local = True

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._graph = _copy_into_rdflib(dataset)

    @property
    def prefixes(self) -> PrefixMap:
        """The prefix map of the project."""
        return self._dataset.prefixes

    def run(self, sparql: str) -> Outcome:
        """Run a query with rdflib alone, Oxigraph having no part in it."""
        from pyparsing import ParseException

        from foc_graph.rdf.rdflib_terms import from_rdflib

        try:
            found = self._graph.query(sparql, initNs={}, base=self.prefixes.base)
        except ParseException as error:
            raise SparqlError(shortened(error.msg)) from error
        if found.type == "ASK":
            return answer_of(bool(found.askAnswer))
        if found.type == "SELECT":
            names = found.vars or []
            rows = ([row.get(name) for name in names] for row in found.bindings)
            cells = tuple(tuple(t if t is None else from_rdflib(t) for t in row) for row in rows)
            return ResultTable(tuple(map(str, names)), cells)
        text = found.serialize(format="nt") or b""
        return ResultGraph(
            sorted_triples([q.triple for q in ox.parse(text, ox.RdfFormat.N_TRIPLES)])
        )


def _copy_into_rdflib(dataset: Dataset) -> rdflib.Graph:
    """One graph, the union of all: rdflib's own union of graphs repeats shared triples."""
    import rdflib
    from rdflib.plugins import sparql

    sparql.SPARQL_LOAD_GRAPHS = False  # `FROM <…>` must not reach for the network
    graph = rdflib.Graph()
    triples = (f"{quad.triple} .\n" for quad in dataset.store)
    graph.parse(data="".join(triples), format="nt")
    return graph
