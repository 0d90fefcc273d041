"""The packages import each other as the table of docs/architecture.md says."""

from __future__ import annotations

import re
import sys

import pytest

from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "docs"))
from architecture import PLAN, Plan, Row, read_rows

#: Circles of imports for types alone, with the reason why nothing else serves.
TYPE_CIRCLES: dict[frozenset[str], str] = {}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return Plan(read_rows(PLAN.read_text("utf-8")))


def test_the_table_names_every_package(plan):
    packages = {path.parent.name for path in (ROOT / "foc_graph").glob("*/__init__.py")}
    assert len(plan.rows) > 20
    assert packages <= {row.package.partition(".")[0] for row in plan.rows}


def test_every_arrow_is_in_the_table(plan):
    assert plan.faults() == []


def test_no_modules_import_each_other_at_run_time(plan):
    assert plan.circles(runtime_only=True) == []


def test_circles_of_types_have_a_reason(plan):
    assert {frozenset(circle) for circle in plan.circles(runtime_only=False)} == {*TYPE_CIRCLES}


@pytest.fixture
def small_house(tmp_path, monkeypatch):
    """Packages of one module each, with what they import: name -> lines."""
    monkeypatch.syspath_prepend(tmp_path)

    def build(name: str, modules: dict[str, str]) -> str:
        for module, lines in {"__init__": "", **modules}.items():
            path = tmp_path / name / f"{module}.py"
            path.parent.mkdir(exist_ok=True)
            path.write_text(lines, encoding="utf-8")
        return name

    return build


GROUND, UPPER = Row("ground", "", ()), Row("upper", "", ("ground",))


@pytest.mark.parametrize(
    ("name", "modules", "rows", "fault"),
    [
        ("house1", {"ground": "from house1 import upper", "upper": ""}, (GROUND,), "no row"),
        (
            "house2",
            {"ground": "from house2 import upper", "upper": "from house2 import ground"},
            (GROUND, UPPER),
            "ground imports upper: not in its row",
        ),
        ("house3", {"ground": "", "upper": ""}, (GROUND, UPPER), "strike it"),
        (
            "house4",
            {"ground": "", "upper": "from house4 import ground"},
            (UPPER, GROUND),
            "stands below it",
        ),
        (
            "house5",
            {
                "ground": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n"
                "    from house5 import upper\n",
                "upper": "def f():\n    from house5 import ground\n",
            },
            (GROUND, UPPER),
            "ground imports upper: not in its row",
        ),
    ],
)
def test_a_fault_is_named(small_house, name, modules, rows, fault):
    assert any(fault in found for found in Plan(list(rows), small_house(name, modules)).faults())


def test_a_circle_is_found(small_house):
    modules = {"ground": "from house6 import upper", "upper": "from house6 import ground"}
    plan = Plan([], small_house("house6", modules))
    assert plan.circles(runtime_only=True) == [["ground", "upper"]]


def test_what_the_walks_name_is_there():
    text = PLAN.read_text("utf-8")
    named = re.findall(r"`(foc_graph/[\w/]+\.py)`(?: `(\w+)`)?", text)
    assert len(named) > 30
    for file, name in named:
        source = (ROOT / file).read_text("utf-8") if "NAME" not in file else ""
        found = re.search(rf"^(?:(?:class|def|async def) )?{name}\b", source, re.MULTILINE)
        assert found or not name, f"{file} has no {name}"


def test_packages_named_in_the_plan_are_there():
    named = re.findall(r"`(foc_graph/[\w/]+/)`", PLAN.read_text("utf-8"))
    assert len(named) > 4
    assert all((ROOT / folder).is_dir() for folder in named)
