"""What hangs on a text: its paragraphs, acts, decision, votes, sponsors, citations."""

from __future__ import annotations

from foc_graph.show.model import Column, Section, columns

#: From a text or a record to what is recorded beneath it: its paragraphs, their acts and
#: citations, its decision with the votes, its sponsorships.
BENEATH = (
    "(^eli:is_part_of|^foc:expressedIn|^foc:decidedOn|^foc:inDecision|^foc:ofInstrument"
    "|^cito:hasCitingEntity)*"
)

TEXT = """
OPTIONAL { ?text eli:date_document ?date }
OPTIONAL { ?text dcterms:title ?title }
"""
#: What is less than sure about a record, said where the record is: it is recalled as a whole, or
#: one statement of it is, or the statement of another record that it is in this place.
DOUBT = """
OPTIONAL {
  { ?item foc:basis ?doubt }
  UNION { ?caveat rdf:subject ?item ; foc:basis ?doubt }
  UNION { ?caveat rdf:object ?item ; rdf:predicate foc:expressedIn ; foc:basis ?doubt }
}
"""
DOUBT_COLUMN = Column("doubt", "({})")
ACT = """
OPTIONAL { ?item foc:actor ?actor }
OPTIONAL { ?item foc:performative ?verb }
OPTIONAL { ?item foc:principle ?principle }
OPTIONAL { ?item foc:requestedAction ?action }
OPTIONAL { ?item foc:addressee ?addressee }
OPTIONAL { ?item foc:forum ?forum }
OPTIONAL { ?item foc:fidelity ?fidelity }
OPTIONAL { ?item foc:formulation/skosxl:literalForm ?formulated }
# An act that is neither of a principle nor a request is told by the passage that reports it.
OPTIONAL {
  ?item foc:evidence/oa:hasSelector/oa:exact ?reported .
  FILTER NOT EXISTS { ?item foc:principle|foc:requestedAction ?object }
}
BIND(COALESCE(?formulated, ?reported) AS ?wording)
"""
ACT += DOUBT
ACT_COLUMNS = (
    *columns("actor verb principle action"),
    Column("addressee", "to {}"),
    Column("forum", "in {}"),
    Column("fidelity"),
    DOUBT_COLUMN,
)
PERIOD = """
OPTIONAL { ?item schema:startDate ?start }
OPTIONAL { ?item schema:endDate ?end }
OPTIONAL { ?item foc:startNotBefore ?earliest }
OPTIONAL { ?item foc:startNotAfter ?latest }
"""
PERIOD_COLUMNS = (
    Column("start", "from {}"),
    Column("earliest", "not before {}"),
    Column("latest", "not after {}"),
    Column("end", "until {}"),
)
TEXT_COLUMNS = columns("date text title")


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
        (*columns("place section number"), DOUBT_COLUMN),
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
            *columns("outcome mode date body session"),
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
