"""What the user gave -> one RDF term for each parameter, or one sentence about what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.errors import UsageProblem
from foc_graph.names.likeness import did_you_mean, nearest
from foc_graph.queries.terms import Wrong, to_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.names.resolver import Lookup
    from foc_graph.queries.model import CannedQuery, Parameter
    from foc_graph.queries.terms import Term


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
        return to_term(value, parameter, lookup)
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
