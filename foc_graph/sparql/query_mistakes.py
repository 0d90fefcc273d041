"""What is wrong with a query of a shape, where its author finds it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.sparql.tokens import tokenize

if TYPE_CHECKING:
    from foc_graph.sparql.tokens import Token

_POSITION = re.compile(r"error at (\d+):(\d+)")
_PATH = re.compile(r"[$?]PATH\b")

#: How much of a line is quoted.
_MOST = 30


def explain(prologue: str, text: str, error: Exception) -> tuple[str, str]:
    """Return what is wrong with a query that a store does not take, and what to do.

    The store was asked for more than the author wrote, so the text is read once more as it stands.
    """
    missing = _undeclared(prologue, text)
    if missing:
        what = f"has a query with a prefix that is not declared, {missing}:"
        return what, "declare it with sh:declare at what sh:prefixes names"
    what = _position(prologue, text) or getattr(error, "msg", None) or str(error)
    return f"has a query that is not SPARQL ({what})", "mend it"


def _undeclared(prologue: str, text: str) -> str | None:
    """Return the first prefix that neither the prologue nor the query itself declares."""
    tokens = tokenize(prologue + text)
    declared = {_prefix(tokens[i + 1]) for i, one in enumerate(tokens[:-1]) if one.text == "PREFIX"}
    names = (token for token in tokens if token.kind == "name")
    return next((_prefix(name) for name in names if _prefix(name) not in declared), None)


def _prefix(token: Token) -> str:
    return token.text.partition(":")[0]


def _position(prologue: str, text: str) -> str | None:
    """Return the line and the column of the query, and what stands there."""
    query = prologue + _PATH.sub("<p:p>", text)
    try:
        ox.Store().query(query)
    except (SyntaxError, ValueError) as error:
        found = _POSITION.search(str(error))
        if found is None:
            return None
        line, column = int(found[1]), int(found[2])
        there = query.splitlines()[line - 1]
        before, rest = there[: column - 1].strip(), there[column - 1 :].strip()
        there = f'at "{rest[:_MOST]}"' if rest else f'after "{before[-_MOST:]}"'
        return f"line {line - prologue.count(chr(10))} of it, {there}"
    return None
