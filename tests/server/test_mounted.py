"""A site in a folder of its host: every address is there, and says where it is."""

from __future__ import annotations

import json

import pytest
import rdflib

from tests.server.conftest import running

URL = "https://graph.example.org/g/"
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")


@pytest.fixture(scope="module")
def mounted(project, tmp_path_factory):
    with running(project, tmp_path_factory.mktemp("mounted"), "--url", URL) as found:
        yield found


@pytest.mark.parametrize("folder", ["/g", ""])
@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/sparql?query=ASK%7B%7D", "application/sparql-results+json"),
        ("/api/queries", "application/json"),
        ("/api/queries/members?on=2014-04-28", "application/json"),
        ("/dist/foc-graph.nt", "application/n-triples"),
        ("/healthz", "application/json"),
        ("/data?default", "text/turtle"),
        ("/doc/A-HRC-RES-20-8.ttl", "text/turtle"),
        ("/", "text/html"),
    ],
)
def test_every_address_is_there_with_the_folder_and_without(mounted, folder, path, media_type):
    found = mounted.ask(f"{folder}{path}")
    assert (found.status, found["Content-Type"].split(";")[0]) == (200, media_type)


def test_another_folder_is_none(mounted):
    assert mounted.ask("/gg/sparql?query=ASK%7B%7D").status == 404


@pytest.mark.parametrize("path", ["/g/sparql", "/sparql"])
def test_the_service_says_where_it_is_whatever_the_host_says(mounted, path):
    found = mounted.ask(path, Accept="text/turtle", Host="evil.example")
    graph = rdflib.Graph().parse(data=found.body, format="turtle")
    assert set(graph.objects(None, SD.endpoint)) == {rdflib.URIRef(f"{URL}sparql")}
    assert "evil" not in found.body.decode()


def test_the_api_says_where_it_is(mounted):
    described = json.loads(mounted.ask("/g/api/openapi.json", Host="evil.example").body)
    assert [server["url"] for server in described["servers"]] == [URL.rstrip("/")]
    links = mounted.ask("/g/api/queries/members?limit=2")["Link"]
    assert "</g/api/queries/members?" in links


def test_without_an_address_of_its_own_no_shared_cache_keeps_what_a_host_said(server):
    for path in ("/sparql", "/api/openapi.json"):
        found = server.ask(path, Accept="text/turtle, */*", Host="evil.example")
        assert found["Cache-Control"].startswith("private")
