"""Text that is not SPARQL: one sentence, with line and column."""

from __future__ import annotations

import re

from foc_graph.queries.engines import shortened
from foc_graph.sparql.tokens import line_and_column, unclosed_bracket, undeclared_prefixes

#: How much of the query a message shows.
EXCERPT = 40

#: Longer queries are not parsed a second time to find a better place.
LONGEST_FOR_PLACE = 20_000

_PLACE = re.compile(r"error at (\d+):(\d+)")


def explain(text: str, message: str, known_prefixes: frozenset[str]) -> str:
    """Return what is wrong with the text of a query, and where.

    ``message`` is what Oxigraph says: it often names the end of the text, where rdflib's parser
    names the place of the mistake.
    """
    for prefix, start in sorted(undeclared_prefixes(text).items(), key=lambda item: item[1]):
        if prefix not in known_prefixes:
            return (
                f"{_place(text, start)}: unknown prefix {prefix + ':'!r} - declare it with PREFIX"
            )
    bracket = unclosed_bracket(text)
    if bracket is not None:
        return f"{_place(text, bracket.start)}: nothing closes this {bracket.text!r} - close it"
    position = _where_it_ends(text) if len(text) <= LONGEST_FOR_PLACE else None
    if position is not None:
        return f"{_place(text, position)}: not SPARQL{_excerpt(text, position)} - mend it there"
    found = _PLACE.match(message)
    if found is None:
        return f"not SPARQL ({shortened(message)})"
    place = f"line {found[1]}, column {found[2]}"
    said = shortened(message[found.end() :].lstrip(": "))
    return f"{place}: not SPARQL ({said}) - mend it there"


def _place(text: str, position: int) -> str:
    line, column = line_and_column(text, position)
    return f"line {line}, column {column}"


def _excerpt(text: str, position: int) -> str:
    line = text[position:].partition("\n")[0].strip()
    if not line:
        return ""
    return f" from `{line[:EXCERPT]}…` on" if len(line) > EXCERPT else f" from `{line}` on"


def _where_it_ends(text: str) -> int | None:
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parseQuery(text)
    except ParseException as error:
        return min(error.loc, len(text))
    except (ValueError, RecursionError):
        return None
    return None
