"""What a query gives: rows or triples, in one term model (pyoxigraph's) whatever engine ran it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foc_graph.queries.model import CannedQuery
    from foc_graph.rdf.prefixes import PrefixMap

Cell = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None

#: Between the values of a column marked ``many``.
SEPARATOR = "; "


def text_of(cell: Cell) -> str:
    """Return a cell as text: an IRI or the value of a literal; empty where it is unbound."""
    return "" if cell is None else str(cell) if isinstance(cell, ox.Triple) else cell.value


@dataclass(frozen=True)
class ResultTable:
    """Rows of a SELECT, or the one answer of an ASK (``boolean``)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    boolean: bool | None = None
    total: int | None = None
    """How many rows there were before ``--limit`` cut them."""

    def limited(self, limit: int | None) -> ResultTable:
        """Keep the first rows; the number of all of them is remembered."""
        rows = self.rows if limit is None else self.rows[:limit]
        return replace(self, rows=rows, total=len(self.rows))


@dataclass(frozen=True)
class ResultGraph:
    """Triples of a CONSTRUCT or DESCRIBE, sorted, each once."""

    triples: tuple[ox.Triple, ...]


Outcome = ResultTable | ResultGraph


@dataclass(frozen=True)
class Answer:
    """A query, the values its parameters had, and what came out."""

    query: CannedQuery
    values: Mapping[str, str]
    outcome: Outcome
    prefixes: PrefixMap

    @property
    def table(self) -> ResultTable:
        """The rows, where it has rows."""
        assert isinstance(self.outcome, ResultTable)  # noqa: S101 - `write_answer` sees to it
        return self.outcome

    @property
    def triples(self) -> tuple[ox.Triple, ...]:
        """The triples, where it has triples."""
        assert isinstance(self.outcome, ResultGraph)  # noqa: S101 - `write_answer` sees to it
        return self.outcome.triples


def sorted_triples(triples: list[ox.Triple]) -> tuple[ox.Triple, ...]:
    """Order triples by their N-Triples form and drop repetitions."""
    return tuple(sorted(set(triples), key=str))


def in_order(table: ResultTable, many: frozenset[str]) -> ResultTable:
    """Sort the values within cells that hold several: GROUP_CONCAT promises no order."""
    places = {index for index, name in enumerate(table.columns) if name in many}
    if not places:
        return table
    rows = tuple(
        tuple(_sorted_values(cell) if index in places else cell for index, cell in enumerate(row))
        for row in table.rows
    )
    return replace(table, rows=rows)


def _sorted_values(cell: Cell) -> Cell:
    if not isinstance(cell, ox.Literal):
        return cell
    values = [value for value in cell.value.split(SEPARATOR) if value]
    return ox.Literal(SEPARATOR.join(sorted(dict.fromkeys(values))))
