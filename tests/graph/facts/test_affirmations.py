"""Every paragraph of affirmations.json, and what other instruments say of the principle."""

from __future__ import annotations

import pytest

PRINCIPLE = "principle/same-rights-online"

#: Opening verbs of the official texts -> our base verbs.
VERBS = {
    "affirms": "affirms",
    "affirming": "affirms",
    "reaffirms": "reaffirms",
    "reaffirming": "reaffirms",
    "recalling": "recalls",
    "reiterating": "reiterates",
    "noting": "notes",
    "recognizing": "recognizes",
    "stressing": "stresses",
    "emphasizes": "emphasizes",
    "urges": "urges",
}


@pytest.fixture(scope="session")
def paragraphs(facts, document):
    """(fact, affirmation, id of the paragraph) of each affirmation of the file."""
    return [
        (fact, said, f"{document(fact)}#{fragment(said)}")
        for fact in facts["affirmations"]
        for said in fact["affirmations"]
    ]


def fragment(said: dict) -> str:
    operative = said["section"] == "operative"
    return f"op{said['printed_number']}" if operative else f"pp{said['ordinal']}"


def test_paragraphs_stand_where_the_facts_put_them(look, paragraphs):
    for fact, said, paragraph in paragraphs:
        section = {f"concept/section/{said['section']}"}
        assert look.values(paragraph, "eli:type_subdivision") == section, fact["symbol"]
        place = said["printed_number"] or str(said["ordinal"])
        assert look.values(paragraph, "foc:ordinal") == {place}
        assert look.values(paragraph, "eli:number") == look.texts(said["printed_number"])


def test_each_paragraph_affirms_once_and_in_the_words_of_the_facts(look, paragraphs):
    for _, said, paragraph in paragraphs:
        acts = look.subjects("foc:expressedIn", paragraph)
        (act,) = acts & look.subjects("foc:principle", PRINCIPLE)
        (wording,) = look.values(act, "foc:formulation", "skosxl:literalForm")
        assert said["wording"].lower() in wording.lower()
        assert look.values(act, "foc:fidelity") == {"concept/fidelity/verbatim"}
        (text,) = look.values(paragraph, "schema:text")
        assert wording.lower() in text.lower()


def test_each_paragraph_is_quoted_from_the_passage_of_the_facts(look, paragraphs):
    for _, said, paragraph in paragraphs:
        (act,) = look.subjects("foc:expressedIn", paragraph)
        quoted = look.values(act, "foc:evidence", "oa:hasSelector", "oa:exact")
        assert any(quotation in said["passage"] for quotation in quoted), paragraph


def test_opening_verbs_are_the_act_or_stand_beside_it(look, paragraphs):
    for _, said, paragraph in paragraphs:
        (act,) = look.subjects("foc:expressedIn", paragraph)
        verbs = look.values(act, "foc:performative")
        verbs |= look.said(act, "foc:performative", "qualifies")
        opening = said["opening_verb"]
        assert opening is None or f"concept/performative/{VERBS[opening.lower()]}" in verbs


def test_texts_known_by_their_affirmation_are_as_in_the_facts(look, facts, document, dates):
    for fact in facts["affirmations"]:
        record = document(fact)
        (title,) = look.values(record, "dcterms:title")
        assert " ".join(fact["title"].split()).rstrip(";") == title.rstrip(";")
        (date,) = look.values(record, "eli:date_document")
        assert date == (fact["adopted"] or dates[fact["symbol"]]["date"])
        assert fact["url"] in look.values(record, "schema:url") | addresses(look, record)
        item = (fact["agenda_item"] or "").strip()
        items = look.values(record, "foc:agendaItem", "skos:notation")
        assert not item or items == {item}, record


def addresses(look, record) -> set[str]:
    return look.values(record, "dcterms:source", "schema:url")


def test_other_instruments_are_as_in_the_facts(look, facts, document, cited):
    for fact in facts["other-instruments"]:
        record = document(fact)
        if fact["id"] in MERGED:
            continue
        assert look.values(record, "dcterms:title") == {fact["title"]}
        assert look.values(record, "eli:date_document") == {fact["date"]}
        assert look.values(record, "dcterms:creator", "skos:prefLabel") == {fact["issuer"]}
        kind = fact["type"].replace(" ", "-")
        assert look.values(record, "eli:work_type") == {f"concept/doctype/{kind}"}
        assert look.values(record, "schema:url") == look.texts(fact["url"])
        assert look.values(record, "eli:cites") == {cited(name) for name in fact["cites"]}
        assert look.topics(record) >= set(fact["topics"])
        assert bool(fact.get("notes")) <= bool(look.values(record, "skos:note"))


def test_merged_instruments_keep_what_the_second_file_says(look, facts, document, cited):
    for fact in facts["other-instruments"]:
        record = document(fact)
        if fact["id"] in MERGED:
            assert look.values(record, "eli:cites") >= {cited(name) for name in fact["cites"]}
            assert look.topics(record) >= set(fact["topics"])
            assert look.values(record, "eli:date_document") == {fact["date"]}


@pytest.mark.parametrize(
    ("field", "curie"),
    [
        ("in_force", "dcterms:valid"),
        ("adopted", "dcterms:dateAccepted"),
        ("published", "dcterms:issued"),
        ("signatories_at_close", "foc:sponsorCount"),
        ("supporting_states_at_launch", "foc:sponsorCount"),
        ("partners_at_launch", "foc:sponsorCount"),
        ("member_states", "foc:sponsorCount"),
    ],
)
def test_further_dates_and_numbers_of_other_instruments(look, facts, document, field, curie):
    for fact in facts["other-instruments"]:
        if fact.get(field) is not None:
            assert look.values(document(fact), curie) == look.texts(fact[field]), fact["id"]


def test_symbols_of_other_instruments(look, facts, document):
    for fact in facts["other-instruments"]:
        record, symbol = document(fact), fact["symbol"]
        held = look.values(record, "foc:symbol") | look.values(record, "dcterms:identifier")
        held |= look.values(record, "dcterms:isPartOf", "foc:symbol")
        assert symbol is None or symbol.removesuffix(", annex") in held, fact["id"]


def test_other_instruments_affirm_are_silent_or_related_as_in_the_facts(look, facts, document):
    for fact in facts["other-instruments"]:
        record, principle = document(fact), fact["principle"]
        stated = PRINCIPLE in look.values(record, "foc:affirms")
        assert stated == bool(principle["affirms"]), fact["id"]
        silent = PRINCIPLE in look.values(record, "foc:silentOn")
        assert silent == (principle["affirms"] is False), fact["id"]
        related = PRINCIPLE in look.values(record, "dcterms:relation")
        assert related == (principle["form"] == "related"), fact["id"]


def test_paragraphs_of_other_instruments_are_held(look, facts, document):
    for fact in facts["other-instruments"]:
        parts = look.subjects("eli:is_part_of", document(fact))
        held = {label for part in parts for label in look.values(part, "eli:number")}
        labels = {label.removeprefix("para. ") for label in fact["principle"]["paragraphs"]}
        assert labels <= held, fact["id"]


#: Texts that stand in two files: the other file gives title, kind and address.
MERGED = {"udhr", "foc-founding-declaration-2011", "foc-tallinn-agenda-2014"}
