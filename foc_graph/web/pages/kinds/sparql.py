"""The SPARQL editor. It asks the server, or runs the query in the browser where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foc_graph.exports import EXPORTERS
from foc_graph.names.resolver import iri_of, names_query
from foc_graph.queries.listing import without_header
from foc_graph.queries.model import SELECT
from foc_graph.queries.terms import THINGS, kind_of
from foc_graph.web.pages.page import PageContent, PageKind

if TYPE_CHECKING:
    from foc_graph.queries import CannedQuery, Parameter
    from foc_graph.web.pages.site import Site


def download() -> str:
    """Return the path of the compressed N-Quads among the downloads."""
    return f"dist/{EXPORTERS['nquads'].file_name}.gz"


def recipe(site: Site, query: CannedQuery) -> dict[str, Any] | None:
    """Return how to bind the parameters and what to show; None where SPARQL is not all of it."""
    if query.kind != SELECT or not query.parameters:
        return None
    return {
        "parameters": {p.name: _parameter(site, p) for p in query.parameters},
        "columns": {c.name: [c.label, c.hidden] for c in query.columns},
        "empty": query.empty or "No rows.",
        "tally": query.tally,
        "prefixes": dict(sorted(site.prefixes.namespaces.items())),
        "base": site.prefixes.base,
        "ids": site.prefixes.id_base,
        "folders": sorted(site.folders),
    }


def _parameter(site: Site, parameter: Parameter) -> dict[str, Any]:
    found: dict[str, Any] = {"type": parameter.type, "default": parameter.default}
    if parameter.type in {*THINGS, "concept"}:
        found["names"] = names_query(kind_of(parameter), site.prefixes)
    if parameter.values:
        found["values"] = {
            value: None if value == means else iri_of(means, site.prefixes)
            for value, means in parameter.values.items()
        }
    return found


#: What stands in the editor at first.
FIRST = "SELECT ?class (COUNT(*) AS ?number)\nWHERE {\n  ?thing a ?class\n}\nGROUP BY ?class\nORDER BY DESC(?number)\nLIMIT 20\n"  # noqa: E501 - as it is shown


class SparqlEditor(PageKind):
    """One page."""

    path = "sparql.html"

    def show(self, path: str) -> PageContent:
        """Show the editor; what it asks is in the part of the address that no server sees."""
        del path
        canned = [
            (found.name, found.summary or found.name, without_header(found.sparql))
            for found in self.shared.queries.values()
            if not any(parameter.required for parameter in found.parameters)
        ]
        prefixes = self.site.prefixes
        return PageContent(
            "sparql.html",
            title="SPARQL",
            first=FIRST,
            canned=canned,
            prefixes=dict(sorted(prefixes.namespaces.items())),
            base=prefixes.base,
            dump=download(),
        )
