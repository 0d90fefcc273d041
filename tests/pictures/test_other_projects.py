"""Pictures and reference pages of projects that are not ours."""

from __future__ import annotations

import pytest

from foc_graph.dataset import load_dataset
from foc_graph.web.addresses import Addresses
from foc_graph.web.pages import Pages

#: Data that has the classes of a picture and lacks what a picture wants.
PARTS = {
    "affirmations without a text": "<a/1> a foc:Affirmation ; foc:principle <p/1> .",
    "texts without a date": (
        "<a/1> a foc:Affirmation ; foc:principle <p/1> ; foc:expressedIn <t/1> . "
        "<a/2> a foc:Affirmation ; foc:principle <p/1> ; foc:expressedIn <t/2> ."
    ),
    "dates that are none": (
        "<a/1> a foc:Affirmation ; foc:principle <p/1> ; foc:expressedIn <t/1> . "
        "<a/2> a foc:Affirmation ; foc:principle <p/1> ; foc:expressedIn <t/2> . "
        '<t/1> eli:date_document "soon" . <t/2> eli:date_document "0000-00-00" .'
    ),
    "one date, nothing else": (
        "<a/1> a foc:Affirmation ; foc:principle <p/1> ; foc:expressedIn <t/1> . "
        '<t/1> eli:date_document "1948-12-10"^^xsd:date .'
    ),
    "two texts that cite each other": (
        "<a/1> a foc:Affirmation ; foc:principle <p/1> ; foc:expressedIn <t/1> . "
        "<a/2> a foc:Affirmation ; foc:principle <p/1> ; foc:expressedIn <t/2> . "
        '<t/1> eli:date_document "2001"^^xsd:gYear . '
        '<t/2> eli:date_document "1950-01"^^xsd:gYearMonth . '
        "<c/1> a cito:Citation ; cito:hasCitingEntity <t/1> ; cito:hasCitedEntity <t/2> . "
        "<c/2> a cito:Citation ; cito:hasCitingEntity <t/2> ; cito:hasCitedEntity <t/1> ."
    ),
    "memberships without anything": "<m/1> a org:Membership .",
    "a membership without dates": (
        "<m/1> a org:Membership ; org:organization <o/1> ; org:member <s/1> ."
    ),
    "a membership of blank nodes": (
        "_:m a org:Membership ; org:organization _:o ; org:member _:s ; "
        'schema:startDate "2001"^^xsd:gYear .'
    ),
    "an end before the start": (
        "<m/1> a org:Membership ; org:organization <o/1> ; org:member <s/1> ; "
        'schema:startDate "2010"^^xsd:gYear ; schema:endDate "2001-05-01"^^xsd:date .'
    ),
    "a membership of a thousand years": (
        "<m/1> a org:Membership ; org:organization <o/1> ; org:member <s/1> ; "
        'schema:startDate "0962"^^xsd:gYear ; schema:endDate "1806-08-06"^^xsd:date .'
    ),
    "a sponsorship of nothing": "<s/1> a foc:Sponsorship .",
    "a sponsorship of an undated text": (
        "<s/1> a foc:Sponsorship ; foc:actor <x/1> ; foc:ofInstrument <t/1> ."
    ),
    "a literal where a node is due": (
        '<m/1> a org:Membership ; org:organization "the club" ; org:member "me" . '
        '<a/1> a foc:Affirmation ; foc:principle "peace" ; foc:expressedIn "a text" . '
        '<s/1> a foc:Sponsorship ; foc:actor "me" ; foc:ofInstrument "it" .'
    ),
}
PREFIXES = """\
@base <https://example.org/id/> .
@prefix cito: <http://purl.org/spar/cito/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix foc: <https://w3id.org/foc-graph/ns#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.mark.parametrize("name", PARTS)
def test_data_that_lacks_something_breaks_no_picture(small, drawn, facts_of, parsed, name):
    (small.data / "part.ttl").write_text(PREFIXES + PARTS[name], encoding="utf-8")
    facts = facts_of(small)
    for on in ("", "2014-04-28"):
        for picture in drawn(facts, on).values():
            assert len(parsed(picture))
            assert picture.table.rows
    pages = rendered(small)
    assert all(html.startswith("<!DOCTYPE html>") for html in pages.values())


def rendered(project):
    dataset = load_dataset(project)
    assert not dataset.problems
    pages = Pages(dataset, Addresses(dataset))
    return {path: pages.render(path) for path in pages.paths()}


def test_a_project_without_such_data_has_no_pictures(small, drawn, facts_of):
    assert drawn(facts_of(small)) == {}
    assert not {"lineage.html", "members.html", "sponsors.html", "timeline.html"} & set(
        rendered(small)
    )


def test_two_organisations_of_one_name_have_pictures_of_their_own(small):
    turtle = "".join(
        f"<{kind}/club> a org:Organization . <m/{kind}> a org:Membership ; "
        f"org:organization <{kind}/club> ; org:member <s/1> ."
        for kind in ("a", "b")
    )
    (small.data / "part.ttl").write_text(PREFIXES + turtle, encoding="utf-8")
    import re

    ids = re.findall(r'\sid="([^"]*)"', rendered(small)["members.html"])
    assert len(ids) == len(set(ids))


def test_the_tiny_project_has_every_picture_that_its_data_allow(tiny, drawn, facts_of):
    assert set(drawn(facts_of(tiny()))) == {"timeline", "backing", "members-foc"}


def test_thousands_of_texts_make_no_endless_drawing(small, drawn, facts_of):
    turtle = "".join(
        f"<a/{n}> a foc:Affirmation ; foc:principle <p/1> ; foc:expressedIn <t/{n}> . "
        f'<t/{n}> eli:date_document "{1990 + n % 30}-{1 + n % 12:02}"^^xsd:gYearMonth . '
        for n in range(2000)
    )
    cites = "<c/1> a cito:Citation ; cito:hasCitingEntity <t/1> ; cito:hasCitedEntity <t/1999> ."
    (small.data / "part.ttl").write_text(PREFIXES + turtle + cites, encoding="utf-8")
    pictures = drawn(facts_of(small))
    assert set(pictures) == {"journey", "timeline", "lineage"}
    assert len(pictures["timeline"].table.rows) == 300
    assert "1,700 texts that fewer cite" in pictures["timeline"].caption
    assert "1999" in pictures["lineage"].svg
