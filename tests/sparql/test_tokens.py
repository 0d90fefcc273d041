"""Values take the place of variables and of nothing else."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from foc_graph.sparql.paths import Path, predicate_path
from foc_graph.sparql.tokens import (
    find_keyword,
    iter_tokens,
    line_and_column,
    parameters_used,
    query_form,
    significant,
    substitute,
    unclosed_bracket,
    undeclared_prefixes,
    without_comments,
)

TRICKY = """PREFIX a: <http://x#y>
SELECT * { ?s a:b.c "a # $on \\" x" ; :p '''x $on''' ; :x $on . # $on
  FILTER(?s<?b&&?c>$on) _:b a: <http://e/$on> }"""


def test_tokens_joined_are_the_text():
    assert "".join(token.text for token in iter_tokens(TRICKY)) == TRICKY


def test_only_the_variable_itself_is_replaced():
    done = substitute(TRICKY, {"on": ox.Literal("2014")})

    assert done.count('"2014"') == 2
    assert done.count("$on") == 4
    assert "<http://e/$on>" in done


@pytest.mark.parametrize("value", ['" } DROP ALL #', "a\\", "line\nbreak", "'''", "}"])
def test_a_value_cannot_leave_its_quotes(value):
    text = substitute("SELECT ?x { BIND($v AS ?x) }", {"v": ox.Literal(value)})
    (row,) = ox.Store().query(text)

    assert row["x"] == ox.Literal(value)


def test_a_path_takes_the_place_of_a_variable_as_sparql_writes_it():
    path = Path("^", (predicate_path(ox.NamedNode("x:p")),))

    assert substitute("?s $PATH/<x:q> ?o", {"PATH": path}) == "?s ^<x:p>/<x:q> ?o"


def test_a_longer_name_is_another_variable():
    assert substitute("$on $ones ?on", {"on": ox.Literal("x")}) == '"x" $ones "x"'


def test_parameters_are_written_with_a_dollar_sign():
    assert parameters_used("SELECT ?a { ?a ?b $c } # $d") == {"c"}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("PREFIX select: <x:> ASK {}", "ASK"),
        ("# SELECT\nCONSTRUCT WHERE {}", "CONSTRUCT"),
        ("BASE <http://select/> describe <a>", "DESCRIBE"),
        ("INSERT DATA {}", "UPDATE"),
        ("PREFIX a: <x:>", None),
    ],
)
def test_query_form(text, form):
    assert query_form(text) == form


@pytest.mark.parametrize(
    "text", ["?service", "service:x", '"SERVICE"', "<http://SERVICE>", "#SERVICE"]
)
def test_the_word_elsewhere_is_no_keyword(text):
    assert find_keyword(f"SELECT * {{ {text}\n }}", "SERVICE") is None


def test_keyword_is_found_in_any_case():
    assert find_keyword("{ sErViCe <x> {} }", "SERVICE").start == 2


def test_prefixes_used_and_not_declared():
    text = 'PREFIX a: <x:> SELECT * { ?s a:b b:c ; ^d:e/f:g "h:i" . _:j :k <l:m> }'

    assert list(undeclared_prefixes(text)) == ["b", "d", "f", ""]


@pytest.mark.parametrize(
    ("text", "place"),
    [("{ ( }", None), ("{ ( )", 0), ("{ ( [ ] ", 2), ("{ ) }", None), ("{}", None)],
)
def test_unclosed_bracket(text, place):
    found = unclosed_bracket(text)

    assert (found.start if found else None) == place


def test_comments_go_and_strings_stay():
    assert without_comments('ASK { # x\n\n ?s ?p "#" }') == 'ASK { \n\n ?s ?p "#" }'


def test_places_count_from_one():
    assert line_and_column("ab\ncd", 4) == (2, 2)


def test_an_escaped_character_belongs_to_the_name():
    names = [t.text for t in iter_tokens(r"ex:a\(b ex:a\$on") if t.kind == "name"]

    assert names == [r"ex:a\(b", r"ex:a\$on"]
    assert unclosed_bracket(r"{ ?s ex:a\(b ?o }") is None


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("ex:a.b. ", ["name ex:a.b", "other ."]),
        (r"ex:a\b ex:%2", ["name ex:a", "other \\", "word b", "name ex:", "other %", "number 2"]),
        ("_:b1.", ["blank _:b1", "other ."]),
        ('"x"@as ?y', ['string "x"', "language @as", "variable ?y"]),
        ("1.5e-3 .5 1.", ["number 1.5e-3", "number .5", "number 1", "other ."]),
        ("?a-1 - 1", ["variable ?a", "number -1", "other -", "number 1"]),
        ("select $This # c\n{", ["word select", "variable $This", "other {"]),
        (
            "?a<=2&&?b^^c",
            [
                "variable ?a",
                "other <=",
                "number 2",
                "other &&",
                "variable ?b",
                "other ^^",
                "word c",
            ],
        ),
    ],
)
def test_tokens_that_are_no_space(text, kinds):
    found = significant(iter_tokens(text))

    assert [f"{token.kind} {token.text}" for token in found] == kinds


def test_a_token_knows_its_place_its_keyword_and_the_name_of_its_variable():
    text = "Select $this { ?s a ex:b. }"
    tokens = list(iter_tokens(text))

    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert [t.keyword for t in tokens if t.keyword] == ["SELECT", "A"]
    assert [t.name for t in tokens if t.name] == ["this", "s"]
