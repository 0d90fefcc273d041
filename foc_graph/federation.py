"""Queries that would leave the machine are refused: the engine itself has no switch for it."""

from __future__ import annotations

import re

from foc_graph.errors import UsageProblem

#: What may hold the word without meaning it (SPARQL 1.1, section 19.8: strings, IRIs, comments).
_OPAQUE = re.compile(
    r"'''(?:\\.|[^\\])*?'''|\"\"\"(?:\\.|[^\\])*?\"\"\""
    r"|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\""
    r"|<[^<>\"{}|^`\\\s]*>|#[^\n]*",
    re.DOTALL,
)

#: The keyword: no variable (?service), no prefix (service:), no local part (ex:service).
_SERVICE = re.compile(r"(?<![?$:\w.-])SERVICE(?![:\w-])", re.IGNORECASE)


def refuse_service(sparql: str) -> None:
    """Let a query pass that stays here.

    Raises:
        UsageProblem: it holds ``SERVICE`` (SPARQL 1.1 Federated Query, section 2).

    """
    match = _SERVICE.search(_OPAQUE.sub(lambda found: _blank(found[0]), sparql))
    if match:
        raise UsageProblem(
            "SERVICE is refused: nothing leaves this machine",
            place=f"line {sparql.count(chr(10), 0, match.start()) + 1}",
            fix="ask that endpoint itself with --endpoint",
        )


def _blank(text: str) -> str:
    """Keep length and lines, so that places stay right."""
    return re.sub(r"[^\n]", " ", text)
