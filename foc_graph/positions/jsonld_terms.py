"""JSON-LD contexts, as far as they say which IRI a key or a value is (JSON-LD 1.1, section 4.1)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.positions.json_text import JsonNumber
from foc_graph.positions.turtle import resolve
from foc_graph.rdf.terms import XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.positions.json_text import JsonValue
    from foc_graph.positions.lines import Offsets


@dataclass(frozen=True)
class ContextTerm:
    """What a context says of a term."""

    iri: str | None
    kind: str | None = None
    containers: frozenset[str] = frozenset()
    language: str | None = None
    has_language: bool = False
    is_reverse: bool = False
    context: JsonValue | None = None


@dataclass(frozen=True)
class Context:
    """An active context: terms, and what names are resolved against."""

    base: str
    vocab: str | None = None
    language: str | None = None
    terms: dict[str, ContextTerm] = field(default_factory=dict)
    original: str = ""
    previous: Context | None = None

    @property
    def below(self) -> Context:
        """The context of a node inside: what a type brings ends with its node (4.1.7)."""
        return self.previous or self

    def with_(self, local: JsonValue | None) -> Context:
        """Return the context that a local one makes of this one (JSON-LD 1.1 API, 4.1)."""
        if local is None:
            return self
        found = self
        for one in local.items:
            if one.content is None:
                found = Context(self.original, original=self.original)
            elif one.is_object:
                found = found._extended(one)
        return found

    def _extended(self, local: JsonValue) -> Context:
        said = {m.key: m.value for m in local.content}
        base, vocab, language = self.base, self.vocab, self.language
        if "@base" in said and isinstance(said["@base"].content, str):
            base = resolve(self.base, said["@base"].content)
        if "@vocab" in said:
            text = said["@vocab"].content
            vocab = None if text is None else self.expand(text, vocab=True, local=said)
        if "@language" in said:
            language = said["@language"].content
        new = replace(self, base=base, vocab=vocab, language=language, terms=dict(self.terms))
        for key, value in said.items():
            if not key.startswith("@"):
                new.terms[key] = new.defined(key, value, said)
        return new

    def defined(self, key: str, value: JsonValue, local: dict[str, JsonValue]) -> ContextTerm:
        """Return what a context says of a key (JSON-LD 1.1 API, 4.2)."""
        if not value.is_object:
            name = value.content if isinstance(value.content, str) else None
            return ContextTerm(None if name is None else self._defined(key, name, local))
        given = {m.key: m.value for m in value.content}
        reverse, own = given.get("@reverse"), given.get("@id")
        name = reverse.content if reverse else own.content if own else key
        kind = given["@type"].content if "@type" in given else None
        language = given.get("@language")
        containers = given["@container"].items if "@container" in given else []
        return ContextTerm(
            None if name is None else self._defined(key, name, local),
            kind if kind is None or kind.startswith("@") else self.expand(kind, local=local),
            frozenset(str(one.content) for one in containers),
            language.content if language else None,
            has_language=language is not None,
            is_reverse=reverse is not None,
            context=given.get("@context"),
        )

    def _defined(self, key: str, name: str, local: dict[str, JsonValue]) -> str | None:
        # A term that is defined by itself is a compact IRI, or is in @vocab.
        others = {k: v for k, v in local.items() if k != key}
        before = replace(self, terms={k: t for k, t in self.terms.items() if k != key})
        return before.expand(name, vocab=True, local=others)

    def expand(  # noqa: PLR0911  # the steps of the standard
        self, name: str, *, vocab: bool = True, local: dict[str, JsonValue] | None = None
    ) -> str | None:
        """Return the IRI or keyword that a name stands for (JSON-LD 1.1 API, 5.2)."""
        if name.startswith("@"):
            return name
        if vocab and local and name in local:
            return self.defined(
                name, local[name], {k: v for k, v in local.items() if k != name}
            ).iri
        if vocab and name in self.terms:
            return self.terms[name].iri
        prefix, colon, rest = name.partition(":")
        if colon:
            if prefix == "_" or rest.startswith("//"):
                return name
            return (self._prefix(prefix, local or {}) or f"{prefix}:") + rest
        if vocab:
            return None if self.vocab is None else self.vocab + name
        return resolve(self.base, name)

    def _prefix(self, prefix: str, local: dict[str, JsonValue]) -> str | None:
        if prefix in local:
            rest = {k: v for k, v in local.items() if k != prefix}
            return self.defined(prefix, local[prefix], rest).iri
        return self.terms[prefix].iri if prefix in self.terms else None

    def term(self, key: str) -> ContextTerm:
        """Return what a key means."""
        return self.terms.get(key) or ContextTerm(self.expand(key))

    def keyword(self, key: str) -> str:
        """Return the keyword that a key stands for, or else the key."""
        found = self.terms[key].iri if key in self.terms else None
        return found if found and found.startswith("@") else key

    def members(self, node: JsonValue) -> Iterator[tuple[str, JsonValue]]:
        """Yield the members of an object with their keywords."""
        for member in node.content:
            yield self.keyword(member.key), member.value


_LARGE = 1e21


def literal(
    value: JsonValue, term: ContextTerm, context: Context, extra: tuple[str, str] | None
) -> tuple[ox.NamedNode | ox.BlankNode | ox.Literal, Offsets] | None:
    """Return the term and its place; None where there is none, as for null."""
    if term.kind == "@json":
        return ox.Literal("", datatype=ox.NamedNode("urn:json")), value.at
    if value.is_object:
        return _value_object(value, context)
    content = value.content
    if content is None:
        return None
    if isinstance(content, str) and not isinstance(content, JsonNumber):
        if term.kind in ("@id", "@vocab"):
            iri = context.expand(content, vocab=term.kind == "@vocab")
            iri = iri or context.expand(content, vocab=False) or ""
            is_blank = iri.startswith("_:")
            return (ox.BlankNode(iri[2:]) if is_blank else ox.NamedNode(iri)), value.at
        language = term.language if term.has_language else context.language
        if extra and extra[0] == "@language":
            language = None if extra[1] == "@none" else extra[1]
        if language and (term.kind is None or term.kind == "@none"):
            return ox.Literal(content, language=language.lower()), value.at
    datatype = term.kind if term.kind and not term.kind.startswith("@") else None
    return scalar(content, datatype), value.at


def _value_object(
    value: JsonValue, context: Context
) -> tuple[ox.NamedNode | ox.BlankNode | ox.Literal, Offsets] | None:
    said = dict(context.members(value))
    content = said["@value"]
    if content.content is None:
        return None
    if "@language" in said and said["@language"].content:
        return ox.Literal(content.content, language=said["@language"].content.lower()), content.at
    kind = said["@type"].content if "@type" in said else None
    return scalar(content.content, context.expand(kind) if kind else None), content.at


def scalar(content: object, datatype: str | None) -> ox.Literal:
    """Return the literal of a string, a number or a boolean."""
    if isinstance(content, bool):
        return _typed("true" if content else "false", datatype or XSD + "boolean")
    if isinstance(content, JsonNumber):
        return _number(content, datatype)
    return _typed(str(content), datatype) if datatype else ox.Literal(str(content))


def _number(text: str, datatype: str | None) -> ox.Literal:
    number = float(text)
    if number == int(number) and abs(number) < _LARGE and datatype != XSD + "double":
        return _typed(str(int(number)), datatype or XSD + "integer")
    digits, _, exponent = f"{number:.15E}".partition("E")
    digits = digits.rstrip("0")
    digits += "0" if digits.endswith(".") else ""
    return _typed(f"{digits}E{int(exponent)}", datatype or XSD + "double")


def _typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(datatype))
