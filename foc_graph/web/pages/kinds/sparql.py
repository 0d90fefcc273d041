"""The SPARQL editor. It asks the server, or runs the query in the browser where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.queries.listing import without_header
from foc_graph.web.pages.browser_queries import download
from foc_graph.web.pages.kinds.query import queries_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.web.pages.site import Site

PATH = "sparql.html"

#: What stands in the editor at first.
FIRST = "SELECT ?class (COUNT(*) AS ?number)\nWHERE {\n  ?thing a ?class\n}\nGROUP BY ?class\nORDER BY DESC(?number)\nLIMIT 20\n"  # noqa: E501 - as it is shown


def paths(site: Site) -> Iterable[str]:
    """One page."""
    del site
    return (PATH,)


def render(site: Site, path: str, query: Mapping[str, str]) -> str:
    """Render the editor; what it asks is in the part of the address that no server sees."""
    del query
    canned = [
        (found.name, found.summary or found.name, without_header(found.sparql))
        for found in queries_of(site).values()
        if not any(parameter.required for parameter in found.parameters)
    ]
    return site.render(
        "sparql.html",
        path,
        title="SPARQL",
        first=FIRST,
        canned=canned,
        prefixes=dict(sorted(site.prefixes.namespaces.items())),
        base=site.prefixes.base,
        dump=download(),
    )
