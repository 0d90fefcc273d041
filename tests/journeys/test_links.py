"""Every link of the server leads somewhere, anchors included; its missing pages are found too."""

from __future__ import annotations

import http.client
import re
from html import unescape
from http import HTTPStatus
from urllib.parse import unquote, urljoin, urlsplit

import pytest

REFERENCE = re.compile(r'\s(?:href|src|action|data-index|data-dump)="([^"]*)"')
ANCHOR = re.compile(r'\sid="([^"]*)"')

#: Data of documents, of which every one in so many is fetched: the rest is tried elsewhere.
EACH = 25


class Crawler:
    """Goes over one connection, for speed."""

    def __init__(self, url):
        self.url = url
        self.connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
        self.anchors, self.links, self.broken = {}, {}, []

    def get(self, path, method="GET"):
        """Return status, content type and body."""
        self.connection.request(method, path, headers={"Accept": "*/*"})
        response = self.connection.getresponse()
        kind = response.headers.get("Content-Type", "")
        return response.status, kind.partition(";")[0], response.read()

    def crawl(self, start="/index.html"):
        """Read every page that pages link to."""
        waiting, seen = [start], {start}
        while waiting:
            path = waiting.pop()
            for target in self.read(path):
                found = target.partition("#")[0]
                if found not in seen and _is_page(found):
                    seen.add(found)
                    waiting.append(found)
        return seen

    def read(self, path):
        """Note the anchors and links of a page."""
        status, kind, body = self.get(path)
        if (status, kind) != (200, "text/html"):
            self.broken.append((path, status, kind))
            return ()
        text = body.decode()
        self.anchors[path.partition("?")[0]] = set(map(unescape, ANCHOR.findall(text)))
        here = urljoin(self.url, path)
        targets = {urljoin(here, unescape(found)) for found in REFERENCE.findall(text)}
        own = {target[len(self.url) - 1 :] for target in targets if target.startswith(self.url)}
        self.links[path] = own
        return own


def _is_page(path):
    return path.partition("?")[0].endswith(".html")


@pytest.mark.slow
def test_every_link_of_the_server_leads_somewhere(server):
    crawler = Crawler(server.url)
    pages = crawler.crawl()
    assert crawler.broken == []
    assert len(pages) > 1900
    links = {link for found in crawler.links.values() for link in found}
    files = sorted({link.partition("#")[0] for link in links} - pages)
    wholes = [path for path in files if path.count("/") < 2 or "/assets/" in path]
    answers = {path: crawler.get(path, "HEAD")[0] for path in {*wholes, *files[::EACH]}}
    assert {path: status for path, status in answers.items() if status not in _FINE} == {}
    lost = {
        (path, link)
        for path, found in crawler.links.items()
        for link in found
        if _is_lost(link, crawler.anchors)
    }
    assert sorted(lost)[:20] == []


#: 405: the endpoint of SPARQL takes no HEAD without a query; 303: an identifier.
_FINE = (200, 303)


def _is_lost(link, anchors):
    page, _, anchor = link.partition("#")
    known = anchors.get(page.partition("?")[0])
    return bool(anchor) and known is not None and not {anchor, unquote(anchor)} & known


@pytest.mark.slow
def test_every_page_of_the_static_site_can_be_reached_from_home(static):
    found = {path.relative_to(static.folder).as_posix() for path in static.folder.rglob("*.html")}
    crawler = Crawler(static.url)
    reached = {path[1:] for path in crawler.crawl()}
    assert crawler.broken == []
    assert found - reached == {"404.html"}


@pytest.mark.parametrize("kind", ["server", "static"])
def test_what_is_not_there_is_said_with_a_style_sheet(browser, request, kind):
    """At any depth: the links of the page start at the root of the host."""
    host = request.getfixturevalue(kind)
    page = browser.new_page()
    said = []
    page.on("response", lambda response: said.append((response.status, response.url)))
    page.goto(f"{host.url}no/such/page.html")
    assert said[0][0] == HTTPStatus.NOT_FOUND
    assert "not found" in page.inner_text("h1").lower()
    assert (HTTPStatus.OK, f"{host.url}assets/style.css") in said
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Members").click()
    page.wait_for_url(f"{host.url}members.html")
    page.close()
