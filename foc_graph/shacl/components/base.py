"""What a constraint component is: one class, whose instances are the constraints of shapes.

`Constraint` is a Protocol so that mypy counts facts without a value as missing, as it does with
methods. A component is marked ``@final``: then mypy names what it lacks where it is written.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol, Self

import pyoxigraph as ox

from foc_graph.rdf.terms import SH, local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from foc_graph.rdf.terms import Node, Term
    from foc_graph.shacl.reads import Read, Ways
    from foc_graph.shacl.scope import Scope
    from foc_graph.shacl.session import EngineSession
    from foc_graph.shacl.shapes.source import ShapesGraph
    from foc_graph.sparql.paths import Path

#: Operands that the reference page names.
_MOST = 12


class Suspect(Enum):
    """Which name is looked at for "did you mean …?": one that nothing describes."""

    VALUE = auto()
    PATH = auto()
    #: A property of the focus node that looks like the path of the shape.
    LIKE_PATH = auto()


class Violation(NamedTuple):
    """A focus node that violates a constraint, with what SHACL 3.6.2 asks of its result.

    A ``path`` or ``messages`` of its own are in place of those of the shape.
    """

    focus: Term
    value: Term | None = None
    path: Path | None = None
    messages: tuple[ox.Literal, ...] = ()
    source_constraint: Node | None = None


class Evaluator(Protocol):
    """What the SPARQL engine offers to a constraint that it evaluates."""

    session: EngineSession
    #: The shapes graph, for queries that look into it.
    quads: tuple[ox.Quad, ...]

    def conforms(self, node: Node, name: str, scope: Scope) -> str:
        """Return an expression: whether ``name``, a node of the scope, conforms to a shape."""
        ...

    def new_name(self) -> str:
        """Return the name of a variable that no query has yet."""
        ...

    def place(self, node: Node) -> str | None:
        """Return ``file:line:column`` of a node of the shapes graph."""
        ...


class Constraint(Protocol):
    """A constraint that a shape declares (SHACL 2.1). Its class is the constraint component.

    A component is a `ValueConstraint` or a `SetConstraint`; sh:property alone is neither.
    """

    #: The parameters that declare it; where a shape has the first, `read` is asked.
    parameters: ClassVar[tuple[ox.NamedNode, ...]]
    #: For reports: what is wrong, ``{}`` stands for the name of the component; and what to do.
    title: ClassVar[str]
    help: ClassVar[str]
    #: What a result says where the shape has no sh:message. ``{}`` stands for the operands, or for
    #: the name of the component where it has none.
    message: ClassVar[str]
    #: What it asks of values, on the reference page; None where that is said elsewhere.
    phrase: ClassVar[str | None]
    suspect: ClassVar[Suspect]

    @classmethod
    @abstractmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        """Yield the constraints of this component that a shape declares.

        Raises:
            CouldNotRun: they are ill-formed.

        """

    @property
    @abstractmethod
    def operands(self) -> tuple[Term | int, ...]:
        """What messages and the reference page name."""

    @property
    @abstractmethod
    def referred(self) -> tuple[Node, ...]:
        """The shapes that it refers to (SHACL 3.4.2)."""

    @abstractmethod
    def reads(self, ways: Ways) -> Iterable[Read]:
        """Return the triples that it looks at, beside the path and the shapes it refers to."""

    @property
    @abstractmethod
    def is_simple(self) -> bool:
        """Whether `conforms` can be asked; else the nodes are validated first."""

    @abstractmethod
    def conforms(self, run: Evaluator, name: str, path: Path | None, scope: Scope) -> str:
        """Return an expression: whether ``name``, a node of the scope, conforms.

        ``path`` leads to the value nodes; it does not lead from a node to itself.
        """

    @classmethod
    def component_iri(cls) -> ox.NamedNode:
        """Return the IRI of the component: that of its first parameter with a longer name."""
        iri = cls.parameters[0].value
        name = local_name(iri)
        start = iri.removesuffix(name)
        return ox.NamedNode(f"{start}{name[0].upper()}{name[1:]}ConstraintComponent")

    @classmethod
    def definition(cls) -> str:
        """Return the address where the component is defined."""
        iri = cls.component_iri().value
        return f"https://www.w3.org/TR/shacl/#{local_name(iri)}" if iri.startswith(SH) else iri

    @property
    def component(self) -> ox.NamedNode:
        """The component that results name."""
        return self.component_iri()

    @property
    def name(self) -> ox.NamedNode:
        """What messages about other shapes call it: its first parameter."""
        return self.parameters[0]

    @property
    def choices(self) -> tuple[Term, ...]:
        """What a misspelt name may stand for; empty: anything that is described."""
        return ()

    def shown(self, term: Callable[[Term], str], shape: Callable[[Node], str]) -> list[str]:
        """Return the operands as text, terms and shapes each in their way."""
        return [
            str(one) if isinstance(one, int)
            else shape(one) if not isinstance(one, ox.Literal) and one in self.referred
            else term(one)
            for one in self.operands
        ]  # fmt: skip

    def words(self, shorten: Callable[[str], str]) -> str | None:
        """Return what it asks of values; ``shorten`` shows an IRI to a reader."""
        if self.phrase is None:
            return None

        def named(term: Term) -> str:
            if isinstance(term, ox.NamedNode):
                return shorten(term.value)
            return term.value if isinstance(term, ox.Literal) else str(term)

        found = self.shown(named, named)
        return self.phrase.format(", ".join([*found[:_MOST], *["…"][: len(found) > _MOST]]))


def kind_of(component: str) -> str:
    """Return the name of a component without its ending: ``MinCount``."""
    return local_name(component).removesuffix("ConstraintComponent")


class ValueConstraint(Constraint):
    """A condition that each value node meets or not. Those of a shape make one query."""

    @abstractmethod
    def violated(self, run: Evaluator, name: str, values: Scope) -> str:
        """Return an expression: whether ``name``, one of the value nodes, violates it.

        It never raises an error: what cannot be evaluated is a violation.
        """

    @property
    def is_simple(self) -> bool:
        """Whether `conforms` can be asked: always."""
        return True

    def conforms(self, run: Evaluator, name: str, path: Path | None, scope: Scope) -> str:
        """Return an expression: whether ``name``, a node of the scope, has no wrong value."""
        return no_value(run, name, path, scope, self.violated)


def no_value(
    run: Evaluator, name: str, path: Path | None, scope: Scope,
    violated: Callable[[Evaluator, str, Scope], str],
) -> str:  # fmt: skip
    """Return an expression that is true where no value node violates a condition."""
    if path is None:
        return f"!({violated(run, name, scope)})"
    value = run.new_name()
    wrong = violated(run, value, scope.below(path))
    return f"NOT EXISTS {{ ?{name} {path.sparql()} ?{value} FILTER({wrong}) }}"


class SetConstraint(Constraint):
    """A constraint on all value nodes of a focus node together, with a query of its own."""

    @abstractmethod
    def violations(self, run: Evaluator, path: Path | None, scope: Scope) -> Iterator[Violation]:
        """Yield what violates it among the focus nodes of a scope."""

    @property
    def is_simple(self) -> bool:
        """Whether `conforms` can be asked: not unless a component says so."""
        return False

    def conforms(self, run: Evaluator, name: str, path: Path | None, scope: Scope) -> str:
        """Return an expression, where ``is_simple`` says that there is one."""
        raise NotImplementedError(type(self), run, name, path, scope)


@dataclass(frozen=True)
class ValueTest(ValueConstraint):
    """A condition with terms as operands, which refers to no shape."""

    terms: tuple[Term, ...]
    suspect = Suspect.VALUE
    referred = ()

    @property
    def operands(self) -> tuple[Term, ...]:
        """The terms."""
        return self.terms


class TermTest(ValueTest):
    """A condition on the term itself: it looks at no triple."""

    def reads(self, _: Ways) -> tuple[Read, ...]:
        """Return nothing."""
        return ()
