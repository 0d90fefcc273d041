"""Which triple is to blame: paths, queries, rules, several files, and what is said beside it."""

from __future__ import annotations

import pytest

from foc_graph.errors import CouldNotRun
from foc_graph.shacl import Span, validate

TARGET = "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:P .\n"


def shape(path, constraint):
    return f"{TARGET}ex:P a sh:PropertyShape ; sh:path {path} ; {constraint} .\n"


def texts_of(project, report):
    """The text that each result spans, in the order of the report."""
    found = []
    for result in report.results:
        lines = (project.root / result.file).read_text().split("\n")
        place = result.place
        assert place.line == place.end_line
        found.append((place.line, lines[place.line - 1][place.column - 1 : place.end_column - 1]))
    return found


@pytest.mark.parametrize(
    ("path", "constraint", "data", "expected"),
    [
        ("( ex:a ex:b )", "sh:nodeKind sh:IRI", "ex:x ex:a ex:y .\nex:y ex:b 1 .", (8, "1")),
        ("[ sh:inversePath ex:a ]", "sh:nodeKind sh:Literal", "ex:y ex:a ex:x .", (7, "ex:x")),
        ("[ sh:alternativePath ( ex:a ex:b ) ]", "sh:nodeKind sh:IRI", "ex:x ex:b 2 .", (7, "2")),
        ("[ sh:oneOrMorePath ex:a ]", "sh:class ex:C",
         "ex:x ex:a ex:y .\nex:y ex:a ex:z ; a ex:C .", (8, "ex:z")),
        ("( ex:a [ sh:zeroOrMorePath rdf:rest ] rdf:first )", "sh:datatype xsd:integer",
         'ex:x ex:a ( 1 2 "three" ) .', (7, '"three"')),
        ("( ex:a [ sh:inversePath ex:b ] )", "sh:nodeKind sh:Literal",
         "ex:x ex:a ex:y .\nex:z ex:b ex:y .", (8, "ex:y")),
        ("ex:a", "sh:maxCount 1", "ex:x ex:a 1 , 2 .", (7, "ex:a")),
        ("( ex:a ex:b )", "sh:minCount 1", "ex:x ex:a ex:y .", (7, "ex:a")),
        ("ex:a", "sh:minCount 1", "ex:y ex:a 1 .", (6, "ex:x")),
        ("[ sh:inversePath ex:a ]", "sh:minCount 1", "ex:y ex:b ex:x .", (6, "ex:x")),
        ("ex:a", "sh:node [ sh:property [ sh:path ex:b ; sh:minCount 1 ] ]",
         "ex:x ex:a [ ex:c 1 ] .", (7, "[ ex:c 1 ]")),
        ("ex:a", "sh:qualifiedValueShape [ sh:class ex:C ] ; sh:qualifiedMinCount 1",
         "ex:x ex:a ex:y .", (7, "ex:a")),
        ("ex:a", "sh:property [ sh:path ex:b ; sh:nodeKind sh:IRI ]",
         "ex:x ex:a ex:y .\nex:y ex:b 5 .", (8, "5")),
        ("ex:a", "sh:equals ex:b", "ex:x ex:b 7 .", (7, "7")),
        ("ex:a", "sh:nodeKind sh:IRI", 'ex:x ex:b "😀" ; ex:a "😀é" .', (7, '"😀é"')),
    ],
)  # fmt: skip
def test_the_triple_to_blame(build, path, constraint, data, expected):
    project = build({"thing/x.ttl": "ex:x a ex:Thing .\n" + data}, shape(path, constraint))

    assert texts_of(project, validate(project)) == [expected]


QUERY = TARGET.replace("sh:property ex:P", "sh:sparql ex:Q") + (
    'ex:Q sh:prefixes ex:N ; sh:message "wrong"@en ; sh:select "{}" .\n'
    'ex:N sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/id/"^^xsd:anyURI ] .\n'
)


@pytest.mark.parametrize(
    ("select", "expected"),
    [
        ("SELECT $this ?value WHERE { $this ex:a ?value }", (8, "4")),
        ("SELECT $this ?value WHERE { $this ex:to/ex:b ?value }", (9, "5")),
        ("SELECT $this ?value WHERE { ?value ex:to $this }", (10, "ex:x")),
        ("SELECT $this (ex:a AS ?path) WHERE { $this ex:a ?any }", (8, "ex:a")),
        ("SELECT $this (99 AS ?value) (ex:a AS ?path) WHERE { $this ex:a ?any }", (8, "ex:a")),
        ("SELECT $this (99 AS ?value) WHERE { $this ex:a ?any }", (6, "ex:x")),
        ("SELECT $this WHERE { $this ex:a ?any }", (6, "ex:x")),
    ],
)
def test_what_a_query_binds(build, select, expected):
    data = "ex:x a ex:Thing ;\n ex:to ex:y ;\n ex:a 4 .\nex:y ex:b 5 .\nex:z ex:to ex:x ."

    project = build({"thing/x.ttl": data}, QUERY.format(select))

    assert texts_of(project, validate(project)) == [expected]


def test_a_value_far_away_is_found_in_its_own_file(build):
    files = {"thing/x.ttl": "ex:x a ex:Thing ; ex:a ex:y .", "thing/y.ttl": "\nex:y ex:b 5 ."}

    (result,) = validate(build(files, shape("( ex:a ex:b )", "sh:nodeKind sh:IRI"))).results

    assert result.place == Span("data/thing/y.ttl", 7, 11, 7, 12)


def test_what_is_missing_belongs_where_the_class_is_said(build):
    files = {
        "thing/a.ttl": "ex:x ex:b 1 , 2 , 3 .",
        "thing/b.ttl": "ex:x ex:b 4 .\n\nex:x a ex:Thing .",
    }

    (result,) = validate(build(files)).results

    assert str(result.place) == "data/thing/b.ttl:8:1"


RULE = """\
PREFIX ex: <https://example.org/id/>
CONSTRUCT { ?thing ex:made ?one } WHERE { ?record ex:of ?thing ; ex:gives ?one }
"""


def with_rules(project, **rules):
    project.rules.mkdir()
    for name, text in rules.items():
        (project.rules / f"{name}.rq").write_text(text)
    return project


def test_a_derived_triple_points_to_its_record_and_its_rule(build):
    files = {
        "thing/x.ttl": "ex:x a ex:Thing .",
        "record/r.ttl": "ex:r ex:of ex:x ;\n ex:gives ex:y .\nex:q ex:of ex:o ; ex:gives ex:y .",
    }
    project = with_rules(build(files, shape("ex:made", "sh:class ex:Good")), first=RULE)

    (result,) = validate(project).results

    assert result.place == Span("data/record/r.ttl", 7, 11, 7, 15)
    assert result.derived_by == Span("ontology/rules/first.rq")


def test_a_rule_upon_a_rule_points_to_the_record(build):
    files = {
        "thing/x.ttl": "ex:x a ex:Thing .",
        "record/r.ttl": "ex:r ex:of ex:x ;\n ex:gives ex:y .",
    }
    second = "CONSTRUCT { ?b ex:last ?a } WHERE { ?a ex:made ?b }"
    shapes = shape("[ sh:inversePath ex:last ]", "sh:class ex:Good")
    project = with_rules(
        build(files, shapes), first=RULE, second=f"PREFIX ex: <https://example.org/id/>\n{second}"
    )

    (result,) = validate(project).results

    assert result.file == "data/record/r.ttl"
    assert result.derived_by == Span("ontology/rules/second.rq")


def test_a_rule_that_counts_still_has_its_name(build):
    count = (
        "PREFIX ex: <https://example.org/id/>\nCONSTRUCT { ?thing ex:made ?n }"
        " WHERE { SELECT ?thing (COUNT(?r) AS ?n) WHERE { ?r ex:of ?thing } GROUP BY ?thing }"
    )
    files = {"thing/x.ttl": "ex:x a ex:Thing .\nex:r ex:of ex:x ."}

    (result,) = validate(
        with_rules(build(files, shape("ex:made", "sh:nodeKind sh:IRI")), count=count)
    ).results

    assert result.file == "data/thing/x.ttl"
    assert result.derived_by == Span("ontology/rules/count.rq")


NAMELESS = (
    "PREFIX ex: <https://example.org/id/>\n"
    "CONSTRUCT { ?thing ex:made [ ex:of ?one ] } WHERE { ?thing ex:gives|ex:gave ?one }"
)


def test_a_node_that_a_rule_made_up_is_found_at_the_record(build):
    files = {"thing/x.ttl": "ex:x a ex:Thing ;\n ex:gives 01 ."}
    project = with_rules(build(files, shape("ex:made", "sh:nodeKind sh:IRI")), first=NAMELESS)

    (result,) = validate(project).results

    assert (str(result.place), str(result.derived_by)) == (
        "data/thing/x.ttl:6:1", "ontology/rules/first.rq",
    )  # fmt: skip


def test_what_a_rule_says_of_a_node_without_a_name_is_found_in_its_record(build):
    files = {"thing/x.ttl": "[] a ex:Thing ; ex:gives 1 ."}
    project = with_rules(build(files, shape("ex:made", "sh:nodeKind sh:IRI")), first=NAMELESS)

    (result,) = validate(project).results

    assert result.place == Span("data/thing/x.ttl", 6, 1, 6, 3)
    assert result.derived_by == Span("ontology/rules/first.rq")


def test_a_target_that_is_nowhere_is_found_at_its_shape(build):
    shapes = (
        "ex:S a sh:NodeShape ; sh:targetNode ex:gone ; sh:property [ sh:path ex:a ;"
        " sh:minCount 1 ] ."
    )

    (result,) = validate(build({"thing/x.ttl": "ex:x a ex:Thing ."}, shapes)).results

    assert result.place == result.shape_place
    assert result.file == "ontology/shapes/all.ttl"


def test_the_shape_has_its_place(build):
    (result,) = validate(build({"thing/x.ttl": "ex:x a ex:Thing ."})).results

    assert result.shape_place == Span("ontology/shapes/all.ttl", 7, 1, 7, 9)


def test_a_shape_without_a_name_starts_at_its_bracket(build):
    shapes = TARGET.replace("ex:P", "\n  [ sh:path ex:name ; sh:minCount 1 ]")

    (result,) = validate(build({"thing/x.ttl": "ex:x a ex:Thing ."}, shapes)).results

    assert result.shape_place == Span("ontology/shapes/all.ttl", 7, 3, 7, 4)


def test_a_shape_that_checks_nothing_has_its_place(build):
    extra = "\nex:T a sh:NodeShape ; sh:targetClass ex:Thng ; sh:nodeKind sh:IRI .\n"

    report = validate(
        build({"thing/x.ttl": "ex:x a ex:Thing ."}, shape("ex:b", "sh:maxCount 1") + extra)
    )

    assert [str(r.place) for r in report.results] == ["ontology/shapes/all.ttl:9:1"]


def test_a_conforming_run_opens_no_file_again(build, monkeypatch):
    from foc_graph.positions.files import Files, NodeFiles

    monkeypatch.setattr(Files, "places", lambda *_: pytest.fail("read a file for its places"))
    monkeypatch.setattr(NodeFiles, "_index", lambda *_: pytest.fail("indexed"))

    assert validate(build({"thing/x.ttl": 'ex:x a ex:Thing ; ex:name "X" .'})).conforms


HINTS = [
    ("sh:class ex:Good", "ex:goodThng", "did you mean goodThing?"),
    ("sh:in ( ex:red ex:green )", "ex:gren", "did you mean green?"),
    ("sh:hasValue ex:green ; sh:nodeKind sh:Literal", "ex:gren", "did you mean green?"),
    ("sh:class ex:Good", "ex:nothingLikeIt", None),
    ("sh:class ex:Good", "ex:other", None),
    ("sh:class ex:Good", "ex:SWX", "did you mean SWE?"),
]


@pytest.mark.parametrize(("constraint", "value", "hint"), HINTS)
def test_did_you_mean(build, constraint, value, hint):
    data = f"ex:x a ex:Thing ; ex:a {value} .\nex:goodThing a ex:Good . ex:other a ex:Bad ."
    data += "\nex:SWE a ex:Good ."

    results = validate(build({"thing/x.ttl": data}, shape("ex:a", constraint))).results

    assert hint in {result.hint for result in results if result.value is not None}


def test_a_misspelt_property_is_named_where_the_right_one_is_missing(build):
    (result,) = validate(build({"thing/x.ttl": 'ex:x a ex:Thing ; ex:nmae "X" .'})).results

    assert result.hint == "nmae: did you mean name?"


def test_a_closed_shape_names_the_property_that_was_meant(build):
    shapes = (
        "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:closed true ;"
        " sh:ignoredProperties ( rdf:type ex:name ) .\n"
    )

    (result,) = validate(build({"thing/x.ttl": 'ex:x a ex:Thing ; ex:nmae "X" .'}, shapes)).results

    assert (result.column, result.hint) == (27, "did you mean name?")


def test_a_property_that_is_known_is_not_taken_for_a_misspelt_one(build):
    shapes = shape("ex:startDate", "sh:minCount 1") + "ex:P sh:lessThan ex:endDate .\n"

    (result,) = validate(build({"thing/x.ttl": "ex:x a ex:Thing ; ex:endDate 1 ."}, shapes)).results

    assert result.hint is None


DATE = shape("ex:on", "sh:datatype xsd:date")


def test_one_mistake_is_one_finding_and_two_are_two(build):
    data = 'ex:x a ex:Thing ; ex:on "2011-02-30"^^xsd:date .\nex:y ex:on "2011-02-30"^^xsd:date .'

    report = validate(build({"thing/x.ttl": data}, DATE))

    assert [r.line for r in report.results] == [6]
    assert [str(p.place) for p in report.problems] == ["data/thing/x.ttl:7:12"]


def test_an_impossible_date_is_said_once_where_one_of_several_types_is_wanted(build):
    either = shape("ex:on", "sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gYear ] )")
    data = 'ex:x a ex:Thing ; ex:on "2011-02-30"^^xsd:date .'

    report = validate(build({"thing/x.ttl": data}, either))

    assert (len(report.results), len(report.problems)) == (1, 0)


def test_a_mere_warning_does_not_hide_an_impossible_date(build):
    data = 'ex:x a ex:Thing ; ex:on "2011-02-30"^^xsd:date .'

    report = validate(
        build({"thing/x.ttl": data}, DATE.replace("sh:path", "sh:severity sh:Warning ; sh:path"))
    )

    assert (len(report.results), len(report.problems)) == (1, 1)
    assert not report.conforms


BAD_SHAPES = {
    "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:minCuont 1 .": "SHACL has no sh:minCuont",
    "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:node ex:S .": "refers to itself",
    shape("ex:a", 'sh:pattern "("'): "is no regular expression",
    QUERY.format("SELECT $this WHERE { $this ex:a }"): "has a query that is not SPARQL",
    shape("ex:a", "sh:minCount 1 , 2"): "has 2 values of sh:minCount",
    "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:in 5 .": "is no list",
}


@pytest.mark.parametrize("bad", BAD_SHAPES)
def test_a_bad_shape_stops_the_run_with_its_file_and_line(build, bad):
    project = build({"thing/x.ttl": "ex:x a ex:Thing ; ex:a 1 ."}, "\n" + bad)

    with pytest.raises(CouldNotRun, match=BAD_SHAPES[bad]) as raised:
        validate(project)
    assert raised.value.place is not None
    assert raised.value.place.startswith("ontology/shapes/all.ttl:")
    assert raised.value.fix


@pytest.mark.parametrize(("encoding", "line"), [("latin-1", 2), ("utf-16", 1)])
def test_shapes_in_the_wrong_encoding_stop_the_run(build, encoding, line):
    project = build({"thing/x.ttl": "ex:x a ex:Thing ."})
    (project.shapes / "x.ttl").write_bytes('<urn:x>\n <urn:y> "é" .'.encode(encoding))

    with pytest.raises(CouldNotRun, match=rf"shapes/x\.ttl:{line}: is not UTF-8"):
        validate(project)


@pytest.mark.slow
def test_ten_thousand_violations_are_all_placed_in_bounded_memory(build):
    import tracemalloc

    lines = [f"ex:x{n} a ex:Thing ; ex:name {n} ." for n in range(10_000)]
    files = {f"thing/{n}.ttl": "\n".join(lines[n::10]) for n in range(10)}
    project = build(files)

    tracemalloc.start()
    report = validate(project)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(report.results) == 10_000
    assert all(result.column and result.shape_place for result in report.results)
    assert peak < 200_000_000


@pytest.mark.slow
def test_a_record_that_got_lost_is_told_at_the_number_of_the_catalog(copy):
    (copy.data / "state" / "EST.ttl").unlink()

    report = validate(copy)

    (place,) = [r.place for r in report.results if str(r.source_shape).endswith("Dataset-count>")]
    line = (copy.root / place.file).read_text().split("\n")[place.line - 1]
    assert (place.file, line) == ("data/catalog.ttl", "  void:entities 149 .")
