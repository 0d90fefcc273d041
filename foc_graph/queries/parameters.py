"""What the user gave -> one RDF term for each parameter, or one sentence about what is wrong.

One function a type. Names, symbols and concepts are looked up in the graph that the query will run
on, so that they are right for any dataset and any endpoint.
"""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import UsageProblem
from foc_graph.names.likeness import did_you_mean, nearest
from foc_graph.names.resolver import ANY, STATE, TEXT, concept_of, find, iri_of
from foc_graph.rdf.datatypes import XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from foc_graph.names.resolver import Lookup, ThingKind
    from foc_graph.queries.model import CannedQuery, Parameter

Term = ox.NamedNode | ox.Literal


class Wrong(Exception):
    """A value that is not of a parameter's type: what is wrong, and what it may have meant."""

    def __init__(self, what: str, near: Iterable[str] = ()) -> None:
        super().__init__(what)
        self.what, self.near = what, tuple(near)


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

#: Type -> the term that a value stands for; raises Wrong, or UsageProblem where nothing is named.
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


def read_assignments(texts: Iterable[str]) -> dict[str, str]:
    """``["on=2014", "state=EST"]`` -> ``{"on": "2014", "state": "EST"}``.

    Raises:
        UsageProblem: no ``=``, or the same name twice.

    """
    given: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise UsageProblem(
                "is not name=value", place=f"--param {text}", fix="write, say, --param on=2014"
            )
        if name.strip() in given:
            raise UsageProblem("is given twice", place=f"--param {name}", fix="give it once")
        given[name.strip()] = value
    return given


def chosen_values(query: CannedQuery, given: Mapping[str, str]) -> dict[str, str]:
    """Return what each parameter is set to, given or default; optional ones may be absent.

    Raises:
        UsageProblem: an unknown parameter, or a required one that is missing.

    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            raise _unknown(query, name)
    for parameter in query.parameters:
        if parameter.required and parameter.name not in given:
            raise _missing(query, parameter)
    values = {name: given.get(name, parameter.default) for name, parameter in known.items()}
    return {name: value for name, value in values.items() if value is not None}


def bind(query: CannedQuery, values: Mapping[str, str], lookup: Lookup) -> dict[str, Term]:
    """Return the term of every parameter that has a value.

    Raises:
        UsageProblem: a value that is not of its parameter's type or names nothing in the graph.

    """
    parameters = {parameter.name: parameter for parameter in query.parameters}
    return {name: _term(query, parameters[name], value, lookup) for name, value in values.items()}


def _term(query: CannedQuery, parameter: Parameter, value: str, lookup: Lookup) -> Term:
    place = f"query {query.name}: parameter {parameter.name}"
    try:
        return TYPES[parameter.type](value.strip(), parameter, lookup)
    except Wrong as wrong:
        fix = _remedy(value, wrong.near, f"give {parameter.allowed}")
        raise UsageProblem(f"{value!r} {wrong.what}", place=place, fix=fix) from wrong
    except UsageProblem as problem:
        place = f"{place} {value!r}"
        raise UsageProblem(problem.what, place=place, fix=problem.fix) from problem


def _unknown(query: CannedQuery, name: str) -> UsageProblem:
    names = [parameter.name for parameter in query.parameters]
    fix = f"it takes {', '.join(names)}" if names else "it takes none"
    return UsageProblem(
        f"has no parameter {name!r}", place=f"query {query.name}", fix=_remedy(name, names, fix)
    )


def _missing(query: CannedQuery, parameter: Parameter) -> UsageProblem:
    example = f", say --param {parameter.name}={parameter.example}" if parameter.example else ""
    return UsageProblem(
        f"needs the parameter {parameter.name} ({parameter.label})",
        place=f"query {query.name}",
        fix=f"give {parameter.allowed}{example}",
    )


def _remedy(value: str, candidates: Iterable[str], fix: str) -> str:
    meant = did_you_mean(nearest(value, candidates))
    return f"{meant} {fix[0].upper()}{fix[1:]}" if meant else fix
