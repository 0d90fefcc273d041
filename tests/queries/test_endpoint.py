"""The same queries at an endpoint, and what is said when it does not answer as it should.

The endpoints are real HTTP servers on this machine.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.queries import OxigraphEngine, find_query, parse_query, run_query, write_answer
from foc_graph.queries.endpoint import EndpointEngine
from tests.conftest import PATIENCE

JSON = "application/sparql-results+json"
ROWS = '{"head": {"vars": ["a"]}, "results": {"bindings": []}}'


@contextmanager
def serving(respond):
    """Serve with a function that takes the handler and the query; yield the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            respond(self, parse_qs(body)["query"][0])

        def log_message(self, *_arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.over = threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()


def reply(handler, body, media_type=JSON, status=200):
    content = body if isinstance(body, bytes) else body.encode()
    handler.send_response(status)
    handler.send_header("Content-Type", media_type)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


@pytest.fixture(scope="module")
def endpoint(dataset):
    """A SPARQL 1.1 endpoint over our own data."""

    def respond(handler, query):
        try:
            found = dataset.store.query(query, use_default_graph_as_union=True)
        except SyntaxError as error:
            return reply(handler, str(error), "text/plain", 400)
        if isinstance(found, ox.QueryTriples):
            return reply(handler, found.serialize(format=ox.RdfFormat.TURTLE), "text/turtle")
        return reply(handler, found.serialize(format=ox.QueryResultsFormat.JSON))

    with serving(respond) as url:
        yield url


def asked(url, prefixes, text="SELECT ?a {}", timeout=PATIENCE):
    return run_query(parse_query(text, name="x"), EndpointEngine(url, prefixes, timeout=timeout))


CASES = {
    "members": {"on": "2014-04-28"},
    "citations": {"text": "32/13"},
    "citation-path": {},
    "votes": {"text": "47/16"},
    "renewals": {},
    "text": {"text": "55/3"},
}


@pytest.mark.parametrize("name", CASES)
def test_an_endpoint_gives_the_same(project, dataset, endpoint, name):
    query, given = find_query(project, name), CASES[name]
    here = run_query(query, OxigraphEngine(dataset), given)
    there = run_query(query, EndpointEngine(endpoint, dataset.prefixes), given)

    assert write_answer(there) == write_answer(here)


def test_parameters_are_looked_up_at_the_endpoint(project, dataset, endpoint):
    engine = EndpointEngine(endpoint, dataset.prefixes)

    with pytest.raises(UsageProblem, match="did you mean A/HRC/RES/20/8"):
        run_query(find_query(project, "citations"), engine, {"text": "20/88"})


def test_a_boolean_from_an_endpoint(dataset, endpoint):
    assert asked(endpoint, dataset.prefixes, "ASK { ?s a foc:State }").outcome.boolean is True


def test_an_endpoint_names_the_syntax_error(dataset, endpoint):
    with pytest.raises(UsageProblem, match=r"x:1:19: is not SPARQL from `}` on"):
        asked(endpoint, dataset.prefixes, "SELECT ?a { ?a ?b }")


def test_an_endpoint_may_understand_less(dataset):
    with (
        serving(answers("line 1: no property paths here", "text/plain", 400)) as url,
        pytest.raises(
            CouldNotRun, match=r"cannot run the query \(line 1: no property paths here\)"
        ),
    ):
        asked(url, dataset.prefixes)


def answers(body, media_type=JSON, status=200):
    return lambda handler, _query: reply(handler, body, media_type, status)


def breaks_off(handler, _query):
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(ROWS.encode()[:20])


def is_no_web_server(handler, _query):
    handler.wfile.write(b"\x00\x01\x02 what?\r\n")


def never_answers(handler, _query):
    handler.server.over.wait()


GARBAGE = {
    "a page": (answers("<html>Welcome", "text/html"), "answered with text/html, not SPARQL"),
    "other JSON": (answers('{"a": 1}'), "json that cannot be read, not SPARQL results"),
    "half a JSON": (answers(ROWS[:30]), "json that cannot be read, not SPARQL results"),
    "no text": (answers(b"\xff\xfe\x00"), "json that cannot be read, not SPARQL results"),
    "nothing": (answers(""), "json that cannot be read, not SPARQL results"),
    "an error": (answers("Out of memory", "text/plain", 500), r"failed \(Out of memory\)"),
    "no endpoint": (answers("no", "text/plain", 404), r"is not there \(404\)"),
    "a login": (answers("no", "text/plain", 401), "wants a name and a password"),
    "a refusal": (answers("no", "text/plain", 403), "refuses the query"),
    "a pause": (answers("no", "text/plain", 503), r"is not available \(503\)"),
    "a teapot": (answers("no", "text/plain", 418), "answered 418"),
    "a broken line": (breaks_off, "broke off its answer"),
    "noise": (is_no_web_server, "broke off its answer"),
    "silence": (never_answers, "did not answer within 1 s"),
}


@pytest.mark.parametrize("kind", GARBAGE)
def test_an_endpoint_that_answers(dataset, kind):
    respond, message = GARBAGE[kind]
    timeout = 1 if kind == "silence" else PATIENCE
    with serving(respond) as url, pytest.raises(CouldNotRun, match=message) as caught:
        asked(url, dataset.prefixes, timeout=timeout)

    assert str(caught.value).startswith(f"{url}: ")
    assert caught.value.fix
    assert caught.value.exit_code == 3


def test_triples_that_are_none(dataset):
    with (
        serving(answers("<a> <b>", "text/turtle")) as url,
        pytest.raises(CouldNotRun, match="turtle that cannot be read, not SPARQL results"),
    ):
        asked(url, dataset.prefixes, "CONSTRUCT WHERE { ?s ?p ?o }")


def test_an_endpoint_that_is_down(dataset):
    with serving(answers("")) as url:
        pass

    with pytest.raises(CouldNotRun, match=r"cannot be reached \(connection refused\)"):
        asked(url, dataset.prefixes)


@pytest.mark.parametrize(
    "url", ["ftp://e/x", "file:///etc/passwd", "e.org/sparql", "http://", "http://[", ""]
)
def test_what_is_no_address(dataset, url):
    with pytest.raises(UsageProblem, match="is not the address of an endpoint"):
        EndpointEngine(url, dataset.prefixes)


def test_service_is_left_to_the_endpoint(dataset):
    seen = []

    def respond(handler, query):
        seen.append(query)
        reply(handler, ROWS)

    with serving(respond) as url:
        asked(
            url, dataset.prefixes, "#+ summary: x\nSELECT ?a { SERVICE <http://e/> { ?a ?b ?c } }"
        )

    assert seen == ["\nSELECT ?a { SERVICE <http://e/> { ?a ?b ?c } }"]
