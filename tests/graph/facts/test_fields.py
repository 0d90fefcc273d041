"""The graph says of actors, events and FOC texts what the fact files say, field by field."""

from __future__ import annotations

import pytest

#: Titles that the facts give with a remark of ours inside.
RETITLED = {"foc-joint-statement-itu-2018": "FOC Joint Statement on the ITU"}


def test_members_are_as_in_the_facts(look, facts, state):
    for fact in facts["members"]:
        record = f"membership/foc-{fact['iso3']}-1"
        assert look.values(record, "org:member") == {state(fact["iso2"])}
        for field, curie in (
            ("joined", "schema:startDate"),
            ("left", "schema:endDate"),
            ("joined_not_before", "foc:startNotBefore"),
            ("joined_not_after", "foc:startNotAfter"),
            ("founding", "foc:founding"),
            ("accession_number", "foc:accessionNumber"),
        ):
            assert look.values(record, curie) == look.texts(fact[field]), (fact["iso3"], field)


def test_states_are_as_in_the_facts(look, facts, state):
    for fact in facts["members"]:
        record = state(fact["iso2"])
        assert record == f"state/{fact['iso3']}"
        assert look.values(record, "skos:notation") == {fact["iso3"]}
        assert look.values(record, "skos:prefLabel") == {fact["name_en"]}
        names = look.values(record, "skos:altLabel") | {fact["name_en"]}
        assert fact["un_name_en"] in names
        area = look.values(record, "dcterms:spatial").pop()
        assert area.rpartition("/")[2] == str(int(fact["m49"]))


def test_chairs_are_as_in_the_facts(look, facts, state, identified):
    for fact in facts["chairs"]:
        record = identified(fact["id"])
        assert look.values(record, "org:member") == {state(fact["country"])}
        assert look.values(record, "schema:startDate") == {fact["start"]}
        assert look.values(record, "schema:endDate") == {fact["end"]}


def test_conferences_are_as_in_the_facts(look, facts, state, identified):
    for fact in facts["conferences"]:
        record = identified(fact["id"])
        place = {state(fact["country"])} if fact["country"] else set()
        assert look.values(record, "dcterms:spatial") == place
        assert look.values(record, "dcterms:type") == {f"concept/event-kind/{fact['kind']}"}
        for field, curie in (
            ("edition", "schema:position"),
            ("city", "schema:location"),
            ("start", "schema:startDate"),
            ("end", "schema:endDate"),
            ("theme", "schema:about"),
        ):
            assert look.values(record, curie) == look.texts(fact[field]), (fact["id"], field)


def test_conferences_issued_what_the_facts_say(look, facts, identified):
    for fact in facts["conferences"]:
        wanted = {identified(text) for text in fact["outcome_documents"]}
        assert look.subjects("foc:issuedAt", identified(fact["id"])) == wanted


def test_bodies_are_as_in_the_facts(look, facts, identified):
    for fact in facts["bodies"]:
        record = identified(fact["id"])
        names = look.values(record, "skos:prefLabel") | look.values(record, "skos:altLabel")
        assert all(name in fact["name"] for name in names), names
        assert look.values(record, "dcterms:type") == {f"concept/org-kind/{fact['kind']}"}
        assert look.values(record, "schema:foundingDate") == look.texts(fact["start"])
        assert look.values(record, "schema:dissolutionDate") == look.texts(fact["end"])
        assert look.values(record, "schema:url") == look.texts(fact["url"])


def test_bodies_hang_on_what_the_facts_say(look, facts, identified):
    for fact in facts["bodies"]:
        record, parent = identified(fact["id"]), fact["host_or_parent"]
        if parent == "foc":
            assert look.values(record, "org:unitOf") == {"org/foc"}
        elif parent:
            hosts = look.subjects("org:role", "concept/role/host")
            (hosting,) = hosts & look.subjects("org:organization", record)
            assert look.values(hosting, "org:member") == {f"org/{parent.lower()}"}


def test_statements_are_as_in_the_facts(look, facts, document):
    for fact in facts["statements"]:
        record = document(fact)
        title = RETITLED.get(fact["id"], fact["title"])
        assert look.values(record, "dcterms:title") == {title}
        assert look.values(record, "eli:date_document") == look.texts(fact["date"]), fact["id"]
        assert look.values(record, "eli:work_type") == {f"concept/doctype/{fact['type']}"}
        assert look.values(record, "schema:url") >= look.texts(fact["url"])
        assert look.topics(record) >= set(fact["topics"])


def test_statements_stand_where_the_facts_put_them(look, facts, document, state):
    for fact in facts["statements"]:
        city, _, rest = (fact["place"] or "").partition("/")
        record = document(fact)
        place = next(iter(look.values(record, "schema:contentLocation")), "")
        assert place.removesuffix(" (virtual)") == city
        assert ("virtual" in place) == ("virtual" in rest)
        country = {state(rest[:2])} if rest else set()
        assert look.values(record, "dcterms:spatial") == country


def test_statements_affirm_cite_and_are_backed_as_in_the_facts(look, facts, document, cited, state):
    for fact in facts["statements"]:
        record = document(fact)
        affirms = "principle/same-rights-online" in look.values(record, "foc:affirms")
        assert affirms == bool(fact["affirms_offline_online_principle"]), fact["id"]
        extra = ARTICLE_CITES if fact["id"] == "foc-joint-statement-itu-2018" else set()
        if fact["id"] == "foc-founding-declaration-2011":
            extra = {cited("UDHR")}
        wanted = {cited(name) for name in fact["cites"]} | extra
        assert look.values(record, "eli:cites") - TALLINN_CITES.get(fact["id"], set()) == wanted
        backers = {state(code) for code in fact["endorsed_by"] or ()}
        assert look.values(record, "foc:sponsor") == backers


#: What the article names among the texts that confirm the principle and the fact does not list.
ARTICLE_CITES = {"doc/A-RES-68-167", "doc/A-RES-69-166", "doc/A-RES-71-199"}

#: What other-instruments.json adds to the citations of a statement.
TALLINN_CITES = {"tallinn-agenda-2014": {"doc/foc-2011-hague-declaration"}}


@pytest.mark.parametrize("file", ["statements", "other-instruments"])
def test_texts_carry_all_sources_of_the_facts(look, facts, document, file, plain):
    for fact in facts[file]:
        wanted = {plain(url) for url in fact["sources"]}
        assert wanted <= look.addresses(document(fact)), fact["id"]


@pytest.mark.parametrize("file", ["members", "chairs", "conferences", "bodies"])
def test_actors_and_events_carry_all_sources_of_the_facts(look, facts, identified, file, plain):
    for fact in facts[file]:
        known = "id" in fact
        record = identified(fact["id"]) if known else f"membership/foc-{fact['iso3']}-1"
        assert {plain(url) for url in fact["sources"]} <= look.addresses(record), record


@pytest.mark.parametrize("file", ["members", "chairs", "conferences", "bodies", "statements"])
def test_notes_of_the_facts_are_kept(look, facts, identified, file):
    for fact in facts[file]:
        record = identified(fact["id"]) if "id" in fact else f"membership/foc-{fact['iso3']}-1"
        assert bool(fact["notes"]) <= bool(look.values(record, "skos:note")), record
