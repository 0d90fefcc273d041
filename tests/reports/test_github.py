"""Workflow commands: what a runner of GitHub reads from the log."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from foc_graph.positions.lines import Span
from foc_graph.rdf.terms import INFO, WARNING
from foc_graph.reports.github import command
from foc_graph.shacl.report import Checked, Problem

COMMAND = re.compile(r"^::(\w+)(?: ([^:]*))?::(.*)$")

#: The former syntax, which runners still obey anywhere in a line.
FORMER = re.compile(r"##\[(\w+)([^\]]*)\](.*)")


def commands(text):
    """Read the log as the runner does: commands between stop-commands and its token do not act."""
    found, stopped = [], None
    for line in text.splitlines():
        match = COMMAND.match(line)
        if stopped:
            stopped = None if line == f"::{stopped}::" else stopped
        elif line.startswith("::stop-commands::"):
            stopped = line.removeprefix("::stop-commands::")
        elif match and match[1] in ("error", "warning", "notice"):
            given = dict(p.split("=", 1) for p in (match[2] or "").split(",") if p)
            found.append((match[1], {k: unescape(v) for k, v in given.items()}, unescape(match[3])))
        elif not match and FORMER.search(line):
            found.append(("former", {}, line))
    return found


def unescape(text):
    """Undo the escapes in the order of the runner (ActionCommand.cs)."""
    for escape, character in (
        ("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"),
    ):  # fmt: skip
        text = text.replace(escape, character)
    return text


def test_a_result_is_an_annotation_on_its_line(show, result):
    text = show("github", result(end_line=7, end_column=20), folder="graph/")

    assert commands(text) == [
        (
            "error",
            {
                "file": "graph/data/state/EST.ttl", "line": "7", "endLine": "7",
                "col": "12", "endColumn": "20",
                "title": "Wrong datatype (ex:State-name/Datatype)",
            },
            'Not a name of state/EST.\nstate/EST  ex:name  "Estonia"@en',
        )
    ]  # fmt: skip
    assert text.endswith("\nDoes not conform: 1 violation, 0 warnings, 0 infos.\n")


def test_columns_are_left_out_where_a_span_has_several_lines(show, result):
    ((_, given, _),) = commands(show("github", result(end_line=9, end_column=2)))

    assert (given["line"], given["endLine"]) == ("7", "9")
    assert "col" not in given


@pytest.mark.parametrize("text", ["100%", "a%0Ab", "a\r\nb", "file=x,line=1::oops", "%25"])
def test_whatever_is_said_comes_back_whole(text):
    ((level, given, message),) = commands(command("error", text, title=text))

    assert (level, given["title"], message) == ("error", text, text)


def test_a_path_with_commas_and_colons_comes_back_whole(show):
    problem = Problem(Span("data/a:b, c%.ttl", 3), "is odd", "rename it")

    ((_, given, _),) = commands(show("github", problems=[problem]))

    assert given["file"] == "data/a:b, c%.ttl"


def test_levels(show, result):
    found = commands(show("github", result(), result(WARNING), result(INFO)))

    assert [level for level, _, _ in found] == ["error", "warning", "notice"]


def test_new_lines_come_first(show, many):
    changed = {"data/state/EST.ttl": frozenset({15, 17})}

    lines = [given["line"] for _, given, _ in commands(show("github", *many(30), changed=changed))]

    assert lines == ["15", "17", "1", "2", "3", "4", "5", "6", "7", "8"]


def test_ten_of_a_level_are_annotations_and_the_rest_is_said(show, many):
    text = show("github", *many(25), *many(12, WARNING))

    assert len(commands(text)) == 20
    assert "::group::17 more findings, not shown as annotations\n" in text
    assert text.count(": violation: Not a name") == 15
    assert "GitHub shows 10 annotations of a level a step; 17 more are in the group" in text


def test_the_rest_cannot_act(show, many):
    said = (ox.Literal("\n::error::gotcha\n::set-output name=x::y ##[error]z"),)

    text = show("github", *many(11, messages=said))

    assert len(commands(text)) == 10
    assert not any(line.startswith("::set-output") for line in text.splitlines())


def test_nothing_to_check_is_an_error(show):
    ((level, _, message),) = commands(show("github", checked=Checked("sparql", 0, 0, 1, 0)))

    assert (level, message) == ("error", "Does not conform: there were no files to check.")
