"""From a path to a page: the kinds of pages and their templates."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from foc_graph.errors import UsageProblem
from foc_graph.pictures.words import count
from foc_graph.queries import OxigraphEngine
from foc_graph.web.addresses import FORMATS, HTML, Addresses
from foc_graph.web.pages import words
from foc_graph.web.pages.dataset_json import dataset_json
from foc_graph.web.pages.kinds import KINDS
from foc_graph.web.pages.page import Page, PageContent, PageKind
from foc_graph.web.pages.shared import SharedFacts
from foc_graph.web.pages.site import Site

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foc_graph.dataset import Dataset
    from foc_graph.queries.engines import QueryEngine

#: What the server answers and static hosts show for an address that is not there.
NOT_FOUND = "404.html"

ASSETS = Path(__file__).parent / "assets"

#: Formats of data in which a document is offered beside its page.
DATA_FORMATS = tuple(form for form in FORMATS if form != HTML)

#: The main navigation, label -> page: what is not there in a project is not shown.
NAVIGATION = (
    ("Texts", "browse/doc.html"),
    ("States", "browse/state.html"),
    ("Members", "members.html"),
    ("Sponsors", "sponsors.html"),
    ("Lineage", "lineage.html"),
    ("Timeline", "timeline.html"),
    ("Queries", "query/index.html"),
    ("SPARQL", "sparql.html"),
    ("About", "about.html"),
)


class Pages:
    """Every page of a dataset. Rendering the same page twice gives the same text."""

    def __init__(self, dataset: Dataset, addresses: Addresses) -> None:
        self.site = Site(dataset, addresses)
        self.shared = SharedFacts(self.site)

    @cached_property
    def kinds(self) -> Mapping[str, PageKind]:
        """Path of every page -> the kind that renders it: the first that claims it."""
        found: dict[str, PageKind] = {}
        for kind in (of_kind(self.shared) for of_kind in KINDS):
            for path in kind.paths():
                found.setdefault(path, kind)
        return found

    def paths(self) -> list[str]:
        """Paths of all pages from the root of the site, such as ``doc/A-HRC-RES-20-8.html``."""
        return sorted(self.kinds)

    def render(
        self,
        path: str,
        query: Mapping[str, str] | None = None,
        engine: QueryEngine | None = None,
    ) -> str:
        """Return the HTML of a page; ``query`` holds the parameters of its address.

        Canned queries are run by ``engine``, such as one with limits; else in this process.

        Raises:
            UsageProblem: there is no such page.
            CouldNotRun: the engine stopped a query, or it did not have its turn.

        """
        path = path.lstrip("/")
        kind = self.kinds.get(path)
        if kind is None:
            raise UsageProblem("is no page of the site", place=path, fix="see sitemap.xml")
        engine = engine or OxigraphEngine(self.site.dataset)
        return self._filled(path, kind.answer(path, query or {}, engine))

    def not_found(self, path: str = NOT_FOUND) -> str:
        """Return the page for an address that is not there; links are relative to ``path``."""
        return self._filled(path, PageContent("not_found.html", title="Page not found"))

    def _filled(self, path: str, content: PageContent) -> str:
        site, paths = self.site, self.kinds
        known: dict[str, object] = {
            "site": site,
            "shared": self.shared,
            "page": Page(site, path),
            "paths": paths,
            "document": site.documents.get(path),
            "formats": DATA_FORMATS,
            "navigation": [(label, target) for label, target in NAVIGATION if target in paths],
            "dataset_json": dataset_json(site, path),
        }
        return environment().get_template(content.template).render(known | content.context)

    def assets(self) -> dict[str, Path]:
        """Style sheets, scripts and icons: path from the root of the site -> file."""
        files = (path for path in ASSETS.rglob("*") if path.is_file())
        return {f"assets/{path.relative_to(ASSETS).as_posix()}": path for path in sorted(files)}


@cache
def environment() -> Environment:
    """Return the templates: all is escaped, a name that is missing is an error; compiled once."""
    found = Environment(
        loader=PackageLoader("foc_graph.web.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.do"],
    )
    found.filters.update(
        date=words.date_in_words,
        number="{:,}".format,
        count=count,
        sentence=words.sentence,
        code=words.with_code,
    )
    return found
