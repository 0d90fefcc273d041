"""Constraints on all value nodes of a focus node together (SHACL 4.2, 4.4.5, 4.5, 4.7.3, 4.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.rdf.literals import holds
from foc_graph.shacl.engines.sparql.conditions import comparison, member
from foc_graph.sparql.paths import predicate_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.rdf.terms import Term
    from foc_graph.shacl.engines.sparql.evaluation import Evaluation
    from foc_graph.shacl.engines.sparql.scope import Scope
    from foc_graph.shacl.report import Result
    from foc_graph.shacl.shapes.model import (
        Closed,
        CountConstraint,
        HasValue,
        Pair,
        Qualified,
        Shape,
        UniqueLang,
    )
    from foc_graph.sparql.paths import Path

    Found = Iterator[tuple[Term, Result]]

_NO_PREDICATE = "<urn:foc-graph:nothing>"


def counted(run: Evaluation, shape: Shape, scope: Scope, count: CountConstraint) -> Found:
    """sh:minCount, sh:maxCount."""
    assert shape.path is not None  # noqa: S101  # checked when the shape was read
    if count.kind == "MinCount" and count.limit <= 0:
        return
    if count.kind == "MaxCount" and count.limit >= 1:
        if run.session.statistics.is_functional(shape.path):
            return
        if run.session.statistics.starts_from(shape.path, scope):
            for row in run.session.select(_often_query(shape.path, scope, count.limit)):
                yield row["this"], run.session.result(shape, count.component, row["this"])
            return
    for row in run.session.select(_count_query(shape, scope, count)):
        yield row["this"], run.session.result(shape, count.component, row["this"])


def _often_query(path: Path, scope: Scope, limit: int) -> str:
    often = f"SELECT ?this WHERE {{ ?this {path.sparql()} ?value }} GROUP BY ?this"
    having = f"HAVING (COUNT(*) > {limit})"
    return f"SELECT ?this WHERE {{ {{ {often} {having} }} FILTER({scope.holds('this')}) }}"


def _count_query(shape: Shape, scope: Scope, count: CountConstraint) -> str:
    assert shape.path is not None  # noqa: S101
    step = f"?this {shape.path.sparql()}"
    if count.limit == 1 and not shape.path.nullable:
        # The two that matter most need no grouping.
        wrong = (
            f"NOT EXISTS {{ {step} ?value }}"
            if count.kind == "MinCount"
            else f"EXISTS {{ {step} ?value . {step} ?other FILTER(!sameTerm(?value, ?other)) }}"
        )
        return f"SELECT DISTINCT ?this WHERE {{ {scope.pattern('this')} FILTER({wrong}) }}"
    values = scope.values(shape.path, "this", "value")
    return _grouped(values if count.kind == "MaxCount" else _optional(shape, scope, values), count)


def _optional(shape: Shape, scope: Scope, values: str) -> str:
    assert shape.path is not None  # noqa: S101
    if shape.path.nullable:
        return values
    step = f"?this {shape.path.sparql()} ?value"
    return f"{scope.pattern('this')} OPTIONAL {{ {step} }}"


def _grouped(pattern: str, count: CountConstraint | Qualified) -> str:
    sign = "<" if count.kind.endswith("MinCount") else ">"
    having = f"COUNT(DISTINCT ?value) {sign} {count.limit}"
    return f"SELECT ?this WHERE {{ {pattern} }} GROUP BY ?this HAVING ({having})"


def qualified(run: Evaluation, shape: Shape, scope: Scope, constraint: Qualified) -> Found:
    """sh:qualifiedMinCount, sh:qualifiedMaxCount."""
    assert shape.path is not None  # noqa: S101
    shapes, values = run.session.shapes, scope.below(shape.path)
    counts = run.conformance.conforms(shapes[constraint.shape], "value", values)
    for sibling in constraint.siblings:
        counts += f" && !({run.conformance.conforms(shapes[sibling], 'value', values)})"
    inner = (
        scope.values(shape.path, "this", "value")
        if shape.path.nullable
        else f"?this {shape.path.sparql()} ?value"
    )
    pattern = f"{scope.pattern('this')} OPTIONAL {{ {inner} FILTER({counts}) }}"
    query = _grouped(pattern, constraint)
    for row in run.session.select(query):
        yield row["this"], run.session.result(shape, constraint.component, row["this"])


def unique_lang(run: Evaluation, shape: Shape, scope: Scope, constraint: UniqueLang) -> Found:
    """sh:uniqueLang: a result for each language that two values have."""
    if shape.path and run.session.statistics.is_functional(shape.path):
        return
    first = scope.values(shape.path, "this", "value")
    assert shape.path is not None  # noqa: S101
    second = f"?this {shape.path.sparql()} ?other"
    if shape.path.nullable:
        second = f"{{ {second} }} UNION {{ {first.replace('?value', '?other')} }}"
    query = (
        f"SELECT DISTINCT ?this ?lang WHERE {{ {{ {first} }} {second} ."
        " FILTER(isLITERAL(?value) && isLITERAL(?other) && !sameTerm(?value, ?other))"
        ' BIND(LANG(?value) AS ?lang) FILTER(?lang != "" && ?lang = LANG(?other)) }'
    )
    for row in run.session.select(query):
        yield row["this"], run.session.result(shape, constraint.component, row["this"])


def has_value(run: Evaluation, shape: Shape, scope: Scope, constraint: HasValue) -> Found:
    """sh:hasValue: a result without a value."""
    there = member(run.session, (constraint.term,), "?value")
    if shape.path is None:
        wrong = f"!({member(run.session, (constraint.term,), '?this')})"
    else:
        wrong = f"NOT EXISTS {{ ?this {shape.path.sparql()} ?value FILTER({there}) }}"
        if shape.path.nullable:
            wrong += f" && !({member(run.session, (constraint.term,), '?this')})"
    query = f"SELECT DISTINCT ?this WHERE {{ {scope.pattern('this')} FILTER({wrong}) }}"
    for row in run.session.select(query):
        yield row["this"], run.session.result(shape, constraint.component, row["this"])


def pair(run: Evaluation, shape: Shape, scope: Scope, constraint: Pair) -> Found:
    """sh:equals, sh:disjoint, sh:lessThan, sh:lessThanOrEquals."""
    for row in run.session.select(_pair_query(run, shape, scope, constraint)):
        yield (
            row["this"],
            run.session.result(shape, constraint.component, row["this"], value=row["value"]),
        )


def _pair_query(run: Evaluation, shape: Shape, scope: Scope, constraint: Pair) -> str:
    values = scope.values(shape.path, "this", "value")
    if constraint.kind == "Disjoint":
        wrong = f"EXISTS {{ ?this {constraint.predicate} ?value }}"
        return f"SELECT DISTINCT ?this ?value WHERE {{ {values} FILTER({wrong}) }}"
    if constraint.kind == "Equals":
        return _equals_query(shape, scope, constraint, values)
    sign = "<" if constraint.kind == "LessThan" else "<="
    exact = run.session.test_pair(lambda left, right: holds(left, sign, right))
    wrong = f"IF({comparison('?value', sign, '?other')}, false, !{exact}(?value, ?other))"
    # A result for each pair, so one value can have several (W3C suite, lessThan-002).
    return (
        f"SELECT DISTINCT ?this ?value ?other WHERE {{"
        f" {{ {values} }} ?this {constraint.predicate} ?other . FILTER({wrong}) }}"
    )


def _equals_query(shape: Shape, scope: Scope, constraint: Pair, values: str) -> str:
    lacking = f"{{ {values} FILTER(NOT EXISTS {{ ?this {constraint.predicate} ?value }}) }}"
    others = f"{scope.pattern('this')} ?this {constraint.predicate} ?value ."
    if shape.path is None:
        there = "sameTerm(?this, ?value)"
    else:
        there = f"EXISTS {{ ?this {shape.path.sparql()} ?value }}"
        if shape.path.nullable:
            there += " || sameTerm(?this, ?value)"
    excess = f"{{ {others} FILTER(!({there})) }}"
    return f"SELECT DISTINCT ?this ?value WHERE {{ {lacking} UNION {excess} }}"


def closed(run: Evaluation, shape: Shape, scope: Scope, constraint: Closed) -> Found:
    """sh:closed: a result for each triple with a predicate that is not allowed."""
    # Nothing is in an empty list (SPARQL 1.1, 17.4.1.9), but the store finds no row then.
    allowed = ", ".join(map(str, constraint.allowed or (_NO_PREDICATE,)))
    query = (
        f"SELECT DISTINCT ?this ?value ?path ?object WHERE {{"
        f" {{ {scope.values(shape.path, 'this', 'value')} }} ?value ?path ?object ."
        f" FILTER(?path NOT IN ({allowed})) }}"
    )
    for row in run.session.select(query):
        yield (
            row["this"],
            run.session.result(
                shape, constraint.component, row["this"],
                value=row["object"], path=predicate_path(row["path"]),
            ),
        )  # fmt: skip
