"""The graph says of UN resolutions what the fact files say, field by field."""

from __future__ import annotations

import pytest

COUNCIL = "hrc-resolutions"
ASSEMBLY = "ga-resolutions"
BOTH = pytest.mark.parametrize("file", [COUNCIL, ASSEMBLY])

COMMITTEES = {"First": "org/un-ga-c1", "Second": "org/un-ga-c2", "Third": "org/un-ga-c3"}

#: Assembly texts whose notes say that the list of sponsors is that of the draft.
LIST_ON_DRAFT = {"A/RES/68/163", "A/RES/69/166", "A/RES/74/247"}

#: Citations that other files or the official text add to a fact.
CITES_ADDED = {
    "A/HRC/RES/26/13": {"doc/netmundial-2014"},
    "A/RES/70/125": {"doc/A-RES-69-166"},
}


@pytest.fixture(scope="session")
def decision(look, document):
    def find(fact):
        (found,) = look.subjects("foc:decidedOn", document(fact))
        return found

    return find


@BOTH
def test_title_series_topics_and_addresses(look, facts, document, file):
    for fact in facts[file]:
        record = document(fact)
        assert look.values(record, "dcterms:title") == {fact["title"]}
        assert look.values(record, "foc:series") == {f"concept/series/{fact['series']}"}
        assert look.topics(record) >= set(fact["topics"])
        assert fact["url"] in look.values(record, "schema:url")
        assert bool(fact.get("notes")) <= bool(look.values(record, "skos:note"))


@BOTH
def test_date_session_and_manner(look, facts, decision, document, file):
    for fact in facts[file]:
        record, kind = decision(fact), "hrc" if file == COUNCIL else "ga"
        assert look.values(record, "foc:session") == {f"event/un-{kind}-{fact['session']}"}
        mode = fact["adoption"] or "not-known"
        assert look.values(record, "foc:mode") == {f"concept/mode/{mode}"}
        date = fact["adopted"] or fact["session_dates"][-4:]
        assert look.values(record, "schema:startDate") == {date}
        assert look.values(document(fact), "eli:date_document") == {date}
        assert look.values(record, "prov:wasAssociatedWith") == {f"org/un-{kind}"}


@BOTH
def test_agenda_item_and_draft(look, facts, document, file):
    for fact in facts[file]:
        record = document(fact)
        draft = look.values(record, "foc:adoptedFrom", "foc:symbol")
        assert draft == look.texts(fact["draft_symbol"])
        if fact["agenda_item"] is not None:
            item = str(fact["agenda_item"])
            assert look.values(record, "foc:agendaItem", "skos:notation") == {item}


def test_sessions_of_the_council_last_as_in_the_facts(look, facts):
    for fact in facts[COUNCIL]:
        session = f"event/un-hrc-{fact['session']}"
        dates = fact["session_dates"] or ""
        (start,) = look.values(session, "schema:startDate") or {""}
        (end,) = look.values(session, "schema:endDate") or {""}
        assert start[:4] == end[:4] == dates[-4:]
        assert dates.startswith(start[8:].lstrip("0"))
        assert f"{end[8:].lstrip('0')} " in f"{dates} "


@BOTH
def test_votes_are_as_in_the_facts(look, facts, decision, state, file):
    for fact in facts[file]:
        vote = fact["vote"] or {}
        if fact["adoption"] != "recorded-vote":
            assert not any(vote.values())
            continue
        record = decision(fact)
        for field, curie, position in (
            ("for", "foc:votesFor", "yes"),
            ("against", "foc:votesAgainst", "no"),
            ("abstain", "foc:abstentions", "abstain"),
        ):
            assert look.values(record, curie) == look.texts(vote[field]), fact["symbol"]
            cast = look.subjects("foc:inDecision", record)
            cast &= look.subjects("foc:position", f"concept/position/{position}")
            voters = {voter for one in cast for voter in look.values(one, "foc:actor")}
            assert voters == {state(code) for code in vote.get(f"{field}_list") or ()}


@BOTH
def test_sponsors_are_as_in_the_facts(look, facts, document, state, file):
    for fact in facts[file]:
        text = document(fact)
        drafted = fact.get("co_sponsors_status") == "draft-list-only"
        if drafted or fact["symbol"] in LIST_ON_DRAFT:
            (text,) = look.values(text, "foc:adoptedFrom")
        signed = look.subjects("foc:ofInstrument", text)
        for field, role in (("main_sponsors", "main-sponsor"), ("co_sponsors", "co-sponsor")):
            of_role = signed & look.subjects("foc:role", f"concept/role/{role}")
            backers = {who for one in of_role for who in look.values(one, "foc:actor")}
            assert backers == {state(code) for code in fact[field] or ()}, fact["symbol"]


def test_what_is_reported_of_sponsors(look, facts, document, decision):
    for fact in facts[COUNCIL]:
        record = document(fact)
        coverage = f"concept/coverage/{fact['co_sponsors_status']}"
        assert look.values(record, "foc:sponsorCoverage") == {coverage}
        assert look.values(record, "foc:sponsorsReported") == look.texts(fact["sponsors_reported"])
        assert look.values(decision(fact), "foc:meeting") == look.texts(fact["meeting"])


def test_committee_report_and_number_of_sponsors(look, facts, document, decision):
    for fact in facts[ASSEMBLY]:
        committee = COMMITTEES.get((fact["committee"] or "").partition(" ")[0])
        assert look.values(decision(fact), "foc:committee") == look.texts(committee)
        report = look.values(decision(fact), "foc:onReport", "foc:symbol")
        assert report == look.texts(fact["committee_report"])
        count = fact.get("co_sponsor_count")
        assert look.values(document(fact), "foc:sponsorCount") == look.texts(count)
        whole = "concept/coverage/complete" in look.values(document(fact), "foc:sponsorCoverage")
        assert not whole


@BOTH
def test_citations_are_as_in_the_facts(look, facts, document, cited, file):
    for fact in facts[file]:
        wanted = {cited(name) for name in fact["cites"] or ()}
        wanted |= CITES_ADDED.get(fact["symbol"], set())
        assert look.values(document(fact), "eli:cites") == wanted, fact["symbol"]


@BOTH
def test_principle_is_as_in_the_facts(look, facts, document, file):
    official = {fact["symbol"] for fact in facts["affirmations"]}
    for fact in facts[file]:
        record, affirms = document(fact), fact["principle"]["affirms"]
        silent = "principle/same-rights-online" in look.values(record, "foc:silentOn")
        stated = "principle/same-rights-online" in look.values(record, "foc:affirms")
        assert silent == (affirms is False), fact["symbol"]
        assert stated == (bool(affirms) or fact["symbol"] in official), fact["symbol"]


@BOTH
def test_paragraphs_and_rights_are_as_in_the_facts(look, facts, document, file):
    for fact in facts[file]:
        paragraphs = fact["principle"]["paragraphs"]
        for label in paragraphs:
            fragment = f"op{label}" if label.isdigit() else label.lower()
            fragment = FRAGMENTS.get(label, fragment)
            (act,) = look.subjects("foc:expressedIn", f"{document(fact)}#{fragment}")
            named = {name.rpartition("/")[2] for name in look.values(act, "foc:right")}
            assert named >= RIGHTS[fact["principle"].get("emphasis")], act


@BOTH
def test_verb_and_wording_are_as_in_the_facts(look, facts, document, file):
    for fact in facts[file]:
        principle, record = fact["principle"], document(fact)
        if not principle["affirms"]:
            continue
        acts = look.subjects("foc:principle", "principle/same-rights-online")
        acts = {act for act in acts if act.startswith(f"act/{record.removeprefix('doc/')}-")}
        verbs = {v for act in acts for v in look.values(act, "foc:performative")}
        verbs |= {v for act in acts for v in look.said(act, "foc:performative", "qualifies")}
        verb = principle.get("verb")
        assert verb is None or f"concept/performative/{verb}" in verbs, record
        variants = {n for act in acts for n in look.values(act, "skos:notation")}
        variants |= {n for a in acts for n in look.values(a, "foc:formulation", "skos:notation")}
        variant = principle.get("wording_variant")
        assert variant is None or variant in variants, record


@BOTH
def test_resolutions_carry_all_sources_of_the_facts(look, facts, document, file, plain):
    for fact in facts[file]:
        wanted = {plain(url) for url in fact["sources"] if url.startswith("http")}
        assert wanted <= look.addresses(document(fact)), fact["symbol"]


FRAGMENTS = {"annex I, para. 8 (c)": "annex-i-para-8-c"}

RIGHTS = {
    None: set(),
    "freedom-of-expression": {"expression"},
    "freedom-of-opinion-and-expression": {"opinion", "expression"},
    "privacy": {"privacy"},
    "assembly-and-association": {"assembly", "association"},
    "expression-assembly-association": {"expression", "assembly", "association"},
    "participation-rights": {"participation"},
    "persons-with-disabilities": {"rights-of-persons-with-disabilities"},
}
