"""Pieces of graph patterns that several sections share, with the columns they bind."""

from __future__ import annotations

from foc_graph.show.model import Column

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
    Column("actor"),
    Column("verb"),
    Column("principle"),
    Column("action"),
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
TEXT_COLUMNS = (Column("date"), Column("text"), Column("title"))
