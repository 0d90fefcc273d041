"""Members on a date: the page, the canned query and the script of the static site agree."""

from __future__ import annotations

import re
import shutil

import pytest

from foc_graph.queries import catalog
from foc_graph.queries.run import run_query

DATES = (
    "2011-12-09",
    "2012-12-07",
    "2012",
    "2013-08",
    "2014-04-28",
    "2022-11-01",
    "2024-09-01",
    "2026-01-20",
)


@pytest.fixture(scope="session")
def asked(dataset, project):
    """The members on a date by the canned query: certain ones, possible ones."""
    from foc_graph.queries.engines import OxigraphEngine

    query = catalog.find_query(project, "members")

    def ask(on):
        table = run_query(query, OxigraphEngine(dataset), {"on": on}).outcome
        state, member = table.columns.index("state"), table.columns.index("member")
        names = {"yes": [], "possibly": []}
        for row in table.rows:
            names[row[member].value].append(row[state].value)
        return names

    return ask


def listed(html):
    """Return the names in the first section: certain ones, possible ones."""
    section = html.split('<section class="members"')[1].split("<figure")[0]
    sure, _, possibly = section.partition("Possibly, ")
    names = (re.findall(r"<li><a [^>]*>([^<]*)</a>", part) for part in (sure, possibly))
    return tuple(names)


@pytest.mark.parametrize("on", DATES)
def test_the_page_gives_what_the_query_gives(pages, asked, on):
    sure, possibly = listed(pages.render("members.html", {"on": on}))
    expected = asked(on)
    assert sorted(sure) == sorted(expected["yes"])
    assert sorted(possibly) == sorted(expected["possibly"])
    assert len(sure) + len(possibly) > 10


@pytest.mark.parametrize(
    "on", ["soon", "2014-13", "2014-02-30", "14", "<script>", "0000", "2014-4-1"]
)
def test_what_is_no_date_is_said_to_be_none(pages, on):
    html = pages.render("members.html", {"on": on})
    assert "is no date" in html
    assert "<script>" not in html.replace('<script type="module"', "")
    assert 'class="day"' not in html


def test_a_date_before_everything_has_no_members(pages):
    html = pages.render("members.html", {"on": "1900"})
    assert "<strong>0</strong> in 1900" in html


@pytest.fixture(scope="module")
def served(tmp_path_factory, pages):
    """The page of the static site and those of the server, as files behind a web server."""
    import functools
    import http.server
    import threading

    root = tmp_path_factory.mktemp("site")
    (root / "members.html").write_text(pages.render("members.html"), encoding="utf-8")
    for on in DATES:
        html = pages.render("members.html", {"on": on})
        (root / f"on-{on}.html").write_text(html, encoding="utf-8")
    for path, source in pages.assets().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, root / path)

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def guess_type(self, path):
            return "text/javascript" if path.endswith(".js") else super().guess_type(path)

    handler = functools.partial(Quiet, directory=root)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


SEEN = """() => [
  [...document.querySelectorAll(".then")].map((node) => node.innerText.replace(/\\s+/g, " ")),
  [...document.querySelectorAll("svg.fluid .interval, svg.fluid text")].map(
    (node) => [...node.classList].sort().join(" ")),
]"""
DAYS = """() => [...document.querySelectorAll(".day")].map(
  (node) => parseFloat(node.getAttribute("x1")))"""


@pytest.mark.parametrize("on", DATES)
def test_the_script_of_the_static_site_shows_what_the_server_shows(served, browser, on):
    page = browser.new_page()
    page.goto(f"{served}/members.html")
    page.get_by_label("Members on").fill(on)
    page.get_by_role("button", name="Show").click()
    page.wait_for_selector(".then p")
    script, days = page.evaluate(SEEN), page.evaluate(DAYS)
    page.goto(f"{served}/on-{on}.html")
    assert script == page.evaluate(SEEN)
    assert days == pytest.approx(page.evaluate(DAYS), abs=0.01)
    page.close()


def test_the_script_says_what_is_no_date(served, browser):
    page = browser.new_page()
    page.goto(f"{served}/members.html?on=2014-02-30")
    assert "is no date" in page.get_by_role("status").first.inner_text()
    page.close()


def test_a_second_large_organisation_has_a_page_of_its_own(small):
    from foc_graph.dataset import load_dataset
    from foc_graph.web.addresses import Addresses
    from foc_graph.web.pages import Pages

    turtle = "@base <https://example.org/id/> . @prefix org: <http://www.w3.org/ns/org#> .\n"
    turtle += "".join(
        f"<m/{club}-{n}> a org:Membership ; org:organization <org/{club}> ; org:member <s/{n}> .\n"
        for club, size in (("big", 200), ("large", 190), ("small", 5))
        for n in range(size)
    )
    (small.data / "part.ttl").write_text(turtle, encoding="utf-8")
    dataset = load_dataset(small)
    pages = Pages(dataset, Addresses(dataset))
    assert "members/large.html" in pages.paths()
    assert "members/small.html" not in pages.paths()
    html = pages.render("members/large.html", {"on": "2014"})
    assert 'action="large.html"' in html
    assert "<strong>190</strong> more possibly" in html
    assert all(len(pages.render(path)) < 150_000 for path in pages.paths())
