"""What people type is understood alike wherever it is typed: the table typed.csv.

A cell is the id of what is found, or the sentence that says what is wrong.
"""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest

from foc_graph import show
from foc_graph.draft import DraftContext, get_kind
from foc_graph.draft.answers import read_flag
from foc_graph.errors import UsageProblem
from foc_graph.names.resolver import (
    ANY,
    STATE,
    TEXT,
    Lookup,
    _rows,
    concept_of,
    find,
    find_thing,
    names_query,
)
from foc_graph.queries import OxigraphEngine, parse_query, run_query
from tests.conftest import ROOT

KINDS = {"any": ANY, "state": STATE, "text": TEXT, "topic": concept_of("concept/topic")}
TABLE = Path(__file__).with_name("typed.csv")
ROWS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines()))
CELLS = [(row["typed"], kind, row[kind]) for row in ROWS for kind in KINDS]

#: Kind of thing -> type of a parameter, and a flag of `new`, that take it.
PARAMETERS = {"any": "iri", "state": "state", "text": "symbol", "topic": "concept"}
FLAGS = {"state": ("event", "country"), "text": ("statement", "cites"),
         "topic": ("statement", "topic")}  # fmt: skip


def answer(dataset, ask):
    """The id that comes out, or the sentence without its place."""
    try:
        return dataset.prefixes.shorten(ask())
    except UsageProblem as problem:
        return f"{problem.what} - {problem.fix}"


def test_the_table_has_every_way_to_type():
    assert len(ROWS) == len({row["typed"] for row in ROWS}) >= 20


@pytest.mark.parametrize(("typed", "kind", "said"), CELLS)
def test_a_name_is_resolved(dataset, typed, kind, said):
    assert answer(dataset, lambda: find_thing(dataset, typed, KINDS[kind])) == said


@pytest.mark.parametrize(("typed", "kind", "said"), CELLS)
def test_a_parameter_of_a_query_takes_the_same(dataset, typed, kind, said):
    query = parse_query(
        f"#+ parameters:\n#+   - name: v\n#+     type: {PARAMETERS[kind]}\n#+     label: v\n"
        f"#+     scheme: topic\nSELECT ?x {{ BIND($v AS ?x) }}"
        if kind == "topic"
        else f"#+ parameters:\n#+   - name: v\n#+     type: {PARAMETERS[kind]}\n#+     label: v\n"
        "SELECT ?x { BIND($v AS ?x) }",
        name="test",
    )
    engine = OxigraphEngine(dataset)

    def ask():
        return run_query(query, engine, {"v": typed}).outcome.rows[0][0].value

    assert answer(dataset, ask) == said


@pytest.mark.parametrize(("typed", "kind", "said"), [c for c in CELLS if c[1] in FLAGS])
def test_a_field_of_new_takes_the_same(dataset, typed, kind, said):
    desk, (record, flag) = DraftContext(dataset), FLAGS[kind]
    field = next(field for field in get_kind(record).fields if field.name == flag)

    assert answer(dataset, lambda: read_flag(field, typed, desk).value) == said


def test_show_asks_the_same():
    assert show.find_thing is find_thing


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_the_script_of_the_pages_takes_the_same(dataset):
    def answers(kind):
        found = dataset.query(names_query(kind, dataset.prefixes))
        return json.loads(found.serialize(format=ox.QueryResultsFormat.JSON))

    asked = {
        "answers": {name: answers(kind) for name, kind in KINDS.items()},
        "types": PARAMETERS,
        "typed": [row["typed"] for row in ROWS],
        "ids": dataset.prefixes.id_base,
        "prefixes": dict(dataset.prefixes.namespaces),
    }
    script = ROOT / "foc_graph/web/pages/assets/js/query-binding.js"
    module = Path(__file__).with_name("binding.mjs")
    command = ["node", "--no-warnings", "--experimental-default-type=module", module, script]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True)  # noqa: PLW1510
    assert done.returncode == 0, done.stderr
    for kind, found in json.loads(done.stdout).items():
        for row, said in zip(ROWS, found, strict=True):
            if said.startswith("! "):
                assert " - " in row[kind], (row["typed"], kind, said)
            else:
                assert dataset.prefixes.shorten(said) == row[kind]


@pytest.mark.parametrize(("text", "kind"), [
    ("20/8", TEXT), ("EST", STATE), ("Estonia", STATE), ("A-HRC-RES-20-8", TEXT),
    ("internet-shutdowns", concept_of("concept/topic")),
])  # fmt: skip
def test_what_is_spelled_as_it_is_called_is_found_without_reading_all_names(dataset, text, kind):
    """An endpoint takes long to send them all."""
    asked = []

    def rows(sparql):
        asked.append(sparql)
        return _rows(dataset, sparql)

    assert find(text, Lookup(rows, dataset.prefixes), kind) == find_thing(dataset, text, kind)
    assert len(asked) == 1
    assert find(text.lower(), Lookup(rows, dataset.prefixes), kind)
    assert names_query(kind, dataset.prefixes) in asked or text.lower() == text
