"""Text that is not SPARQL: what is wrong, and where, for those who wrote it."""

from __future__ import annotations

import re

from foc_graph.sparql.tokens import (
    line_and_column,
    substitute,
    unclosed_bracket,
    undeclared_prefixes,
)

#: Characters of a query that a message shows.
EXCERPT = 40

#: Characters of an engine's own message that are worth showing: some list every token they know.
LONGEST_MESSAGE = 120

#: Characters of the query of a shape that a message shows.
_EXCERPT_IN_SHAPE = 30

#: A path in place of $PATH, with as many characters.
_PATH = {"PATH": "a".ljust(len("$PATH"))}

_PLACE = re.compile(r"error at (\d+):(\d+)")


def shortened(message: str | None) -> str:
    """Return the message of an engine on one line, cut where it gets long."""
    first = " ".join((message or "").split())
    return first if len(first) <= LONGEST_MESSAGE else f"{first[:LONGEST_MESSAGE].rstrip()}…"


def where_it_ends(text: str) -> int | None:
    """Return where text stops being a query; None where nothing is found against it.

    Oxigraph gives the end of the text for most mistakes.
    """
    from foc_graph.sparql.parser import parse
    from foc_graph.sparql.triples_parser import SparqlSyntaxError

    try:
        parse(text)
    except SparqlSyntaxError as error:
        return error.position
    return None


def excerpt(text: str, position: int) -> str:
    """Return the rest of the line, cut where it gets long."""
    line = text[position:].partition("\n")[0].strip()
    return f"{line[:EXCERPT]}…" if len(line) > EXCERPT else line


def explain(text: str, message: str, known_prefixes: frozenset[str]) -> str:
    """Return what is wrong with a query, and where; ``message`` is what Oxigraph says."""
    for prefix, start in sorted(undeclared_prefixes(text).items(), key=lambda item: item[1]):
        if prefix not in known_prefixes:
            what = f"unknown prefix {prefix + ':'!r}"
            return f"{_place(text, start)}: {what} - declare it with PREFIX"
    bracket = unclosed_bracket(text)
    if bracket is not None:
        return f"{_place(text, bracket.start)}: nothing closes this {bracket.text!r} - close it"
    position = where_it_ends(text)
    if position is not None:
        there = excerpt(text, position)
        there = f" from `{there}` on" if there else ""
        return f"{_place(text, position)}: not SPARQL{there} - mend it there"
    found = _PLACE.match(message)
    if found is None:
        return f"not SPARQL ({shortened(message)})"
    said = shortened(message[found.end() :].lstrip(": "))
    return f"line {found[1]}, column {found[2]}: not SPARQL ({said}) - mend it there"


def _place(text: str, position: int) -> str:
    line, column = line_and_column(text, position)
    return f"line {line}, column {column}"


def explain_in_shape(prologue: str, text: str, error: Exception) -> tuple[str, str]:
    """Return what is wrong with the query of a shape, and what to do.

    The engine was asked for more than the author wrote, so the text is read as it stands.
    """
    for prefix in undeclared_prefixes(prologue + text):
        what = f"has a query with a prefix that is not declared, {prefix}:"
        return what, "declare it with sh:declare at what sh:prefixes names"
    return not_sparql(text, error)


def not_sparql(text: str, error: Exception) -> tuple[str, str]:
    """Return where the query of a shape stops being SPARQL, and what to do."""
    position = where_it_ends(substitute(text, _PATH))
    if position is None:
        what = getattr(error, "msg", None) or str(error)
    else:
        line, column = line_and_column(text, position)
        what = f"line {line} of it, {_there(text.splitlines()[line - 1], column - 1)}"
    return f"has a query that is not SPARQL ({what})", "mend it"


def _there(line: str, position: int) -> str:
    before, rest = line[:position].strip(), line[position:].strip()
    if rest:
        return f'at "{rest[:_EXCERPT_IN_SHAPE]}"'
    return f'after "{before[-_EXCERPT_IN_SHAPE:]}"'
