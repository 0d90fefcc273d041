"""The tests lie where the code lies, and none depends on how busy the machine is."""

from __future__ import annotations

import ast

from hypothesis import HealthCheck, settings

from tests.conftest import ROOT


def folders(name):
    return {path.name for path in (ROOT / name).iterdir() if any(path.glob("**/[a-z]*.py"))}


def test_every_package_has_a_folder_of_tests():
    assert {"shacl", "cli"} <= folders("foc_graph") <= folders("tests")


def overrides(text):
    """What a test sets for Hypothesis that the profile of tests/conftest.py has right."""
    for call in ast.walk(ast.parse(text)):
        for word in call.keywords if isinstance(call, ast.Call) else ():
            value = ast.unparse(word.value)
            if word.arg == "deadline" or (
                word.arg == "suppress_health_check" and "too_slow" not in value
            ):
                yield f"{word.arg}={value}"


def test_hypothesis_has_no_deadline():
    assert settings.default.deadline is None
    assert HealthCheck.too_slow in settings.default.suppress_health_check


def test_no_test_gives_hypothesis_a_deadline():
    files = set((ROOT / "tests").rglob("*.py")) - {ROOT / "tests" / "conftest.py"}
    found = {path: list(overrides(path.read_text("utf-8"))) for path in files}

    assert {path: words for path, words in found.items() if words} == {}


def test_a_deadline_is_found():
    text = "@settings(max_examples=3, deadline=200, suppress_health_check=[H.x])\ndef f(): ..."

    assert list(overrides(text)) == ["deadline=200", "suppress_health_check=[H.x]"]
