"""The plan of the code: the table of docs/architecture.md, held against the imports of the package.

    python docs/architecture.py    name every arrow that the table does not allow

A row is a package and says what it may import; a module belongs to the longest row that it is in.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import grimp
import networkx as nx

PLAN = Path(__file__).resolve().parent / "architecture.md"
NAME = "foc_graph"
_ROW = re.compile(
    r"^\| `(?P<package>[\w.]+)` \| (?P<purpose>[^|]+) \| (?P<uses>[^|]*) \|$", re.MULTILINE
)


@dataclass(frozen=True)
class Row:
    """A package, what it is, and which others it may import: those stand above it."""

    package: str
    purpose: str
    uses: tuple[str, ...]


def read_rows(text: str) -> list[Row]:
    """Read the table, the ground floor first."""
    return [
        Row(row["package"], row["purpose"].strip(), tuple(re.findall(r"`([\w.]+)`", row["uses"])))
        for row in _ROW.finditer(text)
    ]


class Plan:
    """The rows, and what the code does."""

    def __init__(self, rows: list[Row], package: str = NAME) -> None:
        self.rows = rows
        self._package = package

    @cached_property
    def imports(self) -> nx.DiGraph[str]:
        """Module -> module, those for type checking too; names without the package."""
        return _imports(self._package, runtime_only=False)

    @cached_property
    def arrows(self) -> Counter[tuple[str, str]]:
        """How many imports go from one row to another."""
        pairs = ((self.row_of(a), self.row_of(b)) for a, b in self.imports.edges)
        return Counter(pair for pair in pairs if pair[0] != pair[1])

    def row_of(self, module: str) -> str:
        """Return the row that a module belongs to; the module itself where there is none."""
        rows = (r.package for r in self.rows if f"{module}.".startswith(f"{r.package}."))
        return max(rows, key=len, default=module)

    def faults(self) -> list[str]:
        """Say where code and table differ; nothing where they agree."""
        order = {row.package: place for place, row in enumerate(self.rows)}
        allowed = {(row.package, other) for row in self.rows for other in row.uses}
        return [
            *(f"{module} stands in no row" for module in self._outside()),
            *(f"{a} imports {b}: not in its row" for a, b in sorted({*self.arrows} - allowed)),
            *(f"{a} does not import {b}: strike it" for a, b in sorted(allowed - {*self.arrows})),
            *(
                f"{a} may not use {b}, which stands below it"
                for a, b in sorted(allowed)
                if order.get(b, len(order)) >= order[a]
            ),
        ]

    def _outside(self) -> list[str]:
        """Return the modules in no row; a package that only holds others needs none."""
        rows = {row.package for row in self.rows}
        holders = {row.rpartition(".")[0] for row in rows}
        return sorted({*map(self.row_of, self.imports)} - rows - holders)

    def circles(self, *, runtime_only: bool) -> list[list[str]]:
        """Return the modules that import each other in a circle."""
        graph = _imports(self._package, runtime_only=runtime_only)
        return sorted(sorted(c) for c in nx.strongly_connected_components(graph) if len(c) > 1)

    def picture(self) -> str:
        """Draw the arrows between the rows as Mermaid, without those that others imply."""
        reduced: nx.DiGraph[str] = nx.transitive_reduction(nx.DiGraph(list(self.arrows)))
        lines = [f"  {_id(row.package)}[{row.package}]" for row in self.rows]
        lines += [f"  {_id(a)} --> {_id(b)}" for a, b in sorted(reduced.edges)]
        return "\n".join(["```mermaid", "flowchart TD", *lines, "```"])

    def way(self, start: str, end: str) -> str:
        """Return the shortest way of imports from one module to another."""
        return " → ".join(nx.shortest_path(self.imports, start, end))


def _id(package: str) -> str:
    return package.replace(".", "_")


def _imports(package: str, *, runtime_only: bool) -> nx.DiGraph[str]:
    found = grimp.build_graph(package, exclude_type_checking_imports=runtime_only, cache_dir=None)
    graph: nx.DiGraph[str] = nx.DiGraph()
    for module in sorted(found.modules):
        graph.add_node(_short(module, package))
        for other in sorted(found.find_modules_directly_imported_by(module)):
            graph.add_edge(_short(module, package), _short(other, package))
    return graph


def _short(module: str, package: str) -> str:
    return module.removeprefix(f"{package}.")


def code_picture() -> str:
    """Draw the plan of docs/architecture.md as the code has it."""
    return Plan(read_rows(PLAN.read_text("utf-8"))).picture()


def main() -> int:
    """Name what differs; 1 where something does."""
    plan = Plan(read_rows(PLAN.read_text("utf-8")))
    faults = plan.faults()
    faults += ["a circle: " + ", ".join(c) for c in plan.circles(runtime_only=True)]
    print("\n".join(faults) or "The code is as the table says.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
