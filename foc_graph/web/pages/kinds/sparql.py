"""The SPARQL editor. It asks the server, or runs the query in the browser where there is none."""

from __future__ import annotations

from foc_graph.queries.listing import without_header
from foc_graph.web.pages.browser_queries import download
from foc_graph.web.pages.page_kind import PageContent, PageKind

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
