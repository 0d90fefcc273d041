"""The canonical form: what it looks like."""

from __future__ import annotations

import pytest

from foc_graph.errors import CouldNotRun, NotConforming
from foc_graph.rdf.ordering import natural_key
from foc_graph.turtle import Layout, canonical, format_turtle

ID = "https://w3id.org/foc-graph/id/"
FOC = "https://w3id.org/foc-graph/ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
MAP = {"foc": FOC, "id": ID, "xsd": XSD, "schema": "https://schema.org/"}
DATA = Layout(MAP, base=ID, main=f"{ID}doc/X", read_base=ID)
OWN = Layout(MAP, read_base=ID)


def body(objects: str, layout: Layout = OWN) -> str:
    """What is written of ``objects``, without what stands around them."""
    text = format_turtle(f"<urn:s> <urn:p> {objects} .", layout)
    return text.partition("<urn:p> ")[2].removesuffix(" .\n")


WHOLE = (
    """
PREFIX f: <https://w3id.org/foc-graph/ns#>
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix unused: <https://example.org/unused/> .
<doc/X#op10> a f:Provision ; f:ordinal 10 .
<doc/X#op2> f:ordinal 2 ; a f:Provision .
<act/a> f:principle <principle/p> .
<doc/X> <https://schema.org/name> "n"@en ; f:topic <concept/b>, <concept/a> , <concept/a>;
  a f:Resolution, f:Instrument ; f:on "2011"^^xsd:gYear .
""",
    """\
@base <https://w3id.org/foc-graph/id/> .
@prefix foc: <https://w3id.org/foc-graph/ns#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<doc/X>
  a
    foc:Instrument ,
    foc:Resolution ;
  foc:on "2011"^^xsd:gYear ;
  foc:topic
    <concept/a> ,
    <concept/b> ;
  schema:name "n"@en .

<act/a>
  foc:principle <principle/p> .

<doc/X#op2>
  a foc:Provision ;
  foc:ordinal 2 .

<doc/X#op10>
  a foc:Provision ;
  foc:ordinal 10 .
""",
)


def test_a_data_file_has_the_base_the_used_prefixes_and_its_main_entity_first():
    before, after = WHOLE
    assert format_turtle(before, DATA) == after


def test_the_canonical_form_is_its_own_canonical_form():
    assert format_turtle(WHOLE[1], DATA) == WHOLE[1]


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("true", "true"),
        (f'"1"^^<{XSD}boolean>', '"1"^^xsd:boolean'),
        (f'"042"^^<{XSD}integer>', "042"),
        (f'"4 2"^^<{XSD}integer>', '"4 2"^^xsd:integer'),
        ("-1.50", "-1.50"),
        (f'"1."^^<{XSD}decimal>', '"1."^^xsd:decimal'),
        ("1.e5", "1.e5"),
        (f'"INF"^^<{XSD}double>', '"INF"^^xsd:double'),
        (f'"2012-07-05"^^<{XSD}date>', '"2012-07-05"^^xsd:date'),
        (f'"x"^^<{XSD}string>', '"x"'),
        ("'a\"b'", '"a\\"b"'),
        ('"caf\\u00E9"@FR', '"café"@fr'),
        ('"tab\\there\\\\"', '"tab\\there\\\\"'),
        ('"bell\\u0007"', '"bell\\u0007"'),
        ('"one\\ntwo"', '"""one\ntwo"""'),
        ('"say \\"\\"\\"\\nend\\""', '"""say \\"\\""\nend\\""""'),
        ('"\\n\\"\\"\\""', '"""\n\\"\\"\\""""'),
        ('"cr\\rlf\\n"', '"""cr\\rlf\n"""'),
    ],
)
def test_literals_keep_their_lexical_form(written, canonical):
    assert body(written) == canonical


@pytest.mark.parametrize(
    ("iri", "canonical"),
    [
        (f"{FOC}Act", "foc:Act"),
        (f"{FOC}", "foc:"),
        (f"{FOC}a/b", f"<{FOC}a/b>"),
        (f"{FOC}a.", f"<{FOC}a.>"),
        (f"{FOC}a%20b", "foc:a%20b"),
        (f"{FOC}été", "foc:été"),
        (f"{ID}doc/X#op1", "<doc/X#op1>"),
        (f"{ID}plain", "<plain>"),
        (f"{ID}", "<>"),
        (f"{ID}#part", "<#part>"),
        (f"{ID}a:b", "id:a:b"),
        (f"{ID}doc/../x", f"<{ID}doc/../x>"),
        (f"{ID}/doubled", f"<{ID}/doubled>"),
        ("https://w3id.org/foc-graph/dataset", "<https://w3id.org/foc-graph/dataset>"),
        ("urn:x", "<urn:x>"),
    ],
)
def test_an_iri_is_relative_else_a_curie_else_whole(iri, canonical):
    assert body(f"<{iri}>", DATA) == canonical


def test_other_files_keep_their_own_base_and_prefer_the_longer_namespace():
    text = "@base <https://w3id.org/foc-graph/> . <ns#A> <id/p> <shapes#x> ."
    assert format_turtle(text, Layout({"foc": FOC}, read_base=ID)) == (
        "@base <https://w3id.org/foc-graph/> .\n@prefix foc: <https://w3id.org/foc-graph/ns#> .\n"
        "\nfoc:A\n  <id/p> <shapes#x> .\n"
    )


def test_a_file_without_base_gets_none():
    assert format_turtle("<doc/X> <urn:p> 1 .", OWN) == f"<{ID}doc/X>\n  <urn:p> 1 .\n"


def test_a_base_equal_to_the_one_for_reading_is_kept_where_the_file_declares_it():
    text = f"@base <{ID}> .\n\n<doc/X>\n  <urn:p> 1 .\n"
    assert format_turtle(text, OWN) == text


def test_a_prefix_that_the_map_lacks_is_kept_if_used():
    text = "@prefix my: <urn:my:> . @prefix no: <urn:no:> . my:a my:b my:c ."
    assert format_turtle(text, OWN) == "@prefix my: <urn:my:> .\n\nmy:a\n  my:b my:c .\n"


def test_a_prefix_at_odds_with_the_map_is_refused_with_both_namespaces():
    text = "\n@prefix schema: <http://schema.org/> .\n<urn:a> a schema:Event .\n"
    with pytest.raises(NotConforming) as caught:
        format_turtle(text, OWN, place="data/x.ttl")
    assert str(caught.value) == (
        "data/x.ttl:2: prefix schema: is <http://schema.org/> here and <https://schema.org/> in the"
        " prefix map - use the namespace of the map, or another prefix"
    )


def test_the_prefix_map_keeps_every_prefix_sorted():
    text = "# Map.\n@base <urn:b> .\n@prefix z: <urn:z:> .\n@prefix a: <urn:a:> .\n"
    layout = Layout({"a": "urn:a:", "z": "urn:z:"}, every_prefix=True)
    assert format_turtle(text, layout) == (
        "# Map.\n@base <urn:b> .\n@prefix a: <urn:a:> .\n@prefix z: <urn:z:> .\n"
    )


def test_byte_order_mark_and_cr_lf_are_put_right_inside_strings_too():
    text = '\ufeff<urn:a> <urn:p> """one\r\ntwo""" .\r\n'
    assert format_turtle(text, OWN) == '<urn:a>\n  <urn:p> """one\ntwo""" .\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "x.ttl: holds no statement - describe the entity or remove the file"),
        (
            "<urn:a> <urn:p> 1\n<urn:b> <urn:p> 2 .",
            (
                "x.ttl:2: syntax error: A dot is expected at the end of statements"
                " - mend the syntax there"
            ),
        ),
        (
            "\n<urn:a> fo:p 1 .",
            (
                "x.ttl:2: syntax error: The prefix fo: has not been declared"
                " - declare the prefix at the top, as other files do"
            ),
        ),
        (
            "<urn:a> <urn:p> <<( <urn:a> <urn:p> 1 )>> .",
            (
                "x.ttl: holds a triple about a triple, which RDF 1.1 does not have"
                " - write a record of its own, such as a foc:Caveat"
            ),
        ),
    ],
)
def test_what_cannot_be_formatted_is_refused_in_one_sentence(text, message):
    with pytest.raises(NotConforming) as caught:
        format_turtle(text, OWN, place="x.ttl")
    assert str(caught.value) == message


@pytest.mark.parametrize("others", ["", ", [ <urn:q> 1 ]"])
@pytest.mark.parametrize(("lost", "kept"), [("1.50", "1.5"), (" .", ""), ("# why", "# how")])
def test_nothing_is_returned_that_says_something_else(monkeypatch, lost, kept, others):
    write = canonical._write  # noqa: SLF001
    monkeypatch.setattr(canonical, "_write", lambda *given: write(*given).replace(lost, kept))
    with pytest.raises(CouldNotRun, match="its canonical form would not say the same"):
        format_turtle(f"# why\n<urn:a> <urn:p> 1.50{others} .", OWN, place="x")


def test_runs_of_digits_are_compared_as_numbers():
    assert sorted(["op10", "op2", "op02", "op", "op2a"], key=natural_key) == [
        "op",
        "op02",
        "op2",
        "op2a",
        "op10",
    ]


def test_objects_stand_in_natural_order_whatever_marks_are_around_them():
    text = format_turtle('<urn:s> <urn:p> <urn:a-b>, <urn:a>, 10, 9, "a b", "a", "a"@en .', OWN)
    assert " ".join(text.split()[2:-1]) == '<urn:a> , <urn:a-b> , 9 , 10 , "a" , "a"@en , "a b"'


def test_what_a_shape_is_about_stands_first():
    sh = "http://www.w3.org/ns/shacl#"
    statement = "<urn:s> sh:and () ; sh:path <urn:p> ; a sh:X ; sh:targetClass <urn:c> ."
    text = f"@prefix sh: <{sh}> . {statement}"
    written = format_turtle(text, OWN).splitlines()[3:]
    assert [line.split()[0] for line in written] == ["a", "sh:targetClass", "sh:path", "sh:and"]
