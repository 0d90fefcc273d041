"""Whatever the facts call recalled, inferred, conflicting or unknown is marked in the graph."""

from __future__ import annotations

import pytest

RESOLUTIONS = pytest.mark.parametrize("file", ["hrc-resolutions", "ga-resolutions"])

#: Field of a resolution -> record and property whose statement carries the mark.
PLACES = {
    "symbol": ("text", "foc:symbol"),
    "title": ("text", "dcterms:title"),
    "adopted": ("decision", "schema:startDate"),
    "agenda_item": ("text", "foc:agendaItem"),
    "draft_symbol": ("text", "foc:adoptedFrom"),
    "adoption": ("decision", "foc:mode"),
    "vote": ("decision", "foc:votesFor"),
    "committee": ("decision", "foc:committee"),
    "committee_report": ("decision", "foc:onReport"),
    "session_dates": ("session", "schema:startDate"),
}

#: Fields whose values are records of their own, which carry the basis.
RECORDS = {"main_sponsors", "co_sponsors", "cites"}

#: Fields that say how sure a part of a field is.
PARTLY = {
    "partly-verified",
    "verified-except-A/HRC/23/40",
    "verified-except-A/HRC/27/37",
    "65/230-verified",
}


@pytest.fixture(scope="session")
def places(look, document):
    def find(fact):
        text = document(fact)
        (decision,) = look.subjects("foc:decidedOn", text)
        (session,) = look.values(decision, "foc:session")
        return {"text": text, "decision": decision, "session": session}

    return find


@RESOLUTIONS
def test_recalled_fields_carry_a_caveat(look, facts, places, confirmed, file):
    for fact in facts[file]:
        where = places(fact)
        for field, (record, curie) in PLACES.items():
            if fact["field_confidence"].get(field) != "recalled" or confirmed(fact, field):
                continue
            if fact.get(field) is not None:
                assert "recalled" in look.marks(where[record], curie), (fact["symbol"], field)


@RESOLUTIONS
def test_confirmed_fields_carry_the_source_that_confirms_them(look, facts, places, confirmed, file):
    for fact in facts[file]:
        where = places(fact)
        for field in ("symbol", "title", "adopted"):
            if fact["field_confidence"].get(field) == "recalled" and confirmed(fact, field):
                sources = {s for r in where.values() for s in look.values(r, "dcterms:source")}
                official = f"source/un-{where['text'].removeprefix('doc/').lower()}"
                assert sources & {official, "source/un-resolution-dates"}, (fact["symbol"], field)


@RESOLUTIONS
def test_recalled_sponsors_and_citations_carry_a_basis(look, facts, document, file):
    for fact in facts[file]:
        text = document(fact)
        unsure = [n for n in RECORDS if fact["field_confidence"].get(n) == "recalled"]
        if "cites" in unsure:
            made = look.subjects("cito:hasCitingEntity", text)
            unseen = {one for one in made if not look.values(one, "foc:evidence")}
            assert all(look.basis(one) == "recalled" for one in unseen), text
        if "main_sponsors" in unsure:
            draft = look.values(text, "foc:adoptedFrom")
            signed = {s for t in {text} | draft for s in look.subjects("foc:ofInstrument", t)}
            main = signed & look.subjects("foc:role", "concept/role/main-sponsor")
            marked = {one for one in main if look.basis(one) == "recalled"}
            assert main - marked <= VERIFIED_SPONSORS


#: A note says that one sponsor of a recalled list was seen.
VERIFIED_SPONSORS = {"sponsorship/A-HRC-RES-41-11-KOR"}


def test_parts_of_fields_that_are_recalled_are_marked(look):
    assert look.basis("citation/A-RES-68-167-A-HRC-23-40") == "recalled"
    assert look.basis("citation/A-RES-69-166-A-HRC-27-37") == "recalled"
    assert look.basis("citation/A-RES-70-125-A-RES-60-252") == "recalled"
    assert look.basis("citation/A-RES-73-187-A-RES-68-243") is None
    for pair in ("A-RES-74-247-A-RES-73-187", "A-RES-68-163-A-HRC-RES-21-12"):
        assert look.basis(f"citation/{pair}") == "recalled"
    assert look.marks("decision/A-RES-73-27", "foc:votesAgainst") == {"recalled"}
    assert look.marks("decision/A-RES-73-27", "foc:votesFor") == set()


@RESOLUTIONS
def test_recalled_principles_are_marked_unless_a_source_is_quoted(
    look, facts, document, confirmed, file
):
    for fact in facts[file]:
        sure = fact["field_confidence"]
        if "recalled" not in {sure.get("principle"), sure.get("principle.affirms")}:
            continue
        text = document(fact)
        acts = {a for a in look.typed("foc:Affirmation") if a.startswith(f"act/{text[4:]}-")}
        silent = look.marks(text, "foc:silentOn") == {"recalled"}
        marked = acts and all(
            look.basis(act) == "recalled" or look.values(act, "foc:evidence") for act in acts
        )
        assert silent or marked or confirmed(fact, "principle"), text


@RESOLUTIONS
def test_recalled_paragraphs_are_marked_unless_the_official_text_was_read(
    look, facts, document, confirmed, file
):
    for fact in facts[file]:
        recalled = fact["field_confidence"].get("principle.paragraphs") == "recalled"
        if recalled and not confirmed(fact, "principle"):
            parts = look.subjects("eli:is_part_of", document(fact))
            acts = {act for part in parts for act in look.subjects("foc:expressedIn", part)}
            assert acts
            assert all("recalled" in look.marks(act, "foc:expressedIn") for act in acts)


@RESOLUTIONS
def test_constructed_addresses_are_marked(look, facts, document, file):
    for fact in facts[file]:
        if fact["field_confidence"].get("url") == "constructed-from-symbol":
            assert look.marks(document(fact), "schema:url") == {"constructed"}


@RESOLUTIONS
def test_recalled_resolutions_carry_a_basis_unless_confirmed(look, facts, places, confirmed, file):
    for fact in facts[file]:
        if fact["confidence"] == "recalled" and not confirmed(fact, "title"):
            where = places(fact)
            assert look.basis(where["text"]) == "recalled", fact["symbol"]
            assert look.basis(where["decision"]) == "recalled", fact["symbol"]


@pytest.mark.parametrize("file", ["statements", "other-instruments", "chairs"])
def test_recalled_records_carry_a_basis(look, facts, identified, file):
    for fact in facts[file]:
        if fact["confidence"] == "recalled" and fact["id"] != "udhr":
            assert look.basis(identified(fact["id"])) == "recalled", fact["id"]


def test_titles_and_dates_of_statements_are_marked(look, facts, document):
    titles = {"descriptive": "constructed", "unconfirmed": "constructed", "recalled": "recalled"}
    for fact in facts["statements"]:
        record = document(fact)
        wanted = titles.get(fact["title_status"])
        assert wanted is None or wanted in look.marks(record, "dcterms:title"), record
        status = fact["date_status"]
        assert status == "verified" or status in look.marks(record, "eli:date_document"), record


def test_starts_of_membership_are_marked(look, facts):
    for fact in facts["members"]:
        marks = look.marks(f"membership/foc-{fact['iso3']}-1", "schema:startDate")
        status = fact["joined_status"]
        assert marks == (set() if status == "verified" else {status}), fact["iso3"]


@pytest.mark.parametrize(
    ("field", "curie"),
    [("date", "eli:date_document"), ("title", "dcterms:title"), ("url", "schema:url")],
)
def test_fields_of_other_instruments_are_marked(look, facts, document, field, curie):
    for fact in facts["other-instruments"]:
        sure = fact["field_confidence"].get(field, "verified")
        if sure != "verified" and fact["id"] != "udhr":
            assert look.marks(document(fact), curie), (fact["id"], field)


@pytest.mark.parametrize("file", ["hrc-resolutions", "ga-resolutions", "other-instruments"])
def test_no_way_of_being_unsure_is_unknown_to_these_tests(facts, file):
    """A new word in field_confidence must be met by a rule, here or in the table of the field."""
    known = {"verified", "recalled", "constructed-from-symbol", "conflict"} | PARTLY
    words = {word for fact in facts[file] for word in fact["field_confidence"].values()}
    for word in words - known:
        assert any(part in word for part in ("verified", "recalled", "seen in", "reported")), word
