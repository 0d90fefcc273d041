"""The one prefix map, read from ``ontology/prefixes.ttl``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


#: A local part that needs no escapes: a safe subset of PN_LOCAL, Turtle 1.1 section 6.5 [168s].
LOCAL_PART = re.compile(r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?)?\Z")


@dataclass(frozen=True)
class PrefixMap:
    """Prefixes and the base IRI, both ways."""

    base: str
    namespaces: Mapping[str, str]

    @property
    def id_base(self) -> str:
        """The namespace of every identifier in ``data/``."""
        return f"{self.base}id/"

    @cached_property
    def _longest_first(self) -> list[tuple[str, str]]:
        return sorted(self.namespaces.items(), key=lambda item: (-len(item[1]), item[0]))

    def expand(self, curie: str) -> str | None:
        """``foc:Affirmation`` -> its IRI, or None where the prefix is unknown."""
        prefix, colon, local = curie.partition(":")
        namespace = self.namespaces.get(prefix)
        return f"{namespace}{local}" if colon and namespace is not None else None

    def compress(self, iri: str) -> str | None:
        """Return the CURIE of an IRI, or None where no prefix fits without escapes."""
        for prefix, namespace in self._longest_first:
            if iri.startswith(namespace) and LOCAL_PART.match(iri, len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        return None

    def shorten(self, iri: str) -> str:
        """Return what to show a reader: a CURIE, an id without the base, else the IRI itself."""
        if iri.startswith(self.id_base):
            return iri[len(self.id_base) :]
        curie = self.compress(iri)
        # A namespace itself says more than its bare prefix.
        return curie if curie and not curie.endswith(":") else iri


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
