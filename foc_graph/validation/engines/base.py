"""What every validation engine offers. An engine is one module and one line in the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from foc_graph.validation.data import Data
    from foc_graph.validation.report import Result
    from foc_graph.validation.shapes.model import Shapes
    from foc_graph.validation.terms import Node


@dataclass(frozen=True)
class Outcome:
    """The results, and the shapes that the engine had to leave to pySHACL."""

    results: tuple[Result, ...]
    fallback: tuple[Node, ...] = ()


class Engine(Protocol):
    """Validates a data graph against shapes (SHACL 3.4)."""

    name: str

    def run(self, data: Data, shapes: Shapes) -> Outcome:
        """Return every result, in any order.

        Raises:
            CouldNotRun: a shape cannot be evaluated; it is named.

        """
        ...
