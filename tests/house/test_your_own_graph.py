"""The project of docs/your-own-graph.md, made from the page and used as it says."""

from __future__ import annotations

import re

import pytest

from foc_graph.cli import run

FILE = re.compile(r"^`([\w/.-]+)`\n\n```\w+\n(.*?)```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def letters(repository, tmp_path):
    page = (repository / "docs" / "your-own-graph.md").read_text("utf-8")
    files = FILE.findall(page)
    assert len(files) == 4
    for name, text in files:
        path = tmp_path / "letters" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "letters"


def test_it_conforms_and_is_canonical(letters, capsys):
    assert run(["--root", str(letters), "validate"]) == 0
    assert "Conforms: 0 violations, 0 warnings, 0 infos." in capsys.readouterr().out
    assert run(["--root", str(letters), "fmt", "--check", str(letters / "data")]) == 0


def test_its_query_answers(letters, capsys):
    assert run(["--root", str(letters), "query", "born"]) == 0
    assert "person/ada" in capsys.readouterr().out


def test_it_is_published(letters, tmp_path):
    assert run(["--root", str(letters), "publish", "-o", str(tmp_path / "dist")]) == 0
    assert (tmp_path / "dist" / "SHA256SUMS").is_file()


def test_its_shape_speaks_to_the_curator(letters, capsys):
    ada = letters / "data" / "person" / "ada.ttl"
    ada.write_text(ada.read_text().replace("ex:born", "ex:bron"))

    assert run(["--root", str(letters), "validate"]) == 1
    assert "data/person/ada.ttl:5:1: violation: Say when this person" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (
            "ontology/prefixes.ttl",
            "not a project: ontology/prefixes.ttl is missing - add it: a line",
        ),
        ("data", "not a project: data is missing - add it: a folder with one entity a file"),
    ],
)
def test_what_is_missing_is_named(letters, capsys, part, message):
    (letters / part).rename(letters / "elsewhere")

    assert run(["--root", str(letters), "validate"]) == 2
    assert message in capsys.readouterr().err


def test_lint_finds_nothing(letters, capsys):
    assert run(["--root", str(letters), "lint"]) == 0
    assert "Conforms: 0 violations" in capsys.readouterr().out
