"""The ontology holds together, and with what uses it: data, shapes, queries, rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from foc_graph.project import Project
from foc_graph.project.source import read_prefixes
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PROJECT = Project(ROOT)
PREFIXES = read_prefixes(PROJECT)
FOC, SHAPES = f"{PREFIXES.base}ns#", f"{PREFIXES.base}shapes#"
TURTLE = sorted([*PROJECT.ontology.rglob("*.ttl"), *PROJECT.data.rglob("*.ttl")])
GENERATED = {"foc:affirms", "foc:sponsor"}


def load(*paths: Path) -> ox.Store:
    store = ox.Store()
    for path in paths:
        for t in ox.parse(path=str(path), base_iri=PREFIXES.id_base):
            store.add(ox.Quad(t.subject, t.predicate, t.object))
    return store


ONTOLOGY = load(PROJECT.ontology / "foc.ttl")
ALIGN = load(PROJECT.ontology / "align.ttl")
SHAPE_GRAPH = load(*sorted(PROJECT.shapes.glob("*.ttl")))


def iri(curie: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES.expand(curie))


def select(store: ox.Store, where: str) -> set[str]:
    """The values of ``?x`` as CURIEs."""
    found = store.query(f"SELECT DISTINCT ?x WHERE {{ {where} }}", prefixes=PREFIXES.namespaces)
    return {PREFIXES.compress(row["x"].value) or row["x"].value for row in found}


CLASSES = select(ONTOLOGY, "?x a owl:Class")
PROPERTIES = select(ONTOLOGY, "{ ?x a owl:ObjectProperty } UNION { ?x a owl:DatatypeProperty }")
TERMS = sorted(CLASSES | PROPERTIES)


def test_the_ontology_has_all_its_terms():
    assert (len(CLASSES), len(PROPERTIES)) >= (15, 46)


@pytest.mark.parametrize("term", TERMS)
def test_a_term_has_one_label_and_one_definition_in_english(term):
    for predicate in ("rdfs:label", "skos:definition"):
        found = [q.object for q in ONTOLOGY.quads_for_pattern(iri(term), iri(predicate), None)]

        assert [value.language for value in found] == ["en"]


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_mapped_or_says_why_not(term):
    mapped = {q.object.value for q in ALIGN.quads_for_pattern(iri(term), None, None)}
    above = {
        q.object.value for q in ONTOLOGY.quads_for_pattern(iri(term), iri("rdfs:subClassOf"), None)
    }
    reason = list(ONTOLOGY.quads_for_pattern(iri(term), iri("skos:editorialNote"), None))

    assert bool(mapped or above) != bool(reason)


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_documented(term):
    assert f"`{term}`" in (ROOT / "docs" / "model.md").read_text("utf-8")


def test_only_our_own_terms_are_mapped():
    assert select(ALIGN, "?x ?p ?o") <= CLASSES | PROPERTIES


def test_no_domain_or_range_can_infer_a_class():
    for store in (ONTOLOGY, ALIGN):
        assert select(store, "?s ?x ?o FILTER(?x IN (rdfs:domain, rdfs:range))") == set()


@pytest.mark.parametrize(
    "predicate",
    [
        "dcterms:title", "dcterms:description", "dcterms:creator", "dcterms:created",
        "dcterms:modified", "dcterms:license", "dcterms:bibliographicCitation", "owl:versionIRI",
        "owl:versionInfo", "vann:preferredNamespacePrefix", "vann:preferredNamespaceUri",
    ],
)  # fmt: skip
def test_the_header_is_complete(predicate):
    header = ox.NamedNode(FOC.removesuffix("#"))

    assert len(list(ONTOLOGY.quads_for_pattern(header, iri(predicate), None))) == 1


def test_the_header_agrees_with_the_prefix_map_and_with_itself():
    ask = """ASK { <%s> owl:versionInfo ?v ; owl:versionIRI ?iri ;
      vann:preferredNamespacePrefix "foc" ; vann:preferredNamespaceUri "%s" ; dcterms:description ?d
      FILTER(STR(?iri) = CONCAT("%s/", ?v) && CONTAINS(?d, "not an official FOC vocabulary")) }"""
    header = FOC.removesuffix("#")

    assert ONTOLOGY.query(ask % (header, FOC, header), prefixes=PREFIXES.namespaces)


def test_no_mapping_gives_a_shape_more_to_look_at():
    targets = select(SHAPE_GRAPH, "?shape sh:targetClass ?x")

    assert targets & select(ALIGN, "?term rdfs:subClassOf ?x") == set()


def used_terms(text: str) -> set[str]:
    return {f"foc:{name}" for name in re.findall(r"\bfoc:(\w+)", text)}


@pytest.mark.parametrize(
    "path",
    [*TURTLE, *PROJECT.rule_files(), *sorted(PROJECT.queries.glob("*.rq")), PROJECT.context],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_every_foc_term_that_is_used_exists(path):
    assert used_terms(path.read_text("utf-8")) <= CLASSES | PROPERTIES


def test_turtle_declares_prefixes_as_the_map_does():
    declared = {
        pair
        for path in TURTLE
        for pair in re.findall(r"(?m)^@prefix ([\w-]*): <([^>]*)>", path.read_text("utf-8"))
    }

    assert declared <= set(PREFIXES.namespaces.items())


def test_shapes_declare_prefixes_as_the_map_does():
    rows = SHAPE_GRAPH.query(
        "SELECT ?p ?n { [] sh:declare ?d . ?d sh:prefix ?p ; sh:namespace ?n }",
        prefixes=PREFIXES.namespaces,
    )
    declared = {(row["p"].value, row["n"].value) for row in rows}

    assert declared <= set(PREFIXES.namespaces.items())
    assert len(declared) > 10


def test_an_untyped_node_is_found_whichever_of_our_properties_it_has():
    watched = select(SHAPE_GRAPH, "shapes:Thing sh:targetSubjectsOf ?x")

    assert watched >= PROPERTIES - GENERATED


def closed() -> dict[str, set[str]]:
    """Class -> our own properties in its closed list."""
    rows = SHAPE_GRAPH.query(
        "SELECT ?c ?p { ?s sh:targetClass ?c ; sh:ignoredProperties/rdf:rest*/rdf:first ?p }",
        prefixes=PREFIXES.namespaces,
    )
    found: dict[str, set[str]] = {}
    for row in rows:
        name = PREFIXES.compress(row["c"].value)
        found.setdefault(name, set()).add(PREFIXES.compress(row["p"].value))
    return found


def test_closed_lists_say_the_same_as_the_domains():
    ancestors = {c: {c, *select(ONTOLOGY, f"{c} rdfs:subClassOf+ ?x")} for c in CLASSES}
    for name, allowed in closed().items():
        family = {name} | {c for c, above in ancestors.items() if name in above}
        domains = {
            p for p in PROPERTIES
            if family & select(ONTOLOGY, f"{p} schema:domainIncludes ?x")
        }  # fmt: skip

        assert {p for p in allowed if p.startswith("foc:")} == domains, name


def test_every_shape_finds_something_to_look_at_in_our_data(dataset):
    from foc_graph.shacl.shapes.reader import read_shapes

    shapes = read_shapes(PROJECT, base=PREFIXES.id_base)
    idle = set()
    for shape in shapes.roots:
        classes = " ".join(f"<{c.value}>" for c in shape.targets.classes)
        subjects = "|".join(f"<{p.value}>" for p in shape.targets.subjects_of) or "<x:none>"
        typed = f"{{ VALUES ?c {{ {classes} }} ?x a/rdfs:subClassOf* ?c }}"
        if not dataset.query(f"ASK {{ {typed} UNION {{ ?x {subjects} ?o }} }}"):
            idle.add(shape.node.value.removeprefix(SHAPES))

    assert idle == {"Thing-same-as", "Thing-withdrawn"}
