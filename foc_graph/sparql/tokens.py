"""The tokens of SPARQL text: enough to bind parameters without ever meeting them as text.

A value never becomes SPARQL by concatenation. It is an RDF term first, and the term takes the
place of the variable token, the way a prepared statement does (SPARQL-dev SEP-0007). Text inside
strings, IRIs and comments is never touched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from foc_graph.errors import UsageProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

#: SPARQL 1.1 Query, section 19.8: IRIREF [139], STRING_LITERAL* [156]-[159], VAR1/VAR2 [143][144],
#: BLANK_NODE_LABEL [142], LANGTAG [145], PNAME_NS [140] with its local part, numbers [146]-[154],
#: then keywords and signs. Longest match first, as the grammar says. A name does not end in a dot.
_TOKEN = re.compile(
    r"""
      (?P<space>   \s+ )
    | (?P<comment> \#[^\n\r]* )
    | (?P<iri>     <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*> )
    | (?P<string>  '{3}(?:(?:'|'')?(?:[^'\\]|\\.))*'{3} | "{3}(?:(?:"|"")?(?:[^"\\]|\\.))*"{3}
                 | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*" )
    | (?P<variable>[?$][\w·\u0300-\u036f‿⁀]+ )
    | (?P<blank>   _:\w(?:[\w.-]*[\w-])? )
    | (?P<language>@[a-zA-Z]+(?:-[a-zA-Z0-9]+)* )
    | (?P<name>    (?:[^\W\d_](?:[\w.-]*[\w-])?)?:
                   (?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])
                      (?:[\w:·\u0300-\u036f‿⁀-]|\.+(?=[\w:%\\-])|%[0-9A-Fa-f]{2}
                        |\\[_~.\-!$&'()*+,;=/?\#@%])*)? )
    | (?P<number>  [+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)[eE][+-]?\d+ | \d*\.\d+ | \d+) )
    | (?P<word>    [^\W\d][\w]* )
    | (?P<other>   \^\^ | && | \|\| | [!<>]= | . )
    """,
    re.VERBOSE | re.DOTALL,
)

_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
)


class Token(NamedTuple):
    """A piece of SPARQL text, and where it starts and ends."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def keyword(self) -> str:
        """The word in capitals, empty for anything but a bare word."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def name(self) -> str:
        """The name of a variable, without its sign; empty for anything else."""
        return self.text[1:] if self.kind == "variable" else ""


def iter_tokens(text: str) -> Iterator[Token]:
    """Yield every token, white space and comments included: joined they give ``text`` again."""
    for match in _TOKEN.finditer(text):
        yield Token(match.lastgroup or "", match.group(), *match.span())


def substitute(text: str, terms: Mapping[str, object]) -> str:
    """Put terms, or a path, in the place of variables, each as its ``str`` writes it.

    Strings, IRIs and comments stay as they are.
    """
    if not any(name in text for name in terms):
        return text
    return "".join(
        str(terms[token.name]) if token.name in terms else token.text for token in iter_tokens(text)
    )


def parameters_used(text: str) -> set[str]:
    """Names written with a dollar sign: ours for parameters, where ``?`` is for what is found."""
    return {token.name for token in iter_tokens(text) if token.text[0] == "$" and token.name}


def query_form(text: str) -> str | None:
    """``SELECT``, ``ASK``, ``CONSTRUCT``, ``DESCRIBE``; ``UPDATE``; None where there is none."""
    for token in iter_tokens(text):
        if token.keyword in _FORMS:
            return token.keyword
        if token.keyword in _UPDATES:
            return "UPDATE"
    return None


def find_keyword(text: str, keyword: str) -> Token | None:
    """Return the first such keyword outside strings, IRIs, names and comments."""
    return next((t for t in iter_tokens(text) if t.keyword == keyword), None)


def names_its_graphs(text: str) -> bool:
    """Tell whether a query has a dataset clause, FROM (SPARQL 1.1 Query, section 13.2)."""
    return find_keyword(text, "FROM") is not None


def refuse_service(text: str, place: Callable[[int], str] | None = None) -> None:
    """Let a query pass that stays on this machine: the engine itself has no switch for it.

    ``place`` names the place of a character; without it the line is named.

    Raises:
        UsageProblem: it holds ``SERVICE`` (SPARQL 1.1 Federated Query, section 2).

    """
    token = find_keyword(text, "SERVICE")
    if token is not None:
        raise UsageProblem(
            "SERVICE is refused: nothing leaves this machine",
            place=place(token.start) if place else f"line {_line(text, token.start)}",
            fix="ask that endpoint itself with --endpoint",
        )


def undeclared_prefixes(text: str) -> dict[str, int]:
    """Prefixes that are used and not declared, with the place of their first use."""
    declared: set[str] = set()
    used: dict[str, int] = {}
    previous = ""
    for token in significant(iter_tokens(text)):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            if previous == "PREFIX":
                declared.add(prefix)
            else:
                used.setdefault(prefix, token.start)
        previous = token.keyword
    return {prefix: start for prefix, start in used.items() if prefix not in declared}


#: What is opened -> what closes it.
_BRACKETS = {"{": "}", "(": ")", "[": "]"}


def unclosed_bracket(text: str) -> Token | None:
    """Return the innermost bracket that nothing closes; None too where one closes nothing."""
    opened: list[Token] = []
    for token in iter_tokens(text):
        if token.kind != "other":
            continue
        if token.text in _BRACKETS:
            opened.append(token)
        elif token.text in _BRACKETS.values() and token.text != _closing(opened):
            return None
    return opened[-1] if opened else None


def _closing(opened: list[Token]) -> str | None:
    return _BRACKETS[opened.pop().text] if opened else None


def significant(tokens: Iterable[Token]) -> Iterator[Token]:
    """Leave out white space and comments."""
    return (token for token in tokens if token.kind not in {"space", "comment"})


def without_comments(text: str) -> str:
    """Return the query without its comments; every line keeps its number."""
    return "".join(token.text for token in iter_tokens(text) if token.kind != "comment")


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def line_and_column(text: str, position: int) -> tuple[int, int]:
    """Return the place of a character as editors show it, both from 1."""
    return _line(text, position), position - (text.rfind("\n", 0, position) + 1) + 1
