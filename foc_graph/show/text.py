"""A description as text for the terminal."""

from __future__ import annotations

from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

from foc_graph.rdf.ordering import natural_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foc_graph.names.names import Value
    from foc_graph.show.model import Description, Entry, Part, Property

#: Records of one kind that are listed before the rest is only counted.
LISTED = 25
#: The same for those that stand side by side; the United Nations have 193 members.
SIDE_BY_SIDE = 200
#: The widest column of property names.
WIDEST_NAME = 20


def to_text(
    description: Description,
    *,
    width: int = 100,
    listed: int | None = LISTED,
    emphasise: Callable[[str], str] = str,
) -> str:
    """Return the description, wrapped at ``width``; ``listed`` None lists every record.

    ``emphasise`` marks the title and the headings, with colour for instance.
    """
    lines = [
        *(emphasise(line) for line in wrap(description.name, width)),
        *([", ".join(description.kinds)] if description.kinds else []),
        description.iri,
        *([description.file] if description.file else []),
    ]
    if description.properties:
        lines += ["", *_properties(description.properties, width)]
    for part in description.parts:
        heading = f"{part.section.heading} ({len(part.entries)})"
        lines += ["", emphasise(heading), *_part(part, width, listed)]
    return "\n".join(lines) + "\n"


def _properties(properties: tuple[Property, ...], width: int) -> Iterator[str]:
    """Names in one column, values in the other, one a line."""
    longest = min(WIDEST_NAME, max(len(found.name) for found in properties))
    for found in properties:
        name = found.name
        if len(name) > longest:
            yield f"  {name}"
            name = ""
        for value in found.values:
            start = f"  {name:{longest}}  "
            yield from _wrapped(_in_language(value), start, " " * len(start), width)
            name = ""


def _part(part: Part, width: int, listed: int | None) -> Iterator[str]:
    if part.section.group:
        yield from _side_by_side(part, width, None if listed is None else SIDE_BY_SIDE)
        return
    shown = part.entries[:listed]
    for entry in shown:
        yield from _wrapped(_line(part, entry), "  ", "    ", width)
        for value in entry.values.get(part.section.quote or "", ()):
            yield from _wrapped(f"“{value.text}”", "      ", "      ", width)
    if len(shown) < len(part.entries):
        yield f"  … and {len(part.entries) - len(shown)} more: add --all"


def _line(part: Part, entry: Entry) -> str:
    """Cells in the order of the columns, each text once: some names hold the title already."""
    cells = (
        column.template.format(", ".join(_in_language(v) for v in entry.values[column.name]))
        for column in part.section.columns
        if column.name in entry.values
    )
    return " · ".join(dict.fromkeys(filter(None, cells))) or entry.iri


def _side_by_side(part: Part, width: int, listed: int | None) -> Iterator[str]:
    """Sponsors by role, votes by position: ``yes (2): Estonia, Latvia``."""
    group, column = part.section.group or "", part.section.columns[-1].name

    def key(entry: Entry) -> str:
        return entry.values[group][0].text if group in entry.values else ""

    for name, entries in groupby(sorted(part.entries, key=key), key=key):
        names = sorted(
            (v.text for entry in entries for v in entry.values.get(column, ())), key=natural_key
        )
        rest = len(names) - len(names[:listed])
        more = [f"… and {rest} more: add --all"] if rest else []
        text = f"{name} ({len(names)}): {', '.join([*names[:listed], *more])}"
        yield from _wrapped(text, "  ", "    ", width)


def _in_language(value: Value) -> str:
    """A language is worth a word where it is not English."""
    return value.text if value.language in (None, "en") else f"{value.text} ({value.language})"


def _wrapped(text: str, start: str, below: str, width: int) -> list[str]:
    return wrap(
        text,
        width,
        initial_indent=start,
        subsequent_indent=below,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [start.rstrip()]
