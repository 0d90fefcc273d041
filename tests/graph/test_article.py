"""Each assertion of the article stands in the graph, with the article as its evidence.

The article: "Freedom Online Coalition Stresses the Need to Promote, Protect Human Rights Online",
https://mediarightsagenda.org/freedom-online-coalition-stresses-the-need-to-promote-and-protect-human-rights-online/
"""

from __future__ import annotations

import pytest

ARTICLE = "<source/mediarightsagenda-foc-itu>"
STATEMENT = "<doc/foc-2018-joint-statement-itu>"
SAME_RIGHTS = "<principle/same-rights-online>"

#: What every question below starts from: evidence that quotes the article.
EVIDENCE = f"""
  ?record foc:evidence ?evidence .
  ?evidence oa:hasSource {ARTICLE} ; foc:stance <concept/stance/supports> .
  ?evidence oa:hasSelector/oa:exact ?quotation .
"""

COUNCIL = [
    ("A/HRC/RES/20/8", "2012-07-05"),
    ("A/HRC/RES/26/13", "2014-06-26"),
    ("A/HRC/RES/28/16", "2015-03-26"),
    ("A/HRC/RES/32/13", "2016-07-01"),
]
ASSEMBLY = [
    ("A/RES/68/167", "2013-12-18"),
    ("A/RES/69/166", "2014-12-18"),
    ("A/RES/71/199", "2016-12-19"),
]


@pytest.fixture(scope="module")
def ask(dataset):
    """Quotations of the article that back what the pattern asks for."""

    def run(pattern: str) -> set[str]:
        base = f"BASE <{dataset.prefixes.id_base}>"
        query = f"{base} SELECT DISTINCT ?quotation WHERE {{ {EVIDENCE} {pattern} }}"
        return {row["quotation"].value for row in dataset.query(query)}

    return run


def test_the_coalition_is_of_thirty_governments(ask):
    found = ask(
        "VALUES ?record { <org/foc> } ?evidence rdf:predicate dcterms:extent ; rdf:value 30 ."
    )
    assert any("multilateral coalition of 30 governments" in quotation for quotation in found)


def test_the_coalition_advances_internet_freedom(ask):
    found = ask("?record org:purpose <concept/purpose/advancing-internet-freedom> .")
    assert any("advance Internet freedom worldwide" in quotation for quotation in found)


@pytest.mark.parametrize("group", ["civil-society", "private-sector", "member-governments"])
def test_the_coalition_is_a_forum_for_governments_and_others(ask, group):
    found = ask(
        f"<org/foc> schema:audience <concept/actor-group/{group}> ."
        "?record org:purpose <concept/purpose/forum-for-governments> ."
    )
    assert any("a forum for like-minded governments" in quotation for quotation in found)


@pytest.mark.parametrize(
    ("text", "verb", "words"),
    [
        ("foc-2011-hague-declaration", "recalls", "originally outlined"),
        ("foc-2012-nairobi-terms-of-reference", "reaffirms", "reaffirmed in"),
        ("foc-2014-tallinn-agenda", "reaffirms", "reaffirmed in"),
        ("foc-2016-san-jose-statement", "reaffirms", "reaffirmed in"),
    ],
)
def test_the_coalition_outlined_and_reaffirmed_the_principle(ask, text, verb, words):
    found = ask(
        f"?record foc:principle {SAME_RIGHTS} ; foc:actor <org/foc> ;"
        f"  foc:performative <concept/performative/{verb}> ;"
        f"  foc:expressedIn/eli:is_part_of? <doc/{text}> ."
    )
    assert any(words in quotation for quotation in found)


def test_the_hague_declaration_stated_it_first(dataset):
    query = f"""BASE <{dataset.prefixes.id_base}>
      SELECT ?text WHERE {{
        ?act foc:principle {SAME_RIGHTS} ; foc:actor <org/foc> ;
          foc:expressedIn/eli:is_part_of? ?text .
        ?text eli:date_document ?date
      }} ORDER BY STR(?date) LIMIT 1"""
    (row,) = dataset.query(query)
    assert row["text"].value.endswith("/doc/foc-2011-hague-declaration")


@pytest.mark.parametrize("symbol", [symbol for symbol, _ in COUNCIL + ASSEMBLY])
def test_the_united_nations_confirmed_the_principle(ask, symbol):
    found = ask(
        f"?record foc:principle {SAME_RIGHTS} ; foc:expressedIn/eli:is_part_of? ?text ."
        f'?text foc:symbol "{symbol}" .'
    )
    assert any("further confirmed in" in quotation for quotation in found)


@pytest.mark.parametrize(("symbol", "date"), COUNCIL + ASSEMBLY)
def test_the_resolutions_were_adopted_on_the_days_the_article_gives(ask, symbol, date):
    """The article's date is the record's date: the evidence supports it with the same value."""
    found = ask(
        f'?record foc:decidedOn/foc:symbol "{symbol}" ; foc:outcome <concept/outcome/adopted> ;'
        "  schema:startDate ?date ."
        "?evidence rdf:predicate schema:startDate ; rdf:value ?date ."
        f'FILTER(STR(?date) = "{date}")'
    )
    assert any("adopted" in quotation for quotation in found)


@pytest.mark.parametrize("symbol", [symbol for symbol, _ in ASSEMBLY])
def test_the_assembly_adopted_by_consensus(ask, symbol):
    found = ask(
        f'?record foc:decidedOn/foc:symbol "{symbol}" ;'
        "  foc:mode <concept/mode/without-vote> ; prov:wasAssociatedWith <org/un-ga> ."
        "?evidence rdf:predicate foc:mode ; rdf:value <concept/mode/without-vote> ."
    )
    assert any("adopted by consensus by the UN General Assembly" in q for q in found)


def test_the_statement_names_all_seven_resolutions(dataset):
    query = f"""BASE <{dataset.prefixes.id_base}>
      SELECT ?symbol WHERE {{ {STATEMENT} eli:cites/foc:symbol ?symbol }}"""
    cited = {row["symbol"].value for row in dataset.query(query)}
    assert cited >= {symbol for symbol, _ in COUNCIL + ASSEMBLY}


def test_human_rights_are_a_duty_in_all_forums_the_itu_included(ask):
    found = ask(
        f"?record a foc:Affirmation ; foc:expressedIn {STATEMENT} ; foc:forum <org/itu> ;"
        "  foc:principle <principle/human-rights-in-all-forums> ."
    )
    assert any("in all forums where we engage, including the ITU" in q for q in found)


def test_the_statement_affirms_the_principle_itself(ask):
    found = ask(f"?record foc:expressedIn {STATEMENT} ; foc:principle {SAME_RIGHTS} .")
    assert any("mission and vision of the FOC are founded" in quotation for quotation in found)


def test_accountability_transparency_and_multistakeholder_engagement_are_recognised(ask):
    found = ask(
        f"?record foc:expressedIn {STATEMENT} ;"
        "  foc:performative <concept/performative/recognizes> ;"
        "  foc:principle <principle/accountable-multistakeholder-policy> ."
    )
    assert any("accountability, transparency and multistakeholder" in q for q in found)


def test_decisions_are_anchored_in_the_existing_framework(ask):
    found = ask(f"?record a foc:SpeechAct ; foc:expressedIn {STATEMENT} ; foc:forum <org/itu> .")
    assert any("anchored in the existing human rights framework" in q for q in found)


def test_non_members_are_asked_to_engage_non_governmental_experts(ask):
    found = ask(
        f"?record a foc:Recommendation ; foc:expressedIn {STATEMENT} ;"
        "  foc:addressee <concept/actor-group/non-member-governments> ;"
        "  schema:audience <concept/actor-group/non-governmental-experts> ;"
        "  foc:performative <concept/performative/calls-upon> ; foc:requestedAction ?action ."
        'FILTER(CONTAINS(?action, "national processes"))'
    )
    assert any("engaging non-governmental human rights experts" in q for q in found)


def test_states_for_an_open_internet_are_invited_to_apply(ask):
    found = ask(
        f"?record a foc:Recommendation ; foc:expressedIn {STATEMENT} ; foc:forum <org/foc> ;"
        "  foc:addressee <concept/actor-group/states-for-an-open-internet> ;"
        "  foc:performative <concept/performative/invites> ."
    )
    assert any("open and interoperable Internet to apply" in quotation for quotation in found)


@pytest.mark.parametrize(
    "words", ["identify best practices", "conditions that undermine those rights"]
)
def test_the_coalition_seeks_best_practices_and_names_what_undermines_rights(ask, words):
    found = ask(
        f"?record a foc:SpeechAct ; foc:actor <org/foc> ; foc:expressedIn {STATEMENT} ;"
        "  foc:performative <concept/performative/seeks> ."
    )
    assert any(words in quotation for quotation in found)


@pytest.mark.parametrize(
    ("purpose", "words"),
    [
        ("rapid-response", "rapid response to a range of threats to Internet freedom"),
        ("support-under-digital-attack", "who find themselves under digital attack"),
        ("exercise-of-rights-in-repressive-environments", "Internet repressive environments"),
    ],
)
def test_what_the_digital_defenders_partnership_does(ask, purpose, words):
    found = ask(
        f"?record org:linkedTo <org/foc> ; org:purpose <concept/purpose/{purpose}> ."
        f"?evidence rdf:predicate org:purpose ; rdf:value <concept/purpose/{purpose}> ."
    )
    assert any(words in quotation for quotation in found)


@pytest.mark.parametrize(
    "group", ["bloggers", "cyber-activists", "internet-users-in-repressive-environments"]
)
def test_for_whom_the_digital_defenders_partnership_works(ask, group):
    assert ask(
        "VALUES ?record { <org/digital-defenders-partnership> }"
        f"?record schema:audience <concept/actor-group/{group}> ."
        f"?evidence rdf:predicate schema:audience ; rdf:value <concept/actor-group/{group}> ."
    )


def test_every_quotation_is_in_the_article(ask, shared):
    article = (shared / "sources" / "article-foc-itu.txt").read_text("utf-8")
    quotations = ask("")
    assert len(quotations) > 15
    assert [quotation for quotation in quotations if quotation not in article] == []
