"""The prefixes that our own patterns use, for projects whose prefix map lacks some of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foc_graph.prefixes import PrefixMap

NAMESPACES = {
    "adms": "http://www.w3.org/ns/adms#",
    "cito": "http://purl.org/spar/cito/",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foc": "https://w3id.org/foc-graph/ns#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
}


def sparql_prologue(prefixes: PrefixMap) -> str:
    """Return ``PREFIX`` lines for what the map of the project does not declare."""
    missing = sorted(NAMESPACES.keys() - prefixes.namespaces.keys())
    return "".join(f"PREFIX {prefix}: <{NAMESPACES[prefix]}>\n" for prefix in missing)


def expand(prefixes: PrefixMap, curie: str) -> str:
    """Expand one of our CURIEs with the map of the project, else with ours."""
    prefix, _, local = curie.partition(":")
    return prefixes.expand(curie) or f"{NAMESPACES[prefix]}{local}"
