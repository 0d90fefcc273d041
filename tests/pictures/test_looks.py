"""In a browser: nothing serious for axe, nothing wider than a phone, and what comes to the fore."""

from __future__ import annotations

import shutil

import pytest

PATHS = (
    "index.html", "timeline.html", "lineage.html", "members.html", "sponsors.html",
    "sponsors/privacy-in-the-digital-age.html", "ns.html", "shapes.html", "term/Affirmation.html",
)  # fmt: skip


SMALLEST = """(shown) => Math.min(...[
  ...document.querySelectorAll(`figure.picture > svg.${shown} text`)
].map((node) => node.getBoundingClientRect().height))"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory, pages):
    """The pages as files, with their assets."""
    root = tmp_path_factory.mktemp("site")
    for path in PATHS:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(pages.render(path), encoding="utf-8")
    for path, source in pages.assets().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, root / path)
    return root


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_serious_and_nothing_is_too_wide(folder, browser, path, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto((folder / path).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page).response["violations"]
    page.close()
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []


@pytest.mark.parametrize(("width", "shown"), [(1280, "wide"), (390, "narrow")])
@pytest.mark.parametrize("path", ["index.html", "timeline.html"])
def test_one_of_two_drawings_is_shown_with_words_that_can_be_read(
    folder, browser, path, width, shown
):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((folder / path).as_uri())
    drawings = page.locator("figure.picture > svg")
    assert [d.get_attribute("class") for d in drawings.all() if d.is_visible()] == [shown]
    smallest = page.evaluate(SMALLEST, shown)
    page.close()
    assert smallest >= 10


def test_a_text_brings_out_its_own_citations(folder, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((folder / "lineage.html").as_uri())
    coming = page.locator("#at-A-HRC-RES-20-8 .arc.in")
    assert coming.count() == 10
    assert not coming.first.is_visible()
    page.locator("#at-A-HRC-RES-20-8 a").focus()
    assert coming.first.is_visible()
    page.goto((folder / "lineage.html").as_uri() + "#at-A-HRC-RES-20-8")
    assert coming.first.is_visible()
    page.close()


def test_it_can_be_read_without_javascript_and_without_the_style_sheet(folder, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((folder / "timeline.html").as_uri())
    page.get_by_text("The same as a table").click()
    assert page.get_by_role("cell", name="5 July 2012").is_visible()
    page.context.close()
