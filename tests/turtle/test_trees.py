"""Unnamed nodes nest where they form trees; else the file is refused."""

from __future__ import annotations

import pytest

from foc_graph.errors import NotConforming
from foc_graph.turtle import Layout, format_turtle

PLAIN = Layout({"u": "urn:"})

NESTED = """\
@prefix u: <urn:> .

u:a
  u:in ( 1 2 u:x ) ;
  u:none () ;
  u:path [ u:inverse u:p ] ;
  u:property
    [
      u:max 1 ;
      u:path
        ( 1 ) ,
        ( 2 [ u:inverse u:q ] ) ;
    ] ,
    [ u:path u:p ] ;
  u:thing [] .

[]
  a u:Root ;
  u:p 1 .
"""

SHUFFLED = """
_:r <urn:p> 1 ; a <urn:Root> .
<urn:a> <urn:property> _:two , _:one ; <urn:thing> [] ; <urn:none> ( ) .
_:one <urn:path> ( 2 [ <urn:inverse> <urn:q> ] ), ( 1 ) ; <urn:max> 1 .
_:two <urn:path> <urn:p> .
<urn:a> <urn:path> _:i ; <urn:in> (1 2 <urn:x>) .
_:i <urn:inverse> <urn:p> .
"""


@pytest.mark.parametrize("text", [NESTED, SHUFFLED])
def test_unnamed_nodes_and_lists_nest(text):
    assert format_turtle(text, PLAIN) == NESTED


def test_a_long_list_has_an_item_a_line():
    items = [f"urn:item-{n:03}" for n in range(300)]
    text = format_turtle(f"<urn:a> <urn:in> ({' '.join(f'<{i}>' for i in items)}) .", PLAIN)
    assert text.splitlines()[2:5] == ["u:a", "  u:in (", "    u:item-000"]


def test_a_list_with_a_property_more_is_written_out():
    text = "<urn:a> <urn:in> [ a <urn:L> ; rdf:first 1 ; rdf:rest () ] ."
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    written = format_turtle(f"@prefix rdf: <{rdf}> . {text}", PLAIN)
    assert "    a u:L ;\n    rdf:first 1 ;\n    rdf:rest () ;\n" in written


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<urn:a> <urn:p>\n_:x .\n<urn:b> <urn:p> _:x .", "x:2: _:x is used in 2 places"),
        ("_:a <urn:p> _:b .\n_:b <urn:p> _:a .", "x:1: _:a lies on a circle of unnamed nodes"),
        ("\n_:a <urn:p> _:a .", "x:2: _:a lies on a circle of unnamed nodes"),
        (
            f"<urn:a> {'<urn:p> [' * 102}{']' * 102} .",
            "x: an unnamed node is nested more than 100 levels deep",
        ),
    ],
)
def test_what_is_no_tree_is_refused(text, message):
    with pytest.raises(NotConforming) as caught:
        format_turtle(text, PLAIN, place="x")
    assert str(caught.value) == f"{message} and cannot be nested - give it an IRI"
