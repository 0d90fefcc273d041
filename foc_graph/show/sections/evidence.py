"""On what records rest: caveats, evidence, sources."""

from __future__ import annotations

from foc_graph.show.model import Column, Section
from foc_graph.show.sections.patterns import BENEATH

GROUNDS = (
    Section(
        "caveats",
        "Caveats",
        f"""?this {BENEATH} ?record .
        {{ ?item rdf:subject ?record ; foc:basis ?basis ; rdf:predicate ?about .
          OPTIONAL {{ ?item rdf:object ?value }} OPTIONAL {{ ?item skos:note ?note }} }}
        UNION {{ ?record foc:basis ?basis . BIND(?record AS ?item) }}""",
        (Column("basis"), Column("record"), Column("about"), Column("value"), Column("note")),
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
        (
            Column("stance"),
            Column("record"),
            Column("about"),
            Column("value"),
            Column("source"),
            Column("url"),
        ),
        order="?record",
        quote="quotation",
    ),
    Section(
        "sources",
        "Sources",
        f"""?this {BENEATH} ?record . ?record dcterms:source|(foc:evidence/oa:hasSource) ?item .
        OPTIONAL {{ ?item schema:name ?source }} OPTIONAL {{ ?item schema:url ?url }}
        OPTIONAL {{ ?item dcterms:type ?kind }}""",
        (Column("source"), Column("kind"), Column("url")),
        order="?kind",
    ),
    Section(
        "supports",
        "Records that rest on it",
        """?item dcterms:source|(foc:evidence/oa:hasSource) ?this . BIND(?item AS ?record)
        BIND(STRAFTER(STR(?item), "/id/") AS ?id)""",
        (Column("id"), Column("record")),
    ),
)
