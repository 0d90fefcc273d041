"""Results for people and for programs: widths, spelling, and nothing lost on the way."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest

from foc_graph.errors import UsageProblem
from foc_graph.queries import (
    FORMATS,
    OxigraphEngine,
    Screen,
    find_query,
    list_queries,
    parse_query,
    run_query,
    write_answer,
)
from foc_graph.queries.formats.grid import card_lines, display_width, fit_widths, grid_lines, wrap
from foc_graph.queries.results import ResultGraph

VALUES = r"""
#+ summary: Things
#+ columns: {a: First, b: Second, c: "Third, hidden", d: Fourth}
#+ tally: b
#+ coverage: Not all of them.
SELECT ?a ?b ?c ?d WHERE { VALUES (?a ?b ?c ?d) {
  (<https://w3id.org/foc-graph/id/state/EST> "tab\there, \"quoted\""@en 1.50 UNDEF)
  (<http://e/x> true UNDEF UNDEF)
} } ORDER BY DESC(?a)
"""


@pytest.fixture(scope="module")
def engine(dataset):
    return OxigraphEngine(dataset)


@pytest.fixture(scope="module")
def answer(engine):
    return run_query(parse_query(VALUES, name="things"), engine)


TABLE = """Things

First       Second
──────────  ──────────────────
state/EST   tab here, "quoted"
http://e/x  yes

2 rows: 1 tab here, "quoted", 1 yes
Note: Not all of them.
"""


def test_table_for_people(answer):
    """Short names, yes and no; no hidden columns, none without a value, no blanks at line ends."""
    assert write_answer(answer, "table") == TABLE


def test_csv_has_every_column_and_plain_values(answer):
    rows = list(csv.reader(io.StringIO(write_answer(answer, "csv"))))

    assert rows == [
        ["a", "b", "c", "d"],
        ["https://w3id.org/foc-graph/id/state/EST", 'tab\there, "quoted"', "1.5", ""],
        ["http://e/x", "true", "", ""],
    ]


@pytest.mark.parametrize(
    ("name", "form"), [("json", ox.QueryResultsFormat.JSON), ("tsv", ox.QueryResultsFormat.TSV)]
)
def test_machine_formats_keep_every_term(answer, name, form):
    read = ox.parse_query_results(write_answer(answer, name), form)

    assert [tuple(solution) for solution in read] == list(answer.outcome.rows)


def test_markdown_keeps_its_columns(engine):
    query = parse_query('SELECT ?a { BIND("a | b *c* <d>" AS ?a) }', name="x")
    text = write_answer(run_query(query, engine), "markdown")

    assert text == "| a |\n| --- |\n| a \\| b \\*c\\* \\<d> |\n\n1 row\n"


def test_a_boolean(engine):
    answer = run_query(parse_query("ASK {}", name="x"), engine)

    assert write_answer(answer) == "answer\n──────\nyes\n"
    assert json.loads(write_answer(answer, "json")) == {"head": {}, "boolean": True}
    assert write_answer(answer, "csv") == "answer\ntrue\n"


def test_nothing_found_says_what_that_means(project, engine):
    answer = run_query(find_query(project, "votes"), engine, {"text": "20/8"})
    text = write_answer(answer)

    assert "No vote by name is recorded for this text" in text
    assert "───" not in text


def test_a_limit_says_how_many_there_are(project, engine):
    answer = run_query(find_query(project, "members"), engine, limit=3)

    assert f"\n3 of {answer.outcome.total} rows\n" in write_answer(answer)
    assert len(write_answer(answer, "csv").splitlines()) == 4


@pytest.mark.parametrize("name", ["turtle", "ntriples", "rdfxml", "jsonld"])
def test_triples_come_back_whole(project, engine, name):
    answer = run_query(find_query(project, "text"), engine, {"text": "20/8"})
    forms = {"rdfxml": ox.RdfFormat.RDF_XML, "jsonld": ox.RdfFormat.JSON_LD}
    form = forms.get(name, ox.RdfFormat.TURTLE)
    read = {quad.triple for quad in ox.parse(write_answer(answer, name), form)}

    assert read == set(answer.outcome.triples)
    assert len(read) > 100


def test_triples_default_to_turtle(project, engine):
    answer = run_query(find_query(project, "text"), engine, {"text": "20/8"})

    assert write_answer(answer) == write_answer(answer, "turtle")
    assert "\n<doc/A-HRC-RES-20-8>\n  a foc:Resolution ;\n" in write_answer(answer)


def test_no_triples(engine):
    answer = run_query(parse_query("CONSTRUCT WHERE { <x:y> ?p ?o }", name="x"), engine)

    assert write_answer(answer) == "# No triples.\n"


def test_turtle_with_a_shared_unnamed_node(engine):
    query = parse_query("CONSTRUCT { <x:a> <x:p> _:b . <x:c> <x:p> _:b } WHERE {}", name="x")
    text = write_answer(run_query(query, engine))

    assert len(list(ox.parse(text, ox.RdfFormat.TURTLE))) == 2


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_that_cannot_hold_the_answer(engine, name):
    other = "ASK {}" if FORMATS[name].for_graphs else "CONSTRUCT WHERE { ?s ?p ?o }"
    answer = run_query(parse_query(other, name="x"), engine)

    with pytest.raises(UsageProblem, match=rf"query x: gives .*, which {name} cannot hold - use "):
        write_answer(answer, name)


def test_every_query_fits_the_screen(project, engine):
    """At 80 and 120 columns; only addresses may be longer, so that they can be opened."""
    for query in list_queries(project):
        given = query.examples[0] if query.examples else {}
        answer = run_query(query, engine, given)
        if isinstance(answer.outcome, ResultGraph):
            continue
        for width in (80, 120):
            lines = write_answer(answer, screen=Screen(width)).splitlines()
            long = [x for x in lines if display_width(x) > width and "://" not in x]
            assert long == [], query.name
            assert all(line == line.rstrip() for line in lines), query.name


def test_dates_and_symbols_stay_whole_at_80_columns(project, engine):
    for name, given in {"citations": {"text": "32/13"}, "core-group": {}, "renewals": {}}.items():
        answer = run_query(find_query(project, name), engine, given)
        text = write_answer(answer, screen=Screen(80))
        assert "  2014-06-26  A/HRC/RES/26/13 " in text, name


def test_colour_is_for_screens_only(answer):
    plain = write_answer(answer, screen=Screen(80))
    coloured = write_answer(answer, screen=Screen(80, colour=True))

    assert "\x1b" not in plain
    assert coloured.startswith("\x1b[1mThings\x1b[0m\n")
    assert "\x1b[33mNote: Not all of them.\x1b[0m" in coloured


REPETITIONS = """#+ columns: {a: "A, once", b: "B, once", c: C}
SELECT ?a ?b ?c { VALUES (?a ?b ?c) {("1" "x" 1) ("1" "x" 2) ("1" "y" 3) ("2" "y" 4)} } ORDER BY ?c
"""


def test_repetitions_are_blank_only_below_the_same(engine):
    text = write_answer(run_query(parse_query(REPETITIONS, name="x"), engine))

    assert text.splitlines()[2:6] == ["1  x  1", "      2", "   y  3", "2  y  4"]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("membership/foc-USA-1", 12, ["membership/", "foc-USA-1"]),
        (
            "a https://example.org/a-long-address b",
            10,
            ["a", "https://example.org/a-long-address", "b"],
        ),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("名前 名前", 5, ["名前", "名前"]),
    ],
)
def test_wrapping(text, width, lines):
    assert wrap(text, width) == lines


def test_wide_and_combining_characters_are_measured():
    assert display_width("名前") == 4
    assert display_width("e\u0301") == 1


def test_numbers_stand_at_the_right_and_dates_at_the_left():
    headings, rows = ["n", "day"], [["5", "2014"], ["10", "2014-04"]]
    widths = fit_widths(headings, rows, 40)

    assert grid_lines(headings, rows, widths) == [
        " n  day",
        "──  ───────",
        " 5  2014",
        "10  2014-04",
    ]


def test_columns_that_do_not_fit_become_cards():
    headings = [f"heading {n}" for n in range(9)]
    rows = [["some value"] * 9]

    assert fit_widths(headings, rows, 60) is None
    assert card_lines(["A", "Long"], [["x", "y"], ["z", ""]], 40) == [
        "A     x",
        "Long  y",
        "",
        "A     z",
    ]
