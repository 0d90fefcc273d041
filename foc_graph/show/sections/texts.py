"""What hangs on a text: its paragraphs, acts, decision, votes, sponsors, citations."""

from __future__ import annotations

from foc_graph.show.model import Column, Section
from foc_graph.show.sections.patterns import (
    ACT,
    ACT_COLUMNS,
    DOUBT,
    DOUBT_COLUMN,
    TEXT,
    TEXT_COLUMNS,
)

TEXTS = (
    Section(
        "paragraphs",
        "Paragraphs held",
        f"""?item eli:is_part_of ?this .
        BIND(STRAFTER(STR(?item), "#") AS ?place)
        OPTIONAL {{ ?item eli:type_subdivision ?section }}
        OPTIONAL {{ ?item foc:ordinal ?ordinal }}
        OPTIONAL {{ ?item eli:number ?number }}
        OPTIONAL {{ ?item schema:text ?excerpt }} {DOUBT}""",
        (Column("place"), Column("section"), Column("number"), DOUBT_COLUMN),
        order="DESC(?section) ?ordinal",
        quote="excerpt",
    ),
    Section(
        "acts",
        "What it says",
        f"""?item foc:expressedIn ?at . ?at eli:is_part_of* ?this .
        BIND(STRAFTER(STR(?at), "#") AS ?place) {ACT}""",
        (Column("place"), *ACT_COLUMNS),
        order="?at",
        quote="wording",
    ),
    Section(
        "decisions",
        "Decision",
        f"""?item foc:decidedOn ?this .
        OPTIONAL {{ ?item foc:outcome ?outcome }}
        OPTIONAL {{ ?item foc:mode ?mode }}
        OPTIONAL {{ ?item schema:startDate ?date }}
        OPTIONAL {{ ?item prov:wasAssociatedWith ?body }}
        OPTIONAL {{ ?item foc:session ?session }}
        OPTIONAL {{ ?item foc:votesFor ?for }}
        OPTIONAL {{ ?item foc:votesAgainst ?against }}
        OPTIONAL {{ ?item foc:abstentions ?abstaining }} {DOUBT}""",
        (
            Column("outcome"),
            Column("mode"),
            Column("date"),
            Column("body"),
            Column("session"),
            Column("for", "{} for"),
            Column("against", "{} against"),
            Column("abstaining", "{} abstaining"),
            DOUBT_COLUMN,
        ),
        order="?date",
    ),
    Section(
        "votes",
        "Votes",
        """?item foc:inDecision/foc:decidedOn? ?this ; foc:position ?position ;
        foc:actor ?actor .""",
        (Column("actor"),),
        group="position",
    ),
    Section(
        "sponsors",
        "Sponsors",
        """?this foc:adoptedFrom* ?backed .
        ?item foc:ofInstrument ?backed ; foc:actor ?actor ; foc:role ?role .""",
        (Column("actor"),),
        group="role",
    ),
    Section(
        "cites",
        "Cites",
        f"""?item cito:hasCitingEntity ?at ; cito:hasCitedEntity ?text .
        ?at eli:is_part_of* ?this .
        BIND(STRAFTER(STR(?at), "#") AS ?place)
        OPTIONAL {{ ?item foc:performative ?verb }} {TEXT} {DOUBT}""",
        (Column("place"), Column("verb"), *TEXT_COLUMNS, DOUBT_COLUMN),
        order="?at STR(?date) ?text",
    ),
    Section(
        "cited_by",
        "Cited by",
        f"""?item cito:hasCitedEntity/eli:is_part_of* ?this ; cito:hasCitingEntity ?at .
        ?at eli:is_part_of? ?text . FILTER NOT EXISTS {{ ?text eli:is_part_of ?whole }}
        BIND(STRAFTER(STR(?at), "#") AS ?place)
        OPTIONAL {{ ?item foc:performative ?verb }} {TEXT} {DOUBT}""",
        (*TEXT_COLUMNS, Column("place"), Column("verb"), DOUBT_COLUMN),
        order="STR(?date) ?text ?at",
    ),
    Section(
        "adopted_as",
        "Adopted as",
        f"?item foc:adoptedFrom ?this . BIND(?item AS ?text) {TEXT}",
        TEXT_COLUMNS,
    ),
)
