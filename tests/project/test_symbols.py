"""Symbols and local ids, both ways."""

from __future__ import annotations

import csv

import pytest

from foc_graph.errors import UsageProblem
from foc_graph.project.iris import local_id, normalise_symbol, symbol_from_local_id

PAIRS = [
    ("A/HRC/RES/20/8", "A-HRC-RES-20-8"),
    ("A/HRC/RES/S-25/1", "A-HRC-RES-S-25-1"),
    ("A/HRC/DEC/25/117", "A-HRC-DEC-25-117"),
    ("A/HRC/20/L.13", "A-HRC-20-L.13"),
    ("A/HRC/12/L.14/Rev.1", "A-HRC-12-L.14-Rev.1"),
    ("A/RES/68/167", "A-RES-68-167"),
    ("A/RES/57/270B", "A-RES-57-270B"),
    ("A/RES/66/253/B", "A-RES-66-253-B"),
    ("A/RES/217(III)", "A-RES-217-III"),
    ("A/RES/217(III)A", "A-RES-217-IIIA"),
    ("A/RES/2200A(XXI)", "A-RES-2200A-XXI"),
    ("A/RES/3202(S-VI)", "A-RES-3202-S-VI"),
    ("A/RES/ES-11/1", "A-RES-ES-11-1"),
    ("A/C.3/68/L.45/Rev.1", "A-C.3-68-L.45-Rev.1"),
    ("A/68/456/Add.2", "A-68-456-Add.2"),
    ("A/CONF.157/24", "A-CONF.157-24"),
    ("S/RES/1325(2000)", "S-RES-1325-2000"),
    ("E/RES/2022/14", "E-RES-2022-14"),
    ("E/CN.4/RES/2005/37", "E-CN.4-RES-2005-37"),
    ("CCPR/C/GC/34", "CCPR-C-GC-34"),
]

#: In the reference table by mistake (a Security Council symbol with a session), or no UN symbols.
FOREIGN = ("S/RES/",)


@pytest.mark.parametrize(("symbol", "local"), PAIRS)
def test_symbol_and_local_id_go_both_ways(symbol, local):
    assert local_id(symbol) == local
    assert symbol_from_local_id(local) == symbol


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("A/RES/217 (III) A", "A/RES/217(III)A"),
        (" A / HRC / RES / 20 / 8 ", "A/HRC/RES/20/8"),
        ("S/RES/1325 (2000)", "S/RES/1325(2000)"),
    ],
)
def test_blanks_are_not_part_of_a_symbol(printed, canonical):
    assert normalise_symbol(printed) == canonical


@pytest.mark.parametrize("local", ["", "foc-2011-hague-declaration", "A-HRC", "A-RES-68", "20-8"])
def test_an_id_that_is_no_symbol_is_refused_with_an_example(local):
    with pytest.raises(UsageProblem, match="A-HRC-RES-20-8"):
        symbol_from_local_id(local)


def test_every_resolution_of_the_reference_table_goes_both_ways(shared):
    with (shared / "facts" / "un-resolution-dates.csv").open(newline="") as stream:
        symbols = [row["symbol"] for row in csv.DictReader(stream)]
    regular = [s for s in symbols if not (s.startswith(FOREIGN) and "(" not in s)]

    lost = [s for s in regular if symbol_from_local_id(local_id(s)) != normalise_symbol(s)]

    assert len(regular) > 6700
    assert lost == []
