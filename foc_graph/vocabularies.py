"""The prefixes that our own patterns use, for projects whose prefix map lacks some of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foc_graph.prefixes import PrefixMap

NAMESPACES = {
    "adms": "http://www.w3.org/ns/adms#",
    "cito": "http://purl.org/spar/cito/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "foc": "https://w3id.org/foc-graph/ns#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def sparql_prologue(prefixes: PrefixMap) -> str:
    """Return ``PREFIX`` lines for what the map of the project does not declare."""
    missing = sorted(NAMESPACES.keys() - prefixes.namespaces.keys())
    return "".join(f"PREFIX {prefix}: <{NAMESPACES[prefix]}>\n" for prefix in missing)


def expand(prefixes: PrefixMap, curie: str) -> str:
    """Expand a CURIE with the map of the project, else with ours; an IRI stays what it is."""
    prefix, _, local = curie.partition(":")
    namespace = prefixes.namespaces.get(prefix) or NAMESPACES.get(prefix)
    return curie if namespace is None else f"{namespace}{local}"
