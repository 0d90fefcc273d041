"""RIS: every text, for reference managers.

Written here: the format is one line a field. rispy's writer numbers the records and joins URLs,
which the format does not have; the tests read the result back with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.exports.common import SingleFile
from foc_graph.exports.references import references

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foc_graph.dataset.content import Content
    from foc_graph.exports.references import Reference


class Ris(SingleFile):
    """RIS (Research Information Systems, 2001 and 2011 specifications)."""

    name = "ris"
    title = "RIS"
    file_name = "foc-graph.ris"
    media_type = "application/x-research-info-systems"
    registered = False
    purpose = "References to every text, for EndNote, Mendeley, Citavi and Zotero."
    load = "File > Import"

    def render(self, content: Content) -> bytes:
        """Make the file; lines end with CR LF, as the specification says."""
        return to_ris(references(content)).encode()


def to_ris(found: Iterable[Reference], *, place: str = "") -> str:
    """Return references as RIS; ``place`` is the paragraph that is meant."""
    lines = (line for reference in found for line in _record(reference, place))
    return "".join(f"{line}\r\n" for line in lines)


def _record(reference: Reference, place: str) -> Iterator[str]:
    for tag, value in (*_fields(reference), ("SE", place)):
        if value:
            yield f"{tag}  - {' '.join(value.split())}"
    yield "ER  - "
    yield ""


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", reference.style.ris
    yield "ID", reference.key
    yield "TI", reference.title
    # Programs read "A, B" as family name and given name: such a body is in PB alone.
    yield "AU", reference.author if "," not in reference.author else ""
    yield "PY", str(reference.year or "")
    yield "DA", _date(reference.date)
    yield "PB", reference.author
    yield "SN", reference.symbol
    yield "M3", reference.kind
    yield "CY", reference.place
    yield "UR", reference.url
    yield "LA", "en"


def _date(date: tuple[int, ...]) -> str:
    """``YYYY/MM/DD/``; parts that are not known are empty and their slashes stay."""
    parts = [f"{part:02}" for part in date] + [""] * (4 - len(date))
    return "/".join(parts) if date else ""
