"""What an unknown endpoint can do: found out by trying, in graphs that are taken out again.

Addresses are tried as the shipped profiles have them; what stays unknown is taken for the less.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields, replace
from time import monotonic
from typing import TYPE_CHECKING, Literal, get_args
from uuid import uuid4

import pyoxigraph as ox

from foc_graph.errors import CouldNotRun
from foc_graph.queries.credentials import Auth, Credentials, find_credentials
from foc_graph.queries.engines import SparqlError
from foc_graph.rdf.formats import N_TRIPLES, serialized
from foc_graph.rdf.prefixes import NAMESPACES
from foc_graph.stores.client import TIMEOUT, StoreClient
from foc_graph.stores.graphs import as_quads
from foc_graph.stores.profiles import StoreProfile, read_profile, shipped_names
from foc_graph.stores.updates import change, drop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foc_graph.project import Project
    from foc_graph.rdf.prefixes import PrefixMap
    from foc_graph.stores.profiles import DefaultGraph

#: What a reader looks for first.
FIRST = ("title", "url")

#: How many triples are sent at once, from few to many; the largest number that comes in counts.
SIZES = (1_000, 5_000, 20_000, 50_000)
#: Seconds for one of them after which no larger one is tried.
PATIENCE = 2.0

_XSD = NAMESPACES["xsd"]
#: Literals that stores write in another way, each in a triple of its own.
LITERALS = (
    ox.Literal("007", datatype=ox.NamedNode(f"{_XSD}integer")),
    ox.Literal("1.50", datatype=ox.NamedNode(f"{_XSD}decimal")),
    ox.Literal("1", datatype=ox.NamedNode(f"{_XSD}boolean")),
    ox.Literal("PT60M", datatype=ox.NamedNode(f"{_XSD}dayTimeDuration")),
    ox.Literal("é", language="en-GB"),
)
_PREDICATE = ox.NamedNode("urn:foc-graph:tried")


def detect(
    name: str, url: str, project: Project, prefixes: PrefixMap, *, timeout: float = TIMEOUT
) -> StoreProfile:
    """Try what the store at ``url`` can do, and return a profile that says so.

    Raises:
        CouldNotRun: no address answers a query there, or none takes an update.
        UsageProblem: it wants to know who asks, and nobody has said.

    """

    def client(profile: StoreProfile, credentials: Credentials) -> StoreClient:
        return StoreClient(url, profile, prefixes, credentials, timeout=timeout)

    without_graphs = None
    for layout in _layouts(project):
        known = replace(layout, name=name, url=url)
        with client(known, Credentials()) as asking:
            known = replace(known, auth=_wanted(asking))
        with client(known, find_credentials(known.auth, url)) as store:
            works = _Trial(store).tried()
            if works == "graphs":
                return _Trial(store).profile()
        if works == "updates":
            without_graphs = without_graphs or replace(known, graphs=None)
    if without_graphs:
        with client(without_graphs, find_credentials(without_graphs.auth, url)) as store:
            return _Trial(store).profile()
    raise CouldNotRun(
        "takes no update at any address that a known kind of store has",
        place=url,
        fix="check the address, or write a profile by hand (docs/stores/index.md)",
    )


def profile_text(profile: StoreProfile) -> str:
    """Return a profile as TOML; what is unset is left out."""
    names = sorted((f.name for f in fields(profile)), key=lambda name: name not in FIRST)
    values = ((name, getattr(profile, name)) for name in names if name != "name")
    return "".join(f"{name} = {json.dumps(value)}\n" for name, value in values if value is not None)


def _layouts(project: Project) -> Iterator[StoreProfile]:
    """Yield profiles of different addresses, those with a Graph Store Protocol first."""
    shipped = [read_profile(name, project) for name in shipped_names()]
    seen = set()
    for profile in sorted(shipped, key=lambda known: known.graphs is None):
        if (place := (profile.query, profile.update, profile.graphs)) not in seen:
            seen.add(place)
            yield profile


def _wanted(client: StoreClient) -> Auth:
    """Ask for the scheme that a store wants (RFC 9110, section 11.6.1)."""
    scheme = client.challenge().partition(" ")[0].lower()
    return next((auth for auth in get_args(Auth) if auth == scheme), "none")


@dataclass(frozen=True)
class _Trial:
    """Graphs of a store that nobody else has, and what can be done with them."""

    client: StoreClient
    start: str = field(default_factory=lambda: f"urn:foc-graph:{uuid4()}")

    def tried(self) -> Literal["graphs", "updates", "nothing"]:
        """Return what works at these addresses, as a query sees it afterwards."""
        if not self._works(self._update, f"{self.start}/a", _triples(1)):
            return "nothing"
        try:
            has_graphs = self.client.profile.graphs is not None
            works = has_graphs and self._works(self._put, f"{self.start}/b", _triples(1))
            return "graphs" if works else "updates"
        finally:
            self._tidy()

    def profile(self) -> StoreProfile:
        """Return what was found out of a store that takes updates."""
        try:
            return self._profile()
        finally:
            self._tidy()

    def _profile(self) -> StoreProfile:
        self._update(f"{self.start}/a", _triples(1))
        literals = [ox.Triple(_PREDICATE, _PREDICATE, term) for term in LITERALS]
        self._update(f"{self.start}/literals", literals)
        exact = set(self.client.triples(f"{self.start}/literals")) == set(literals)
        known = self.client.profile
        return replace(
            known,
            title=f"detected at {self.client.url}",
            bulk=None,
            quads=known.quads if self._adds_quads() else None,
            literals="exact" if exact else "value",
            default_graph=self._default_graph(),
            atomic_update=self._is_atomic(),
            triples_per_update=self._most(self._update) or 1,
            triples_per_body=self._most(self._put) if known.graphs is not None else 0,
        )

    def _tidy(self) -> None:
        """Take the graphs out."""
        for graph in self.client.counts(self.start):
            self.client.update(drop(graph))

    def _default_graph(self) -> DefaultGraph:
        rows = self.client.select(f"SELECT ?s WHERE {{ ?s {_PREDICATE} ?o }} LIMIT 1")
        return "union" if rows else "separate"

    def _adds_quads(self) -> bool:
        has_quads = self.client.profile.quads is not None
        return has_quads and self._works(self._add, f"{self.start}/quads", _triples(1))

    def _is_atomic(self) -> bool:
        """Let an update fail at its second step: there is nothing to load."""
        half = f"{self.start}/half"
        insertion = change("INSERT", half, _lines(_triples(1)))
        try:
            self.client.update(f"{insertion} ; LOAD <urn:foc-graph:nothing>")
        except CouldNotRun:
            return half not in self.client.counts(half)
        return False

    def _most(self, send: Callable[[str, list[ox.Triple]], None]) -> int:
        most = 0
        for size in SIZES:
            began = monotonic()
            if not self._works(send, f"{self.start}/{size}", _triples(size)):
                break
            most = size
            if monotonic() - began > PATIENCE:
                break
        return most

    def _works(
        self, send: Callable[[str, list[ox.Triple]], None], graph: str, triples: list[ox.Triple]
    ) -> bool:
        try:
            send(graph, triples)
            return self.client.counts(graph) == {graph: len(triples)}
        except (CouldNotRun, SparqlError):
            return False

    def _update(self, graph: str, triples: list[ox.Triple]) -> None:
        self.client.update(change("INSERT", graph, _lines(triples)))

    def _put(self, graph: str, triples: list[ox.Triple]) -> None:
        self.client.put_graph(graph, _lines(triples))

    def _add(self, graph: str, triples: list[ox.Triple]) -> None:
        self.client.add_quads(as_quads(_lines(triples), graph))


def _lines(triples: list[ox.Triple]) -> bytes:
    return serialized(triples, N_TRIPLES)


def _triples(count: int) -> list[ox.Triple]:
    return [
        ox.Triple(ox.NamedNode(f"urn:s{n}"), _PREDICATE, ox.Literal(str(n))) for n in range(count)
    ]
