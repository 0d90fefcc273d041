"""The checkers of others: the W3C's Nu HTML checker and a browser, on one page of each kind."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

#: One page of each kind, the pictures' and the editor's included where they are there.
SAMPLE = (
    "index.html",
    "about.html",
    "browse/doc.html",
    "browse/state.html",
    "doc/A-HRC-RES-20-8.html",
    "doc/A-HRC-RES-47-16.html",
    "doc/A-RES-68-167.html",
    "doc/foc-2014-tallinn-agenda.html",
    "state/EST.html",
    "org/foc.html",
    "membership/foc-USA-1.html",
    "event/foc-conference-2014-tallinn.html",
    "principle/same-rights-online.html",
    "formulation/same-rights-un-2012.html",
    "concept/topic/privacy.html",
    "concept/topic.html",
    "source/mediarightsagenda-foc-itu.html",
    "dataset.html",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, pages, rendered) -> Path:
    """The sample as files, with the assets that it needs."""
    root = tmp_path_factory.mktemp("site")
    for path in SAMPLE:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(rendered[path], encoding="utf-8")
    for path, source in pages.assets().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, root / path)
    return root


@pytest.mark.slow
def test_the_nu_html_checker_finds_nothing(folder):
    jar = os.environ.get("VNU_JAR", "")
    if not shutil.which("java") or not Path(jar).is_file():
        pytest.skip("needs Java and the Nu HTML checker: npm pack vnu-jar, VNU_JAR=…/vnu.jar")
    command = ["java", "-Xss4m", "-jar", jar, "--errors-only", "--skip-non-html", str(folder)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.stderr == ""


@pytest.mark.parametrize("path", SAMPLE)
def test_nothing_is_wider_than_a_phone(folder, browser, path):
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto((folder / path).as_uri())
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert wide <= 360


def test_a_citation_can_be_copied_with_and_without_javascript(folder, browser):
    address = (folder / "doc/A-HRC-RES-20-8.html").as_uri()
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(address)
    plain.get_by_text("Cite this", exact=True).last.click()
    assert plain.get_by_text("Human Rights Council resolution 20/8").first.is_visible()
    assert plain.get_by_role("button", name="Copy the reference").count() == 0
    plain.context.close()
    page = browser.new_page()
    page.goto(address)
    page.get_by_text("Cite this", exact=True).last.click()
    page.get_by_role("button", name="Copy the reference").first.click()
    page.get_by_text(re.compile("Copied|Selected")).first.wait_for()
    page.close()


def test_the_journey_of_a_keyboard(folder, browser):
    """Tab, Enter: past the header; then every link has a visible focus."""
    page = browser.new_page()
    page.goto((folder / "doc/A-HRC-RES-20-8.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.close()
