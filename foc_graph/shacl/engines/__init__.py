"""Engines behind one interface: a module and a line in the table each, imported when used."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from foc_graph.errors import UsageProblem
from foc_graph.shacl.engines.time_limit import TIMEOUT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foc_graph.dataset.data_graph import DataGraph
    from foc_graph.rdf.terms import Node, Term
    from foc_graph.shacl.report import Result
    from foc_graph.shacl.shapes import Shapes


@dataclass(frozen=True)
class EngineOutcome:
    """The results, and the shapes that the engine had to leave to pySHACL."""

    results: tuple[Result, ...]
    fallback: tuple[Node, ...] = ()


class ValidationEngine(Protocol):
    """Validates a data graph against shapes (SHACL 3.4)."""

    name: str

    def run(
        self,
        data: DataGraph,
        shapes: Shapes,
        *,
        among: Mapping[Node, frozenset[Term]] | None = None,
        timeout: float = TIMEOUT,
    ) -> EngineOutcome:
        """Return every result, in any order.

        ``among`` names the focus nodes to look at, shape by shape; where a shape is missing there
        it looks at all. A SPARQL constraint may take ``timeout`` seconds.

        Raises:
            CouldNotRun: a shape cannot be evaluated; or takes too long; it is named.
            UsageProblem: the engine cannot look at some focus nodes only.

        """
        ...


#: Name -> module that holds the engine under the name ``ENGINE``. The first is the default.
ENGINES = {
    "sparql": "foc_graph.shacl.engines.sparql",
    "pyshacl": "foc_graph.shacl.engines.pyshacl",
}


def get_engine(name: str) -> ValidationEngine:
    """Import an engine and return it.

    Raises:
        UsageProblem: there is no engine of that name.

    """
    if name not in ENGINES:
        raise UsageProblem("no such engine", place=name, fix=f"use one of {', '.join(ENGINES)}")
    engine: ValidationEngine = import_module(ENGINES[name]).ENGINE
    return engine
