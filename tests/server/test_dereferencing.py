"""What an IRI answers, asked of a real server."""

from __future__ import annotations

import csv
import gzip
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
import rdflib

from foc_graph.web.addresses import FORMATS

ROWS = list(
    csv.DictReader((Path(__file__).parent / "accept.csv").read_text(encoding="utf-8").splitlines())
)
TYPES = {form.suffix[1:]: form.media_type for form in FORMATS}
TEXT = "/doc/A-HRC-RES-20-8"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["client"])
def test_each_client_gets_what_it_can_use(server, row):
    given = {"Accept": row["accept"]} if row["accept"] else {}
    found = server.ask(TEXT, **given)
    if row["format"] == "406":
        assert found.status == 406
        assert b"text/turtle" in found.body
        assert 'type="text/turtle"' in found["Link"]
    else:
        assert (found.status, found["Content-Type"].split(";")[0]) == (200, TYPES[row["format"]])
        assert found["Content-Location"] == f"{TEXT}.{row['format']}"
        assert "Accept" in found["Vary"].split(", ")


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/id/doc/A-HRC-RES-20-8", TEXT),
        ("/id/vote/A-HRC-RES-47-16-CHN", "/doc/A-HRC-RES-47-16#vote-A-HRC-RES-47-16-CHN"),
        ("/id/state/EST?format=ttl", "/state/EST.ttl"),
        ("/id/concept/mode/not-known", "/concept/mode/not-known"),
    ],
)
def test_a_thing_leads_to_its_document(server, path, location):
    found = server.ask(path)
    assert (found.status, found["Location"]) == (303, location)
    assert 'rel="describedby"' in found["Link"]


@pytest.mark.parametrize("suffix", [form.suffix for form in FORMATS])
@pytest.mark.parametrize(
    "path", [TEXT, "/ns", "/ns/1.0.0", "/shapes", "/dataset", "/graph/org", "/concept/mode"]
)
def test_every_document_is_had_in_every_format(server, path, suffix):
    found = server.ask(f"{path}{suffix}", Accept="image/png")
    assert found.status == 200
    assert found["Content-Type"].split(";")[0] == TYPES[suffix[1:]]
    assert len(found.body) > 100


def test_a_document_links_to_all_that_belongs_to_it(server):
    link = server.ask(f"{TEXT}.ttl")["Link"]
    for part in (
        f'<{TEXT}.jsonld>; rel="alternate"; type="application/ld+json"',
        f'<https://w3id.org/foc-graph{TEXT}>; rel="canonical"',
        '<https://w3id.org/foc-graph/id/doc/A-HRC-RES-20-8>; rel="describes"',
        '</dataset>; rel="describedby"',
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
    ):
        assert part in link


def test_what_the_client_has_is_not_sent_again(server):
    first = server.ask(TEXT, Accept="text/turtle")
    for headers in (
        {"If_None_Match": first["ETag"]},
        {"If_None_Match": f'"x", W/{first["ETag"]}'},
        {"If_None_Match": "*"},
        {"If_Modified_Since": first["Last-Modified"]},
    ):
        again = server.ask(TEXT, Accept="text/turtle", **headers)
        assert (again.status, again.body) == (304, b"")
        assert (again["ETag"], again["Vary"]) == (first["ETag"], first["Vary"])


def test_what_the_client_has_not_is_sent(server):
    first = server.ask(TEXT, Accept="text/turtle")
    for headers in (
        {"If_None_Match": '"another"'},
        # A tag counts more than a date.
        {"If_None_Match": '"another"', "If_Modified_Since": first["Last-Modified"]},
        {"If_Modified_Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"If_Modified_Since": "yesterday"},
    ):
        assert server.ask(TEXT, Accept="text/turtle", **headers).status == 200


def test_each_representation_has_its_own_tag(server):
    tags = {server.ask(f"{TEXT}{form.suffix}")["ETag"] for form in FORMATS}
    tags.add(server.ask(f"{TEXT}.ttl", Accept_Encoding="gzip")["ETag"])
    assert len(tags) == len(FORMATS) + 1
    assert all(tag.startswith('"') for tag in tags)


def test_the_date_is_that_of_the_data(server):
    dates = {server.ask(path)["Last-Modified"] for path in (f"{TEXT}.ttl", "/ns.nt")}
    assert len(dates) == 1
    assert parsedate_to_datetime(dates.pop()).year >= 2026


@pytest.mark.parametrize("coding", ["gzip", "br, gzip;q=0.5", "*"])
def test_a_response_is_packed_where_the_client_can_unpack(server, coding):
    packed = server.ask(f"{TEXT}.ttl", Accept_Encoding=coding)
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == server.ask(f"{TEXT}.ttl").body
    assert "Accept-Encoding" in packed["Vary"]


@pytest.mark.parametrize("coding", ["identity", "gzip;q=0", "br", "*;q=0"])
def test_a_response_is_plain_where_it_cannot(server, coding):
    assert server.ask(f"{TEXT}.ttl", Accept_Encoding=coding)["Content-Encoding"] == ""


def test_head_says_what_get_would(server):
    for path in (TEXT, "/id/state/EST", "/nothing", "/index.html", "/assets/style.css"):
        got, head = server.ask(path), server.ask(path, "HEAD")
        assert (head.status, head.body) == (got.status, b"")
        assert {k: v for k, v in head.headers.items() if k != "date"} == {
            k: v for k, v in got.headers.items() if k != "date"
        }


@pytest.mark.parametrize("path", [TEXT, "/id/state/EST", "/nothing", "/sparql", "/index.html"])
def test_pages_of_other_sites_may_read(server, path):
    assert server.ask(path)["Access-Control-Allow-Origin"] == "*"
    asked = server.ask(
        path, "OPTIONS", Origin="https://example.org", Access_Control_Request_Method="GET"
    )
    assert asked.status == 204
    assert "GET" in asked["Access-Control-Allow-Methods"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", [TEXT, "/id/state/EST", "/index.html", "/healthz", "/dist/x"])
def test_nothing_is_written(server, method, path):
    found = server.ask(path, method)
    assert found.status == 405
    assert "GET" in found["Allow"]


def test_what_is_not_there_is_404_for_people_and_programs(server):
    page = server.ask("/doc/nothing", Accept="text/html")
    assert (page.status, page["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert b'href="../assets/style.css"' in page.body
    plain = server.ask("/doc/nothing", Accept="text/turtle")
    assert plain["Content-Type"] == "text/plain; charset=utf-8"
    assert plain.body.startswith(b"/doc/nothing: nothing is here")


@pytest.mark.parametrize(
    "path",
    ["/", "/index.html", "/about.html", "/search?q=20/8", "/robots.txt", "/sitemap.xml",
     "/.well-known/void", "/feed.atom", "/healthz", "/metrics", "/assets/style.css",
     "/dist/foc-graph.nt", "/query/"],
)  # fmt: skip
def test_the_other_doors_are_open(server, path):
    found = server.ask(path)
    assert found.status == 200
    assert found["Content-Type"]
    assert found["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in found["Content-Security-Policy"]


def test_a_folder_without_its_slash_leads_to_the_folder(server):
    assert server.ask("/query")["Location"] == "/query/"


def test_the_graph_read_over_http_is_the_graph(server, dataset):
    import pyoxigraph as ox

    iri = "https://w3id.org/foc-graph/id/doc/A-HRC-RES-20-8"
    graph = rdflib.Graph().parse(data=server.ask(f"{TEXT}.ttl").body, format="turtle")
    stored = {
        (str(quad.predicate.value), quad.object.value)
        for quad in dataset.store.quads_for_pattern(ox.NamedNode(iri), None, None, None)
    }
    found = graph.predicate_objects(rdflib.URIRef(iri))
    assert {(str(p), str(o)) for p, o in found} == stored


def test_every_iri_of_the_dataset_answers(server, dataset):
    base = dataset.prefixes.base
    subjects = {quad.subject.value for quad in dataset.store}
    iris = {iri.partition("#")[0] for iri in subjects if iri.startswith(base)}
    graphs = {graph.value for graph in dataset.store.named_graphs()}
    assert len(iris) > 3000
    wrong = {}
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    for iri in sorted(iris | graphs):
        connection.request("HEAD", f"/{iri[len(base) :]}", headers={"Accept": "text/csv"})
        response = connection.getresponse()
        response.read()
        if response.status not in {200, 303}:
            wrong[iri] = response.status
    connection.close()
    assert wrong == {}
