"""JSON with the offsets of every value and key, for text that parses (RFC 8259)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foc_graph.positions.lines import Offsets

_BLANK = re.compile(r"[ \t\n\r]*")
_PLAIN = re.compile(r"[^\s,\]}]+")


@dataclass(frozen=True, slots=True)
class JsonValue:
    """A JSON value and where it stands; arrays hold values, objects hold members."""

    content: Any
    at: Offsets

    def get(self, key: str) -> JsonValue | None:
        """Return the value of a member of an object; the last one where a key is said twice."""
        found = [m.value for m in self.content if m.key == key] if self.is_object else []
        return found[-1] if found else None

    @property
    def is_object(self) -> bool:
        """Whether this is an object."""
        return isinstance(self.content, tuple)

    @property
    def items(self) -> list[JsonValue]:
        """What an array holds, or else the value itself."""
        return self.content if isinstance(self.content, list) else [self]


@dataclass(frozen=True, slots=True)
class JsonMember:
    """A key of an object with its value."""

    key: str
    key_at: Offsets
    value: JsonValue


def read_json(text: str) -> JsonValue:
    """Read a document.

    Raises:
        ValueError: it is no JSON.

    """
    try:
        return _value(text, _skip(text, 0))
    except (IndexError, RecursionError) as error:
        raise ValueError(text[:20]) from error


def _skip(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position


def _value(text: str, start: int) -> JsonValue:
    if text[start] == "{":
        return _object(text, start)
    if text[start] == "[":
        return _array(text, start)
    if text[start] == '"':
        content, end = scanstring(text, start + 1)
        return JsonValue(content, (start, end))
    match = _PLAIN.match(text, start)
    if match is None:
        raise ValueError(text[start])
    return JsonValue(_PLAIN_VALUES.get(match[0], JsonNumber(match[0])), (start, match.end()))


class JsonNumber(str):
    """The characters of a number."""

    __slots__ = ()


_PLAIN_VALUES: dict[str, Any] = {"true": True, "false": False, "null": None}


def _array(text: str, start: int) -> JsonValue:
    found: list[JsonValue] = []
    position = _skip(text, start + 1)
    while text[position] != "]":
        found.append(_value(text, position))
        position = _skip(text, found[-1].at[1])
        if text[position] == ",":
            position = _skip(text, position + 1)
    return JsonValue(found, (start, position + 1))


def _object(text: str, start: int) -> JsonValue:
    found: list[JsonMember] = []
    position = _skip(text, start + 1)
    while text[position] != "}":
        key, end = scanstring(text, position + 1)
        colon = _skip(text, end)
        value = _value(text, _skip(text, colon + 1))
        found.append(JsonMember(key, (position, end), value))
        position = _skip(text, value.at[1])
        if text[position] == ",":
            position = _skip(text, position + 1)
    return JsonValue(tuple(found), (start, position + 1))
