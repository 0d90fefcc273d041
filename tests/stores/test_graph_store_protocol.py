"""The W3C's tests of the Graph Store Protocol, sent to each store that has it.

docs/stores/graph-store-protocol.md says what each store does otherwise; the table there is held
against what the servers do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import httpx
import pytest
import rdflib
from rdflib.collection import Collection
from rdflib.compare import isomorphic

from foc_graph.stores import read_profile
from tests.conftest import PATIENCE, ROOT
from tests.stores.conftest import oxigraph
from tests.stores.servers import fuseki, rdf4j, virtuoso

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
HTS = "http://www.w3.org/2011/http-statusCodes#"
CODES = {"OK": 200, "Created": 201, "NoContent": 204, "BadRequest": 400, "NotFound": 404,
         "MethodNotAllowed": 405}  # fmt: skip
GRAPH = re.compile(r"graph=([^&]+)")
PAGE = ROOT / "docs" / "stores" / "graph-store-protocol.md"
#: Store, test, what came instead, why that is so.
ROW = re.compile(r"^\| (\w+) \| `(\w+)` \| ([^|]+) \|", re.MULTILINE)


@dataclass(frozen=True)
class Exchange:
    """A request of the suite, and what may be answered."""

    method: str
    query: str
    headers: dict[str, str]
    body: str | None
    expected: tuple[str, ...]
    graph: str | None

    def wrong(self, answer):
        """Say what is wrong with an answer; None where nothing is."""
        if not any(_is(answer.status_code, status) for status in self.expected):
            return f"{self.method} {answer.status_code}"
        if self.graph is not None and not _same(answer, self.graph):
            return f"{self.method} gives another graph"
        return None


def _is(code, status):
    """Tell whether a code is one, or of a class: ``StatusCode2xx``."""
    return str(code)[0] == status[10] if status.startswith("StatusCode") else code == CODES[status]


def _same(answer, turtle):
    given = rdflib.Graph().parse(data=answer.text, format="turtle")
    return isomorphic(given, rdflib.Graph().parse(data=turtle, format="turtle"))


def suite(shared):
    """Name -> requests of each test that names graphs in the query."""
    manifest = rdflib.Graph().parse(
        shared / "w3c/sparql/sparql11/graph-store-protocol/manifest-indirect.ttl"
    )
    tests = manifest.subjects(rdflib.RDF.type, MF.GraphStoreProtocolTest)
    return {test.rpartition("#")[2]: list(_exchanges(manifest, test)) for test in sorted(tests)}


def _exchanges(manifest, test):
    (action,) = manifest.objects(test, MF.action)
    for request in Collection(manifest, manifest.value(action, HT.requests)):
        response = manifest.value(request, HT.resp)
        path = str(manifest.value(request, HT.absolutePath))
        yield Exchange(
            str(manifest.value(request, HT.methodName)),
            path.removeprefix("/gsp").removeprefix("?"),
            _headers(manifest, request),
            _body(manifest, request),
            tuple(s.removeprefix(HTS) for s in manifest.objects(response, MF.expectedStatus)),
            _body(manifest, response),
        )


def _headers(manifest, message):
    listed = Collection(manifest, manifest.value(message, HT.headers) or rdflib.RDF.nil)
    return {
        str(manifest.value(h, HT.fieldName)): str(manifest.value(h, HT.fieldValue)) for h in listed
    }


def _body(manifest, message):
    body = manifest.value(message, HT.body)
    return str(manifest.value(body, CNT.chars)) if body is not None else None


def run(who, address, exchanges):
    """Send the requests of a test in order, over one connection; return what went wrong first."""
    with httpx.Client(auth=who, timeout=PATIENCE, trust_env=False) as client:
        _clean(client, address, exchanges)
        try:
            return _sent(client, address, exchanges) or _clean(client, address, exchanges)
        except httpx.RemoteProtocolError:  # also where an answer goes on into the next one
            return f"{exchanges[-1].method} breaks HTTP"


def _clean(client, address, exchanges):
    for exchange in exchanges:
        for graph in GRAPH.findall(exchange.query):
            client.delete(_at(address, f"graph={graph}"))


def _sent(client, address, exchanges):
    location = ""
    for exchange in exchanges:
        place = _at(address, exchange.query.replace("$LOCATION$", location))
        body = exchange.body.encode() if exchange.body else None
        answer = client.request(exchange.method, place, content=body, headers=exchange.headers)
        location = answer.headers.get("Location", location)
        if problem := exchange.wrong(answer):
            return problem
    return None


def _at(address, query):
    return f"{address}{'&' if '?' in address else '?'}{query}" if query else address


SERVERS = {"oxigraph": oxigraph, "fuseki": fuseki, "rdf4j": rdf4j, "virtuoso": virtuoso}


@pytest.mark.slow
@pytest.mark.parametrize("name", SERVERS)
def test_what_each_store_does_otherwise_is_said(project, shared, tmp_path, name):
    tests = suite(shared)
    assert len(tests) >= 9
    with SERVERS[name](tmp_path) as (url, who):
        auth = httpx.DigestAuth(who.user, who.secret) if name == "virtuoso" else None
        address = f"{url.rstrip('/')}/{read_profile(name, project).graphs}"
        found = {test: run(auth, address, sent) for test, sent in tests.items()}
    said = {test: words for store, test, words in ROW.findall(PAGE.read_text()) if store == name}
    assert {test: words for test, words in found.items() if words} == said
