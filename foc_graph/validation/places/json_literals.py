"""The term that a scalar or a value object is (JSON-LD 1.1 API, section 8.2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.validation.places.json_text import Number
from foc_graph.validation.terms import XSD

if TYPE_CHECKING:
    from foc_graph.validation.places.json_contexts import Context, Term
    from foc_graph.validation.places.json_text import Value
    from foc_graph.validation.places.model import Offsets

_LARGE = 1e21


def literal(
    value: Value, term: Term, context: Context, extra: tuple[str, str] | None
) -> tuple[ox.NamedNode | ox.BlankNode | ox.Literal, Offsets] | None:
    """Return the term and its place; None where there is none, as for null."""
    if term.kind == "@json":
        return ox.Literal("", datatype=ox.NamedNode("urn:json")), value.at
    if value.is_object:
        return _value_object(value, context)
    content = value.content
    if content is None:
        return None
    if isinstance(content, str) and not isinstance(content, Number):
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
    value: Value, context: Context
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
    if isinstance(content, Number):
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
