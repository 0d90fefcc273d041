"""JSON-LD contexts, as far as they say which IRI a key or a value is (JSON-LD 1.1, section 4.1)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from foc_graph.validation.places.turtle import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.validation.places.json_text import Value


@dataclass(frozen=True)
class Term:
    """What a context says of a term."""

    iri: str | None
    kind: str | None = None
    containers: frozenset[str] = frozenset()
    language: str | None = None
    has_language: bool = False
    is_reverse: bool = False
    context: Value | None = None


@dataclass(frozen=True)
class Context:
    """An active context: terms, and what names are resolved against."""

    base: str
    vocab: str | None = None
    language: str | None = None
    terms: dict[str, Term] = field(default_factory=dict)
    original: str = ""
    previous: Context | None = None

    @property
    def below(self) -> Context:
        """The context of a node inside: what a type brings ends with its node (4.1.7)."""
        return self.previous or self

    def with_(self, local: Value | None) -> Context:
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

    def _extended(self, local: Value) -> Context:
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

    def defined(self, key: str, value: Value, local: dict[str, Value]) -> Term:
        """Return what a context says of a key (JSON-LD 1.1 API, 4.2)."""
        if not value.is_object:
            name = value.content if isinstance(value.content, str) else None
            return Term(None if name is None else self._defined(key, name, local))
        given = {m.key: m.value for m in value.content}
        reverse, own = given.get("@reverse"), given.get("@id")
        name = reverse.content if reverse else own.content if own else key
        kind = given["@type"].content if "@type" in given else None
        language = given.get("@language")
        containers = given["@container"].items if "@container" in given else []
        return Term(
            None if name is None else self._defined(key, name, local),
            kind if kind is None or kind.startswith("@") else self.expand(kind, local=local),
            frozenset(str(one.content) for one in containers),
            language.content if language else None,
            has_language=language is not None,
            is_reverse=reverse is not None,
            context=given.get("@context"),
        )

    def _defined(self, key: str, name: str, local: dict[str, Value]) -> str | None:
        # A term that is defined by itself is a compact IRI, or is in @vocab.
        others = {k: v for k, v in local.items() if k != key}
        before = replace(self, terms={k: t for k, t in self.terms.items() if k != key})
        return before.expand(name, vocab=True, local=others)

    def expand(  # noqa: PLR0911  # the steps of the standard
        self, name: str, *, vocab: bool = True, local: dict[str, Value] | None = None
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

    def _prefix(self, prefix: str, local: dict[str, Value]) -> str | None:
        if prefix in local:
            rest = {k: v for k, v in local.items() if k != prefix}
            return self.defined(prefix, local[prefix], rest).iri
        return self.terms[prefix].iri if prefix in self.terms else None

    def term(self, key: str) -> Term:
        """Return what a key means."""
        return self.terms.get(key) or Term(self.expand(key))

    def keyword(self, key: str) -> str:
        """Return the keyword that a key stands for, or else the key."""
        found = self.terms[key].iri if key in self.terms else None
        return found if found and found.startswith("@") else key

    def members(self, node: Value) -> Iterator[tuple[str, Value]]:
        """Yield the members of an object with their keywords."""
        for member in node.content:
            yield self.keyword(member.key), member.value
