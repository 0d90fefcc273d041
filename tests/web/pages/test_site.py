"""What holds of every page of our own site."""

from __future__ import annotations

import re
from collections import Counter

import html5lib
import pytest

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.queries import OxigraphEngine
from foc_graph.web.addresses import Addresses
from foc_graph.web.pages import Pages

#: The budget of a page, without its style sheet.
HEAVIEST = 150_000

#: One page of each kind that this part renders.
ONE_OF_EACH = (
    "index.html",
    "about.html",
    "browse/doc.html",
    "browse/state.html",
    "doc/A-HRC-RES-20-8.html",
    "doc/foc-2014-tallinn-agenda.html",
    "state/EST.html",
    "org/foc.html",
    "membership/foc-USA-1.html",
    "event/foc-conference-2014-tallinn.html",
    "principle/same-rights-online.html",
    "formulation/same-rights-un-2012.html",
    "concept/topic/privacy.html",
    "concept/topic.html",
    "agenda/un-hrc/3.html",
    "source/mediarightsagenda-foc-itu.html",
    "dataset.html",
)


def test_every_entity_has_a_page(pages, rendered):
    entities = [path for path, document in pages.site.documents.items() if document.kind]
    assert len(entities) > 1500
    assert set(entities) <= set(rendered)


@pytest.mark.slow
def test_no_page_is_too_heavy(rendered):
    heavy = {path: len(html.encode()) for path, html in rendered.items()}
    assert {p: size for p, size in heavy.items() if size > HEAVIEST} == {}


@pytest.mark.slow
def test_all_internal_links_and_anchors_resolve(pages, rendered, missing_links):
    assert missing_links(rendered, set(pages.assets())) == []


@pytest.mark.slow
def test_ids_are_unique(rendered, attributes):
    for path, html in rendered.items():
        twice = [name for name, n in Counter(attributes(html, "id")).items() if n > 1]
        assert not twice, (path, twice)


@pytest.mark.slow
def test_every_record_of_a_document_has_its_anchor(pages, rendered, attributes):
    lost = []
    for path, document in pages.site.documents.items():
        if document.kind not in ("entity", "concept", "scheme"):
            continue
        ids = set(attributes(rendered[path], "id"))
        for iri in document.subjects[1:]:
            anchor = pages.site.anchor(iri, path)
            if anchor and anchor not in ids:
                lost.append((path, anchor))
    assert lost == []


@pytest.mark.slow
def test_nothing_inline_and_nothing_from_elsewhere(rendered, attributes):
    """The Content Security Policy allows no inline script or style and no other host."""
    for path, html in rendered.items():
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html), path
        scripts = re.findall(r"<script([^>]*)>", html)
        assert all("src=" in s or "application/ld+json" in s for s in scripts), path
        for source in attributes(html, "src"):
            assert "://" not in source, (path, source)


@pytest.mark.parametrize("path", ONE_OF_EACH)
def test_the_html_parses_without_an_error(rendered, path):
    html5lib.HTMLParser(strict=True).parse(rendered[path])


@pytest.mark.parametrize("path", ONE_OF_EACH)
def test_a_page_has_one_main_heading_and_a_title(rendered, path):
    html = rendered[path]
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert re.search(r"<title>[^<]+</title>", html)
    assert '<a class="skip" href="#main">' in html
    assert '<html lang="en">' in html


@pytest.mark.slow
def test_the_same_data_give_the_same_pages(dataset, rendered):
    again = Pages(dataset, Addresses(dataset))
    for path in (*ONE_OF_EACH, "doc/A-HRC-RES-47-16.html"):
        assert again.render(path) == rendered[path], path


def test_an_unknown_page_is_refused_and_has_a_page_of_its_own(pages):
    with pytest.raises(UsageProblem, match="no page"):
        pages.render("doc/nothing.html")
    html = pages.not_found("doc/nothing.html")
    assert "Page not found" in html
    assert 'href="../index.html"' in html


def test_a_canned_query_runs_in_the_engine_that_is_given(pages, dataset):
    class Stopped(OxigraphEngine):
        def run(self, sparql):
            raise CouldNotRun(f"{sparql.count('SELECT')} query took too long")

    path = "query/members.html"
    assert pages.render(path, {}, OxigraphEngine(dataset)) == pages.render(path)
    with pytest.raises(CouldNotRun, match="took too long"):
        pages.render(path, {}, Stopped(dataset))


def test_data_in_all_formats_is_offered_below_a_page(rendered):
    html = rendered["doc/A-HRC-RES-20-8.html"]
    for suffix in ("ttl", "jsonld", "nt", "rdf", "trig", "csv"):
        assert f'href="A-HRC-RES-20-8.{suffix}"' in html
    assert '<link rel="alternate" type="text/turtle" href="A-HRC-RES-20-8.ttl"' in html


@pytest.mark.slow
def test_a_page_is_rendered_the_same_after_any_other(pages, rendered):
    """No state is kept between pages."""
    for path in reversed(ONE_OF_EACH):
        assert pages.render(path) == rendered[path], path
