"""Parameters are given as people write them, and refused in one sentence."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from foc_graph.errors import UsageProblem
from foc_graph.queries import OxigraphEngine, bound, parse_query, run_query
from foc_graph.queries.model import ALLOWED
from foc_graph.queries.parameters import TYPES, XSD, read_assignments

BASE = "https://w3id.org/foc-graph/id/"


@pytest.fixture(scope="module")
def engine(dataset):
    return OxigraphEngine(dataset)


def query_with(kind, **more):
    extra = "".join(f"#+     {name}: {value}\n" for name, value in more.items())
    text = f"#+ parameters:\n#+   - name: v\n#+     type: {kind}\n#+     label: the value\n{extra}"
    return parse_query(f"{text}SELECT ?x {{ BIND($v AS ?x) }}", name="test")


def value_of(engine, kind, given, **more):
    return run_query(query_with(kind, **more), engine, {"v": given}).outcome.rows[0][0]


def message(engine, kind, given, **more):
    with pytest.raises(UsageProblem) as caught:
        run_query(query_with(kind, **more), engine, {"v": given})
    assert caught.value.exit_code == 2
    return str(caught.value)


def test_every_type_is_described_and_read():
    assert ALLOWED.keys() == TYPES.keys()


@pytest.mark.parametrize(
    ("given", "datatype"),
    [
        ("2014", "gYear"),
        ("2014-04", "gYearMonth"),
        (" 2014-04-28 ", "date"),
        ("2024-02-29", "date"),
    ],
)
def test_a_date_keeps_its_precision(engine, given, datatype):
    term = ox.Literal(given.strip(), datatype=ox.NamedNode(XSD + datatype))

    assert value_of(engine, "date", given) == term


@pytest.mark.parametrize(
    "given",
    ["14", "2014-13", "2014-00", "2023-02-29", "2014-4-28", "28.4.2014", "", "٢٠١٤", "2014-"],
)
def test_what_is_no_date(engine, given):
    assert "query test: parameter v: " in message(engine, "date", given)
    assert "give YYYY, YYYY-MM or YYYY-MM-DD" in message(engine, "date", given)


TEXTS = {
    "A/HRC/RES/20/8": "A-HRC-RES-20-8",
    "a/hrc/res/20/8": "A-HRC-RES-20-8",
    "A/HRC/RES/ 20/8": "A-HRC-RES-20-8",
    "20/8": "A-HRC-RES-20-8",
    "68/167": "A-RES-68-167",
    "217(III)A": "A-RES-217-IIIA",
    "A-HRC-RES-20-8": "A-HRC-RES-20-8",
    "doc/A-HRC-RES-20-8": "A-HRC-RES-20-8",
    f"{BASE}doc/A-HRC-RES-20-8": "A-HRC-RES-20-8",
    f"<{BASE}doc/A-HRC-RES-20-8>": "A-HRC-RES-20-8",
    "foc-2014-tallinn-agenda": "foc-2014-tallinn-agenda",
    "Tallinn Agenda": "foc-2014-tallinn-agenda",
    "San José Statement": "foc-2016-san-jose-statement",
    "Hague declaration": "foc-2011-hague-declaration",
}


@pytest.mark.parametrize("given", TEXTS)
def test_a_text_by_symbol_number_id_or_title(engine, given):
    assert value_of(engine, "symbol", given) == ox.NamedNode(f"{BASE}doc/{TEXTS[given]}")


def test_a_text_that_is_not_there(engine):
    assert message(engine, "symbol", "20/88") == (
        "query test: parameter v '20/88': no text goes by that name"
        " - did you mean A/HRC/RES/20/8 (doc/A-HRC-RES-20-8)?"
    )
    assert "(doc/foc-2014-tallinn-agenda)" in message(engine, "symbol", "tallin")


def test_a_name_of_several_texts(engine):
    said = message(engine, "symbol", "The right to privacy in the digital age")

    assert "is the name of several things - choose: doc/A-HRC-RES-28-16, " in said
    assert said.endswith(", …")


@pytest.mark.parametrize("given", ["EST", "est", "EE", "Estonia", "estonia", "state/EST"])
def test_a_state_by_name_or_code(engine, given):
    assert value_of(engine, "state", given) == ox.NamedNode(f"{BASE}state/EST")


def test_a_state_by_another_name(engine):
    assert value_of(engine, "state", "Czechia") == value_of(engine, "state", "Czech Republic")


def test_a_state_that_is_misspelt(engine):
    assert "did you mean Estonia" in message(engine, "state", "Estonai")


@pytest.mark.parametrize("given", ["privacy", "Privacy", "concept/right/privacy"])
def test_a_concept_by_slug_or_label(engine, given):
    found = value_of(engine, "concept", given, scheme="right")

    assert found == ox.NamedNode(f"{BASE}concept/right/privacy")


def test_a_concept_of_another_vocabulary(engine):
    said = message(engine, "concept", "recorded-vote", scheme="right")

    assert "is no concept of the vocabulary right, it is recorded vote (concept/mode/rec" in said


@pytest.mark.parametrize("given", ["membership/foc-LVA-1", f"{BASE}membership/foc-LVA-1"])
def test_a_record_by_its_iri(engine, given):
    assert value_of(engine, "iri", given) == ox.NamedNode(f"{BASE}membership/foc-LVA-1")


def test_a_term_by_its_curie(engine):
    assert value_of(engine, "iri", "foc:State").value == "https://w3id.org/foc-graph/ns#State"


def test_a_record_that_is_not_there(engine):
    assert "did you mean membership/foc-LVA-1" in message(engine, "iri", "membership/foc-LVA")
    assert "'a b': nothing in the graph goes by that name" in message(engine, "iri", "a b")


def test_a_choice_may_stand_for_a_resource(engine):
    values = "{hrc: org/un-hrc, all: all}"

    assert value_of(engine, "choice", "hrc", values=values).value == f"{BASE}org/un-hrc"
    assert value_of(engine, "choice", "all", values=values) == ox.Literal("all")
    assert "did you mean hrc? Give hrc, all" in message(engine, "choice", "hcr", values=values)


def test_whole_numbers_have_bounds(engine):
    bounds = {"minimum": 1, "maximum": 24}

    assert value_of(engine, "integer", "+3", **bounds).value == "3"
    assert "'0' is below 1 - give 1…24" in message(engine, "integer", "0", **bounds)
    assert "'99' is above 24" in message(engine, "integer", "99", **bounds)
    assert "'3.5' is not a whole number" in message(engine, "integer", "3.5", **bounds)


def test_a_year_and_any_text(engine):
    assert value_of(engine, "year", "2014").datatype.value == f"{XSD}gYear"
    assert "'14' is not a year" in message(engine, "year", "14")
    assert value_of(engine, "string", '"} # $v') == ox.Literal('"} # $v')


def test_a_missing_parameter_says_what_it_may_be(engine):
    query = query_with("date", required="true", example="2014-04-28")

    with pytest.raises(UsageProblem) as caught:
        run_query(query, engine)

    assert str(caught.value) == (
        "query test: needs the parameter v (the value) - "
        "give YYYY, YYYY-MM or YYYY-MM-DD, say --param v=2014-04-28"
    )


def test_a_default_is_used_and_can_be_replaced(engine):
    query = query_with("year", default="2014")

    assert run_query(query, engine).outcome.rows[0][0].value == "2014"
    assert run_query(query, engine, {"v": "2016"}).outcome.rows[0][0].value == "2016"


def test_an_optional_parameter_stays_a_variable(engine):
    assert run_query(query_with("year"), engine).outcome.rows == ((None,),)


def test_unknown_parameter(engine):
    with pytest.raises(UsageProblem, match=r"query test: has no parameter 'w' - .*[Ii]t takes v"):
        run_query(query_with("year"), engine, {"w": "2014"})
    with pytest.raises(UsageProblem, match=r"has no parameter 'w' - it takes none"):
        run_query(parse_query("ASK {}", name="test"), engine, {"w": "2014"})


def test_bound_sparql_runs_without_parameters(engine):
    text = bound(query_with("date"), engine, {"v": "2014-04"})

    assert '"2014-04"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>' in text
    assert "$" not in text


def test_assignments():
    assert read_assignments(["a=b", " c =d=e", "f="]) == {"a": "b", "c": "d=e", "f": ""}


@pytest.mark.parametrize("texts", [["a"], ["=b"], ["a=b", "a=c"]])
def test_assignments_that_are_none(texts):
    with pytest.raises(UsageProblem, match=r"--param "):
        read_assignments(texts)
