"""The reference of the ontology and the shapes: complete, and true of the data."""

from __future__ import annotations

import re
from html import unescape

import pyoxigraph as ox
import pytest

from foc_graph.shacl.components.logic import PropertyConstraint
from foc_graph.shacl.shapes.reader import read_shapes


@pytest.fixture(scope="session")
def terms(pages):
    return pages.shared.terms


def own(dataset, *types):
    query = " UNION ".join(f"{{ ?t a {name} }}" for name in types)
    return {
        row["t"].value
        for row in dataset.query(f"SELECT ?t {{ {query} }}")
        if row["t"].value.startswith("https://w3id.org/foc-graph/ns#")
    }


def test_every_term_of_the_ontology_has_an_anchor_and_a_page(pages, dataset, terms):
    declared = own(dataset, "owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty")
    assert set(terms.by_iri) == declared
    index = pages.render("ns.html")
    for term in terms.by_iri.values():
        assert f'id="{term.local}"' in index
        html = pages.render(term.path)
        assert term.definition
        assert str(term.definition)[:20] in unescape(html)


def test_pages_differ_on_disks_that_take_capitals_for_small_letters(terms):
    paths = [term.path.casefold() for term in terms.by_iri.values()]
    assert len(paths) == len(set(paths))
    assert {"term/Principle.html", "term/principle-property.html"} <= set(terms.by_path)


def test_uses_are_counted(dataset, terms):
    for local, query in (
        ("Affirmation", "SELECT (COUNT(*) AS ?n) { ?x a foc:Affirmation }"),
        ("actor", "SELECT (COUNT(*) AS ?n) { ?x foc:actor ?y }"),
    ):
        (row,) = dataset.query(query)
        term = terms.by_iri[f"https://w3id.org/foc-graph/ns#{local}"]
        assert term.uses == int(row["n"].value) > 50


def test_every_shape_has_an_anchor(pages, project, dataset):
    shapes = read_shapes(project, base=dataset.prefixes.base)
    html = pages.render("shapes.html")
    ids = set(re.findall(r'\sid="([^"]*)"', html))
    named = {n.value.partition("#")[2] for n in shapes.by_node if isinstance(n, ox.NamedNode)}
    assert named <= ids


def test_every_message_of_a_shape_is_on_the_page(pages, project, dataset):
    shapes = read_shapes(project, base=dataset.prefixes.base)
    html = unescape(pages.render("shapes.html"))
    messages = {m.value for shape in shapes.by_node.values() for m in shape.messages}
    plain = {message for message in messages if "{" not in message}
    assert {message for message in plain if message not in html} == set()
    assert len(plain) > 100


def test_a_class_shows_its_rules_with_cardinality_and_severity(pages):
    html = unescape(pages.render("term/Affirmation.html"))
    assert "An affirmation affirms exactly one principle of data/principle/." in html
    assert "foc:principle" in html
    assert "Warning" in html


@pytest.mark.parametrize("local", ["Vote", "Decision", "State"])
def test_every_rule_for_a_class_is_on_its_page(pages, project, dataset, local):
    shapes = read_shapes(project, base=dataset.prefixes.base)
    iri = ox.NamedNode(f"https://w3id.org/foc-graph/ns#{local}")
    wanted = set()
    for node, shape in shapes.by_node.items():
        if iri in shape.targets.classes:
            inner = [c.shape for c in shape.constraints if isinstance(c, PropertyConstraint)]
            wanted |= {*inner, *([] if len(inner) == len(shape.constraints) else [node])}
    linked = set(
        re.findall(r'href="\.\./shapes\.html#([^"]*)"', pages.render(f"term/{local}.html"))
    )
    assert linked == {node.value.partition("#")[2] for node in wanted}
    assert len(linked) > 5


def test_a_term_shows_its_mappings_and_queries(pages):
    html = pages.render("term/Decision.html")
    assert "VoteEvent" in html
    actor = pages.render("term/actor.html")
    assert "Who sponsored texts that state the principle and never joined" in actor


def test_shapes_that_cannot_be_read_are_said_to_be_so(copy):
    from foc_graph.dataset import load_dataset
    from foc_graph.web.addresses import Addresses
    from foc_graph.web.pages import Pages

    (copy.shapes / "broken.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "@prefix ex: <https://w3id.org/foc-graph/shapes#> .\n"
        "ex:Broken a sh:NodeShape ; sh:targetClass ex:A ; sh:property [ sh:minCount 1 ] .\n"
    )
    dataset = load_dataset(copy)
    pages = Pages(dataset, Addresses(dataset))
    assert "cannot be read" in pages.render("shapes.html")
    assert pages.shared.rules.problem
    assert pages.render("term/Affirmation.html")
