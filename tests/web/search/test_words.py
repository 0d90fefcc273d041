"""Two spellings of one word are one word."""

import doctest

import pytest

from foc_graph.web.search import index as module
from foc_graph.web.search.index import fold, is_near, key, words


def test_the_examples_in_the_module_hold():
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Côte d'Ivoire", "cote d'ivoire"),
        ("São Tomé", "SAO TOME"),
        ("Türkiye", "turkiye"),
        ("Reykjavík", "reykjavik"),
        ("ﬁnance", "finance"),
        ("ŁÓDŹ", "łódź"),
        ("İstanbul", "istanbul"),
    ],
)
def test_diacritics_and_case_do_not_matter(one, other):
    assert fold(one) == fold(other)


def test_other_scripts_stay_words():
    assert words("Свобода в интернете, 自由 2014") == ["свобода", "в", "интернете", "自由", "2014"]


@pytest.mark.parametrize("typed", ["A/HRC/RES/20/8", "a-hrc-res-20-8", " A / HRC / RES / 20 / 8 "])
def test_a_symbol_is_one_key_however_it_is_typed(typed):
    assert key(typed) == "a/hrc/res/20/8"


@pytest.mark.parametrize("typed", ["talinn", "tallin", "tallnin", "tallina", "tallinn"])
def test_one_slip_is_near(typed):
    assert is_near(typed, "tallinn")


@pytest.mark.parametrize("typed", ["talin", "tllniann", "stallinns", ""])
def test_two_slips_are_not(typed):
    assert not is_near(typed, "tallinn")
