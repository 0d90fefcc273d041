"""Valid RDF never breaks a page, whatever its vocabulary, and no markup in it gets through."""

from __future__ import annotations

import random
from html import unescape

import html5lib
import pytest

from foc_graph.dataset.content import RDF_TYPE
from foc_graph.project import Project
from foc_graph.rdf.terms import key_of
from foc_graph.web.pages.kinds.entities import VIEWS, Entities
from tests.conftest import ROOT, make_project

ODD = {
    "blank nodes": '<thing/odd> ex:part [ ex:name "inner" ; ex:part [ ex:name "deeper" ] ] .',
    "a circle of blank nodes": "<thing/odd> ex:part _:a . _:a ex:next _:b . _:b ex:next _:a .",
    "lists": '<thing/odd> ex:all ( "first" 2 <thing/one> ( "nested" ) () ) .',
    "a list without an end": (
        "<thing/odd> ex:all _:l . _:l rdf:first 1 ; rdf:rest _:m . _:m rdf:first 2 ."
    ),
    "a list that bites its tail": "<thing/odd> ex:all _:l . _:l rdf:first 1 ; rdf:rest _:l .",
    "reified statements": (
        "<thing/odd> ex:p 1 . [] a rdf:Statement ; rdf:subject <thing/odd> ; "
        'rdf:predicate ex:p ; rdf:object 1 ; ex:said "so" .'
    ),
    "a triple as an object": "<thing/odd> ex:says <<( <thing/one> ex:p 1 )>> .",
    "a reifier": "<thing/odd> ex:p 1 ~ <thing/why> {| ex:said true |} .",
    "IRIs that look like others": (
        "<thing/odd> ex:p <thing/one/two> , <thing/one.html> , <thing/..> . "
        "<thing/one/two> ex:p 1 . <thing/one.html> ex:p 2 . <search> ex:p 3 . <browse/x> ex:p 4 ."
    ),
    "no label at all": "<thing/odd> ex:p <thing/odd> .",
    "no class": '<thing/odd> rdfs:label "unclassed" .',
    "many classes": "<thing/odd> a ex:A , ex:B , skos:Concept , owl:Ontology .",
    "odd IRIs": (
        "<thing/odd> ex:see <https://example.org/id/thing/caf\u00e9%20%22x%22> , "
        "<urn:isbn:0-486-27557-4> , <mailto:a@b.example> , <https://example.org/id/thing/a'b;c> . "
        '<thing/caf\u00e9> rdfs:label "caf\u00e9" . <thing/a:b> rdfs:label "colon" .'
    ),
    "hash parts": "<thing/odd> ex:p 1 . <thing/odd#a/b> ex:p 2 . <thing/odd#main> ex:p 3 .",
    "other hash parts": "<thing/other#one> ex:p 1 . <thing/odd> ex:p <thing/other#two> .",
    "a literal as long as a book": f'<thing/odd> rdfs:comment "{"long words " * 40_000}" .',
    "languages": '<thing/odd> rdfs:label "one"@en , "un"@fr , "\u4e00"@zh-Hans , "bare" .',
    "a relative of ours without its records": (
        "<thing/odd> a <https://w3id.org/foc-graph/ns#Resolution> ; "
        "<https://w3id.org/foc-graph/ns#symbol> 12 , [] ; <https://w3id.org/foc-graph/ns#actor> 1 ."
    ),
    "the classes of every page": (
        "<thing/odd> a <http://www.w3.org/ns/org#Membership> . "
        "<thing/b> a <http://www.w3.org/ns/org#Organization> . "
        "<thing/c> a <https://schema.org/Event> . "
        "<thing/d> a <https://schema.org/WebPage> . <thing/e> a skos:ConceptScheme . "
        "<thing/f> a <https://w3id.org/foc-graph/ns#Principle> , "
        "<https://w3id.org/foc-graph/ns#State> . "
        "<thing/g> a <https://w3id.org/foc-graph/ns#Formulation> . <thing/h> a skos:Concept ; "
        "skos:inScheme <thing/e> . <thing/h> skos:broader <thing/h> ."
    ),
    "dates that are none": (
        "<thing/odd> a <http://www.w3.org/ns/org#Membership> ; <https://schema.org/startDate> "
        '"soon" , "2012-13-45"^^<http://www.w3.org/2001/XMLSchema#date> , '
        '"-0044"^^<http://www.w3.org/2001/XMLSchema#gYear> .'
    ),
}

HOSTILE = (
    '<thing/odd> a ex:Thing ; rdfs:label "<script>alert(1)</script>"@en ; '
    'ex:p "\\" onmouseover=\\"alert(1)" , <javascript:alert(1)> , '
    '<data:text/html,evil> , "{{ 7 * 7 }}{% raw %}" ; '
    'dcterms:title "</title><img src=x onerror=alert(1)>" .'
)


@pytest.mark.parametrize("name", ODD)
def test_odd_data_gives_valid_pages(odd, missing_links, attributes, name):
    pages = odd(ODD[name])
    rendered = {path: pages.render(path) for path in pages.paths()}
    documents = pages.site.documents
    assert any(d.iri.endswith(("/thing/odd", "/thing/other")) for d in documents.values())
    assert set(documents) <= set(rendered)
    assert missing_links(rendered, set(pages.assets())) == []
    for path, html in rendered.items():
        ids = attributes(html, "id")
        assert len(ids) == len(set(ids)), path
        assert len(html.encode()) < 150_000, path
    for path in (path for path in rendered if "thing/" in path):
        html5lib.HTMLParser(strict=True).parse(rendered[path])


REFERENCES = " ".join(f"<thing/v{i}> ex:to <thing/odd> ." for i in range(5000))


def test_markup_in_the_data_is_text(odd):
    pages = odd(HOSTILE)
    for path in pages.paths():
        html = pages.render(path)
        assert "<script>alert" not in html, path
        assert "<img" not in html, path
        assert 'href="javascript:' not in html, path
        assert 'href="data:' not in html, path
        assert ' onmouseover="' not in html, path
    html = pages.render("thing/odd.html")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "{{ 7 * 7 }}" in unescape(html)


def test_five_thousand_values_stay_below_the_budget(odd):
    values = " , ".join(f"<thing/v{i}>" for i in range(5000))
    pages = odd(f"<thing/odd> ex:many {values} ; ex:few 1 , 2 .")
    html = pages.render("thing/odd.html")
    assert len(html.encode()) < 150_000
    assert "more in <a" in html
    assert "Few" in html


def test_five_thousand_references_stay_below_the_budget(odd):
    pages = odd("<thing/odd> ex:p 1 . " + REFERENCES)
    html = pages.render("thing/odd.html")
    assert len(html.encode()) < 150_000
    assert "5,000" in html


def test_a_deprecated_thing_is_a_stub_with_its_replacement(odd):
    pages = odd(
        "<thing/odd> a owl:Thing ; owl:deprecated true ; dcterms:isReplacedBy <thing/one> ."
    )
    html = pages.render("thing/odd.html")
    assert "No longer in use." in html
    assert '<a href="one.html">' in html


def test_a_project_without_anything_of_ours_has_a_home(odd):
    html = odd("<thing/odd> ex:p 1 .").render("index.html")
    assert 'href="browse/thing.html"' in html
    html5lib.HTMLParser(strict=True).parse(html)


def test_names_in_other_languages_are_shown_with_their_language(odd):
    pages = odd('<thing/odd> a skos:Concept ; skos:prefLabel "Estonia"@en , "Estland"@de .')
    html = pages.render("thing/odd.html")
    assert '<span lang="de">Estland</span> <span class="tag">de</span>' in html
    assert "<h1>Estonia</h1>" in html


@pytest.mark.parametrize("which", ["tiny", "small"])
def test_projects_of_others_have_whole_sites(made, tmp_path, missing_links, attributes, which):
    tiny = Project(ROOT / "tests" / "projects" / "tiny")
    project = tiny if which == "tiny" else make_project(ROOT, tmp_path / "project")
    pages = made(project)
    rendered = {path: pages.render(path) for path in pages.paths()}
    assert len(rendered) > 20
    assert missing_links(rendered, set(pages.assets())) == []
    for path, html in rendered.items():
        ids = attributes(html, "id")
        assert len(ids) == len(set(ids)), path
    for path in [path for path in rendered if path.startswith(("doc/", "state/", "index"))]:
        html5lib.HTMLParser(strict=True).parse(rendered[path])


ODD_VALUES = (
    '"text"', '"<b>&amp;</b>"@fr', '""', "12", "-1.5e300", "true", "[]", "( 1 [] )", "<thing/one>",
    "<thing/r3>", "<thing/r5#part>", "<urn:x>", "<https://other.example/a?b=c&d='e'>",
    '"2012-13-99"^^<http://www.w3.org/2001/XMLSchema#date>',
    '"2012-07"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>',
    '"99999"^^<http://www.w3.org/2001/XMLSchema#gYear>', '"x"^^ex:unknown', "<thing/odd>",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_our_classes_with_any_values_break_no_page(odd, pages, missing_links, seed):
    """Every class and property that our data use, with values that they should not have."""
    chance = random.Random(seed)  # noqa: S311 - the same data every time
    index = pages.site.content.index
    classes = sorted({key_of(c) for s in index.values() for c in s.get(RDF_TYPE, ())})
    viewed = [pages.site.content.expand(curie) for curies, _, _ in VIEWS for curie in curies]
    properties = sorted({p for s in index.values() for p in s} - {RDF_TYPE})
    lines = []
    for number in range(60):
        subject = f"<thing/r{number}{chance.choice(('', '', '#part'))}>"
        lines.append(f"{subject} a <{chance.choice([*classes, *viewed, *viewed])}> .")
        for name in chance.sample(properties, 25):
            lines.append(f"{subject} <{name}> {chance.choice(ODD_VALUES)} .")
            lines.append(f"{subject} <{name}> <thing/r{chance.randrange(60)}> .")
    found = odd("\n".join(lines))
    rendered = {path: found.render(path) for path in found.paths()}
    assert sum(isinstance(kind, Entities) for kind in found.kinds.values()) > 15
    assert missing_links(rendered, set(found.assets())) == []
    for path in ("thing/odd.html", "thing/one.html", "thing/r3.html", "index.html"):
        if path in rendered:
            html5lib.HTMLParser(strict=True).parse(rendered[path])
