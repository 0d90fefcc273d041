"""The properties of widely used vocabularies that name a thing, or tell it from another."""

from __future__ import annotations

from foc_graph.rdf.terms import OWL, RDFS, XSD

SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
DC = "http://purl.org/dc/elements/1.1/"
FOAF = "http://xmlns.com/foaf/0.1/"

#: schema.org is in use under both schemes.
SCHEMAS = ("https://schema.org/", "http://schema.org/")

#: What holds the main name of a thing.
NAMES = frozenset(
    {
        RDFS + "label",
        SKOS + "prefLabel",
        DCTERMS + "title",
        DC + "title",
        FOAF + "name",
        *(f"{schema}name" for schema in SCHEMAS),
    }
)

#: All names, and so texts in a language.
LABELS = frozenset(
    {
        *NAMES - {FOAF + "name"},
        SKOS + "altLabel",
        DCTERMS + "alternative",
        *(f"{schema}alternateName" for schema in SCHEMAS),
    }
)

#: Where a thing is on the web.
ADDRESSES = frozenset({FOAF + "homepage", *(f"{schema}url" for schema in SCHEMAS)})

#: Last part of a property that tells two things of the same name apart, in any vocabulary.
IDENTIFYING = frozenset(
    {
        "identifier", "notation", "symbol", "number", "code", "isbn", "issn", "doi", "version",
        "position", "ordinal", "date", "issued", "created", "birthDate", "email", "mbox",
        "inScheme", "topConceptOf", "isPartOf", "is_part_of", "partOf", "superEvent", "organizer",
        "creator", "author", "publisher", "url", "location", "contentLocation",
        "jurisdiction", "language", "inLanguage",
    }
)  # fmt: skip

#: Datatypes of time: two dates tell two things apart.
TIMES = frozenset(XSD + name for name in ("date", "dateTime", "gYear", "gYearMonth"))

#: Says by itself that two things are two.
DIFFERENT = OWL + "differentFrom"
