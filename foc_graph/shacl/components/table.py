"""Every constraint component: one line a component, and this is the only place to enter it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.shacl.components import (
    advanced,
    cardinality,
    custom,
    logic,
    other,
    pairs,
    shape_based,
    sparql,
    strings,
    value_range,
    value_type,
)
from foc_graph.shacl.components.base import Constraint

if TYPE_CHECKING:
    import pyoxigraph as ox


def table(*components: type[Constraint]) -> tuple[type[Constraint], ...]:
    """Return components that lack nothing; mypy refuses abstract classes as arguments.

    Raises:
        TypeError: a component is half-written; it is told what is missing.

    """
    for component in components:
        methods: frozenset[str] = component.__abstractmethods__
        facts = {name for name in Constraint.__annotations__ if not hasattr(component, name)}
        if missing := sorted(methods | facts):
            raise TypeError(f"{component.__name__} lacks {', '.join(missing)}")
    return components


#: In the order in which the constraints of a shape are read and named.
COMPONENTS = table(
    value_type.ClassConstraint,
    value_type.DatatypeConstraint,
    value_type.NodeKindConstraint,
    value_range.MinExclusiveConstraint,
    value_range.MinInclusiveConstraint,
    value_range.MaxExclusiveConstraint,
    value_range.MaxInclusiveConstraint,
    strings.MinLengthConstraint,
    strings.MaxLengthConstraint,
    strings.PatternConstraint,
    strings.LanguageInConstraint,
    other.InConstraint,
    cardinality.MinCountConstraint,
    cardinality.MaxCountConstraint,
    strings.UniqueLangConstraint,
    other.HasValueConstraint,
    pairs.EqualsConstraint,
    pairs.DisjointConstraint,
    pairs.LessThanConstraint,
    pairs.LessThanOrEqualsConstraint,
    other.ClosedConstraint,
    logic.AndConstraint,
    logic.OrConstraint,
    logic.XoneConstraint,
    logic.NotConstraint,
    logic.NodeConstraint,
    shape_based.PropertyConstraint,
    shape_based.QualifiedMinCountConstraint,
    shape_based.QualifiedMaxCountConstraint,
    advanced.ExpressionConstraint,
    advanced.JsConstraint,
    sparql.SparqlConstraint,
    custom.CustomConstraint,
)

_BY_IRI = {one.component_iri(): one for one in COMPONENTS if one.parameters}


def component_of(iri: ox.NamedNode) -> type[Constraint]:
    """Return the class of a component; one that is not known was declared by a shapes graph."""
    return _BY_IRI.get(iri, custom.CustomConstraint)


def carries_message(iri: ox.NamedNode) -> bool:
    """Whether results of a component carry messages of their own: those of a query."""
    return issubclass(component_of(iri), sparql.SparqlConstraint | custom.CustomConstraint)
