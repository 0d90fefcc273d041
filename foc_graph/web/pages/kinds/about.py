"""About the data: what it is, licence, version, downloads, how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from foc_graph.exports import EXPORTERS
from foc_graph.web.pages.page import Page
from foc_graph.web.pages.words import date_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from foc_graph.names.names import Value
    from foc_graph.web.pages.site import Site


def paths(site: Site) -> Iterable[str]:
    """One page."""
    del site
    return ("about.html",)


def render(site: Site, path: str, query: Mapping[str, str]) -> str:
    """Render the page."""
    del query
    return site.render(
        "about.html",
        path,
        title="About the data",
        summary=site.description["description"],
        crumbs=(("About the data", None),),
        facts=list(_facts(site, path)),
        notes=[v.text for v in site.names.objects(site.content.dataset_iri, "skos:note")],
        exports=list(EXPORTERS.values()),
        bases=list(_bases(site)),
        citation=_citation(site),
    )


def _facts(site: Site, path: str) -> Iterator[tuple[str, str | Markup]]:
    described = site.description
    page = Page(site, path)
    found: dict[str, str | Markup] = {
        "Publisher": described["publisher"],
        "Version": described["version"],
        "Date": date_in_words(described["issued"]),
        "Statements": f"{len(site.content.triples):,}",
        "Documents": f"{len(site.documents):,}",
        "Identifiers start with": Markup("<code>{}</code>").format(site.prefixes.base),
    }
    if described["license"]:
        found["Licence"] = page.linked(described["license"], site.license_name)
    dataset = site.link(site.content.dataset_iri, path)
    if dataset:
        found["Description for machines"] = Markup('<a href="{}">DCAT and VoID</a>').format(dataset)
    return ((label, value) for label, value in found.items() if value)


def _bases(site: Site) -> Iterator[tuple[Value, str]]:
    """Yield why a statement may stand without a source seen, as the vocabulary says it."""
    scheme = f"{site.prefixes.id_base}concept/basis"
    for iri in site.content.subjects("skos:inScheme", scheme):
        yield site.names.value_of(iri), site.content.text(iri, "skos:definition")


def _citation(site: Site) -> str:
    described = site.description
    version = f"version {described['version']}" if described["version"] else ""
    parts = (described["publisher"], site.title, version, date_in_words(described["issued"]))
    return f"{', '.join(part for part in parts if part)}. {site.prefixes.base}"
