"""What people type, and what they must find first."""

import time

import pytest

from foc_graph.web.search import SearchEntry, build, search


def first(index, query):
    hits = search(index, query)
    return hits[0].entry.path if hits else None


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("20/8", "doc/A-HRC-RES-20-8.html"),
        ("A/HRC/RES/20/8", "doc/A-HRC-RES-20-8.html"),
        ("a-hrc-res-20-8", "doc/A-HRC-RES-20-8.html"),
        ("HRC/RES/20/8", "doc/A-HRC-RES-20-8.html"),
        ("resolution 20/8", "doc/A-HRC-RES-20-8.html"),
        ("68/167", "doc/A-RES-68-167.html"),
        ("A/RES/217 (III) A", "doc/A-RES-217-IIIA.html"),
        ("Czech", "state/CZE.html"),
        ("czechia", "state/CZE.html"),
        ("CZE", "state/CZE.html"),
        ("CZ", "state/CZE.html"),
        ("cote d'ivoire", "state/CIV.html"),
        ("Côte d\u2019Ivoire", "state/CIV.html"),
        ("estonai", "state/EST.html"),
        ("Estoni", "state/EST.html"),
        ("same rights that people have offline must also be protected online",
         "formulation/same-rights-un-2012.html"),
    ],
)  # fmt: skip
def test_the_first_result_is_what_is_meant(index, query, path):
    assert first(index, query) == path


def test_a_place_finds_texts_first_then_the_conference(index):
    kinds = [hit.entry.path.partition("/")[0] for hit in search(index, "Tallinn")]
    assert kinds[0] == "doc"
    assert "event" in kinds
    assert kinds.index("event") < kinds.index("source")


def test_a_wording_in_a_paragraph_finds_its_text(index):
    paths = {hit.entry.path for hit in search(index, "rights people have offline")}
    assert "doc/A-HRC-RES-20-8.html" in paths or "formulation/same-rights-un-2012.html" in paths


@pytest.mark.parametrize("query", ["", " ", "/", "§", "xqzzyqx", "<script>", "\0", "a" * 100_000])
def test_what_is_not_there_finds_nothing(index, query):
    assert search(index, query) == []


def test_every_word_counts_and_the_most_are_kept(index):
    both = search(index, "Estonia Tallinn xqzzyqx")
    assert {hit.entry.path for hit in both} == {
        hit.entry.path for hit in search(index, "Estonia Tallinn")
    }


def test_equal_results_keep_the_order_of_the_index():
    entries = [SearchEntry(f"{name}.html", name, "x", names=("same",)) for name in "bac"]
    assert [hit.entry.title for hit in search(build(entries), "same")] == ["b", "a", "c"]


def test_a_name_beats_a_mention():
    entries = [
        SearchEntry("text.html", "text", "x", texts=("about Tallinn",)),
        SearchEntry("city.html", "Tallinn", "x", names=("Tallinn",)),
    ]
    assert first(build(entries), "tallinn") == "city.html"


def test_an_empty_dataset_can_be_searched():
    assert search(build(()), "20/8") == []


def test_a_long_query_does_not_stall(index):
    began = time.process_time()
    search(index, " ".join(f"wrod{n}x" for n in range(10_000)))
    assert time.process_time() - began < 1
