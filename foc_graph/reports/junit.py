"""JUnit XML: a suite a shape (a check, of lint), a test case a focus node, and one for the run.

What is found but does not decide is a passed test case with a word in it; what the baseline
accepts is a skipped one.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from foc_graph.reports.findings import RANKS, grouped
from foc_graph.reports.view import Reporter, Viewed
from foc_graph.reports.words import number

if TYPE_CHECKING:
    from foc_graph.reports.findings import Finding
    from foc_graph.reports.view import View
    from foc_graph.shacl.report import Report

#: What XML 1.0 cannot hold, even escaped (2.2, production [2]).
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report, view: View) -> str:
    """Return the report as the test results that GitLab, Jenkins and Azure show."""
    viewed = Viewed(report, view)
    root = ET.Element("testsuites", name=_command(viewed))
    _run(root, viewed)
    accepted = {f.fingerprint for f in viewed.accepted}
    shown = [f for f in viewed.everything if f.rank >= RANKS[view.severity]]
    for shape, found in sorted(grouped(shown, lambda f: f.shape or f.rule).items()):
        _suite(root, shape, found, accepted, view)
    _count(root)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


REPORTER = Reporter(
    "junit", render, shows="warning", paths="repository",
    purpose="GitLab, Jenkins, Azure: test results",
)  # fmt: skip


def legal(text: str) -> str:
    """Return text that XML can hold."""
    return _ILLEGAL.sub("\ufffd", text)


def _command(viewed: Viewed) -> str:
    return f"foc-graph {viewed.report.checked.command}"


def _run(root: ET.Element, viewed: Viewed) -> None:
    """Write one case that is always there: a report without any is an error to most readers."""
    checked = viewed.report.checked
    command = _command(viewed)
    suite = ET.SubElement(root, "testsuite", name=command)
    things, rules = number(checked.focus_nodes, checked.thing), number(checked.shapes, checked.rule)
    name = f"{things} against {rules}"
    case = ET.SubElement(suite, "testcase", name=name, classname=command)
    if not viewed.passes:
        _failure(case, "verdict", viewed.verdict, viewed.verdict)
    ET.SubElement(case, "system-out").text = legal(
        f"Checked {number(checked.files, 'file')} with {number(checked.triples, 'triple')}"
        f" (engine {checked.engine}). {viewed.verdict}"
    )


def _suite(
    root: ET.Element, shape: str, found: list[Finding], accepted: set[str], view: View
) -> None:
    suite = ET.SubElement(root, "testsuite", name=legal(shape))
    cases = grouped(found, lambda f: f.focus or f.value or (f.place.file if f.place else shape))
    for name, group in sorted(cases.items()):
        case = ET.SubElement(suite, "testcase", name=legal(name), classname=legal(shape))
        _fill(case, group, accepted, view)


def _fill(case: ET.Element, found: list[Finding], accepted: set[str], view: View) -> None:
    new = [finding for finding in found if finding.fingerprint not in accepted]
    failing = [finding for finding in new if finding.rank >= RANKS[view.fail_on]]
    if failing:
        text = "\n".join(_line(finding, view) for finding in failing)
        _failure(case, failing[0].rule, failing[0].advice, text)
    elif not new:
        ET.SubElement(case, "skipped", message="accepted by the baseline")
    said = [_line(finding, view) for finding in found if finding not in failing]
    if said:
        ET.SubElement(case, "system-out").text = legal("\n".join(said))


def _line(finding: Finding, view: View) -> str:
    about = "  ".join(finding.about)
    return f"{view.where(finding)}: {finding.severity}: {finding.advice}\n    {about}".rstrip()


def _failure(case: ET.Element, kind: str, message: str, text: str) -> None:
    failure = ET.SubElement(case, "failure", type=legal(kind), message=legal(message))
    failure.text = legal(text)


def _count(root: ET.Element) -> None:
    """Set the totals of every suite and of all."""
    for element in (*root.findall("testsuite"), root):
        cases = list(element.iter("testcase"))
        element.set("tests", str(len(cases)))
        element.set("failures", str(sum(c.find("failure") is not None for c in cases)))
        element.set("errors", "0")
        if element.tag == "testsuite":
            element.set("skipped", str(sum(c.find("skipped") is not None for c in cases)))
