"""How results are written: for people and for programs, one line a format in the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.errors import UsageProblem
from foc_graph.queries.formats import data, text
from foc_graph.queries.formats.grid import Screen
from foc_graph.queries.results import ResultGraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from foc_graph.queries.results import Answer


@dataclass(frozen=True)
class ResultFormat:
    """What writes a format, and what for."""

    write: Callable[[Answer, Screen], str]
    for_graphs: bool = False
    carries_notes: bool = False
    """Whether the title and the notes on coverage stand in the output itself."""


#: Format -> what writes it.
FORMATS = {
    "table": ResultFormat(text.write_table, carries_notes=True),
    "markdown": ResultFormat(text.write_markdown, carries_notes=True),
    "csv": ResultFormat(data.write_csv),
    "tsv": ResultFormat(data.write_tsv),
    "json": ResultFormat(data.write_json),
    "turtle": ResultFormat(data.write_turtle, for_graphs=True),
    "ntriples": ResultFormat(data.write_ntriples, for_graphs=True),
    "rdfxml": ResultFormat(data.write_rdfxml, for_graphs=True),
    "jsonld": ResultFormat(data.write_jsonld, for_graphs=True),
}


def write_answer(answer: Answer, name: str | None = None, screen: Screen | None = None) -> str:
    """Write an answer; without a name rows become a table and triples Turtle.

    Raises:
        UsageProblem: a format for rows where there are triples, or the other way round.

    """
    is_graph = isinstance(answer.outcome, ResultGraph)
    name = name or ("turtle" if is_graph else "table")
    chosen = FORMATS[name]
    if chosen.for_graphs != is_graph:
        usable = [n for n, other in FORMATS.items() if other.for_graphs == is_graph]
        raise UsageProblem(
            f"gives {'triples' if is_graph else 'rows'}, which {name} cannot hold",
            place=f"query {answer.query.name}",
            fix=f"use {', '.join(usable)}",
        )
    return chosen.write(answer, screen or Screen())
