"""What a browser needs to run a canned query itself, where the pages are plain files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foc_graph.exports import EXPORTERS
from foc_graph.names.lookup import Lookup, iri_of
from foc_graph.queries.model import SELECT

if TYPE_CHECKING:
    from foc_graph.queries import CannedQuery, Parameter
    from foc_graph.web.pages.site import Site

_SKOS = "http://www.w3.org/2004/02/skos/core#"

#: Type of a parameter -> what things are called that it may name (`foc_graph.names.lookup`).
_NAMES = {
    "state": "?iri a <{terms}State> ; "
    f"<{_SKOS}prefLabel>|<{_SKOS}altLabel>|<{_SKOS}notation>|<https://schema.org/identifier> ?name",
    "concept": f"?iri <{_SKOS}inScheme> <{{base}}concept/{{scheme}}> ; <{_SKOS}prefLabel> ?name",
    "symbol": "{{ ?iri a <{terms}Instrument> }} UNION {{ ?iri a <{terms}Resolution> }} "
    "OPTIONAL {{ ?iri <{terms}symbol>|<http://purl.org/dc/terms/title> ?name }}",
}


def download() -> str:
    """Return the path of the compressed N-Quads among the downloads."""
    return f"dist/{EXPORTERS['nquads'].file_name}.gz"


def recipe(site: Site, query: CannedQuery, lookup: Lookup) -> dict[str, Any] | None:
    """Return how to bind the parameters and what to show; None where SPARQL is not all of it."""
    if query.kind != SELECT or not query.parameters:
        return None
    return {
        "parameters": {p.name: _parameter(site, p, lookup) for p in query.parameters},
        "columns": {c.name: [c.label, c.hidden] for c in query.columns},
        "empty": query.empty or "No rows.",
        "tally": query.tally,
        "prefixes": dict(sorted(site.prefixes.namespaces.items())),
        "base": site.prefixes.base,
        "ids": site.prefixes.id_base,
        "folders": sorted(site.folders),
    }


def _parameter(site: Site, parameter: Parameter, lookup: Lookup) -> dict[str, Any]:
    found: dict[str, Any] = {"type": parameter.type, "default": parameter.default}
    pattern = _NAMES.get(parameter.type)
    if pattern:
        base = site.prefixes.id_base
        terms = site.prefixes.namespaces.get("foc", f"{site.prefixes.base}ns#")
        named = pattern.format(terms=terms, base=base, scheme=parameter.scheme)
        found["names"] = f"SELECT DISTINCT ?iri ?name WHERE {{ {named} }} ORDER BY ?iri"
    if parameter.values:
        found["values"] = {
            value: None if value == means else iri_of(means, lookup)
            for value, means in parameter.values.items()
        }
    return found
