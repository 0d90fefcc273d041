"""Which properties name a thing, wherever a reader sees it."""

from __future__ import annotations

#: The first that a node has is its name.
NAMING = (
    "foc:symbol",
    "skos:prefLabel",
    "dcterms:title",
    "schema:name",
    "skosxl:literalForm",
    "rdfs:label",
)
