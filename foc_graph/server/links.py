"""``Link`` headers (RFC 8288): where else a document is, and what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.rdf.prefixes import NAMESPACES
from foc_graph.web.addresses import FORMATS
from foc_graph.web.headers import header_safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.server.state import Generation
    from foc_graph.web.addresses import Document, DocumentFormat


def link_headers(
    site: Generation, document: Document, form: DocumentFormat, prefix: str, url: str
) -> str:
    """Return ``Link`` (RFC 8288): formats, the canonical address, what it describes, licence."""
    here = f"{prefix}{document.path}"
    descriptions = site.representations.descriptions
    links = [
        _link(f"{here}{other.suffix}", "alternate", type=other.media_type)
        for other in FORMATS
        if other != form
    ]
    links.append(_link(f"{url.rstrip('/')}{document.path}", "canonical"))
    if descriptions.iri(document) != document.iri:
        links.append(_link(document.iri, "describes"))
        links.append(_link(f"{NAMESPACES['foaf']}Document", "type"))
    if document.kind != "dataset":
        links.append(_link(f"{prefix}/dataset", "describedby"))
    links += [_link(iri, "license") for iri in descriptions.licenses]
    links += [_link(iri, "successor-version") for iri in site.replacements.get(document.iri, ())]
    return ", ".join(links)


def alternates(document: Document, prefix: str, available: Iterable[DocumentFormat]) -> str:
    """Return the ``Link`` of a 406: where each format is."""
    return ", ".join(
        _link(f"{prefix}{document.path}{form.suffix}", "alternate", type=form.media_type)
        for form in available
    )


def _link(target: str, relation: str, **parameters: str) -> str:
    more = "".join(f'; {name}="{value}"' for name, value in parameters.items())
    return f'<{header_safe(target)}>; rel="{relation}"{more}'
