"""What an actor, an event, a principle or a concept has to do with texts and with each other."""

from __future__ import annotations

from foc_graph.show.model import Column, Section, columns
from foc_graph.show.sections.texts import (
    ACT,
    ACT_COLUMNS,
    PERIOD,
    PERIOD_COLUMNS,
    TEXT,
    TEXT_COLUMNS,
)

ACTORS = (
    Section(
        "memberships",
        "Memberships",
        f"""?item org:member ?this ; org:organization ?organization .
        OPTIONAL {{ ?item org:role ?role }} {PERIOD}""",
        (Column("organization"), Column("role"), *PERIOD_COLUMNS),
        order="?organization COALESCE(STR(?start), STR(?earliest), STR(?latest))",
    ),
    Section(
        "members",
        "Members and other roles",
        f"""?item org:organization ?this ; org:member ?member .
        OPTIONAL {{ ?item org:role ?role }} {PERIOD}""",
        (Column("member"), Column("role"), *PERIOD_COLUMNS),
        order="""(!STRENDS(STR(?role), "/member")) ?role
        COALESCE(STR(?start), STR(?earliest), STR(?latest))""",
    ),
    Section(
        "texts",
        "Texts",
        f"""?item dcterms:creator|foc:issuedAt|foc:series|foc:agendaItem|dcterms:subject ?this .
        ?item a/rdfs:subClassOf* foc:Instrument . BIND(?item AS ?text) {TEXT}""",
        TEXT_COLUMNS,
        order="STR(?date)",
    ),
    Section(
        "decided",
        "Decisions taken",
        f"""?item foc:session|prov:wasAssociatedWith|foc:committee ?this ; foc:decidedOn ?text .
        OPTIONAL {{ ?item foc:outcome ?outcome }}
        OPTIONAL {{ ?item foc:mode ?mode }} {TEXT}""",
        (*TEXT_COLUMNS, Column("outcome"), Column("mode")),
        order="STR(?date) ?text",
    ),
    Section(
        "spoken",
        "Speech acts",
        f"""?item foc:actor|foc:principle|foc:formulation|foc:right|foc:addressee|foc:forum
            |foc:performative ?this ; foc:expressedIn ?at .
        ?at eli:is_part_of? ?text . FILTER NOT EXISTS {{ ?text eli:is_part_of ?whole }}
        OPTIONAL {{ ?text eli:date_document ?date }} {ACT}""",
        (Column("date"), Column("at"), *ACT_COLUMNS),
        order="STR(?date) ?at",
        quote="wording",
    ),
    Section(
        "sponsored",
        "Texts sponsored",
        f"""?item foc:ofInstrument ?text ; foc:actor ?this .
        OPTIONAL {{ ?item foc:role ?role }} {TEXT}""",
        (*TEXT_COLUMNS, Column("role")),
        order="STR(?date) ?text",
    ),
    Section(
        "voted",
        "Votes cast",
        f"""?item foc:inDecision/foc:decidedOn ?text ; foc:actor ?this ; foc:position ?position .
        {TEXT}""",
        (*TEXT_COLUMNS, Column("position")),
        order="STR(?date) ?text",
    ),
    Section(
        "events",
        "Events",
        """?item schema:superEvent|schema:organizer|dcterms:spatial ?this ; schema:name ?name .
        OPTIONAL { ?item schema:startDate ?date }""",
        columns("date name"),
        order="STR(?date)",
    ),
    Section(
        "bodies",
        "Bodies around it",
        "?item org:unitOf|org:subOrganizationOf|org:linkedTo ?this . BIND(?item AS ?body)",
        (Column("body"),),
    ),
    Section(
        "concepts",
        "Concepts",
        "?item skos:inScheme|skos:broader ?this . BIND(?item AS ?concept)",
        (Column("concept"),),
    ),
    Section(
        "instances",
        "Of this class",
        """?item a ?this . BIND(?item AS ?instance)
        BIND(STRAFTER(STR(?item), "/id/") AS ?id)""",
        columns("id instance"),
    ),
)
