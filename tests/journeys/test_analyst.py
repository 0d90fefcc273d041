"""What an analyst comes for, on the server and on the static site."""

from __future__ import annotations

import re

from tests.journeys.conftest import PHONE, is_too_wide, press_until, until

TEXT, SPONSORS = "20/8", "query/sponsors-not-members.html"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s a foc:State }"


def names(page, selector):
    return {text.strip() for text in page.locator(selector).all_inner_texts()}


def test_who_sponsored_20_8_and_never_joined(visit, ask):
    """Home, search, the text: those without a badge are those that the query names."""
    page = visit()
    page.get_by_role("searchbox").fill(TEXT)
    page.get_by_role("button", name="Search").click()
    page.locator("#search-hits a").first.click()
    page.wait_for_url("**/doc/A-HRC-RES-20-8.html")
    rows = ask("sponsors-not-members", text=TEXT)
    assert f"{len(rows)} never joined" in page.inner_text("main")
    never = "#sponsors ~ ul.columns li:not(:has(.badge:not(.against))) a"
    assert names(page, never) == {row["state"] for row in rows}
    assert len(rows) > 20


def test_the_same_with_the_keyboard_alone(visit):
    page = visit()
    press_until(page, "#site-search")
    page.keyboard.type(TEXT)
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-hits a")
    press_until(page, "#search-hits a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/doc/A-HRC-RES-20-8.html")
    press_until(page, 'a[href="#sponsors"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**#sponsors")
    until(page, "document.getElementById('sponsors').getBoundingClientRect().top < innerHeight / 2")


def test_the_same_on_a_phone(visit, ask):
    page = visit(viewport=PHONE)
    assert not is_too_wide(page)
    page.get_by_role("searchbox").fill(TEXT)
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-hits a")
    assert not is_too_wide(page)
    page.locator("#search-hits a").first.click()
    page.wait_for_url("**/doc/A-HRC-RES-20-8.html")
    assert not is_too_wide(page)
    assert f"{len(ask('sponsors-not-members', text=TEXT))} never joined" in page.inner_text("main")


def test_the_members_on_28_april_2014(visit, ask):
    page = visit()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Members").click()
    page.get_by_label("Members on", exact=True).fill("2014-04-28")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/members.html?on=2014-04-28")
    coalition = page.locator("section.members").first
    coalition.locator(".then li").first.wait_for()
    rows = ask("members", on="2014-04-28")
    sure = {row["state"] for row in rows if row["member"] == "yes"}
    assert f"{len(sure)} on 28 April 2014" in coalition.locator(".then").inner_text()
    shown = coalition.locator(".then ul").first.locator("a").all_inner_texts()
    assert set(shown) == sure
    everybody = coalition.locator(".then ul a").all_inner_texts()
    assert set(everybody) == {row["state"] for row in rows}


def test_a_citation_is_copied(visit):
    page = visit("doc/A-HRC-RES-20-8.html")
    page.get_by_text("Cite this", exact=True).last.click()
    page.get_by_role("button", name="Copy BibTeX").first.click()
    page.get_by_text("Copied.").first.wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@techreport{A-HRC-RES-20-8,")
    assert re.search(r"number = \{A/HRC/RES/20/8\},\s+year = \{2012\}", copied)
    assert copied.strip().endswith("}")


def test_a_query_is_run_with_a_parameter(visit, ask):
    page = visit("query/index.html")
    page.get_by_role("link", name="never joined").click()
    page.wait_for_url(f"**/{SPONSORS}")
    page.get_by_label("Only the sponsors of this text").fill(TEXT)
    page.get_by_role("button", name="Run the query").click()
    check_result(page, ask)


def test_a_query_is_run_with_the_keyboard_alone(visit, ask):
    page = visit(SPONSORS)
    press_until(page, "#p-text")
    page.keyboard.type(TEXT)
    press_until(page, "#query-form button")
    page.keyboard.press("Enter")
    check_result(page, ask)


def test_a_query_is_run_on_a_phone(visit, ask):
    page = visit(SPONSORS, viewport=PHONE)
    page.get_by_label("Only the sponsors of this text").fill(TEXT)
    page.get_by_role("button", name="Run the query").click()
    check_result(page, ask)
    assert not is_too_wide(page)


def check_result(page, ask):
    rows = ask("sponsors-not-members", text=TEXT)
    page.wait_for_url("**text=20%2F8")
    until(page, f"document.querySelectorAll('main table tbody tr').length === {len(rows)}")
    assert f"{len(rows)} rows" in page.locator("main").inner_text()
    shown = page.locator("main tbody tr td:first-child").all_inner_texts()
    assert [name.removeprefix("State").strip() for name in shown] == [row["state"] for row in rows]


def written(page, query):
    page.wait_for_selector(".coloured")
    page.keyboard.press("Control+a")
    page.keyboard.type(query)


def test_a_query_of_one_s_own(visit, dataset):
    page = visit()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="SPARQL").click()
    page.get_by_label("Query", exact=True).click()
    written(page, COUNT)
    page.get_by_role("button", name="Run", exact=True).click()
    check_count(page, dataset)


def test_a_query_of_one_s_own_with_the_keyboard_alone(visit, dataset):
    page = visit("sparql.html", viewport=PHONE)
    press_until(page, "#sparql-query")
    written(page, COUNT)
    press_until(page, "#sparql-run")
    page.keyboard.press("Enter")
    check_count(page, dataset)
    assert not is_too_wide(page)


def check_count(page, dataset):
    page.wait_for_selector("#sparql-output tbody tr")
    wanted = next(iter(dataset.query(COUNT)))["n"].value
    assert page.locator("#sparql-output td").all_inner_texts() == [wanted]
    assert "1 row," in page.inner_text("#sparql-status")


def test_a_thing_that_is_found_is_shown_by_this_site(visit, host):
    """Identifiers have the address of the graph; who looks here stays here."""
    page = visit("sparql.html")
    page.get_by_label("Query", exact=True).click()
    written(page, "SELECT ?s WHERE { ?s a foc:State ; skos:prefLabel 'Estonia'@en }")
    page.keyboard.press("Control+Enter")
    page.locator("#sparql-output td a").click()
    page.wait_for_url(re.compile(re.escape(host.url) + r"state/EST(\.html)?$"))
    assert page.inner_text("h1") == "Estonia"
