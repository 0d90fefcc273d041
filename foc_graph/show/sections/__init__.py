"""The kinds of records that hang on a thing, in the order in which they are shown.

Each is one graph pattern, asked of every thing: what has no such record shows no such section. The
prefixes are those of the project. A new kind is one entry in one of the tables.
"""

from __future__ import annotations

from foc_graph.show.model import Section, columns
from foc_graph.show.sections.actors import ACTORS
from foc_graph.show.sections.texts import BENEATH, TEXTS

GROUNDS = (
    Section(
        "caveats",
        "Caveats",
        f"""?this {BENEATH} ?record .
        {{ ?item rdf:subject ?record ; foc:basis ?basis ; rdf:predicate ?about .
          OPTIONAL {{ ?item rdf:object ?value }} OPTIONAL {{ ?item skos:note ?note }} }}
        UNION {{ ?record foc:basis ?basis . BIND(?record AS ?item) }}""",
        columns("basis record about value note"),
        order="?record",
    ),
    Section(
        "evidence",
        "Evidence",
        f"""?this {BENEATH} ?record . ?record foc:evidence ?item . ?item oa:hasSource ?from .
        OPTIONAL {{ ?from schema:name ?source }} OPTIONAL {{ ?from schema:url ?url }}
        OPTIONAL {{ ?item foc:stance ?stance FILTER(!STRENDS(STR(?stance), "/supports")) }}
        OPTIONAL {{ ?item rdf:predicate ?about }}
        OPTIONAL {{ ?item rdf:value ?value }}
        OPTIONAL {{ ?item oa:hasSelector/oa:exact ?quotation }}""",
        columns("stance record about value source url"),
        order="?record",
        quote="quotation",
    ),
    Section(
        "sources",
        "Sources",
        f"""?this {BENEATH} ?record . ?record dcterms:source|(foc:evidence/oa:hasSource) ?item .
        OPTIONAL {{ ?item schema:name ?source }} OPTIONAL {{ ?item schema:url ?url }}
        OPTIONAL {{ ?item dcterms:type ?kind }}""",
        columns("source kind url"),
        order="?kind",
    ),
    Section(
        "supports",
        "Records that rest on it",
        """?item dcterms:source|(foc:evidence/oa:hasSource) ?this . BIND(?item AS ?record)
        BIND(STRAFTER(STR(?item), "/id/") AS ?id)""",
        columns("id record"),
    ),
)


__all__ = ["BENEATH", "COVERED", "HIDDEN", "SECTIONS"]

SECTIONS = (*TEXTS, *ACTORS, *GROUNDS)

#: Properties that a section shows from the other side: not listed again under "Named by".
COVERED = frozenset({
    "cito:hasCitedEntity", "cito:hasCitingEntity", "dcterms:creator", "dcterms:source",
    "dcterms:spatial", "dcterms:subject", "eli:cited_by", "eli:cites", "eli:has_part",
    "eli:is_part_of", "foc:actor", "foc:addressee", "foc:adoptedFrom", "foc:affirms",
    "foc:agendaItem", "foc:committee", "foc:decidedOn", "foc:evidence", "foc:expressedIn",
    "foc:formulation", "foc:forum", "foc:inDecision", "foc:issuedAt", "foc:ofInstrument",
    "foc:performative", "foc:principle", "foc:right", "foc:series", "foc:session", "foc:sponsor",
    "oa:hasSource", "org:hasMembership", "org:linkedTo", "org:member", "org:organization",
    "org:subOrganizationOf", "org:unitOf", "prov:wasAssociatedWith", "rdf:object", "rdf:subject",
    "rdf:type", "schema:organizer", "schema:superEvent", "skos:broader", "skos:inScheme",
})  # fmt: skip

#: Properties of the thing itself that the title or a section shows.
HIDDEN = frozenset({
    "dcterms:source", "eli:cited_by", "eli:cites", "eli:has_part", "foc:basis", "foc:evidence",
    "foc:sponsor", "org:hasMembership", "rdf:type",
})  # fmt: skip
