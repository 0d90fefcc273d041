"""The browser finds what the server finds, in the same order."""

import gzip
import json
import shutil
import subprocess
from pathlib import Path

import pytest

import foc_graph
from foc_graph.web.search import as_json, search
from foc_graph.web.search.index import fold, is_near, words

RANKING = Path(foc_graph.__file__).parent / "web" / "pages" / "assets" / "js" / "search-ranking.js"

QUERIES = [
    "20/8", "A/HRC/RES/20/8", "68/167", "Tallinn", "Talinn", "Czech", "czechia", "US", "EST", "é",
    "Côte d'Ivoire", "estonai", "human rights", "same rights offline", "A/RES/217 (III) A", "",
    "FOC 2014", "joint statement encryption", "xqzzyqx", "internet Estonia xqzzyqx", "a", "20", "/",
    "The promotion, protection and enjoyment of human rights on the Internet", "the same", "the",
    "members", "\U0001d4b3", "İ",
]  # fmt: skip
TEXTS = ["Straße", "İstanbul", "ﬁ", "Œuvre", "ǅ", "Ångström", "x\u0301y",
         "自由 的", "ไทย", "हिन्दी",
         "1½ ²", "Ⅷ", "\U0001d4b32", "a_b", "ẞ", "don\u2019t", "É.U.",
         "O\u2019Neil", "ÅÄÖ-åäö", "\u02bcn"]  # fmt: skip
PAIRS = [("talinn", "tallinn"), ("ab", "ba"), ("abc", "acb"),
         ("a", "b"), ("", "a"), ("", "ab"),
         ("abcd", "abdc"), ("abcd", "badc"), ("\U0001d4b3a", "a\U0001d4b3"), ("aa", "aaa"),
         ("aab", "aba")]  # fmt: skip


@pytest.fixture(scope="module")
def browser(index):
    if shutil.which("node") is None:
        pytest.skip("there is no node: this test runs the search of the static site")
    given = {"index": json.loads(as_json(index)), "queries": QUERIES, "texts": TEXTS,
             "pairs": PAIRS}  # fmt: skip
    done = subprocess.run(
        ["node", Path(__file__).with_name("rank.mjs"), RANKING],
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(("number", "query"), list(enumerate(QUERIES)))
def test_both_give_the_same_results(index, browser, number, query):
    here = [[hit.entry.path, hit.score] for hit in search(index, query)]
    assert browser["hits"][number] == here


def test_both_read_words_alike(browser):
    assert browser["folded"] == [fold(text) for text in TEXTS]
    assert browser["words"] == [words(text) for text in TEXTS]


def test_both_forgive_the_same_slips(browser):
    assert browser["near"] == [is_near(*pair) for pair in PAIRS]


def test_the_index_is_small_and_the_same_each_time(index):
    assert as_json(index) == as_json(index)
    assert len(gzip.compress(as_json(index))) < 300_000
