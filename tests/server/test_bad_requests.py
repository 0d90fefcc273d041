"""What nobody should send: each gets a clear answer, and the server stays up."""

from __future__ import annotations

import asyncio
import socket
import time

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foc_graph.dataset import load_dataset
from foc_graph.server.app import make_app
from foc_graph.server.loader import load_site
from foc_graph.server.settings import Settings
from foc_graph.server.state import ServerState
from foc_graph.web.addresses import FORMATS, Addresses
from tests.server.conftest import PATIENCE, running, running_with


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/doc/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/../site.py",
        "/assets/%2e%2e/site.py",
        "/assets/..%2fsite.py",
        "/dist/../pyproject.toml",
        "/dist/..%2f..%2fetc%2fpasswd",
        "/dist//etc/passwd",
        "/doc%2FA-HRC-RES-20-8",
        "/id%2Fdoc%2FA-HRC-RES-20-8",
        "/doc/A-HRC-RES-20-8%00.ttl",
        "/doc/A-HRC-RES-20-8.ttl%0d%0aX:%20y",
        "/doc/%ff%fe",
        "/doc/%C3%28",
        "/doc/%",
        "/%",
        "//",
        "///etc/passwd",
        "/doc//A-HRC-RES-20-8",
        "/<script>alert(1)</script>",
        "/doc/A-HRC-RES-20-8.exe",
        "/" + "a/" * 2000,
        "/.well-known/../healthz",
    ],
)
def test_a_strange_path_is_not_there(server, path):
    found = server.ask(path, Accept="text/html")
    assert found.status in {400, 404}
    assert b"root:" not in found.body
    assert b"<script>alert" not in found.body


@pytest.mark.parametrize(
    ("headers", "statuses"),
    [
        ({"Accept": "," * 8000}, {200}),
        ({"Accept": "a/b;q=" * 1000}, {200, 406}),
        ({"Accept": "\xff\xfe"}, {200}),
        ({"Accept": "x" * 100_000}, {431}),
        ({"X-Padding": "x" * 1_000_000}, {431}),
        ({"If_None_Match": '"' * 5000}, {200}),
        ({"If_Modified_Since": "Thu, 99 Foo 99999 99:99:99 GMT"}, {200}),
        ({"Accept_Encoding": "gzip;q=;q=,,,"}, {200}),
        ({"Range": "bytes=0-1,5-2,-"}, {200}),
        ({"Content_Length": "-5"}, {400}),
        ({"Transfer_Encoding": "nonsense"}, {200, 400}),
        ({"Host": "a" * 10_000}, {200, 400}),
    ],
)
def test_strange_headers_are_borne(server, headers, statuses):
    try:
        found = server.ask("/doc/A-HRC-RES-20-8", **headers)
    except (ConnectionResetError, BrokenPipeError):  # refused while we were still sending
        assert statuses == {431}
    else:
        assert found.status in statuses
    assert server.ask("/healthz").status == 200


def test_a_long_address_is_refused(server):
    assert server.ask("/doc/X?" + "a" * 12_000).status in {414, 431}
    assert server.ask("/search?q=" + "a" * 7_000).status == 200


def talk(server, data: bytes) -> bytes:
    """Send bytes as they are, and return all that comes back."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        connection.sendall(data)
        found = b""
        try:
            while part := connection.recv(65536):
                found += part
        except (TimeoutError, ConnectionResetError):
            pass
    return found


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"NONSENSE / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # TLS
    ],
)
def test_what_is_no_http_is_refused(server, data):
    answer = talk(server, data)
    assert answer.startswith(b"HTTP/1.1 400") or answer == b""
    assert server.ask("/healthz").status == 200


def test_slow_clients_are_let_go(small, tmp_path):
    with running_with(small, tmp_path, request_seconds=3.0) as server:
        begun = time.monotonic()
        answer = talk(server, b"GET / HTTP/1.1\r\nHost:")
        assert answer.startswith(b"HTTP/1.1 408")
        assert time.monotonic() - begun > 2
        assert server.ask("/healthz").status == 200


def test_silent_clients_do_not_keep_others_out(server):
    silent = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(200)]
    try:
        begun = time.monotonic()
        assert server.ask("/doc/A-HRC-RES-20-8").status == 200
        assert time.monotonic() - begun < 9  # they are let go after 10
    finally:
        for connection in silent:
            connection.close()


@pytest.mark.slow
def test_clients_that_do_not_read_are_let_go(project, tmp_path):
    with (
        running_with(project, tmp_path, request_seconds=3.0) as server,
        socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection,
    ):
        assert server.ask("/shapes.nt").status == 200
        request = b"GET /shapes.nt HTTP/1.1\r\nHost: x\r\n\r\n"
        connection.sendall(request * 50)  # 20 MB to send, and nobody takes them
        time.sleep(12)
        received = 0
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            while part := connection.recv(1 << 20):
                received += len(part)
            raise ConnectionResetError  # closed without a reset
        assert received < 20_000_000
        assert server.ask("/healthz").status == 200


ODD = r"""
@prefix ex: <https://example.org/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
<https://example.org/id/thing/one> a ex:Thing ; ex:list ( 1 "two"@en [ ex:deep "x" ] ) ;
  ex:shared _:s ; ex:also _:s ; ex:text "<b>&amp;\u0001\r\n" ; ex:1 "no XML name" .
_:s ex:knows _:t . _:t ex:knows _:s .
<https://example.org/id/thing/caf\u00E9> a ex:Thing ; <urn:x:1/> "p" .
<https://example.org/id/old> a owl:Thing ; owl:deprecated true ;
  dcterms:isReplacedBy <https://example.org/id/thing/one> .
<https://example.org/id/../../up> a ex:Thing .
<https://example.org/id/x?q=1&y=%2F> a ex:Thing .
<https://example.org/search/me> a ex:Thing .
"""


def test_every_document_of_an_odd_project_answers(small, tmp_path):
    (small.data / "thing" / "odd.ttl").write_text(ODD, encoding="utf-8")
    dataset = load_dataset(small)
    documents = Addresses(dataset).documents
    with running(small, tmp_path) as server:
        statuses = {
            f"{document.path}{form.suffix}": server.ask(f"{document.path}{form.suffix}").status
            for document in documents
            for form in FORMATS
        }
        assert len(statuses) > 50
        assert {path: s for path, s in statuses.items() if s not in {200, 406}} == {}
        assert statuses["/thing/one.ttl"] == 200
        assert server.ask("/id/thing/caf%C3%A9")["Location"] == "/thing/caf~C3~A9"
        assert server.ask("/id/x?q=1&y=%2F").status == 303
        old = server.ask("/id/old").status, server.ask("/old.html").status
        assert old == (303, 200)
        assert '/id/thing/one>; rel="successor-version"' in server.ask("/old.html")["Link"]


def test_markup_in_the_data_stays_text(small, tmp_path):
    (small.data / "thing" / "one.ttl").write_text(
        "@base <https://example.org/id/> .\n@prefix ex: <https://example.org/ns#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        '<thing/one> a ex:Thing ; rdfs:label "<script>alert(1)</script>" ;'
        ' ex:link <javascript:alert(1)> ; ex:q "\\"><img src=x onerror=alert(1)>" .\n',
        encoding="utf-8",
    )
    with running(small, tmp_path) as server:
        page = server.ask("/thing/one.html").body
        assert b"&lt;script&gt;alert(1)" in page
        assert b"<script>alert" not in page
        assert b"<img src=x" not in page
        assert b'href="javascript:' not in page


@pytest.fixture(scope="module")
def app(project):
    """The application without a socket, for many requests."""
    return make_app(ServerState(project, Settings(access_log=False), load_site(project)))


SEGMENTS = st.one_of(
    st.sampled_from(["doc", "id", "state", "ns", "EST", "..", ".", "", "A-HRC-RES-20-8", "%2F",
                     "graph", "assets", "dist", "query", "search", "%00", "x.ttl", "index.html"]),
    st.text(max_size=12),
)  # fmt: skip
ACCEPTS = st.one_of(
    st.none(),
    st.text(alphabet='ah/*;q=0.15, textml+x"\\', max_size=60),
    st.sampled_from(["text/turtle", "*/*;q=0", "text/html, */*"]),
)


@settings(
    max_examples=300,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    path=st.lists(SEGMENTS, max_size=6).map("/".join),
    query=st.text(max_size=30),
    accept=ACCEPTS,
    method=st.sampled_from(["GET", "GET", "GET", "HEAD", "OPTIONS", "POST"]),
)
def test_nothing_that_is_sent_makes_an_error_of_ours(app, path, query, accept, method):
    found = asyncio.run(ask(app, path, query, accept, method))
    assert found.status_code < 500
    assert found.headers["access-control-allow-origin"] == "*"
    if found.status_code in {303, 308}:
        assert found.headers["location"].isascii()


async def ask(app, path, query, accept, method):
    from urllib.parse import quote

    headers = {"accept": accept} if accept is not None else {}
    transport = httpx.ASGITransport(app, raise_app_exceptions=True)
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        target = "http://x/" + quote(path, safe="/%.-") + "?" + quote(query, safe="=&+")
        return await client.request(method, target, headers=headers)


def test_many_searches_delay_no_document(server):
    from concurrent.futures import ThreadPoolExecutor

    server.ask("/state/EST.ttl")
    with ThreadPoolExecutor(120) as threads:
        searches = [threads.submit(server.ask, f"/search?q=human+rights+{n}") for n in range(240)]
        time.sleep(0.2)
        begun = time.monotonic()
        assert server.ask("/state/LVA.ttl").status == 200
        assert time.monotonic() - begun < 9
        statuses = {search.result().status for search in searches}
    assert statuses <= {200, 503}
    assert 200 in statuses
