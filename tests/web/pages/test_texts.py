"""What an analyst finds on the page of a text."""

from __future__ import annotations

import re

import pytest


def words(html: str) -> str:
    """The text of a page without markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture(scope="session")
def page(rendered) -> str:
    """The page of the first resolution of the series."""
    return rendered["doc/A-HRC-RES-20-8.html"]


def test_symbol_title_date_and_decision_are_there(page):
    text = words(page)
    assert "A/HRC/RES/20/8 The promotion, protection and enjoyment of human rights" in text
    assert '<time datetime="2012-07-05">5 July 2012</time>' in page
    assert "Adopted , without a vote" in text


def test_a_paragraph_stands_with_its_words_verb_wording_and_evidence(page):
    start = page.index('<article class="paragraph" id="op1">')
    paragraph = page[start : page.index("</article>", start)]
    text = words(paragraph)
    assert "Operative paragraph 1" in text
    assert "“ the same rights that people have offline must also be protected online ”" in text
    assert 'href="../concept/performative/affirms.html"' in paragraph
    assert 'href="../concept/fidelity/verbatim.html"' in paragraph
    assert "insideprivacy.com" in paragraph


def test_what_sources_say_otherwise_stands_beside_the_date(page):
    decided = page[page.index("<dt>Decided on</dt>") :][:1500]
    assert "source disagrees" in decided
    assert '<time datetime="2012-06">June 2012</time>' in decided


def test_sponsors_of_the_draft_are_listed_by_role(page):
    text = words(page)
    assert "Sponsors of the draft A/HRC/20/L.13" in text
    assert re.search(
        r"Main sponsor 6 .*Brazil .*Sweden .*United States .*Co-sponsor 65 .*Algeria", text
    )
    assert 'href="A-HRC-20-L.13.html"' in page


def test_recalled_citations_are_marked_where_they_stand(page):
    cites = words(page[page.index('id="cites"') : page.index('id="cited-by"')])
    assert "A/HRC/RES/12/16" in cites
    assert "recalled" in cites


def test_votes_are_counted_and_named(rendered):
    html = rendered["doc/A-HRC-RES-47-16.html"]
    assert 'aria-label="43 in favour, 0 against, 4 abstaining"' in html
    assert 'id="vote-A-HRC-RES-47-16-CHN"' in html
    assert re.search(r"Abstaining 4 .*China", words(html))


def test_texts_are_cited_in_three_styles(page):
    assert "Human Rights Council resolution 20/8 of 5 July 2012</pre>" in page
    assert "Human Rights Council resolution 20/8 of 5 July 2012, para. 1</pre>" in page
    assert "@techreport{A-HRC-RES-20-8," in page
    assert "TY  - GOVDOC" in page


def test_doubt_about_one_statement_stands_with_it(rendered):
    html = rendered["doc/A-RES-68-167.html"]
    link = html[html.index("<dt>Official text</dt>") :][:900]
    assert "Constructed" in link
    assert "Made from the symbol; the page was not opened." in link


def test_the_principle_lists_all_affirmations_in_order(rendered, pages):
    html = rendered["principle/same-rights-online.html"]
    table = html[html.index('id="affirmations"') : html.index('id="silent"')]
    dates = re.findall(r'<td class="date"><time datetime="([\d-]+)">', table)
    assert dates == sorted(dates)
    principle = f"{pages.site.prefixes.id_base}principle/same-rights-online"
    held = pages.site.content.subjects("foc:principle", principle)
    assert table.count('<td class="date">') == len(held) > 100


def test_a_state_shows_its_seats_with_their_precision(rendered):
    text = words(rendered["state/EST.html"])
    assert "Freedom Online Coalition founding member December 2011 today evidence" in text
    assert "A/HRC/20/L.13 adopted as A/HRC/RES/20/8" in text


def test_a_quotation_in_another_language_says_so(rendered):
    assert (
        '<blockquote class="small" id="e1q" lang="fr">'
        in rendered["membership/foc-NLD-chair-1.html"]
    )


def test_a_source_shows_what_rests_on_it(rendered):
    text = words(rendered["source/mediarightsagenda-foc-itu.html"])
    assert "Quoted from it" in text
    assert "What rests on it" in text


def test_sponsors_are_told_by_how_they_stood_to_the_coalition(page):
    """The journey: who co-sponsored 20/8 and never joined."""
    text = words(page)
    found = re.search(
        r"Of these (\d+), (\d+) were members of it on 5 July 2012, .*?(\d+) joined later, "
        r"(\d+) never joined\.",
        text,
    )
    assert found
    total, members, later, never = map(int, found.groups())
    assert total == 71
    assert members > 10
    assert later > 10
    assert never > 30
    assert re.search(r"Austria member\b", text)
    assert re.search(r"Germany joined later\b", text)
    assert re.search(r"Algeria Argentina joined later", text)


def test_an_act_without_a_principle_is_told_by_the_passage(rendered):
    html = rendered["doc/foc-2018-joint-statement-itu.html"]
    says = words(html[html.index('id="paragraphs"') : html.index('id="cites"')])
    assert "Freedom Online Coalition calls upon governments that are not members" in says
    assert "verb not known" in says
