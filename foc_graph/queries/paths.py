"""The shortest path through the edges that a query lists: SPARQL 1.1 has no length of a path.

The query is plain SPARQL whose first two columns are where an edge starts and where it ends. The
parameters ``from`` and ``to`` say between which nodes; they are not part of the SPARQL,
so that every engine gives the same edges and the same search runs over them.
"""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.queries.results import ResultTable
from foc_graph.rdf.datatypes import XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.queries.results import Cell

STEP = "step"

Row = tuple["Cell", ...]


def shortest_path(edges: ResultTable, start: Cell, end: Cell) -> ResultTable:
    """Return the edges of one shortest path from ``start`` to ``end``, numbered from 1.

    Among paths of one length the one whose nodes come first in the order of the rows is taken, so
    that the answer does not depend on the engine.
    """
    steps = _search(_by_start(edges.rows), start, end)
    numbered = tuple((_integer(number), *row) for number, row in enumerate(steps, start=1))
    return ResultTable((STEP, *edges.columns), numbered)


def _by_start(rows: Iterable[Row]) -> Mapping[Cell, list[Row]]:
    by_start: defaultdict[Cell, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: tuple(map(str, row))):
        by_start[row[0]].append(row)
    return by_start


def _search(by_start: Mapping[Cell, list[Row]], start: Cell, end: Cell) -> list[Row]:
    """Breadth first; the edge by which each node was reached first leads back."""
    reached: dict[Cell, Row | None] = {start: None}
    queue = deque([start])
    while queue and end not in reached:
        node = queue.popleft()
        for row in by_start.get(node, ()):
            if row[1] not in reached:
                reached[row[1]] = row
                queue.append(row[1])
    return _way_back(reached, end)


def _way_back(reached: Mapping[Cell, Row | None], end: Cell) -> list[Row]:
    steps: list[Row] = []
    row = reached.get(end)
    while row is not None:
        steps.append(row)
        row = reached[row[0]]
    return steps[::-1]


def _integer(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(f"{XSD}integer"))
