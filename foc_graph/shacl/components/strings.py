"""Strings (SHACL 4.4): sh:minLength, sh:maxLength, sh:pattern, sh:languageIn, sh:uniqueLang."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self, final

import pyoxigraph as ox

from foc_graph.dataset.data_graph import ExactStore
from foc_graph.rdf.terms import sh
from foc_graph.shacl.components.base import SetConstraint, Suspect, TermTest, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.rdf.terms import Node
    from foc_graph.shacl.components.base import Evaluator
    from foc_graph.shacl.reads import Read, Ways
    from foc_graph.shacl.scope import Scope
    from foc_graph.shacl.shapes.source import ShapesGraph
    from foc_graph.sparql.paths import Path


@dataclass(frozen=True)
class LengthConstraint(TermTest):
    """A limit to the number of characters. ``sign`` stands between a wrong number and it."""

    sign: ClassVar[str]

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        yield cls((ox.Literal(source.number(node, cls.parameters[0])),))

    def violated(self, _: Evaluator, name: str, __: Scope) -> str:
        """Count the characters; a blank node has none, which is a violation."""
        length = f"STRLEN(STR(?{name})) {self.sign} {self.terms[0].value}"
        return f"IF(isBLANK(?{name}), true, {length})"


@final
class MinLengthConstraint(LengthConstraint):
    """sh:minLength (SHACL 4.4.1)."""

    parameters = (sh("minLength"),)
    title = "Text too short"
    help = "Write the whole text."
    message = "has fewer than {} characters"
    phrase = "at least {} characters"
    sign = "<"


@final
class MaxLengthConstraint(LengthConstraint):
    """sh:maxLength (SHACL 4.4.2)."""

    parameters = (sh("maxLength"),)
    title = "Text too long"
    help = "Shorten the text."
    message = "has more than {} characters"
    phrase = "at most {} characters"
    sign = ">"


@final
@dataclass(frozen=True)
class PatternConstraint(TermTest):
    """sh:pattern, with sh:flags (SHACL 4.4.3)."""

    parameters = (sh("pattern"), sh("flags"))
    title = "Wrong form"
    help = "Write the value in the form that is asked for."
    message = "does not match {}"
    phrase = "like {}"

    flags: str = ""

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        parameter, flags = cls.parameters
        given = source.only(node, flags)
        letters = source.text(node, flags, given) if given is not None else ""
        for value in source.literals(node, parameter):
            source.text(node, parameter, value)
            _check_pattern(source, node, value, letters)
            yield cls((value,), letters)

    def violated(self, _: Evaluator, name: str, __: Scope) -> str:
        """Match; a blank node has no characters, which is a violation."""
        arguments = f"STR(?{name}), {self.terms[0]}, {ox.Literal(self.flags)}"
        return f"IF(isBLANK(?{name}), true, !REGEX({arguments}))"


def _check_pattern(source: ShapesGraph, node: Node, pattern: ox.Literal, flags: str) -> None:
    """Refuse what SPARQL's REGEX does not take: it would raise an error for every value."""
    query = f'SELECT (REGEX("", {pattern}, {ox.Literal(flags)}) AS ?works) {{}}'
    (row,) = ExactStore(ox.Store()).select(query)
    if row["works"] is None:
        what = f"sh:pattern {pattern} with flags {flags!r} is no regular expression"
        source.fail(node, what, "see https://www.w3.org/TR/xpath-functions/#regex-syntax")


@final
class LanguageInConstraint(TermTest):
    """sh:languageIn (SHACL 4.4.4)."""

    parameters = (sh("languageIn"),)
    title = "Wrong language"
    help = "Use one of the listed language tags."
    message = "is not in one of these languages: {}"
    phrase = "in {}"

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        yield cls(source.only_members(node, cls.parameters[0]))

    def violated(self, _: Evaluator, name: str, __: Scope) -> str:
        ranges = [str(term) for term in self.terms if isinstance(term, ox.Literal)]
        matches = " || ".join(f"LANGMATCHES(LANG(?{name}), {r})" for r in ranges) or "false"
        return f"!COALESCE({matches}, false)"


@final
@dataclass(frozen=True)
class UniqueLangConstraint(SetConstraint):
    """sh:uniqueLang true (SHACL 4.4.5)."""

    parameters = (sh("uniqueLang"),)
    title = "Language used twice"
    help = "Keep one value a language."
    message = "has more than one value in one language"
    phrase = "one a language"
    suspect = Suspect.VALUE
    operands = ()
    referred = ()

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        if source.flag(node, cls.parameters[0]):
            source.needs_path(node, cls.parameters[0])
            yield cls()

    def violations(self, run: Evaluator, path: Path | None, scope: Scope) -> Iterator[Violation]:
        """Yield a violation for each language that two values have."""
        assert path is not None  # noqa: S101  # checked when the shape was read
        if run.session.statistics.is_functional(path):
            return
        first = scope.values(path, "this", "value")
        second = f"?this {path.sparql()} ?other"
        if path.nullable:
            second = f"{{ {second} }} UNION {{ {first.replace('?value', '?other')} }}"
        query = (
            f"SELECT DISTINCT ?this ?lang WHERE {{ {{ {first} }} {second} ."
            " FILTER(isLITERAL(?value) && isLITERAL(?other) && !sameTerm(?value, ?other))"
            ' BIND(LANG(?value) AS ?lang) FILTER(?lang != "" && ?lang = LANG(?other)) }'
        )
        for row in run.session.select(query):
            yield Violation(row["this"])

    def reads(self, _: Ways) -> tuple[Read, ...]:
        return ()
