"""The dataset as data: counts, names of files, form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from foc_graph.project import Project
from foc_graph.project.iris import iri_for_path
from foc_graph.project.source import read_prefixes
from foc_graph.rdf.documents import read_file
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DATA = sorted((ROOT / "data").glob("*/*.ttl"))
VOCABULARY = sorted((ROOT / "ontology" / "vocabulary").glob("*.ttl"))
ENTITIES = [path for path in DATA if path.parent.name != "links"]

#: Namespaces that are often written with the wrong scheme or ending.
SLIPS = (
    "http://schema.org/",
    "https://www.w3.org/",
    "https://purl.org/",
    "http://w3id.org/",
    "https://metadata.un.org/",
    "https://www.wikidata.org/entity/",
)

COUNTS = """
SELECT ?class ?entities (COUNT(DISTINCT ?thing) AS ?found) WHERE {
  <https://w3id.org/foc-graph/dataset> void:classPartition ?part .
  ?part void:class ?class ; void:entities ?entities .
  ?thing a ?class .
} GROUP BY ?class ?entities
"""

CLASSES = """
SELECT DISTINCT ?class WHERE {
  GRAPH ?g { ?thing a ?class }
  FILTER(!STRENDS(STR(?g), "/graph/ontology") && !STRENDS(STR(?g), "/graph/align"))
}
"""

#: Which class the main entity of a folder has.
MAIN_CLASSES = {
    "state": {"foc:State"},
    "org": {"org:Organization", "org:OrganizationalCollaboration"},
    "membership": {"org:Membership"},
    "event": {"schema:Event", "schema:EventSeries"},
    "doc": {"foc:Instrument", "foc:Resolution"},
    "principle": {"foc:Principle"},
    "formulation": {"foc:Formulation"},
    "source": {"schema:WebPage", "schema:NewsArticle", "schema:Dataset"},
}


@pytest.fixture(scope="module")
def read():
    """Read each file once."""
    base = read_prefixes(Project(ROOT)).base
    known: dict[Path, object] = {}

    def get(path: Path):
        if path not in known:
            known[path] = read_file(path, base=base)
        return known[path]

    return get


def test_there_are_files_of_every_kind():
    assert {path.parent.name for path in DATA} == {*MAIN_CLASSES, "links"}
    assert len(DATA) > 1000
    assert len(VOCABULARY) > 20


def test_counts_are_those_of_the_catalogue(dataset):
    for row in dataset.query(COUNTS):
        assert row["entities"].value == row["found"].value, row["class"].value


def test_the_catalogue_counts_every_class(dataset):
    partitions = "SELECT ?class WHERE { ?part void:class ?class ; void:entities ?n }"
    counted = {row["class"].value for row in dataset.query(partitions)}
    assert {row["class"].value for row in dataset.query(CLASSES)} == counted


def test_the_catalogue_says_what_the_dataset_is(dataset):
    (row,) = dataset.query(
        "SELECT ?title ?licence ?space WHERE { ?d a dcat:Dataset , void:Dataset ;"
        " dcterms:title ?title ; dcterms:license ?licence ; void:uriSpace ?space }"
    )
    assert row["licence"].value == "https://creativecommons.org/licenses/by/4.0/"
    assert row["space"].value == dataset.prefixes.id_base


def test_the_examples_of_the_catalogue_exist(dataset):
    rows = list(dataset.query("SELECT ?example WHERE { ?d void:exampleResource ?example }"))
    assert len(rows) > 5
    assert all(dataset.describes(row["example"].value) for row in rows)


@pytest.mark.parametrize("folder", MAIN_CLASSES)
def test_a_file_describes_the_entity_it_is_named_after(folder, read, project):
    prefixes = read_prefixes(project)
    for path in (path for path in ENTITIES if path.parent.name == folder):
        iri = iri_for_path(path, project, prefixes)
        classes = {
            prefixes.compress(quad.object.value)
            for quad in read(path).quads
            if quad.subject.value == iri and quad.predicate.value.endswith("#type")
        }
        assert len(classes & MAIN_CLASSES[folder]) == len(classes) == 1, path


def test_no_entity_is_described_in_two_files(read):
    seen: dict[str, Path] = {}
    for path in ENTITIES:
        for subject in {quad.subject.value for quad in read(path).quads}:
            assert seen.setdefault(subject, path) == path, subject


def test_no_file_has_blank_nodes(read):
    for path in DATA + VOCABULARY:
        kinds = {type(t).__name__ for q in read(path).quads for t in (q.subject, q.object)}
        assert "BlankNode" not in kinds, path


def test_no_file_has_a_namespace_that_is_a_slip():
    for path in [*DATA, *VOCABULARY, ROOT / "data" / "catalog.ttl"]:
        text = path.read_text("utf-8")
        header = "".join(line for line in text.splitlines() if line.startswith("@prefix"))
        assert [slip for slip in SLIPS if slip in header or f"a <{slip}" in text] == [], path


def test_links_say_nothing_but_matches(read):
    for path in sorted((ROOT / "data" / "links").glob("*.ttl")):
        predicates = {quad.predicate.value for quad in read(path).quads}
        assert all(name.endswith("Match") for name in predicates), path


def test_every_concept_is_defined_in_its_own_words(dataset):
    rows = dataset.query(
        "SELECT ?concept ?label ?text WHERE { ?concept skos:inScheme ?scheme ;"
        " skos:prefLabel ?label ; skos:definition ?text }"
    )
    defined = {row["concept"].value: (row["label"].value, row["text"].value) for row in rows}
    concepts = {r["c"].value for r in dataset.query("SELECT ?c WHERE { ?c skos:inScheme ?s }")}
    assert concepts == set(defined)
    for label, text in defined.values():
        assert len(text) > 20, label
        assert text.casefold().rstrip(".") != label.casefold()


def test_every_concept_used_exists(dataset):
    """A value of the vocabularies is one that they define."""
    rows = dataset.query(
        "SELECT DISTINCT ?value WHERE { ?thing ?property ?value"
        ' FILTER(REGEX(STR(?value), "/id/(concept|agenda)/[^/]+/"))'
        " FILTER NOT EXISTS { ?value skos:inScheme ?scheme } }"
    )
    assert [row["value"].value for row in rows] == []


def test_the_counts_in_the_documentation_are_those_of_the_catalogue(dataset):
    text = (ROOT / "docs" / "compilation.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `([a-z]+:\w+)` \| (\d+) \|$", text, re.MULTILINE))
    rows = dataset.query("SELECT ?class ?n { ?part void:class ?class ; void:entities ?n }")
    counted = {dataset.prefixes.compress(r["class"].value): r["n"].value for r in rows}
    assert told == counted
