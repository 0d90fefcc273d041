"""The picture: every affirming text is in it, and it can be read by eye, by ear and on a phone."""

from __future__ import annotations

import itertools
import xml.etree.ElementTree as ET

import pytest

from foc_graph.dataset import load_dataset
from foc_graph.exports import EXPORTERS, Content
from foc_graph.names.names import Names
from foc_graph.pictures import lineage as lineages
from foc_graph.pictures.beeswarm import LEFT, RIGHT, WIDTH, timeline
from foc_graph.pictures.dates import in_words, moment
from foc_graph.pictures.lineage import OTHER

SVG = "{http://www.w3.org/2000/svg}"


def lineage(content):
    return lineages.lineage(content, Names(content))


def draw(content):
    return ET.fromstring(EXPORTERS["svg"].render(content))  # noqa: S314 - our own


@pytest.fixture(scope="module")
def own(repository):
    from foc_graph.project import Project

    return Content(load_dataset(Project(repository)))


def dots(root):
    return [c for c in root.iter(f"{SVG}circle") if c.find(f"{SVG}title") is not None]


def test_there_is_a_dot_for_each_text_and_it_says_which(own):
    found = lineage(own)
    titles = [dot.find(f"{SVG}title").text for dot in dots(draw(own))]
    assert len(titles) == len(found.texts) > 50
    assert any(title.startswith("20/8: The promotion") for title in titles)


def test_there_is_a_line_for_each_citation_between_them(own):
    paths = list(draw(own).iter(f"{SVG}path"))
    assert len(paths) == len(lineage(own).citations)


def test_a_place_and_a_wording_are_told_apart(content):
    kinds = {dot.find(f"{SVG}title").text[:5]: dot.get("class") for dot in dots(draw(content))}
    assert kinds["20/8:"] == "dot operative same-words"
    assert kinds["The H"] == "dot preambular other-words"


def test_what_no_source_was_seen_for_is_marked(small, tmp_path):
    import shutil

    root = tmp_path / "project"
    shutil.copytree(small.root, root)
    path = root / "data" / "doc" / "A-RES-68-167.ttl"
    text = path.read_text(encoding="utf-8")
    mark = "foc:basis <concept/basis/recalled> ;"
    path.write_text(text.replace("a foc:Affirmation ;", f"a foc:Affirmation ; {mark}"))
    picture = draw(Content(load_dataset(type(small)(root))))
    assert [dot.get("class") for dot in dots(picture)][-1].endswith("unconfirmed")
    words = "2 texts have affirmed it since 9 December 2011, 1 more unconfirmed"
    assert words in picture.find(f"{SVG}desc").text


def test_it_is_described_in_words(content):
    root = draw(content)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title description"
    assert root.find(f"{SVG}title").text == "Same rights online as offline"
    assert "UN Human Rights Council: 1, the first 20/8 of 5 July 2012." in (
        root.find(f"{SVG}desc").text
    )


def test_it_adapts_to_dark_and_to_narrow_screens(content):
    style = draw(content).find(f"{SVG}style").text
    assert "@media (prefers-color-scheme: dark)" in style
    assert "@media (max-width: 640px)" in style


def test_every_class_is_styled(own):
    root = draw(own)
    style = root.find(f"{SVG}style").text
    used = {name for node in root.iter() for name in (node.get("class") or "").split()}
    # What a dot looks like where nothing else is said: filled, and grey.
    plain = {"same-words", "unplaced"}
    assert {name for name in used if f".{name}" not in style} <= plain


def test_it_needs_nothing_from_elsewhere(own):
    root = draw(own)
    assert not [n for n in root.iter() if n.tag.removeprefix(SVG) in {"script", "image", "use"}]
    assert "url(" not in root.find(f"{SVG}style").text


def test_dots_do_not_touch_and_lie_in_their_years(own):
    plan = timeline(lineage(own))
    for lane in plan.lanes:
        for one, other in itertools.combinations(lane.dots, 2):
            apart = ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
            assert apart > one.radius + other.radius
        assert all(LEFT <= dot.x <= RIGHT for dot in lane.dots)
        assert all(lane.top < dot.y < lane.top + lane.height for dot in lane.dots)


def test_labels_do_not_overlap_and_stay_inside(own):
    labels = timeline(lineage(own)).labels
    halves = [len(label.text) * 3.9 for label in labels]
    boxes = [
        (label.x - half, label.y - 12, label.x + half, label.y + 3)
        for label, half in zip(labels, halves, strict=True)
    ]
    assert all(box[0] > 0 and box[2] < WIDTH for box in boxes)
    for one, other in itertools.combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize("label", ["The Hague 2011", "20/8", "68/167", "26/13", "32/13"])
def test_the_key_texts_are_labelled(own, label):
    assert label in {found.text for found in timeline(lineage(own)).labels}


@pytest.mark.parametrize(("screen", "letter"), [("wide", 9.2), ("narrow", 18.5)])
def test_the_words_above_fit_the_width(own, screen, letter):
    texts = [t for t in draw(own).iter(f"{SVG}text") if f"subtitle {screen}" == t.get("class")]
    assert texts
    assert all(float(t.get("x")) + len(t.text) * letter < WIDTH for t in texts)


def test_lanes_are_in_the_order_of_their_first_texts(own):
    lanes = lineage(own).lanes
    assert lanes[0] == "Freedom Online Coalition"
    assert lanes[-1] == OTHER
    assert len(lanes) == 4


@pytest.mark.parametrize(
    ("text", "year"),
    [("2012", 2012.5), ("2012-07", 2012.53), ("2012-07-05", 2012.5), ("2011-12-31", 2011.99)],
)
def test_a_date_stands_in_the_middle_of_what_is_known(text, year):
    assert moment(text) == pytest.approx(year, abs=0.02)


@pytest.mark.parametrize(
    ("text", "words"),
    [("2012", "2012"), ("2012-07", "July 2012"), ("2012-07-05", "5 July 2012")],
)
def test_dates_are_said_as_precisely_as_they_are_known(text, words):
    assert in_words(text) == words


def test_a_graph_without_affirmations_has_an_empty_picture(small, tmp_path):
    import shutil

    root = tmp_path / "project"
    shutil.copytree(small.root, root)
    shutil.rmtree(root / "data" / "doc")
    root_element = draw(Content(load_dataset(type(small)(root))))
    assert "No dated text" in root_element.find(f"{SVG}desc").text
