"""Dates, numbers and references in words."""

from __future__ import annotations

import pytest

from foc_graph.exports.references import Reference, Style
from foc_graph.pictures.words import count
from foc_graph.web.pages.citations import united_nations_style
from foc_graph.web.pages.site import relative
from foc_graph.web.pages.views.actors import start_in_words
from foc_graph.web.pages.words import date_in_words, ordinal, with_code


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2012-07-05", "5 July 2012"),
        ("2012-06", "June 2012"),
        ("2012", "2012"),
        ("2012-07-05T10:00:00Z", "5 July 2012"),
        ("2012-13", "2012-13"),
        ("soon", "soon"),
        ("", ""),
    ],
)
def test_dates_are_never_more_precise_than_they_are(value, words):
    assert date_in_words(value) == words


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (("2013-01", "2012", "2014"), "January 2013"),
        (("", "2012", "2014-06"), "not before 2012, not after June 2014"),
        (("", "", "2014-06"), "not after June 2014"),
        (("", "", ""), ""),
    ],
)
def test_a_start_is_told_as_far_as_it_is_known(start, words):
    assert start_in_words(*start) == words


def test_numbers_have_their_nouns():
    assert (count(1, "text"), count(1200, "text")) == ("1 text", "1,200 texts")
    assert [ordinal(n) for n in (1, 10, 11, 12, 13, 21, 112)] == [
        "first", "tenth", "11th", "12th", "13th", "21st", "112th",
    ]  # fmt: skip


def test_code_is_marked_and_escaped():
    assert with_code("say `<b>` & go") == "say <code>&lt;b&gt;</code> &amp; go"


def reference(symbol: str, title: str = "T", author: str = "A", place: str = "") -> Reference:
    style = Style("report", "techreport", "GOVDOC")
    return Reference("k", "i", title, author, symbol, "", style, (), place, "")


@pytest.mark.parametrize(
    ("found", "date", "place", "words"),
    [
        (
            reference("A/HRC/RES/20/8"), "5 July 2012", "para. 1",
            "Human Rights Council resolution 20/8 of 5 July 2012, para. 1",
        ),
        (
            reference("A/HRC/RES/S-25/1"), "", "",
            "Human Rights Council resolution S-25/1",
        ),
        (
            reference("A/RES/217(III)A"), "10 December 1948", "art. 19",
            "General Assembly resolution 217 (III) A of 10 December 1948, art. 19",
        ),
        (
            reference("A/RES/2200A(XXI)"), "1966", "",
            "General Assembly resolution 2200A (XXI) of 1966",
        ),
        (
            reference("S/RES/1325(2000)"), "31 October 2000", "fifth preambular para.",
            "Security Council resolution 1325 (2000) of 31 October 2000, fifth preambular para.",
        ),
        (
            reference("A/HRC/17/27", "Report"), "16 May 2011", "para. 67",
            "A, “Report” (A/HRC/17/27), 16 May 2011, para. 67",
        ),
        (
            reference("A/HRC/20/L.13", "A/HRC/20/L.13"), "", "",
            "A, A/HRC/20/L.13",
        ),
        (
            reference("", "Freedom Online", "Freedom Online Coalition", "The Hague"),
            "9 December 2011", "",
            "Freedom Online Coalition, “Freedom Online”, The Hague, 9 December 2011",
        ),
    ],
)  # fmt: skip
def test_texts_are_cited_as_the_united_nations_do(found, date, place, words):
    assert united_nations_style(found, date, place) == words


@pytest.mark.parametrize(
    ("target", "path", "link"),
    [
        ("doc/a.html", "doc/a.html", "a.html"),
        ("doc/a.html#op1", "doc/a.html", "#op1"),
        ("doc/b.html", "doc/a.html", "b.html"),
        ("state/b.html#x", "doc/a.html", "../state/b.html#x"),
        ("a/b/d.html", "a/b/c.html", "d.html"),
        ("a/d.html", "a/b/c.html", "../d.html"),
        ("index.html", "a/b/c.html", "../../index.html"),
        ("a:b.html", "index.html", "./a:b.html"),
    ],
)
def test_links_are_relative(target, path, link):
    assert relative(target, path) == link
