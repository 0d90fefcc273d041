"""A store over HTTP: queries and updates by SPARQLWrapper, graphs by the Graph Store Protocol.

SPARQL 1.1 Protocol and SPARQL 1.1 Graph Store HTTP Protocol (W3C Recommendations, 2013).
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack, contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote

import pyoxigraph as ox

from foc_graph.errors import CouldNotRun
from foc_graph.queries.endpoint import EndpointEngine, certificate_problem, send_update
from foc_graph.queries.endpoint_request import SPARQL_UPDATE
from foc_graph.queries.results import ResultGraph, ResultTable, text_of
from foc_graph.rdf.formats import N_TRIPLES, serialized
from foc_graph.stores.connection import connected
from foc_graph.stores.lines import parsed, whole_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    import httpx

    from foc_graph.queries.credentials import Credentials
    from foc_graph.queries.results import Cell
    from foc_graph.rdf.prefixes import PrefixMap
    from foc_graph.stores.profiles import StoreProfile

NTRIPLES = "application/n-triples"
NQUADS = "application/n-quads"
SENT = {"Content-Type": NTRIPLES}

#: How long to wait for an answer, in seconds.
TIMEOUT = 60.0


class StoreClient:
    """One store, asked and changed. Close it, or use it in a ``with``."""

    def __init__(
        self,
        url: str,
        profile: StoreProfile,
        prefixes: PrefixMap,
        credentials: Credentials,
        *,
        timeout: float = TIMEOUT,
    ) -> None:
        self.url, self.profile, self.prefixes = url, profile, prefixes
        self._credentials, self._timeout = credentials, timeout
        self._connections = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connections.close()

    def address(self, part: str) -> str:
        """Return the address of a part of the store: ``query`` at ``http://host/ds/``."""
        return f"{self.url.rstrip('/')}/{part}" if part else self.url

    def select(self, sparql: str) -> list[tuple[Cell, ...]]:
        """Ask a SELECT query; rows of nothing, which rdflib has for no groups at all, are no rows.

        Raises:
            CouldNotRun: no answer in time, an error, or one that is no SPARQL result.

        """
        found = self.engine.run(sparql)
        if not isinstance(found, ResultTable):
            raise CouldNotRun("sent triples for rows", place=self.url, fix="check the address")
        return [row for row in found.rows if any(row)]

    def update(self, sparql: str) -> None:
        """Send a SPARQL update.

        Raises:
            CouldNotRun: the store refuses it or does not answer; what it did is not known then.

        """
        address = self.address(self.profile.update)
        send_update(address, sparql, self._credentials, timeout=self._timeout)

    def put_graph(self, graph: str, lines: bytes | Iterable[bytes]) -> None:
        """Replace a graph (Graph Store Protocol, section 5.3); several texts travel in chunks."""
        self._send("PUT", *self._of(graph), content=lines, headers=SENT)

    def post_graph(self, graph: str, lines: bytes) -> None:
        """Add to a graph (section 5.5)."""
        self._send("POST", *self._of(graph), content=lines, headers=SENT)

    def add_quads(self, lines: bytes | Iterable[bytes]) -> None:
        """Add N-Quads, each to its graph; a body that breaks off may be there in part."""
        headers = {"Content-Type": NQUADS}
        self._send("POST", self.profile.quads or "", "quads", content=lines, headers=headers)

    def challenge(self) -> str:
        """Return what the store asks of those who want to write, empty where it asks nothing."""
        headers = {"Content-Type": SPARQL_UPDATE}
        for part in (self.profile.query, self.profile.update):
            try:
                answer = self._ask("POST", part, "nothing", content=b"", headers=headers)
            except CouldNotRun:
                continue
            if answer.status_code == 401:  # noqa: PLR2004 - Unauthorized
                return str(answer.headers.get("WWW-Authenticate", ""))
        return ""

    def counts(self, start: str) -> dict[str, int]:
        """Return how many triples there are in each graph whose name starts so."""
        # The names are filtered when the graphs are counted: five times as fast as before that.
        rows = self.select(
            "SELECT ?graph (COUNT(*) AS ?count) WHERE { GRAPH ?graph { ?s ?p ?o } }"
            f" GROUP BY ?graph HAVING(STRSTARTS(STR(?graph), {ox.Literal(start)}))"
        )
        return {name: int(count) for name, count in (map(text_of, row) for row in rows)}

    def quads(self, graphs: Iterable[str]) -> dict[str, list[ox.Triple]]:
        """Read several small graphs by one query; those that the store does not have are absent."""
        names = " ".join(str(ox.NamedNode(graph)) for graph in graphs)
        asked = f"VALUES ?graph {{ {names} }} GRAPH ?graph {{ ?s ?p ?o }}"
        found: dict[str, list[ox.Triple]] = defaultdict(list)
        for graph, *triple in self.select(f"SELECT ?graph ?s ?p ?o WHERE {{ {asked} }}"):
            found[text_of(graph)].append(ox.Triple(*triple))  # type: ignore[arg-type]
        return found

    def lines(self, graph: str) -> Iterator[bytes]:
        """Read a graph as N-Triples, in the order of the store: texts of whole lines.

        Raises:
            CouldNotRun: no answer, or an error; no graph at that address, and yet the store has it.

        """
        if self.profile.graphs is None:
            where = f"GRAPH {ox.NamedNode(graph)} {{ ?s ?p ?o }}"
            found = self._construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {where} }}")
            yield serialized(found, N_TRIPLES)
            return
        part, what = self._of(graph)
        address = self.address(part)
        with (
            self._not_broken_off(part, what),
            self._http.stream("GET", address, headers={"Accept": NTRIPLES}) as answer,
        ):
            if answer.status_code == 404 and graph not in self.counts(graph):  # noqa: PLR2004
                return
            self._require(answer, part, what)
            if "html" in answer.headers.get("Content-Type", ""):
                raise self._no_triples("a page for people", graph)
            yield from whole_lines(answer.iter_bytes())

    def triples(self, graph: str) -> Iterator[ox.Triple]:
        """Read a graph.

        Raises:
            CouldNotRun: as `lines`, or what came is no N-Triples.

        """
        return self.parsed(graph, self.lines(graph))

    def parsed(self, graph: str, lines: Iterable[bytes]) -> Iterator[ox.Triple]:
        """Read what a store sent for a graph.

        Raises:
            CouldNotRun: it is no N-Triples.

        """
        try:
            yield from parsed(lines)
        except SyntaxError as error:
            raise self._no_triples("something", graph) from error

    def _no_triples(self, what: str, graph: str) -> CouldNotRun:
        return CouldNotRun(
            f"sent {what} for graph {graph}, not N-Triples",
            place=self.address(self.profile.graphs or self.profile.query),
            fix="check the address, and that no page stands in front of it",
        )

    def _construct(self, sparql: str) -> tuple[ox.Triple, ...]:
        found = self.engine.run(sparql)
        if not isinstance(found, ResultGraph):
            raise CouldNotRun("sent rows for triples", place=self.url, fix="check the address")
        return found.triples

    def _of(self, graph: str) -> tuple[str, str]:
        """Return where a graph is, below the store, and what it is called in messages."""
        part = self.profile.graphs or ""
        return f"{part}{'&' if '?' in part else '?'}graph={quote(graph, safe='')}", f"graph {graph}"

    def _ask(self, method: str, part: str, what: str, **request: Any) -> httpx.Response:  # noqa: ANN401 - as httpx takes them
        """Send a request; the answer may say anything."""
        with self._not_broken_off(part, what):
            return self._http.request(method, self.address(part), **request)

    @contextmanager
    def _not_broken_off(self, part: str, what: str) -> Iterator[None]:
        import httpx

        try:
            yield
        except httpx.HTTPError as error:
            said, fix = certificate_problem(error) or (
                f"broke off ({type(error).__name__}) at {what}",
                "run the same command again: it goes on where it stopped",
            )
            raise CouldNotRun(said, place=self.address(part.partition("?")[0]), fix=fix) from error

    def _send(self, method: str, part: str, what: str, **request: Any) -> None:  # noqa: ANN401
        """Send a request that must succeed."""
        self._require(self._ask(method, part, what, **request), part, what)

    def _require(self, answer: httpx.Response, part: str, what: str) -> None:
        if not answer.is_success:
            raise CouldNotRun(
                f"answered {answer.status_code} to {answer.request.method} of {what}",
                place=self.address(part.partition("?")[0]),
                fix=FIXES.get(answer.status_code, "see the log of the store"),
            )

    @cached_property
    def engine(self) -> EndpointEngine:
        """What runs queries there."""
        return EndpointEngine(
            self.address(self.profile.query),
            self.prefixes,
            timeout=self._timeout,
            credentials=self._credentials,
        )

    @cached_property
    def _http(self) -> httpx.Client:
        return self._connections.enter_context(connected(self._credentials, self._timeout))


#: HTTP status -> what to do about it.
FIXES = {
    301: "give the address that it is at now",
    302: "give the address of the store, not of a page in front of it",
    401: "check the name and the password",
    403: "ask those who run it for the right to write",
    404: "check the address, and the profile of the store",
    405: "it takes no writing there: check the profile of the store",
    413: "lower triples_per_body in the profile of the store",
    429: "wait a little and run the same command again",
    503: "try again later",
}
