"""The dataset for search engines: schema.org ``Dataset`` as JSON-LD on the home page.

https://developers.google.com/search/docs/appearance/structured-data/dataset asks for a name, a
description of 50 to 5000 characters, a licence, a creator and where to download what.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from markupsafe import Markup

from foc_graph.exports import EXPORTERS, SingleFile
from foc_graph.exports.description import DIST
from foc_graph.rdf.terms import key_of

if TYPE_CHECKING:
    from foc_graph.web.pages.site import Site

#: Pages that carry it.
PAGES = frozenset({"index.html", "about.html"})

#: Characters of a description.
SHORTEST, LONGEST = 50, 5000

#: Property of schema.org -> property of the catalog.
_PROPERTIES = {
    "version": "dcat:version",
    "datePublished": "dcterms:issued",
    "dateModified": "dcterms:modified",
    "license": "dcterms:license",
}
_AGENTS = {"creator": "dcterms:creator", "publisher": "dcterms:publisher"}


def dataset_json(site: Site, path: str) -> Markup:
    """Return the description, safe within a ``script`` element; nothing on other pages."""
    if path not in PAGES:
        return Markup()
    text = json.dumps(describe(site), ensure_ascii=False, indent=1)
    # HTML reads nothing in a script element but its end: so that there is none.
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - no sign is left that HTML would read


def describe(site: Site) -> dict[str, object]:
    """Return the description as schema.org has it; what the catalog does not say is left out."""
    content, iri = site.content, site.content.dataset_iri
    plain = {name: content.text(iri, curie) for name, curie in _PROPERTIES.items()}
    agents = {name: _agent(site, content.text(iri, curie)) for name, curie in _AGENTS.items()}
    agents["creator"] = agents["creator"] or agents["publisher"] or _agent(site, site.title)
    keywords = sorted(set(map(key_of, content.values(iri, "dcat:keyword"))))
    found = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": iri,
        "name": site.title,
        "description": _description(site),
        "url": site.prefixes.base,
        "identifier": iri,
        "isAccessibleForFree": True,
        "keywords": keywords,
        **plain,
        **agents,
        "distribution": _distributions(site),
    }
    return {name: value for name, value in found.items() if value not in ("", [], None)}


def _description(site: Site) -> str:
    said = site.description["description"]
    if len(said) < SHORTEST:
        count = f"{len(site.content.triples):,} statements about {len(site.documents):,} things"
        said = f"{said or site.title}. Linked data (RDF): {count}."
    return said[:LONGEST]


def _agent(site: Site, name: str) -> dict[str, str] | None:
    if not name:
        return None
    if name.startswith(("https://", "http://")):
        return {"@type": "Organization", "name": site.names[name], "url": name}
    return {"@type": "Organization", "name": name}


def _distributions(site: Site) -> list[dict[str, str]]:
    return [
        {
            "@type": "DataDownload",
            "name": exporter.title,
            "encodingFormat": exporter.media_type,
            "contentUrl": f"{site.prefixes.base}{DIST}{exporter.file_name}",
        }
        for exporter in EXPORTERS.values()
        if isinstance(exporter, SingleFile)
    ]
