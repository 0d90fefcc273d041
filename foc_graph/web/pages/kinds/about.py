"""About the data: what it is, licence, version, downloads, how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from foc_graph.exports import EXPORTERS
from foc_graph.web.pages.page import Page
from foc_graph.web.pages.page_kind import PageContent, PageKind
from foc_graph.web.pages.words import date_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.names.names import Value


class About(PageKind):
    """One page."""

    path = "about.html"

    def show(self, path: str) -> PageContent:
        """Show the data as a whole."""
        site = self.site
        return PageContent(
            "about.html",
            title="About the data",
            summary=site.description["description"],
            crumbs=(("About the data", None),),
            facts=list(self._facts(path)),
            notes=[v.text for v in site.names.objects(site.content.dataset_iri, "skos:note")],
            exports=list(EXPORTERS.values()),
            bases=list(self._bases()),
            citation=self._citation(),
        )

    def _facts(self, path: str) -> Iterator[tuple[str, str | Markup]]:
        site, described = self.site, self.site.description
        found: dict[str, str | Markup] = {
            "Publisher": described["publisher"],
            "Version": described["version"],
            "Date": date_in_words(described["issued"]),
            "Statements": f"{len(site.content.triples):,}",
            "Documents": f"{len(site.documents):,}",
            "Identifiers start with": Markup("<code>{}</code>").format(site.prefixes.base),
        }
        if described["license"]:
            found["Licence"] = Page(site, path).linked(described["license"], site.license_name)
        link = site.link(site.content.dataset_iri, path)
        if link:
            found["Description for machines"] = Markup('<a href="{}">DCAT and VoID</a>').format(
                link
            )
        return ((label, value) for label, value in found.items() if value)

    def _bases(self) -> Iterator[tuple[Value, str]]:
        """Yield why a statement may stand without a source seen, as the vocabulary says it."""
        site = self.site
        scheme = f"{site.prefixes.id_base}concept/basis"
        for iri in site.content.subjects("skos:inScheme", scheme):
            yield site.names.value_of(iri), site.content.text(iri, "skos:definition")

    def _citation(self) -> str:
        site, described = self.site, self.site.description
        version = f"version {described['version']}" if described["version"] else ""
        parts = (described["publisher"], site.title, version, date_in_words(described["issued"]))
        return f"{', '.join(part for part in parts if part)}. {site.prefixes.base}"
