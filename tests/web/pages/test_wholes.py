"""Pages of wholes: named graphs, versions, lists, the home of somebody else's project."""

from __future__ import annotations

import re


def test_a_graph_tells_its_size_and_its_things(rendered, pages):
    html = rendered["graph/event.html"]
    graph = f"{pages.site.prefixes.base}graph/event"
    held = sum(q.graph_name.value == graph for q in pages.site.content.quads if _named(q))
    assert f"{held:,} statements" in html
    assert 'href="../event/foc-conference-2014-tallinn.html"' in html


def _named(quad) -> bool:
    return type(quad.graph_name).__name__ == "NamedNode"


def test_derived_graphs_say_so(rendered):
    assert "written by a rule and not by hand" in rendered["graph/derived/affirms.html"]


def test_a_version_leads_to_its_ontology(rendered):
    html = rendered["ns/1.0.0.html"]
    assert 'href="../ns.html"' in html
    assert "Version 1.0.0" in html


def test_states_are_listed_as_readers_look_for_them(rendered):
    html = rendered["browse/state.html"]
    names = re.findall(r'<tr><td><a href="[^"]+">([^<]+)</a>', html)
    assert len(names) > 140
    assert names.index("Costa Rica") < names.index("Côte d&#39;Ivoire") < names.index("Cyprus")
    assert "member of Freedom Online Coalition since December 2011" in html


def test_a_long_list_is_cut_into_pages(rendered):
    first, second = rendered["browse/source.html"], rendered["browse/source-2.html"]
    assert 'href="source-2.html"' in first
    assert 'href="source.html"' in second
    rows = first.count("<tr><td>") + second.count("<tr><td>")
    assert rows == int(re.search(r'Sources <span class="count">(\d+)', first)[1])


def test_the_home_page_shows_the_journey_and_the_ways_in(rendered):
    html = rendered["index.html"]
    assert "The way of a principle: Same rights online as offline" in html
    assert "<svg" in html
    for way in ("browse/doc.html", "members.html", "sponsors.html", "lineage.html"):
        assert f'<h3><a href="{way}">' in html
    assert re.search(r'<span class="figure">\d+</span> <a href="browse/doc.html">texts</a>', html)
