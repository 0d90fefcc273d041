"""A derived triple: the rule that made it, and the triples of the records that it is made of.

The rule is run once more as a SELECT, with what its template fixes. Its solution says which of its
triple patterns stand for which triples of the records.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from foc_graph.sparql.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from foc_graph.dataset import Dataset
    from foc_graph.positions.walker import Triple
    from foc_graph.rdf.terms import Term

    Bindings = dict[str, Term]


#: In front of the name of a blank node, which matches anything and cannot be asked for.
_UNNAMED = "_:"


class RulePattern(NamedTuple):
    """A triple pattern: terms, and variables as their names."""

    subject: Term | str
    predicate: Term | str
    value: Term | str


class Derivation:
    """Asks which rule of a dataset made a triple, and from what."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._rules: dict[str, _Rule] = {}

    @cached_property
    def _files(self) -> dict[str, Path]:
        return {path.stem: path for path in self._dataset.project.rule_files()}

    def rule_of(self, triple: Triple) -> Path | None:
        """Return the file of the rule that made a triple; None where no rule did."""
        if isinstance(triple[0], ox.Literal):
            return None
        for graph in self._dataset.derived_graphs():
            quad = ox.Quad(*triple, graph)  # type: ignore[arg-type]
            if quad in self._dataset.store:
                return self._files.get(graph.value.rpartition("/")[2])
        return None

    def sources(self, triple: Triple, path: Path) -> Iterator[Triple]:
        """Yield what a rule made a triple from; first what has the same value as the triple."""
        if path.stem not in self._rules:
            self._rules[path.stem] = _Rule(path, self._dataset)
        try:
            found = [one for one in self._rules[path.stem].sources(triple) if one != triple]
        # A rule with GROUP BY selects no variables; what it hides cannot be given.
        except (SyntaxError, ValueError, RuntimeError):
            return
        ends = (triple[2], triple[0])
        yield from sorted(found, key=lambda one: ends.index(one[2]) if one[2] in ends else 2)


class _Rule:
    """One CONSTRUCT query, taken apart."""

    def __init__(self, path: Path, dataset: Dataset) -> None:
        self._dataset = dataset
        text = path.read_text(encoding="utf-8")
        self._select = _as_select(text)
        namespaces = dict(dataset.prefixes.namespaces)
        self._template, self._patterns = _patterns(text, namespaces, dataset.prefixes.base)

    def sources(self, triple: Triple) -> Iterator[Triple]:
        for template in self._template:
            given = _unify(template, triple)
            if given is not None:
                for solution in self._solutions(given):
                    yield from (t for p in self._patterns if (t := _filled(p, solution)))
                    return

    def _solutions(self, given: Bindings) -> Iterator[Bindings]:
        rows = self._dataset.store.query(
            self._select,
            use_default_graph_as_union=True,
            base_iri=self._dataset.prefixes.base,
            prefixes=dict(self._dataset.prefixes.namespaces),
            substitutions={
                ox.Variable(name): term
                for name, term in given.items()
                if not name.startswith(_UNNAMED)
            },
        )
        assert isinstance(rows, ox.QuerySolutions)  # noqa: S101  # it is a SELECT
        names = [variable.value for variable in rows.variables]
        for row in rows:
            yield {**{n: row[n] for n in names if row[n] is not None}, **given}


def _as_select(text: str) -> str:
    """Return a CONSTRUCT query as a SELECT of every variable: the template goes."""
    tokens = tokenize(text)
    start = next(i for i, t in enumerate(tokens) if t.kind == "word" and t.text == "CONSTRUCT")
    end = start + 1
    if tokens[end].text == "{":
        end = next(i for i in range(end, len(tokens)) if tokens[i].text == "}") + 1
    return f"{text[: tokens[start].start]}SELECT * {text[tokens[end].start :]}"


def _patterns(
    text: str, namespaces: dict[str, str], base: str
) -> tuple[list[RulePattern], list[RulePattern]]:
    """Return the triple patterns of the template and of the body, property paths aside."""
    from rdflib.plugins.sparql import prepareQuery

    query = prepareQuery(text, initNs=namespaces, base=base)
    body: list[RulePattern] = []
    todo = [query.algebra.p]
    while todo:
        part = todo.pop(0)
        body += [found for one in part.get("triples", ()) if (found := _pattern(one))]
        todo += [value for value in part.values() if isinstance(value, dict)]
    return [found for one in query.algebra.template if (found := _pattern(one))], body


def _pattern(terms: Iterable[object]) -> RulePattern | None:
    from rdflib.term import Identifier

    given = list(terms)
    if not all(isinstance(one, Identifier) for one in given):
        return None
    return RulePattern(*(_term(one) for one in given))


def _term(node: object) -> Term | str:
    import rdflib

    from foc_graph.rdf.rdflib_terms import from_rdflib

    assert isinstance(node, rdflib.term.Identifier)  # noqa: S101  # see _pattern
    if isinstance(node, rdflib.BNode):
        return f"{_UNNAMED}{node}"
    return str(node) if isinstance(node, rdflib.Variable) else from_rdflib(node)


def _unify(pattern: RulePattern, triple: Triple) -> Bindings | None:
    found: Bindings = {}
    for one, term in zip(pattern, triple, strict=True):
        if isinstance(one, str):
            if found.setdefault(one, term) != term:
                return None
        elif one != term:
            return None
    return found


def _filled(pattern: RulePattern, solution: Bindings) -> Triple | None:
    terms = [solution.get(one) if isinstance(one, str) else one for one in pattern]
    return None if None in terms else (terms[0], terms[1], terms[2])  # type: ignore[return-value]
