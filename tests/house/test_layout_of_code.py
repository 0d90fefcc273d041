"""The code is laid out as CONTRIBUTING.md says: a name for one thing, short files and functions."""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = ROOT / "foc_graph"
MOST_LINES_OF_A_FILE = 280
MOST_LINES_OF_A_FUNCTION = 48

#: Names of modules and packages that end in -ing -> why this one may.
NOUNS = {
    "backing": "the noun: the support that a text had",
    "hosting": "the command `foc-graph hosting`, and what it is about",
    "listing": "the noun: a list as it is printed",
    "ordering": "the noun: what comes before what",
    "paging": "the term for a result that is given in pages",
    "prebinding": "SHACL's own term, pre-binding of variables (SHACL 5.3)",
    "ranking": "the noun: the order of the results of a search",
}
#: Words that say what a thing is like, not what it is.
METAPHORS = {
    "bench", "brood", "cradle", "desk", "door", "garden", "gate", "ground", "grounds", "hatch",
    "house", "keeping", "kept", "kitchen", "nest", "nursery", "room", "shelf", "twin", "twins",
}  # fmt: skip


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def modules(package: Path = PACKAGE) -> list[Path]:
    """Every Python file, the copy of the graph that a wheel carries left out."""
    return sorted(p for p in package.rglob("*.py") if "bundled" not in p.parts)


def names(package: Path = PACKAGE) -> dict[str, Path]:
    """Module or package, dotted and without the first name -> its file."""
    found = {}
    for path in modules(package):
        parts = path.relative_to(package).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return {name: path for name, path in found.items() if name}


def classes_defined_twice(package: Path) -> dict[str, list[str]]:
    places = defaultdict(list)
    for path in modules(package):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(f"{path.relative_to(package)}:{node.lineno}")
    return {name: found for name, found in places.items() if len(found) > 1}


def gerunds(package: Path) -> list[str]:
    last = {name: name.rpartition(".")[2] for name in names(package)}
    return [n for n, word in last.items() if word.endswith("ing") and word not in NOUNS]


def metaphors(package: Path) -> list[str]:
    return [n for n in names(package) if METAPHORS & set(n.rpartition(".")[2].split("_"))]


def long_files(package: Path) -> dict[str, int]:
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in modules(package)}
    return {
        str(path.relative_to(package)): count
        for path, count in lines.items()
        if count > MOST_LINES_OF_A_FILE
    }


def long_functions(package: Path) -> dict[str, int]:
    return {
        f"{path.relative_to(package)}:{node.lineno} {node.name}": count
        for path in modules(package)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (count := node.end_lineno - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    }


def test_there_is_code_to_look_at():
    assert len(modules()) > 100
    assert {"shacl", "cli", "cli.validate"} <= set(names())


def test_no_class_name_stands_for_two_classes():
    assert classes_defined_twice(PACKAGE) == {}


def test_modules_are_named_by_nouns():
    assert gerunds(PACKAGE) == [], "name the thing, or say in NOUNS why this word is a noun"


def test_modules_are_named_by_what_they_are():
    assert metaphors(PACKAGE) == []


def test_files_are_short():
    assert long_files(PACKAGE) == {}


def test_functions_are_short():
    assert long_functions(PACKAGE) == {}


TWICE = "class A: ...\ndef f():\n    class _B: ...\n"


@pytest.mark.parametrize(
    ("check", "files", "found"),
    [
        (classes_defined_twice, {"a/b.py": TWICE, "c.py": "class _B: ..."},
         {"_B": ["a/b.py:3", "c.py:1"]}),
        (gerunds, {"a/reading.py": "", "b/pairing/__init__.py": "", "a/ranking.py": ""},
         ["a.reading", "b.pairing"]),
        (metaphors, {"a/nursery.py": "", "kept_rows.py": "", "gateway.py": ""},
         ["a.nursery", "kept_rows"]),
        (long_files, {"a.py": "\n" * 281, "b.py": "\n" * 280}, {"a.py": 281}),
        (long_functions, {"a.py": "class A:\n  async def f(x):\n" + "    x\n" * 48},
         {"a.py:2 f": 49}),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_found(tmp_path, check, files, found):
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    assert check(tmp_path) == found
