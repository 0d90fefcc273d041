"""Which files are formatted, and what is said of those that cannot be."""

from __future__ import annotations

import sys
from subprocess import run

import pytest

from foc_graph.errors import UsageProblem
from foc_graph.project import Project
from foc_graph.turtle import format_files

MAP = "@base <https://w3id.org/foc-graph/> .\n@prefix foc: <https://w3id.org/foc-graph/ns#> .\n"
STATE = "@base <https://w3id.org/foc-graph/id/> .\n\n<state/EST>\n  <urn:p> 1 .\n"


@pytest.fixture
def estonia(tmp_path):
    """A project with a prefix map and one state, both canonical."""
    for folder in ("ontology/shapes", "data/state"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "ontology/prefixes.ttl").write_text(MAP)
    (tmp_path / "data/state/EST.ttl").write_text(STATE)
    return Project(tmp_path)


def names(files):
    return [file.name for file in files]


def test_without_paths_all_turtle_of_the_project_is_formatted(estonia):
    (estonia.shapes / "S.ttl").write_text("<urn:a> <urn:p> 1 .\n")
    (estonia.data / "other.jsonld").write_text("{}")
    assert names(format_files(estonia)) == [
        "data/state/EST.ttl",
        "ontology/prefixes.ttl",
        "ontology/shapes/S.ttl",
    ]


def test_a_file_named_twice_is_formatted_once(estonia):
    assert names(format_files(estonia, [estonia.data / "state/EST.ttl", estonia.data])) == [
        "data/state/EST.ttl"
    ]


@pytest.mark.parametrize(
    ("name", "what"), [("none", "no such file or folder"), ("ontology/shapes", "holds no Turtle")]
)
def test_a_path_without_turtle_is_a_wrong_call(estonia, name, what):
    with pytest.raises(UsageProblem, match=what):
        list(format_files(estonia, [estonia.root / name]))


def test_canonical_files_do_not_differ(estonia):
    assert [file.differs for file in format_files(estonia)] == [False, False]


def test_nothing_is_written_before_write(estonia):
    path = estonia.data / "state/EST.ttl"
    path.write_text("<state/EST> <urn:p> 1 .")
    (file,) = format_files(estonia, [path])
    assert path.read_text() == "<state/EST> <urn:p> 1 ."
    file.write()
    assert path.read_text() == STATE


@pytest.mark.parametrize(
    ("before", "oddities"),
    [
        (b"\xef\xbb\xbf" + STATE.encode(), ("a byte order mark",)),
        (STATE.replace("\n", "\r\n").encode(), ("CR LF",)),
    ],
)
def test_what_an_editor_does_not_show_is_named(estonia, before, oddities):
    path = estonia.data / "state/EST.ttl"
    path.write_bytes(before)
    (file,) = format_files(estonia, [path])
    assert (file.differs, file.oddities, file.after) == (True, oddities, STATE.encode())


def test_rdflib_is_not_imported():
    code = "import sys, foc_graph.turtle, foc_graph.cli.fmt; print('rdflib' in sys.modules)"
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
