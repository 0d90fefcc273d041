"""Which name was meant: what is alike, and what is not."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foc_graph.names.likeness import ALIKE, LONGER, Candidates, are_alike, did_you_mean, nearest


def likest(wrong, named):
    """The thing with the name most like a wrong one."""
    return next(iter(Candidates(named).alike(wrong)), None)


CODES = ["SWE", "NOR", "DNK", "FIN", "FRA"]


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("SWX", "SWE"),
        ("SEW", "SWE"),
        ("FXX", None),
        ("EWS", None),
        ("FRB", "FRA"),
        ("FRN", None),
        ("XY", None),
        ("", None),
    ],
)
def test_a_code_is_found_by_one_letter(wrong, meant):
    assert likest(wrong, [(code, code) for code in CODES]) == meant


def test_a_code_that_may_be_two_is_none():
    assert likest("SWX", [("SWE", "1"), ("SWZ", "2")]) is None


def test_another_number_is_no_slip():
    assert likest("p12", [("p13", "1")]) is None


NAMES = st.text("abc1", max_size=9)


@given(NAMES, st.lists(NAMES, max_size=8))
def test_finds_what_comparing_all_finds(wrong, names):
    ratios = [(SequenceMatcher(None, wrong, name).ratio(), name) for name in names]
    close = [
        one
        for one in ratios
        if wrong and one[0] >= ALIKE and abs(len(one[1]) - len(wrong)) <= LONGER
    ]

    assert [name for name in names if are_alike(wrong, name)] == [
        name for name in names if (SequenceMatcher(None, wrong, name).ratio(), name) in close
    ]
    if close:
        assert likest(wrong, [(name, name) for name in names]) == max(close)[1]


def test_nearest_prefers_what_holds_the_value():
    assert nearest("tallin", ["Tallinn Agenda", "talisman", "talin"])[0] == "Tallinn Agenda"
    assert nearest("xyz", ["Tallinn Agenda"]) == []


def test_the_question_names_each():
    assert did_you_mean(["a", "b"]) == "did you mean a or b?"
    assert did_you_mean([]) == ""
