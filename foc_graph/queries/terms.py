"""What a user writes for a parameter -> the RDF term that it stands for, one function a type.

Names, symbols and concepts are looked up in the graph that the query will run on, so that they are
right for any dataset and any endpoint.
"""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.names.resolver import ANY, STATE, TEXT, concept_of, find, iri_of
from foc_graph.rdf.datatypes import XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from foc_graph.names.resolver import Lookup, ThingKind
    from foc_graph.queries.model import Parameter


Term = ox.NamedNode | ox.Literal


class Wrong(Exception):
    """A value that is not of a parameter's type: what is wrong, and what it may have meant."""

    def __init__(self, what: str, near: Iterable[str] = ()) -> None:
        super().__init__(what)
        self.what, self.near = what, tuple(near)


def to_term(value: str, parameter: Parameter, lookup: Lookup) -> Term:
    """Return the term that ``value`` stands for.

    Raises:
        Wrong: the value is not of the parameter's type.
        UsageProblem: it names nothing in the graph, or not one thing.

    """
    return TYPES[parameter.type](value.strip(), parameter, lookup)


_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)

#: How many parts a date has -> its datatype. The precision given is the precision kept.
_DATATYPES = {1: "gYear", 2: "gYearMonth", 3: "date"}

MONTHS = 12


def _date(value: str, _parameter: Parameter, _lookup: Lookup) -> Term:
    match = _DATE.fullmatch(value)
    if match is None:
        raise Wrong("is not a date")
    parts = [int(part) for part in match.groups() if part]
    year, month, day = (*parts, 1, 1)[:3]
    if not 1 <= month <= MONTHS:
        raise Wrong("is not a date, there is no such month")
    if not 1 <= day <= calendar.monthrange(year or 1, month)[1]:
        raise Wrong("is not a date, there is no such day")
    return _typed(value, _DATATYPES[len(parts)])


def _year(value: str, _parameter: Parameter, _lookup: Lookup) -> Term:
    if not re.fullmatch(r"\d{4}", value, re.ASCII):
        raise Wrong("is not a year")
    return _typed(value, "gYear")


def _integer(value: str, parameter: Parameter, _lookup: Lookup) -> Term:
    if not re.fullmatch(r"[+-]?\d{1,18}", value, re.ASCII):
        raise Wrong("is not a whole number")
    number = int(value)
    if parameter.minimum is not None and number < parameter.minimum:
        raise Wrong(f"is below {parameter.minimum}")
    if parameter.maximum is not None and number > parameter.maximum:
        raise Wrong(f"is above {parameter.maximum}")
    return _typed(str(number), "integer")


def _typed(value: str, datatype: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(XSD + datatype))


def _string(value: str, _parameter: Parameter, _lookup: Lookup) -> Term:
    return ox.Literal(value)


def _choice(value: str, parameter: Parameter, lookup: Lookup) -> Term:
    chosen = parameter.values.get(value)
    if chosen is None:
        raise Wrong("is not one of the values", near=tuple(parameter.values))
    # A value that maps to something else stands for a resource: `hrc: org/un-hrc`.
    return ox.Literal(value) if chosen == value else ox.NamedNode(iri_of(chosen, lookup.prefixes))


def _thing(value: str, parameter: Parameter, lookup: Lookup) -> Term:
    return ox.NamedNode(find(value, lookup, kind_of(parameter)))


def kind_of(parameter: Parameter) -> ThingKind:
    """Return what a parameter may name."""
    if parameter.type == "concept":
        return concept_of(f"concept/{parameter.scheme}")
    return THINGS[parameter.type]


#: Type of a parameter that names a thing -> which things.
THINGS = {"symbol": TEXT, "state": STATE, "iri": ANY}

#: The keys are those of `model.ALLOWED`.
TYPES: dict[str, Callable[[str, Parameter, Lookup], Term]] = {
    "date": _date,
    "year": _year,
    "string": _string,
    "integer": _integer,
    "symbol": _thing,
    "state": _thing,
    "concept": _thing,
    "choice": _choice,
    "iri": _thing,
}
