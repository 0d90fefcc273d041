"""Nothing dropped: every record of the fact files stands in the graph, once."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

#: Fields that are not written as such, and why. Everything else is compared in test_fields.py.
LEFT_OUT = {
    "members": {
        "suspended": "null for all: no suspension is known",
        "status": "follows from schema:endDate",
    },
    "conferences": {"year": "the year of schema:startDate"},
    "hrc-resolutions": {
        "short": "the end of foc:symbol",
        "body": "the organ that the symbol names, dcterms:creator",
    },
    "ga-resolutions": {
        "body": "the organ that the symbol names, dcterms:creator",
        "co_sponsors_complete": "false wherever it is given; foc:sponsorCoverage says how far",
    },
    "other-instruments": {
        "issuer_kind": "the kind of the issuer; where it says treaty, the kind of the text says so",
    },
    "affirmations": {
        "source": "the same words for all; the source is the official text at schema:url",
        "ordinal_note": "the same words for all, in docs/compilation.md",
    },
}

#: Records that are not in the graph, and why.
RECORDS_LEFT_OUT: dict[str, str] = {}

#: Addresses that a fact gives as its source and that cannot be opened, and what stands instead.
SOURCES_LEFT_OUT = {
    "GitHub code search hit id 56246912255": "no address: the records of 59/10 have basis unknown",
}


@pytest.mark.parametrize(
    ("file", "role"), [("members", "concept/role/member"), ("chairs", "concept/role/chair")]
)
def test_as_many_memberships_as_facts(look, facts, file, role):
    of_role = look.subjects("org:role", role)
    of_foc = look.subjects("org:organization", "org/foc")
    assert len(of_role & of_foc) == len(facts[file])


def test_as_many_conferences_as_facts(look, facts):
    events = look.typed("schema:Event") & look.subjects("schema:organizer", "org/foc")
    assert len(events) == len(facts["conferences"])


@pytest.mark.parametrize(
    ("file", "folder"),
    [
        ("chairs", "membership/"),
        ("conferences", "event/"),
        ("bodies", "org/"),
        ("statements", "doc/"),
        ("other-instruments", "doc/"),
    ],
)
def test_each_fact_id_stands_once(look, facts, file, folder):
    for fact in facts[file]:
        found = look.subjects("dcterms:identifier", ox.Literal(fact["id"]))
        assert len(found) == (fact["id"] not in RECORDS_LEFT_OUT), fact["id"]
        assert found.pop().startswith(folder)


@pytest.mark.parametrize("start", ["A/HRC/", "A/RES/", "E/RES/"])
def test_as_many_resolutions_as_facts(look, facts, start):
    """A text of several files counts once; texts that are only cited have no decision."""
    files = ("hrc-resolutions", "ga-resolutions", "affirmations")
    wanted = {fact["symbol"] for file in files for fact in facts[file]}
    held = {s for text in look.objects("foc:decidedOn") for s in look.values(text, "foc:symbol")}
    assert {s for s in held if s.startswith(start)} == {s for s in wanted if s.startswith(start)}
    assert held == wanted


def test_as_many_affirmations_as_facts(look, facts):
    """One act a paragraph read in an official text, each with the passage as evidence."""
    paragraphs = sum(len(fact["affirmations"]) for fact in facts["affirmations"])
    official = look.subjects("dcterms:publisher", ox.Literal("docs.un.org"))
    acts = {
        act
        for source in official
        for evidence in look.subjects("oa:hasSource", source)
        if look.values(evidence, "oa:hasSelector")
        for act in look.subjects("foc:evidence", evidence)
        if act.startswith("act/")
    }
    # Not in the file: 27/31, whose paragraph was read in the text for its wording alone, and
    # 69/166, whose affirmation 70/125 recalls.
    assert len(acts) == paragraphs + 2


def test_every_field_is_compared_or_left_out_with_a_reason(facts):
    from_file = {file: {key for fact in facts[file] for key in fact} for file in facts}
    for file, fields in from_file.items():
        unknown = fields - COMPARED[file] - set(LEFT_OUT.get(file, {}))
        assert unknown == set(), file


def test_every_source_without_an_address_is_named(facts):
    sources = {url for file in facts for fact in facts[file] for url in fact.get("sources", ())}
    for source in sources:
        if not source.startswith("http"):
            assert any(source.startswith(known) for known in SOURCES_LEFT_OUT), source


COMMON = {"confidence", "notes", "sources"}
RESOLUTION = COMMON | {
    "symbol", "title", "adopted", "session", "agenda_item", "series", "draft_symbol", "adoption",
    "vote", "main_sponsors", "co_sponsors", "principle", "cites", "topics", "url",
    "field_confidence",
}  # fmt: skip

#: The fields that test_fields.py and test_marks.py compare.
COMPARED = {
    "members": COMMON
    | {"iso2", "iso3", "m49", "name_en", "un_name_en", "joined", "joined_not_before"}
    | {"joined_not_after", "founding", "accession_number", "left", "joined_status"},
    "chairs": COMMON | {"id", "country", "start", "end"},
    "conferences": COMMON
    | {"id", "kind", "edition", "city", "country", "start", "end", "theme", "outcome_documents"},
    "bodies": COMMON | {"id", "name", "kind", "start", "end", "host_or_parent", "url"},
    "statements": COMMON
    | {"id", "title", "title_status", "date", "date_status", "type", "place", "url", "topics"}
    | {"affirms_offline_online_principle", "cites", "endorsed_by"},
    "hrc-resolutions": RESOLUTION
    | {"co_sponsors_status", "sponsors_reported", "meeting", "session_dates"},
    "ga-resolutions": RESOLUTION | {"committee", "committee_report", "co_sponsor_count"},
    "other-instruments": COMMON
    | {"id", "title", "issuer", "type", "symbol", "date", "principle", "cites", "topics", "url"}
    | {"field_confidence", "in_force", "adopted", "published", "signatories_at_close"}
    | {"supporting_states_at_launch", "partners_at_launch", "member_states"},
    "affirmations": {"symbol", "title", "adopted", "session", "agenda_item", "affirmations", "url"}
    | {"confidence"},
}
