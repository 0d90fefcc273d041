"""Which document an IRI is described in, and what path it has."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foc_graph.dataset import load_dataset
from foc_graph.project import Project
from foc_graph.web.addresses import (
    Addresses,
    NotAcceptable,
    NotFound,
    Redirect,
    Represent,
    relative_link,
    resolve,
)
from foc_graph.web.addresses.negotiation import split_suffix
from foc_graph.web.addresses.paths import safe_path, uri_form

BASE = "https://w3id.org/foc-graph/"


@pytest.fixture(scope="module")
def addresses(dataset):
    return Addresses(dataset)


def test_every_iri_of_the_dataset_has_a_place(dataset, addresses):
    subjects = {quad.subject.value for quad in dataset.store}
    ours = {iri for iri in subjects if iri.startswith(BASE)}
    assert len(ours) > 4000
    assert [iri for iri in sorted(ours) if addresses.document_of(iri) is None] == []


def test_every_statement_is_in_a_document(dataset, addresses):
    described = {iri for document in addresses.documents for iri in document.subjects}
    assert {quad.subject.value for quad in dataset.store} - described == set()


def test_paths_are_unique_and_plain(addresses):
    paths = [document.path for document in addresses.documents]
    assert len(set(paths)) == len(paths)
    assert all(path.startswith("/") and path.isascii() and "%" not in path for path in paths)


@pytest.mark.parametrize(
    ("iri", "path", "anchor", "kind"),
    [
        ("id/doc/A-HRC-RES-20-8", "/doc/A-HRC-RES-20-8", "", "entity"),
        ("id/doc/A-HRC-RES-20-8#op1", "/doc/A-HRC-RES-20-8", "op1", "entity"),
        ("id/vote/A-HRC-RES-47-16-CHN", "/doc/A-HRC-RES-47-16", "vote-A-HRC-RES-47-16-CHN",
         "entity"),
        ("id/decision/A-HRC-RES-20-8#e1", "/doc/A-HRC-RES-20-8", "decision-A-HRC-RES-20-8-e1",
         "entity"),
        ("id/state/EST", "/state/EST", "", "entity"),
        ("id/concept/mode", "/concept/mode", "", "scheme"),
        ("id/concept/mode/not-known", "/concept/mode/not-known", "", "concept"),
        ("id/agenda/un-hrc/3", "/agenda/un-hrc/3", "", "concept"),
        ("ns", "/ns", "", "ontology"),
        ("ns#Affirmation", "/ns", "Affirmation", "ontology"),
        ("ns/1.0.0", "/ns/1.0.0", "", "version"),
        ("shapes", "/shapes", "", "shapes"),
        ("shapes#Membership", "/shapes", "Membership", "shapes"),
        ("graph/doc/A-HRC-RES-20-8", "/graph/doc/A-HRC-RES-20-8", "", "graph"),
        ("graph/shapes", "/graph/shapes", "", "graph"),
        ("graph/derived/cites", "/graph/derived/cites", "", "graph"),
        ("dataset", "/dataset", "", "dataset"),
        ("dataset#class-foc-Vote", "/dataset", "class-foc-Vote", "dataset"),
        # Nothing describes this part: it is looked for where the whole is.
        ("id/doc/A-HRC-RES-20-8#op99", "/doc/A-HRC-RES-20-8", "op99", "entity"),
    ],
)  # fmt: skip
def test_an_iri_is_described_where_it_belongs(addresses, iri, path, anchor, kind):
    document, found = addresses.document_of(BASE + iri)
    assert (document.path, found, document.kind) == (path, anchor, kind)


@pytest.mark.parametrize(
    "iri", ["http://www.wikidata.org/entity/Q191", f"{BASE}id/doc/nothing", "x"]
)
def test_what_is_not_ours_has_no_place(addresses, iri):
    assert addresses.document_of(iri) is None
    assert addresses.link(iri, from_path="index.html") is None


def test_links_are_relative(addresses):
    page = "doc/A-HRC-RES-20-8.html"
    assert addresses.link(f"{BASE}id/state/EST", from_path=page) == "../state/EST.html"
    assert addresses.link(f"{BASE}id/doc/A-HRC-RES-20-8#op1", from_path=page) == "#op1"
    assert addresses.link(BASE, from_path=page) == "../index.html"
    assert relative_link("ns.html", "Act", from_path="/concept/mode/x.html") == "../../ns.html#Act"


def test_the_address_book_is_made_quickly(dataset):
    files = tuple(dataset.documents())
    begun = time.process_time()
    Addresses(dataset, files).by_identifier("/")
    assert time.process_time() - begun < 3  # 0.1 s on an idle machine


@pytest.mark.parametrize(
    ("path", "query", "accept", "expected"),
    [
        ("/id/doc/A-HRC-RES-20-8", {}, "text/turtle", "303 /doc/A-HRC-RES-20-8"),
        ("/id/doc/A-HRC-RES-20-8", {"format": "ttl"}, None, "303 /doc/A-HRC-RES-20-8.ttl"),
        ("/id/doc/A-HRC-RES-20-8.nt", {}, None, "303 /doc/A-HRC-RES-20-8.nt"),
        ("/id/vote/A-HRC-RES-47-16-CHN", {}, None,
         "303 /doc/A-HRC-RES-47-16#vote-A-HRC-RES-47-16-CHN"),
        ("/doc/A-HRC-RES-20-8", {}, "text/turtle", "ttl negotiated"),
        ("/doc/A-HRC-RES-20-8", {"format": "rdf"}, "text/turtle", "rdf"),
        ("/doc/A-HRC-RES-20-8.ttl", {"format": "rdf"}, "text/html", "ttl"),
        ("/doc/A-HRC-RES-20-8", {"format": "exe"}, None, "406"),
        ("/doc/A-HRC-RES-20-8", {}, "image/png", "406"),
        ("/doc/A-HRC-RES-20-8/", {}, None, "308 /doc/A-HRC-RES-20-8"),
        ("/ns/1.0.0", {}, None, "html negotiated"),
        ("/ns/1.0.0.ttl", {}, None, "ttl"),
        ("/ns/0.9.0", {}, None, "404"),
        ("/id/doc%2FA-HRC-RES-20-8", {}, None, "404"),
        ("/id/doc/A%2DHRC-RES-20-8", {}, None, "303 /doc/A-HRC-RES-20-8"),
        ("/id/../ns", {}, None, "404"),
        ("/", {}, None, "404"),
    ],
)  # fmt: skip
def test_a_path_is_answered(addresses, path, query, accept, expected):
    assert as_text(resolve(addresses, path, query, accept)) == expected


def as_text(answer):
    match answer:
        case Redirect(location, status):
            return f"{status} {location}"
        case Represent(_, form, negotiated):
            return f"{form.suffix[1:]} negotiated" if negotiated else form.suffix[1:]
        case NotFound():
            return "404"
        case NotAcceptable():
            return "406"


@pytest.mark.parametrize(
    ("local", "path"),
    [
        ("doc/X", "/doc/X"),
        ("doc/caf\u00e9", "/doc/caf~C3~A9"),
        ("../../etc/passwd", "/~2E./~2E./etc/passwd"),
        ("a//b/", "/a/~/b/~"),
        ("x.ttl", "/x~2Ettl"),
        ("a~b", "/a~7Eb"),
        ("a%2Fb", "/a~252Fb"),
        ("a\x00b", "/a~00b"),
        (".htaccess", "/~2Ehtaccess"),
    ],
)
def test_no_name_leaves_its_folder(local, path):
    assert safe_path(local) == path


def test_long_names_are_cut_and_stay_different():
    one, two = safe_path("x/" + "é" * 300), safe_path("x/" + "é" * 299 + "e")
    assert one != two
    assert max(map(len, one.split("/"))) <= 200


def test_an_iri_and_its_uri_are_the_same_request():
    assert uri_form("/id/café") == uri_form("/id/caf%c3%a9") == "/id/caf%C3%A9"
    assert uri_form("/id/%7Ea%2Fb") == "/id/~a%2Fb"


ODD = r"""
@prefix ex: <https://example.org/ns#> .
<https://example.org/id/thing/one> a ex:Thing ; ex:part <https://example.org/id/part/one-a> .
<https://example.org/id/part/one-a> ex:of [ ex:deep ( 1 2 ) ] .
<https://example.org/id/ns/reserved> a ex:Thing .
<https://example.org/id/thing/caf\u00E9> a ex:Thing .
<https://example.org/id/../../up> a ex:Thing .
<https://example.org/id/x?q=1> a ex:Thing .
<https://example.org/thing/one> a ex:Thing .
<https://example.org/search/me> a ex:Thing .
<https://example.org/id/thing/one#a-b> a ex:Thing .
<http://elsewhere.example/x> a ex:Thing .
_:b ex:name "unnamed" .
"""


def test_odd_projects_have_addresses_too(small):
    (small.data / "thing" / "all.ttl").write_text(ODD, encoding="utf-8")
    addresses = Addresses(load_dataset(small))
    paths = {document.iri: document.path for document in addresses.documents}
    base = "https://example.org/"
    assert paths[f"{base}id/thing/one"] == "/thing/one"
    assert paths[f"{base}thing/one"] == "/other/thing/one"
    assert paths[f"{base}id/ns/reserved"] == "/id/ns/reserved"
    assert paths[f"{base}search/me"] == "/other/search/me"
    assert paths[f"{base}id/part/one-a"] == "/part/one-a"
    assert paths[f"{base}dataset"] == "/dataset"
    assert as_text(resolve(addresses, "/id/x?q=1", {}, None)) == "303 /x~3Fq~3D1"
    assert "http://elsewhere.example/x" not in paths


def test_a_term_without_an_ontology_is_still_found(repository):
    addresses = Addresses(load_dataset(Project(repository / "tests" / "projects" / "tiny")))
    document, anchor = addresses.document_of(f"{BASE}ns#Provision")
    assert (document.path, document.kind, anchor) == ("/ns", "ontology", "Provision")


@given(st.lists(st.text(min_size=1, max_size=30), min_size=2, max_size=6, unique=True))
def test_any_name_has_a_path_of_its_own(names):
    paths = [safe_path(name) for name in names]
    assert len(set(paths)) == len(paths)
    for path in paths:
        assert re.fullmatch(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+", path)
        assert split_suffix(path)[1] is None
