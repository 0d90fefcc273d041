"""A workbook: the tables of the CSV export, one a sheet, ready to sort and filter."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from foc_graph.exports.columns import unique
from foc_graph.exports.common import SingleFile
from foc_graph.exports.tables import EXPLANATION, tables
from foc_graph.rdf.xml_chars import xml_text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from foc_graph.dataset.content import Content
    from foc_graph.exports.tables import ClassTable

#: Excel specifications and limits: characters in a cell, in a sheet's name.
_CELL, _SHEET_NAME = 32_767, 31
_TOO_LONG = " […] (whole in the CSV table)"

#: Characters: a column shows that much, and never less than its name.
_WIDEST = 48

#: A workbook must say when it was made; the same input gives the same bytes, so not today.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)

_NUMBERS = frozenset({"integer", "nonNegativeInteger", "positiveInteger", "decimal"})


class Xlsx(SingleFile):
    """Office Open XML workbook (ISO/IEC 29500), by XlsxWriter."""

    name = "xlsx"
    title = "Workbook"
    file_name = "foc-graph.xlsx"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    binary = True
    purpose = "All tables in one file for Excel, LibreOffice and Google Sheets."
    load = "libreoffice foc-graph.xlsx"

    def render(self, content: Content) -> bytes:
        """Make the file. Texts stay texts: no cell is ever a formula."""
        import xlsxwriter

        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
            book.set_properties({"title": content.title, "created": _CREATED})
            heading = book.add_format({"bold": True, "bottom": 1})
            sheets = _sheets(content)
            names = unique((sheet.name for sheet in sheets), longest=_SHEET_NAME)
            for name, sheet in zip(names, sheets, strict=True):
                _write(book.add_worksheet(name), sheet, heading)
        return stream.getvalue()


@dataclass(frozen=True)
class _Sheet:
    """A name, a heading a column, rows, and which columns hold numbers."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


def _sheets(content: Content) -> list[_Sheet]:
    """Return what every column says, then the tables."""
    found = tables(content)
    explained = tuple(
        (table.name, column.name, column.description, column.property_iri or "")
        for table in found
        for column in table.columns
    )
    explanation = _Sheet(EXPLANATION, ("table", "column", "what it says", "property"), explained)
    return [explanation, *map(_sheet, found)]


def _sheet(table: ClassTable) -> _Sheet:
    numbers = (place for place, c in enumerate(table.columns) if c.datatype in _NUMBERS)
    names = tuple(column.name for column in table.columns)
    return _Sheet(table.name, names, table.rows, frozenset(numbers))


def _write(target: Worksheet, sheet: _Sheet, heading: Format) -> None:
    for place, name in enumerate(sheet.headings):
        target.write_string(0, place, name, heading)
        longest = max((len(row[place]) for row in sheet.rows), default=0)
        target.set_column(place, place, min(max(longest, len(name)) + 2, _WIDEST))
    for line, row in enumerate(sheet.rows, start=1):
        for place, text in enumerate(row):
            _write_cell(target, line, place, xml_text(text), as_number=place in sheet.numbers)
    target.freeze_panes(1, 1)
    target.autofilter(0, 0, len(sheet.rows), len(sheet.headings) - 1)


def _write_cell(target: Worksheet, line: int, place: int, text: str, *, as_number: bool) -> None:
    if as_number and _plain_number(text):
        target.write_number(line, place, float(text))
    elif len(text) > _CELL:
        target.write_string(line, place, text[: _CELL - len(_TOO_LONG)] + _TOO_LONG)
    elif text:
        target.write_string(line, place, text)


def _plain_number(text: str) -> bool:
    """Tell whether a spreadsheet shows the number as it is written here."""
    try:
        return f"{float(text):.15g}" == text
    except ValueError:
        return False
