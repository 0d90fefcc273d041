"""What only pySHACL can do: sh:expression (SHACL Advanced Features) and sh:js (SHACL-JS)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, final

from foc_graph.rdf.terms import sh
from foc_graph.shacl.components.base import SetConstraint, Suspect
from foc_graph.shacl.reads import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from foc_graph.rdf.terms import Node
    from foc_graph.shacl.components.base import Evaluator, Violation
    from foc_graph.shacl.reads import Read, Ways
    from foc_graph.shacl.scope import Scope
    from foc_graph.shacl.shapes.source import ShapesGraph
    from foc_graph.sparql.paths import Path


@dataclass(frozen=True)
class AdvancedConstraint(SetConstraint):
    """A constraint that the SPARQL engine leaves to pySHACL, with the whole shape."""

    title = "{}"
    help = "See the message of the shape."
    message = "does not conform to {}"
    phrase = "a condition that pySHACL checks"
    suspect = Suspect.VALUE
    operands = ()
    referred = ()

    @classmethod
    def read(cls, _: ShapesGraph, __: Node) -> Iterator[Self]:
        """Yield one constraint, whatever is said of it."""
        yield cls()

    @classmethod
    def definition(cls) -> str:
        """Return the component itself: SHACL 1.0 does not have it."""
        return cls.component_iri().value

    def reads(self, _: Ways) -> tuple[Read, ...]:
        return (EVERYTHING,)

    def violations(self, run: Evaluator, path: Path | None, scope: Scope) -> Iterator[Violation]:
        """Refuse; see `Shape.is_advanced`."""
        raise NotImplementedError(type(self), run, path, scope)


@final
class ExpressionConstraint(AdvancedConstraint):
    """sh:expression (SHACL Advanced Features 5)."""

    parameters = (sh("expression"),)


@final
class JsConstraint(AdvancedConstraint):
    """sh:js (SHACL JavaScript Extensions 2)."""

    parameters = (sh("js"),)

    @classmethod
    def component_iri(cls) -> ox.NamedNode:
        return sh("JSConstraintComponent")
