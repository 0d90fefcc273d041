"""Counts of what the graph holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.names.names import Names
from foc_graph.rdf.ordering import natural_key
from foc_graph.rdf.prefixes import sparql_prologue

if TYPE_CHECKING:
    from foc_graph.dataset import Dataset


@dataclass(frozen=True)
class Count:
    """How many, of what; ``detail`` parts it further, by year for instance."""

    name: str
    count: int
    iri: str | None = None
    detail: str | None = None


@dataclass(frozen=True)
class CountTable:
    """Counts of one kind, the largest first, those with a detail by name and detail."""

    name: str
    heading: str
    #: What the rows are, and what is counted.
    columns: tuple[str, str]
    rows: tuple[Count, ...]


@dataclass(frozen=True)
class Question:
    """A table as SPARQL: binds ``?thing``, ``?count`` and, where it has one, ``?detail``."""

    name: str
    heading: str
    columns: tuple[str, str]
    sparql: str


#: The vocabulary itself is not counted among the things that it describes.
_IN_DATA = "FILTER(!STRENDS(STR(?g), '/graph/ontology') && !STRENDS(STR(?g), '/graph/align'))"

#: A new count is one entry here.
QUESTIONS = (
    Question(
        "classes",
        "Things by class",
        ("class", "things"),
        f"""SELECT ?thing (COUNT(DISTINCT ?s) AS ?count)
        WHERE {{ GRAPH ?g {{ ?s a ?thing }} {_IN_DATA} }} GROUP BY ?thing""",
    ),
    Question(
        "graphs",
        "Triples by named graph",
        ("graph", "triples"),
        "SELECT ?thing (COUNT(*) AS ?count) WHERE { GRAPH ?thing { ?s ?p ?o } } GROUP BY ?thing",
    ),
    Question(
        "bodies",
        "Texts by body and year",
        ("body", "texts"),
        """SELECT ?thing ?detail (COUNT(DISTINCT ?text) AS ?count) WHERE {
          ?text a/rdfs:subClassOf* foc:Instrument ; dcterms:creator ?thing .
          OPTIONAL { ?text eli:date_document ?date }
          BIND(COALESCE(SUBSTR(STR(?date), 1, 4), "undated") AS ?detail)
        } GROUP BY ?thing ?detail""",
    ),
    Question(
        "status",
        "Records by status",
        ("status", "records"),
        f"""SELECT ?thing (COUNT(DISTINCT ?s) AS ?count)
        WHERE {{ GRAPH ?g {{ ?s adms:status ?thing }} {_IN_DATA} }} GROUP BY ?thing""",
    ),
    Question(
        "basis",
        "What rests on less than a source seen",
        ("basis", "records"),
        """SELECT ?thing ?detail (COUNT(DISTINCT ?s) AS ?count) WHERE { ?s foc:basis ?thing .
          BIND(IF(EXISTS { ?s a foc:Caveat }, "statement", "record") AS ?detail)
        } GROUP BY ?thing ?detail""",
    ),
    Question(
        "sources",
        "Sources by kind",
        ("kind", "sources"),
        """SELECT ?thing (COUNT(DISTINCT ?s) AS ?count)
        WHERE { GRAPH ?g { ?s dcterms:type ?thing } FILTER(STRENDS(STR(?g), "/graph/source")) }
        GROUP BY ?thing""",
    ),
)


def count_all(dataset: Dataset) -> tuple[CountTable, ...]:
    """Count files and triples, then answer every question."""
    names = Names(dataset)
    asked = (CountTable(q.name, q.heading, q.columns, _rows(dataset, names, q)) for q in QUESTIONS)
    return (_totals(dataset), *asked)


def _totals(dataset: Dataset) -> CountTable:
    derived = sum(
        1
        for graph in dataset.derived_graphs()
        for _ in dataset.store.quads_for_pattern(None, None, None, graph)
    )
    counts = {
        "files": len(dataset.files),
        "files left out": len(dataset.problems),
        "named graphs": len(list(dataset.store.named_graphs())),
        "triples asserted": len(dataset.store) - derived,
        "triples derived": derived,
    }
    rows = tuple(Count(name, count) for name, count in counts.items())
    return CountTable("totals", "In all", ("what", "count"), rows)


def _rows(dataset: Dataset, names: Names, question: Question) -> tuple[Count, ...]:
    rows = []
    sparql = sparql_prologue(dataset.prefixes) + question.sparql
    for row in dataset.query(sparql):  # type: ignore[union-attr]  # of a SELECT
        thing = names.value(row["thing"])
        detail = row["detail"].value if "detail" in question.sparql else None
        # A graph has no name of its own; its short form tells what it holds.
        short = dataset.prefixes.shorten(thing.iri or "").removeprefix(dataset.prefixes.base)
        name = short if question.name == "graphs" else thing.text
        rows.append(Count(name, int(row["count"].value), thing.iri, detail))
    return tuple(sorted(rows, key=_order))


def _order(row: Count) -> tuple[object, ...]:
    if row.detail is None:
        return (-row.count, natural_key(row.name), natural_key(""))
    return (0, natural_key(row.name), natural_key(row.detail))
