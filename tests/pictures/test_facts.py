"""What a picture shows is what the graph holds, and its table says the same."""

from __future__ import annotations

import re

import pytest

TEXTS = """
SELECT DISTINCT ?text ?date WHERE {
  ?act a foc:Affirmation ; foc:expressedIn ?where ;
    foc:principle <https://w3id.org/foc-graph/id/principle/same-rights-online> .
  OPTIONAL { ?where eli:is_part_of ?whole }
  BIND(COALESCE(?whole, ?where) AS ?text)
  ?text eli:date_document ?date
}"""
DOUBTFUL = TEXTS.replace("?text eli", "FILTER NOT EXISTS { ?act foc:basis ?basis } ?text eli")
CITATIONS = f"""
SELECT DISTINCT ?one ?other WHERE {{
  ?citation a cito:Citation ; cito:hasCitingEntity ?from ; cito:hasCitedEntity ?to .
  FILTER NOT EXISTS {{ ?citation foc:basis ?basis }}
  OPTIONAL {{ ?from eli:is_part_of ?from_text }} OPTIONAL {{ ?to eli:is_part_of ?to_text }}
  BIND(COALESCE(?from_text, ?from) AS ?one) BIND(COALESCE(?to_text, ?to) AS ?other)
  FILTER(?one != ?other)
  {{ {TEXTS.replace("?text", "?one").replace("?date", "?d1")} }}
  {{ {TEXTS.replace("?text", "?other").replace("?date", "?d2")} }}
}}"""
MEMBERSHIPS = """
SELECT ?m WHERE {
  ?m a org:Membership ; org:organization <https://w3id.org/foc-graph/id/org/foc>
}"""
CHAIRS = """
SELECT ?m WHERE {
  ?m org:organization <https://w3id.org/foc-graph/id/org/foc> ;
    org:role <https://w3id.org/foc-graph/id/concept/role/chair>
}"""
WHOLE = """
SELECT ?t WHERE {
  ?t foc:sponsorCoverage <https://w3id.org/foc-graph/id/concept/coverage/complete>
}"""
BACKINGS = """
SELECT DISTINCT ?text ?actor WHERE {
  ?record a foc:Sponsorship ; foc:actor ?actor ; foc:ofInstrument ?signed .
  OPTIONAL { ?adopted foc:adoptedFrom ?signed }
  BIND(COALESCE(?adopted, ?signed) AS ?text)
}"""


@pytest.fixture(scope="session")
def ask(dataset):
    """Ask the graph for rows of texts."""
    return lambda query: [tuple(term.value for term in row) for row in dataset.query(query)]


@pytest.fixture(scope="session")
def texts(ask):
    return dict(ask(TEXTS))


def test_the_journey_has_a_square_for_each_text_in_its_year(pictures, parsed, of_class, texts):
    wide, narrow = parsed(pictures["journey"])
    for drawing in (wide, narrow):
        assert len(of_class(drawing, "square")) == len(texts) > 80
    rows = pictures["journey"].table.rows
    for row in rows:
        *_, total = row.cells
        year = row.cells[0].text
        assert int(total.text) == sum(date.startswith(year) for date in texts.values()), year
        assert sum(int(cell.text or 0) for cell in row.cells[1:-1]) == int(total.text)


def test_the_journey_names_the_texts_that_the_story_is_about(pictures):
    svg = pictures["journey"].svg
    for said in ("9 December 2011 · The Hague", "5 July 2012 · A/HRC/RES/20/8",
                 "18 December 2013 · A/RES/68/167"):  # fmt: skip
        assert svg.count(said) == 2, said
    assert "Freedom Online Coalition · founding declaration" in svg


def test_what_no_source_was_seen_for_is_hollow_and_counted_apart(
    ask, pictures, parsed, of_class, texts
):
    unsure = len(texts) - len(dict(ask(DOUBTFUL)))
    assert unsure > 0
    for drawing in (*parsed(pictures["journey"]), *parsed(pictures["timeline"])):
        assert len(of_class(drawing, "hollow")) == unsure
    assert len(of_class(parsed(pictures["lineage"]), "dot", "hollow")) == unsure
    assert f"{unsure} more without a source" in pictures["timeline"].caption
    doubts = [row for row in pictures["timeline"].table.rows if row.cells[4].kind == "doubt"]
    assert len(doubts) == unsure


def test_the_timeline_has_a_mark_and_a_row_for_each_text(pictures, parsed, of_class, texts):
    for drawing in parsed(pictures["timeline"]):
        assert len(of_class(drawing, "dot") + of_class(drawing, "diamond")) == len(texts)
    assert len(pictures["timeline"].table.rows) == len(texts)


def test_a_date_that_is_not_known_to_the_day_is_a_line(pictures, parsed, of_class, texts):
    wide, _ = parsed(pictures["timeline"])
    assert len(of_class(wide, "whisker")) == sum(len(date) < 10 for date in texts.values()) > 0


def test_a_new_wording_is_marked_where_it_is_used_first(ask, pictures, parsed, of_class, texts):
    uses = ask("SELECT DISTINCT ?f ?t { ?a a foc:Affirmation ; foc:formulation ?f ; "
               "foc:expressedIn/eli:is_part_of ?t }")  # fmt: skip
    wordings = {wording for wording, text in uses if text in texts}
    wide, narrow = parsed(pictures["timeline"])
    assert len(of_class(wide, "diamond")) == len(of_class(narrow, "diamond")) == len(wordings) > 5
    words = [node.text for node in of_class(parsed(pictures["lineage"]), "words")]
    quoted = " ".join(words)
    assert "“the same rights that people have offline must also be protected online”" in quoted


def test_the_lineage_has_an_arc_for_each_citation(ask, pictures, parsed, of_class, texts):
    pairs = set(ask(CITATIONS))
    root = parsed(pictures["lineage"])
    groups = of_class(root, "text")
    assert len(groups) == len(texts)
    arcs = of_class(root, "arc")
    coming = of_class(root, "arc", "in")
    assert len(coming) == len(arcs) - len(coming) == len(pairs) > 100
    cells = [row.cells[4].text for row in pictures["lineage"].table.rows]
    assert sum(len(cell.split(", ")) for cell in cells if cell) == len(pairs)
    cited = [row.cells[5].text for row in pictures["lineage"].table.rows]
    assert sum(int(number or 0) for number in cited) == len(pairs)


def test_there_is_a_bar_and_a_row_for_each_membership(ask, pictures, parsed, of_class):
    picture = pictures["members-foc"]
    held = ask(MEMBERSHIPS)
    assert len(of_class(parsed(picture), "interval")) == len(held) == 55
    assert len(picture.table.rows) == len(held)
    terms = ask(CHAIRS)
    assert len(of_class(parsed(picture), "term")) == len(terms)


def test_members_stand_in_the_order_of_joining(pictures, parsed, of_class):
    bars = of_class(parsed(pictures["members-foc"]), "interval")
    plain = [bar for bar in bars if bar.get("data-role") is None]
    starts = [bar.get("data-begun").split("/")[1] for bar in plain]
    assert starts == sorted(starts)


def test_a_start_in_some_month_is_faint_until_the_month_is_over(pictures, parsed, of_class):
    links = of_class(parsed(pictures["members-foc"]), "member")
    estonia = next(link for link in links if link.get("href") == "x/EST.html")
    first = of_class(estonia, "interval")[0]
    assert first.get("data-begun") == "2011-12-01/2011-12-31"
    assert [bar.get("class") for bar in of_class(first, "span")] == ["span faint", "span"]


def test_the_sponsors_are_those_of_the_graph(ask, pictures, parsed, of_class, pages):
    pairs = set(ask(BACKINGS))
    rows = pictures["backing"].table.rows
    assert sum(int(row.cells[-2].text) for row in rows) == len(pairs) > 800
    cells = 0
    for path in pages.kinds["sponsors.html"].matrices:
        html = pages.render(path)
        cells += len(re.findall(r'<td class="standing-', html))
    assert cells == len(pairs)
    assert len(of_class(parsed(pictures["backing"]), "square")) > len(rows)


def test_a_list_of_sponsors_that_is_not_complete_is_marked(ask, pictures):
    whole = {text for (text,) in ask(WHOLE)}
    texts = {text for text, _ in ask(BACKINGS)}
    marked = re.findall(r"\d\+<", pictures["backing"].svg)
    assert len(marked) == len(texts - whole)


def test_standing_is_that_of_the_day(facts):
    from foc_graph.pictures.sponsorships import sponsors

    found = {
        (one.actor.rpartition("/")[2], one.text.rpartition("/")[2]): one.standing
        for one in sponsors(facts).backings
    }
    assert found["USA", "A-HRC-RES-20-8"] == "then"
    assert found["NOR", "A-HRC-RES-20-8"] == "later"
    assert found["BRA", "A-HRC-RES-20-8"] == "never"
