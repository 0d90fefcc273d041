"""What is said about a thing, on a graph small enough to read (projects/tiny)."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from foc_graph.dataset import load_dataset
from foc_graph.errors import UsageProblem
from foc_graph.project import Project
from foc_graph.show import describe, find_thing, to_json, to_text, to_turtle
from foc_graph.show.sections import COVERED, HIDDEN, SECTIONS
from tests.conftest import ROOT

ID = "https://w3id.org/foc-graph/id/"
TINY = ROOT / "tests/projects/tiny"


@pytest.fixture(scope="module")
def tiny():
    return load_dataset(Project(TINY))


def part(description, name):
    """The entries of a section as {column: [texts]}."""
    return [
        {column: [value.text for value in values] for column, values in entry.values.items()}
        for found in description.parts
        if found.section.name == name
        for entry in found.entries
    ]


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("20/8", "doc/A-HRC-RES-20-8"),
        ("A/HRC/RES/20/8", "doc/A-HRC-RES-20-8"),
        ("A / HRC / RES / 20 / 8", "doc/A-HRC-RES-20-8"),
        ("doc/A-HRC-RES-20-8", "doc/A-HRC-RES-20-8"),
        ("doc/A-HRC-RES-20-8#op1", "doc/A-HRC-RES-20-8#op1"),
        ("id/state/EST", "state/EST"),
        (f"{ID}state/EST", "state/EST"),
        (f"<{ID}state/EST>", "state/EST"),
        ("EST", "state/EST"),
        ("estonia", "state/EST"),
        ("foc", "org/foc"),
        ("foc-EST-1", "membership/foc-EST-1"),
        ("human rights on the internet", "doc/A-HRC-RES-20-8"),
    ],
)
def test_a_thing_goes_by_iri_id_symbol_short_symbol_and_name(tiny, text, local):
    assert find_thing(tiny, text) == ID + local


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("foc:Affirmation", "https://w3id.org/foc-graph/ns#Affirmation"),
        ("wd:Q191", "http://www.wikidata.org/entity/Q191"),
    ],
)
def test_a_thing_goes_by_its_curie_even_where_it_is_an_object_only(tiny, text, iri):
    assert find_thing(tiny, text) == iri


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Estnia",
            "Estnia: nothing in the graph goes by that name - did you mean Estonia (state/EST)?",
        ),
        (
            "20/9",
            (
                "20/9: nothing in the graph goes by that name"
                " - did you mean A/HRC/RES/20/8 (doc/A-HRC-RES-20-8)?"
            ),
        ),
        (
            "qqqqqq",
            (
                "qqqqqq: nothing in the graph goes by that name"
                " - give a symbol (A/HRC/RES/20/8 or 20/8), an id (state/EST), a name or an IRI"
            ),
        ),
        (
            "same-rights-un-2012#",
            (
                "same-rights-un-2012#: nothing in the graph goes by that name - did you mean"
                " the same rights that people have offline must also be protected online"
                " (formulation/same-rights-un-2012)?"
            ),
        ),
    ],
)
def test_an_unknown_name_gets_the_nearest_ones(tiny, text, message):
    with pytest.raises(UsageProblem) as caught:
        find_thing(tiny, text)
    assert str(caught.value) == message


@pytest.mark.parametrize(("other", "typed"), [("Estonia", "Estonia"), ("ESTONIA", "estonia")])
def test_a_name_of_several_things_asks_which(tiny, other, typed):
    copy = ox.Store()
    copy.extend(tiny.store)
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    copy.add(ox.Quad(ox.NamedNode(f"{ID}org/estonia"), label, ox.Literal(other)))
    both = type(tiny)(tiny.project, tiny.prefixes, copy, tiny.files)
    with pytest.raises(UsageProblem, match="several things - choose: org/estonia, state/EST"):
        find_thing(both, typed)


def test_who_affirmed_what_with_which_verb_and_wording(tiny):
    assert part(describe(tiny, f"{ID}doc/A-HRC-RES-20-8"), "acts") == [
        {
            "place": ["op1"],
            "actor": ["Human Rights Council"],
            "verb": ["affirms"],
            "principle": ["Same rights online as offline"],
            "fidelity": ["verbatim"],
            "wording": ["the same rights that people have offline must also be protected online"],
        }
    ]


def test_the_sponsors_of_the_draft_are_sponsors_of_the_resolution(tiny):
    assert part(describe(tiny, f"{ID}doc/A-HRC-RES-20-8"), "sponsors") == [
        {"actor": ["Estonia"], "role": ["main sponsor"]},
        {"actor": ["Latvia"], "role": ["co-sponsor"]},
    ]


def test_a_draft_has_its_own_sponsors(tiny):
    assert len(part(describe(tiny, f"{ID}doc/A-HRC-20-L.13"), "sponsors")) == 2


def test_several_values_come_together_in_one_entry(tiny):
    (act,) = part(describe(tiny, f"{ID}state/EST"), "spoken")
    assert act["addressee"] == ["Estonia", "Latvia"]


def test_the_thing_itself_is_not_repeated_in_its_records(tiny):
    (act,) = part(describe(tiny, f"{ID}org/foc"), "spoken")
    assert "actor" not in act


def test_an_act_without_principle_or_request_is_told_by_the_passage_that_reports_it(dataset):
    acts = part(describe(dataset, f"{ID}doc/foc-2018-joint-statement-itu"), "acts")
    wordings = [act["wording"][0] for act in acts if "principle" not in act and "action" not in act]
    assert any(
        wording.startswith("The FOC seeks to identify best practices") for wording in wordings
    )


def test_a_project_with_other_prefixes_is_described_too(small):
    theirs = load_dataset(small)
    text = to_text(describe(theirs, find_thing(theirs, "thing/one")))
    assert text == (
        "thing/one\nthing\nhttps://example.org/id/thing/one\ndata/thing/one.ttl\n\n  name  one\n"
    )


def test_citations_are_shown_from_both_sides(tiny):
    assert part(describe(tiny, f"{ID}doc/foc-2011-hague-declaration"), "cited_by") == [
        {
            "date": ["2012-07-05"],
            "text": ["A/HRC/RES/20/8"],
            "title": ["Human rights on the Internet"],
            "verb": ["recalls"],
            "doubt": ["recalled"],
        }
    ]


def test_a_paragraph_shows_its_own_acts_and_evidence_only(tiny):
    found = describe(tiny, f"{ID}doc/A-HRC-RES-20-8#op1")
    assert [p.section.name for p in found.parts] == ["acts", "evidence", "sources"]


def test_what_contradicts_is_told_and_what_supports_goes_without_saying(tiny):
    evidence = part(describe(tiny, f"{ID}doc/A-HRC-RES-20-8"), "evidence")
    assert [entry.get("stance") for entry in evidence] == [None, ["contradicts"]]


def test_members_stand_before_other_roles(tiny):
    roles = [entry["role"] for entry in part(describe(tiny, f"{ID}org/foc"), "members")]
    assert roles == [["member"], ["chair"]]


@pytest.mark.parametrize(
    ("local", "file"),
    [
        ("state/EST", "data/state/EST.ttl"),
        ("decision/A-HRC-RES-20-8", "data/doc/A-HRC-RES-20-8.ttl"),
        ("sponsorship/A-HRC-20-L.13-EST", "data/doc/A-HRC-20-L.13.ttl"),
        ("concept/role/chair", "ontology/vocabulary/all.ttl"),
        ("state/XXX", None),
    ],
)
def test_the_file_that_describes_a_thing_is_named(tiny, local, file):
    assert describe(tiny, ID + local).file == file


def test_text_lists_up_to_a_limit_and_says_how_many_are_left(tiny):
    text = to_text(describe(tiny, f"{ID}org/foc"), listed=1)
    assert (
        "Members and other roles (2)\n"
        "  Estonia · member · from 2011-12\n"
        "  … and 1 more: add --all\n\n"
        "Texts (1)\n"
        "  2011-12 · Freedom Online\n\n"
    ) in text


def test_names_side_by_side_have_a_limit_of_their_own(tiny, monkeypatch):
    monkeypatch.setattr("foc_graph.show.formats.SIDE_BY_SIDE", 1)
    votes = describe(tiny, f"{ID}doc/A-HRC-RES-20-8")
    assert "  yes (2): Estonia, … and 1 more: add --all\n" in to_text(votes)
    assert "  yes (2): Estonia, Latvia\n" in to_text(votes, listed=None)


def test_text_is_wrapped_at_the_width(tiny):
    lines = to_text(describe(tiny, f"{ID}doc/A-HRC-RES-20-8"), width=60).splitlines()
    assert max(len(line) for line in lines if "://" not in line) <= 60


def test_json_tells_nodes_from_literals(tiny):
    found = json.loads(to_json(describe(tiny, f"{ID}membership/foc-EST-chair-1")))
    values = {entry["name"]: entry["values"] for entry in found["properties"]}
    assert values["member"] == [{"iri": f"{ID}state/EST", "name": "Estonia"}]
    assert values["start date"] == [
        {"value": "2013", "datatype": "http://www.w3.org/2001/XMLSchema#gYear"}
    ]


@pytest.mark.parametrize(
    ("local", "file"),
    [("doc/A-HRC-RES-20-8", "doc/A-HRC-RES-20-8"), ("org/foc", "org/foc")],
)
def test_the_turtle_of_an_entity_is_its_file(tiny, local, file):
    assert to_turtle(tiny, describe(tiny, ID + local)) == (TINY / f"data/{file}.ttl").read_text()


def test_turtle_has_what_other_files_say_of_the_thing_and_nothing_derived(tiny):
    text = to_turtle(tiny, describe(tiny, f"{ID}state/EST"))
    assert "skos:exactMatch wd:Q191" in text
    assert "org:hasMembership" not in text


def test_turtle_of_a_record_has_its_evidence_and_caveats(tiny):
    text = to_turtle(tiny, describe(tiny, f"{ID}decision/A-HRC-RES-20-8"))
    assert [line for line in text.splitlines() if line.startswith("<")] == [
        "<decision/A-HRC-RES-20-8>",
        "<decision/A-HRC-RES-20-8#c-votes-for>",
        "<decision/A-HRC-RES-20-8#e1>",
        "<vote/A-HRC-RES-20-8-EST>",
        "<vote/A-HRC-RES-20-8-LVA>",
    ]


def test_turtle_of_what_is_only_named_has_the_statements_that_name_it(tiny):
    text = to_turtle(tiny, describe(tiny, "http://www.wikidata.org/entity/Q191"))
    assert text.endswith("\n<state/EST>\n  skos:exactMatch wd:Q191 .\n")


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_every_section_finds_something_in_our_own_graph(dataset, section):
    """A misspelt property in a pattern would find nothing, and nobody would notice."""
    pattern = section.pattern.replace("?this", "?thing")
    for name in section.variables:
        found = dataset.query(
            f"SELECT ?{name} WHERE {{ {pattern} FILTER(BOUND(?{name})) }} LIMIT 1"
        )
        assert list(found), name


@pytest.mark.parametrize("curie", sorted(COVERED | HIDDEN))
def test_every_covered_property_is_one_of_the_graph(dataset, curie):
    node = ox.NamedNode(dataset.prefixes.expand(curie))
    assert any(True for _ in dataset.store.quads_for_pattern(None, node, None, None))


@pytest.mark.parametrize("name", ["nobody", "nobodi"])
def test_what_has_no_iri_is_not_found_by_its_name(small, name):
    path = small.data / "thing" / "one.ttl"
    label = "http://www.w3.org/2004/02/skos/core#prefLabel"
    path.write_text(f'{path.read_text()}\n<thing/one> ex:knows [ <{label}> "nobody" ] .\n')
    with pytest.raises(UsageProblem, match="nothing in the graph goes by that name - give a"):
        find_thing(load_dataset(small), name)
