"""What a query header may say, and how each field is read. A new field is a line in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foc_graph.queries.model import (
    ALLOWED,
    CARDS,
    GRID,
    GROUPS,
    SELECT,
    SHORTEST_PATH,
    Parameter,
    ResultColumn,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: What grlc reads and we do not need; a header written for it is welcome.
IGNORED = frozenset(
    {"endpoint", "endpoint_in_url", "method", "tags", "pagination"}
    | {"enumerate", "defaults", "transform"}
)


class HeaderProblem(Exception):
    """Something in a header that we do not understand: what it is, and what to write."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.what, self.fix = what, fix


def header_fields(raw: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of `CannedQuery` that a header gives.

    Raises:
        HeaderProblem: an unknown field, or a value of the wrong shape.

    """
    given = {name: value for name, value in raw.items() if name not in IGNORED}
    _only(given, FIELDS, "the header")
    fields = {name: FIELDS[name](value) for name, value in given.items()}
    number, dot, question = fields.get("question", "").partition(". ")
    if dot and number.isascii() and number.isdecimal():
        fields |= {"number": int(number), "question": question}
    _check_path(fields)
    return fields


def _check_path(fields: dict[str, Any]) -> None:
    named = {parameter.name for parameter in fields.get("parameters", ())}
    missing = [name for name in ("from", "to") if name not in named]
    if fields.get("kind") == SHORTEST_PATH and missing:
        raise HeaderProblem(
            f"a shortest path has no parameter {missing[0]!r}", "give it `from` and `to`"
        )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise HeaderProblem(f"expected text, found {value!r}", "write one line of text")
    return " ".join(value.split())


def _prose(value: object) -> str:
    if not isinstance(value, str):
        raise HeaderProblem(f"expected text, found {value!r}", "write text after `|` or `>`")
    return value.strip()


def _mapping(value: object, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise HeaderProblem(f"{what} is not `name: value` lines", "write one `name: value` a line")
    return value


def _list(value: object, what: str) -> list[Any]:
    if not isinstance(value, list):
        raise HeaderProblem(f"{what} is not a list", "start each item with `- `")
    return value


def _sentences(value: object) -> tuple[str, ...]:
    return tuple(_text(item) for item in (value if isinstance(value, list) else [value]))


def _integer(value: object) -> int:
    text = _text(value)
    if not (text.isascii() and text.removeprefix("-").isdecimal()):
        raise HeaderProblem(f"{text!r} is not a whole number", "write digits only")
    return int(text)


def _parameters(value: object) -> tuple[Parameter, ...]:
    return tuple(_parameter(_mapping(item, "a parameter")) for item in _list(value, "`parameters`"))


def _parameter(raw: dict[str, Any]) -> Parameter:
    _only(raw, PARAMETER_FIELDS, "a parameter")
    for name in ("name", "type", "label"):
        if name not in raw:
            raise HeaderProblem(f"a parameter has no {name}", f"add `{name}: …` to it")
    if raw["type"] == "concept" and "scheme" not in raw:
        raise HeaderProblem("a concept has no scheme", "add `scheme: …`, a vocabulary, to it")
    return Parameter(**{name: PARAMETER_FIELDS[name](value) for name, value in raw.items()})


def _columns(value: object) -> tuple[ResultColumn, ...]:
    return tuple(_column(name, raw) for name, raw in _mapping(value, "`columns`").items())


def _column(name: str, raw: object) -> ResultColumn:
    """``state: State``, or ``rights: Rights, many`` where there is more to say about it."""
    label, *flags = [part.strip() for part in _text(raw).split(",")]
    known = ("hidden", "once", "many")
    return ResultColumn(
        name, label, **{_choose(flag, known, "column mark"): True for flag in flags}
    )


def _values(value: object) -> dict[str, str]:
    if isinstance(value, list):
        return {_text(item): _text(item) for item in value}
    return {name: _text(item) for name, item in _mapping(value, "`values`").items()}


def _examples(value: object) -> tuple[dict[str, str], ...]:
    examples = [_mapping(item, "an example") for item in _list(value, "`examples`")]
    return tuple({name: _text(item) for name, item in example.items()} for example in examples)


def _one_of(known: Iterable[str], what: str) -> Callable[[object], str]:
    return lambda value: _choose(_text(value), known, what)


def _choose(value: str, known: Iterable[str], what: str) -> str:
    if value not in known:
        choices = ", ".join(item for item in known if item)
        raise HeaderProblem(f"unknown {what} {value!r}", f"use one of {choices}")
    return value


def _only(raw: dict[str, Any], known: Iterable[str], what: str) -> None:
    for name in raw:
        if name not in known:
            raise HeaderProblem(f"{what} has no field {name!r}", f"use {', '.join(known)}")


FIELDS: dict[str, Callable[[object], Any]] = {
    "summary": _text,
    "description": _prose,
    "question": _text,
    "group": _one_of(GROUPS, "group"),
    "kind": _one_of((SELECT, SHORTEST_PATH), "kind"),
    "parameters": _parameters,
    "columns": _columns,
    "layout": _one_of((GRID, CARDS), "layout"),
    "tally": _text,
    "empty": _text,
    "coverage": _sentences,
    "examples": _examples,
}

PARAMETER_FIELDS: dict[str, Callable[[object], Any]] = {
    "name": _text,
    "type": _one_of(ALLOWED, "type"),
    "label": _text,
    "required": lambda value: _choose(_text(value), ("true", "false"), "required") == "true",
    "default": _text,
    "example": _text,
    "scheme": _text,
    "values": _values,
    "minimum": _integer,
    "maximum": _integer,
}
