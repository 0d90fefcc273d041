"""Markdown, as a reader of it makes HTML from it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from markdown_it import MarkdownIt

from foc_graph.reports.markdown import MOST_BYTES


@pytest.fixture
def html(show):
    def make(*found, **options):
        text = show("markdown", *found, **options)
        return MarkdownIt("commonmark", {"html": False}).enable("table").render(text)

    return make


def test_a_table_and_three_examples_of_each_rule(show, many):
    text = show("markdown", *many(5))

    assert text.startswith("## ❌ Does not conform: 5 violations, 0 warnings, 0 infos.\n")
    assert "| ❌ violation | 5 | `ex:State-name/Datatype` | Not a name of state/EST. |" in text
    assert text.count("\n- `data/state/EST.ttl:") == 3
    assert "- … and 2 more\n" in text


def test_a_conforming_run(show):
    assert show("markdown").startswith("## ✅ Conforms: 0 violations")


@pytest.mark.parametrize(
    "said", ["a | b", "<img src=x>", "*b* _c_ [d](e)", "`tick`", "@someone #12", "# head"]
)
def test_nothing_that_is_said_is_markup(html, result, said):
    page = html(result(messages=(ox.Literal(said),), value=ox.Literal(said)))

    for tag in ("<img", "<em>", "<a ", "<h1>"):
        assert tag not in page
    assert page.count("<tr>") == 2


def test_places_are_links_where_the_forge_is_known(show, result):
    text = show("markdown", result(), web="https://github.com/o/r/blob/abc/", folder="a b/")

    assert "(https://github.com/o/r/blob/abc/a%20b/data/state/EST.ttl#L7)" in text


def test_it_fits_into_a_job_summary(show, many):
    shapes = [ox.NamedNode(f"https://example.org/ns#S{n}") for n in range(1500)]
    said = (ox.Literal("x" * 400),)
    text = show("markdown", *(r for s in shapes for r in many(2, source_shape=s, messages=said)))

    assert len(text.encode()) < MOST_BYTES + 2000 < 2**20
    assert text.rstrip().endswith("more rules.")
