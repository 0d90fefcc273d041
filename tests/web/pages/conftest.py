"""Pages of our own dataset and of small projects, and ways to look at them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import unquote, urlsplit

import pytest

from foc_graph.dataset import load_dataset
from foc_graph.web.addresses import Addresses
from foc_graph.web.pages import Pages

_ATTRIBUTE = re.compile(r'\s(id|href|src|action)="([^"]*)"')


def pages_of(project) -> Pages:
    """The pages of a project."""
    dataset = load_dataset(project)
    assert not dataset.problems, dataset.problems
    return Pages(dataset, Addresses(dataset))


@pytest.fixture(scope="session")
def pages(dataset) -> Pages:
    """Our own pages."""
    return Pages(dataset, Addresses(dataset))


class Rendered(Mapping):
    """Path -> HTML of every page; a page is rendered when it is first looked at."""

    def __init__(self, pages) -> None:
        self._pages = pages
        self._html = dict.fromkeys(pages.paths(), "")

    def __getitem__(self, path: str) -> str:
        self._html[path] = self._html[path] or self._pages.render(path)
        return self._html[path]

    def __contains__(self, path: object) -> bool:
        return path in self._html

    def __iter__(self) -> Iterator[str]:
        return iter(self._html)

    def __len__(self) -> int:
        return len(self._html)


@pytest.fixture(scope="session")
def rendered(pages) -> Rendered:
    """Every page of ours."""
    return Rendered(pages)


@pytest.fixture
def odd(small):
    """Make the pages of a project with one more data file."""

    def make(turtle: str, name: str = "thing/odd") -> Pages:
        path = small.data / f"{name}.ttl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{PREFIXES}\n{turtle}", encoding="utf-8")
        return pages_of(small)

    return make


PREFIXES = """\
@base <https://example.org/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ex: <https://example.org/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


@pytest.fixture(scope="session")
def attributes():
    """How to read attributes of a page."""
    return _attributes


@pytest.fixture(scope="session")
def missing_links():
    """How to find links that lead nowhere."""
    return _missing_links


@pytest.fixture(scope="session")
def made():
    """How to make the pages of a project."""
    return pages_of


def _attributes(html: str, *names: str) -> list[str]:
    """Return the values of attributes, in order."""
    return [unescape(value) for name, value in _ATTRIBUTE.findall(html) if name in names]


def _missing_links(rendered: Mapping[str, str], also: set[str]) -> list[str]:
    """Return internal links that lead nowhere; ``also`` are files that are no pages."""
    ids = {path: set(_attributes(html, "id")) for path, html in rendered.items()}
    found = []
    for path, html in rendered.items():
        for href in set(_attributes(html, "href", "src", "action")):
            problem = _problem(path, href, ids, also)
            if problem:
                found.append(f"{path}: {href}: {problem}")
    return found


def _problem(path: str, href: str, ids: dict[str, set[str]], also: set[str]) -> str:
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return ""
    target = _resolve(path, parts.path) if parts.path else path
    if target not in ids:
        return "" if target in also or _is_data(target) else "no such page"
    fragment = unquote(parts.fragment)
    return "no such anchor" if fragment and fragment not in ids[target] else ""


def _is_data(target: str) -> bool:
    """Tell whether it is a file of data: those are tested where they are made."""
    return target.startswith("dist/") or not target.endswith((".html", ".css", ".js", ".svg"))


def _resolve(path: str, reference: str) -> str:
    found: list[str] = path.split("/")[:-1]
    for segment in unquote(reference).split("/"):
        if segment == "..":
            assert found, f"{path}: {reference} leaves the site"
            found.pop()
        elif segment != ".":
            found.append(segment)
    return "/".join(found)
