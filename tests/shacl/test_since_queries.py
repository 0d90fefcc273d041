"""The triple patterns that ``--since`` reads from a query: all of them, or none."""

from __future__ import annotations

import re

import pytest

from foc_graph.sparql.path_patterns import patterns_of

PROLOGUE = "PREFIX ex: <https://example.org/>"
FIRST, REST, NIL = (
    f"<http://www.w3.org/1999/02/22-rdf-syntax-ns#{name}>" for name in ("first", "rest", "nil")
)
P, Q, C = (f"<https://example.org/{name}>" for name in "pqc")


def read(body):
    found = patterns_of(PROLOGUE, f"SELECT $this {{ {body} }}", None)
    return found and [
        (_unplaced(p.subject), p.path and p.path.iri and str(p.path.iri), _unplaced(p.object))
        for p in found
    ]


def _unplaced(name):
    """Blank nodes without a label are named after their place."""
    return re.sub(r"(?<=\?[\[(])\d+", "", name)


@pytest.mark.parametrize(
    ("body", "patterns"),
    [
        ("$this ex:p ?v.", [("?this", P, "?v")]),
        ("$this ex:p 1.5, -2 ; ex:q .5e3 .", [("?this", P, '"')] * 2 + [("?this", Q, '"')]),
        ('$this ex:p "a"@en-GB, "1"^^ex:t, true', [("?this", P, '"')] * 3),
        ("$this ex:p _:b. _:b ex:q ex:c", [("?this", P, "?_:b"), ("?_:b", Q, C)]),
        ("$this ex:p [ ex:q 1 ]", [("?[", Q, '"'), ("?this", P, "?[")]),
        ("$this ?p ?v FILTER(?v < 2.5)", [("?this", None, "?v")]),
        ("FILTER NOT EXISTS { $this ex:p ?v }", [("?this", P, "?v")]),
        ("FILTER(?v < 1 || EXISTS { $this ex:p ?v })", [("?this", P, "?v")]),
        ("$this ex:p (1)", [("?(", FIRST, '"'), ("?(", REST, NIL), ("?this", P, "?(")]),
    ],
)  # fmt: skip
def test_patterns(body, patterns):
    assert read(body) == patterns


@pytest.mark.parametrize(
    "body",
    [
        "$this !ex:p ?v",
        "$this ex:p <relative>",
        "$this other:p ?v",
        "VALUES ?v { 1 } $this ex:p ?v",
        "GRAPH $shapesGraph { $this ex:p ?v }",
        "$this ex:p - ?v",
    ],
)
def test_what_is_not_known_makes_the_query_unread(body):
    assert read(body) is None
