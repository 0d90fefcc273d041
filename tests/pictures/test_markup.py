"""The markup of a picture: sound, the same every time, for eyes and ears, under any label."""

from __future__ import annotations

import itertools
import re

import pytest

from foc_graph.pictures import PictureFacts

NASTY = '<script>alert(1)</script> "quoted" & \\u0007 ]]> {{ 7 }}'
NAMES = ("journey", "timeline", "lineage", "backing", "members-foc")
#: Bytes that a drawing may have.
HEAVIEST = 62_000


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_is_small_and_says_what_it_is(pictures, parsed, name):
    picture = pictures[name]
    assert len(picture.svg.encode()) < HEAVIEST
    for drawing in parsed(picture):
        titles = [node for node in drawing if node.tag in ("title", "desc")]
        assert drawing.get("aria-labelledby").split() == [node.get("id") for node in titles]
        assert [node.text for node in titles] == [picture.title, picture.description]


def test_ids_differ_between_all_pictures_of_a_page(pictures):
    ids = re.findall(r' id="([^"]*)"', "".join(picture.svg for picture in pictures.values()))
    assert len(ids) == len(set(ids)) > 90


def test_no_style_and_no_script_is_in_a_drawing(pictures):
    for picture in pictures.values():
        assert not re.search(
            r"<(style|script|image|use|foreignObject)\b|\s(style|on\w+)=", picture.svg
        )


def test_the_same_facts_give_the_same_bytes(dataset, pictures, drawn):
    again = drawn(PictureFacts.of(dataset, link=lambda iri: f"x/{iri.rpartition('/')[2]}.html"))
    assert again == pictures


def test_every_class_is_in_the_style_sheet(pictures, pages, parsed):
    sheet = (pages.assets()["assets/pictures.css"]).read_text(encoding="utf-8")
    used = {
        name
        for picture in pictures.values()
        for node in parsed(picture).iter()
        for name in (node.get("class") or "").split()
    }
    # Classes that scripts and tests look for, or that only group.
    plain = {"named", "right", "term"}
    assert {name for name in used if not re.search(rf"\.{name}\b", sheet)} <= plain


def test_labels_are_escaped(tiny, facts_of, drawn, parsed):
    label = NASTY.replace('"', '\\"')
    label = label.replace("\\u0007", "\x07")
    project = tiny({
        "data/state/EST.ttl": ('"Estonia"@en', f'"{label}"@en'),
        "data/org/foc.ttl": ('"Freedom Online Coalition"@en', f'"{label}"@en'),
    })  # fmt: skip
    found = drawn(facts_of(project))
    assert "members-foc" in found
    for picture in found.values():
        parsed(picture)  # well-formed
        assert "<script" not in picture.svg
    assert "&lt;script&gt;" in found["members-foc"].svg


def test_a_page_with_hostile_labels_has_no_markup_of_theirs(tiny):
    from foc_graph.dataset import load_dataset
    from foc_graph.web.addresses import Addresses
    from foc_graph.web.pages import Pages

    evil = '<img src=x onerror=\\"alert(1)\\">'
    project = tiny({"data/state/EST.ttl": ('"Estonia"@en', f'"{evil}"@en')})
    dataset = load_dataset(project)
    pages = Pages(dataset, Addresses(dataset))
    assert all("<img src=x" not in pages.render(path) for path in pages.paths())


def test_words_of_the_wide_timeline_do_not_overlap(pictures, parsed, of_class):
    wide, _ = parsed(pictures["timeline"])
    labels = [
        (float(n.get("x")), float(n.get("y")), len(n.text) * 3.8) for n in of_class(wide, "label")
    ]
    assert len(labels) > 30
    for one, other in itertools.combinations(labels, 2):
        assert abs(one[1] - other[1]) >= 12 or abs(one[0] - other[0]) >= one[2] + other[2]


def test_no_symbol_is_cut_short_on_a_phone(pictures, parsed, of_class):
    _, narrow = parsed(pictures["timeline"])
    names = {node.text for node in of_class(narrow, "small")}
    assert {"20/8", "68/167", "25/117"} <= names
