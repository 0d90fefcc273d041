"""A derived triple: the rule that made it, and the triples of the records that it is made of.

The rule is run once more as a SELECT, with what its template fixes. Its solution says which of its
triple patterns stand for which triples of the records.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from foc_graph.rdf.terms import TYPE
from foc_graph.sparql.parser import parse
from foc_graph.sparql.syntax import TriplePattern, walk
from foc_graph.sparql.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from foc_graph.dataset import Dataset
    from foc_graph.positions.walker import Triple
    from foc_graph.rdf.terms import Term
    from foc_graph.sparql.syntax import Node

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
        try:
            if path.stem not in self._rules:
                self._rules[path.stem] = _Rule(path, self._dataset)
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
        query = parse(text)
        start, end = query.head
        self._select = f"{text[:start]}SELECT * {text[end:]}"
        self._names = {**dataset.prefixes.namespaces, **query.prefixes}
        self._base = query.base or dataset.prefixes.base
        self._template = list(self._without_paths(query.template))
        self._patterns = list(self._without_paths(walk(query.group)))

    def _without_paths(self, nodes: Iterable[Node]) -> Iterator[RulePattern]:
        for node in nodes:
            if isinstance(node, TriplePattern) and isinstance(node.verb, Token):
                yield RulePattern(*map(self._term, (node.subject, node.verb, node.object)))

    def _term(self, token: Token) -> Term | str:
        if token.name:
            return token.name
        if token.kind == "blank":
            return f"{_UNNAMED}{token.text}"
        if token.text == "a":
            return TYPE
        names = "".join(f"PREFIX {name}: <{iri}> " for name, iri in self._names.items())
        text = token.text.lower() if token.text.isalpha() else token.text
        triple = f"{names}[] <{TYPE.value}> {text} ."
        (quad,) = ox.parse(triple, ox.RdfFormat.TURTLE, base_iri=self._base)
        value: Term = quad.object
        return value

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
