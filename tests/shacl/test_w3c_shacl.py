"""The W3C SHACL test suite, for every engine."""

from __future__ import annotations

import re
from functools import cache

import pytest

from foc_graph.shacl.engines import ENGINES, get_engine
from tests.conftest import ROOT
from tests.shacl.w3c_suite import read_cases, run_case

SUITE = ROOT.parent / "shared" / "w3c" / "shacl"

#: (engine, test) -> why it fails, with the clause. A test that passes here unexpectedly fails.
KNOWN = {
    ("pyshacl", "property/uniqueLang-002"): (
        'SHACL 4.4.5: only true activates sh:uniqueLang; rdflib reads "1"^^xsd:boolean as true'
    ),
    ("pyshacl", "pre-binding/shapesGraph-001"): (
        "SHACL 5.3.1: $shapesGraph is optional, and pySHACL does not have it"
    ),
}

pytestmark = pytest.mark.skipif(
    not SUITE.is_dir(), reason="../shared/w3c is absent: the suite is not part of the repository"
)


@cache
def cases(part):
    return list(read_cases(SUITE / part)) if SUITE.is_dir() else []


@cache
def verdict(engine, case):
    return run_case(get_engine(engine), case)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", [*cases("core"), *cases("sparql")], ids=lambda case: case.name)
def test_gives_the_expected_results(engine, case, request):
    if (engine, case.name) in KNOWN:
        request.applymarker(pytest.mark.xfail(reason=KNOWN[engine, case.name]))

    found = verdict(engine, case)

    assert found.passed, f"missing {found.missing}, extra {found.extra}"


@pytest.mark.parametrize(("part", "count"), [("core", 98), ("sparql", 23)])
def test_the_suite_is_complete(part, count):
    assert len(cases(part)) == count


def test_the_fast_engine_needs_no_fallback():
    every = [*cases("core"), *cases("sparql")]

    assert [case.name for case in every if verdict("sparql", case).fallback] == []


@pytest.mark.parametrize("engine", ENGINES)
def test_the_documented_table_is_true(engine):
    text = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    row = re.search(
        rf"^\| `{engine}` \| (\d+) of 98 \| (\d+) of 23 \| (\d+) \|", text, re.MULTILINE
    )
    passed = [
        sum(verdict(engine, case).passed for case in cases(part)) for part in ("core", "sparql")
    ]

    assert row is not None
    assert [int(row[1]), int(row[2])] == passed
    assert int(row[3]) == 0
