"""CSV: one table a class, with its columns documented as CSV on the Web says."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, assert_never

from foc_graph.exports.common import ExportedFile, Exporter
from foc_graph.exports.tables import SEPARATOR, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.dataset.content import Content
    from foc_graph.exports.columns import TableColumn
    from foc_graph.exports.tables import ClassTable

#: Datatypes of XML Schema that CSV on the Web knows under the same name (Metadata, 5.11.1).
_DATATYPES = frozenset({"anyURI", "boolean", "date", "decimal", "gYear", "gYearMonth", "integer",
                        "nonNegativeInteger", "positiveInteger", "string"})  # fmt: skip

METADATA = "csv/csv-metadata.json"


class Csv(Exporter):
    """RFC 4180, UTF-8, and Metadata Vocabulary for Tabular Data (W3C Recommendation, 2015)."""

    name = "csv"
    title = "CSV tables"
    file_name = "csv/*.csv"
    media_type = "text/csv"
    purpose = (
        "One table a class for R, pandas and databases; `csv/csv-metadata.json` says what each "
        "column means (CSV on the Web)."
    )
    load = 'pandas.read_csv("csv/resolution.csv")'

    def files(self, content: Content) -> Iterator[ExportedFile]:
        """Make one file a class, and the description of all."""
        found = tables(content)
        metadata = json.dumps(_metadata(found), ensure_ascii=False, indent=2) + "\n"
        yield ExportedFile(METADATA, "application/csvm+json", metadata.encode())
        for table in found:
            yield ExportedFile(f"csv/{table.name}.csv", self.media_type, _csv(table))


def _csv(table: ClassTable) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)  # its default dialect is that of RFC 4180: CRLF, minimal quotes
    writer.writerow(column.name for column in table.columns)
    writer.writerows(table.rows)
    return text.getvalue().encode()


def _metadata(found: list[ClassTable]) -> dict[str, Any]:
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dialect": {"lineTerminators": ["\r\n"]},
        "tables": [_describe(table) for table in found],
    }


def _describe(table: ClassTable) -> dict[str, Any]:
    return {
        "url": f"{table.name}.csv",
        "dc:title": table.label,
        "dc:description": table.description,
        "tableSchema": {
            "columns": [_describe_column(column) for column in table.columns],
            "primaryKey": "iri",
            "aboutUrl": "{+iri}",
        },
    }


def _describe_column(column: TableColumn) -> dict[str, Any]:
    described: dict[str, Any] = {"name": column.name, "titles": column.name}
    described["dc:description"] = column.description
    if column.property_iri:
        described["propertyUrl"] = column.property_iri
    if column.language:
        described["lang"] = column.language
    datatype = column.datatype if column.datatype in _DATATYPES else "string"
    described["datatype"] = datatype
    if column.many:
        described["separator"] = SEPARATOR
    return described | _as_rdf(column)


def _as_rdf(column: TableColumn) -> dict[str, Any]:
    """Say what csv2rdf is to make of the column (Metadata, 5.7 and 5.11).

    What things are called is no value of the property that points to them. A list of IRIs in one
    cell has no expression there: one cell gives one value IRI.
    """
    match column.form:
        case "text":
            return {}
        case "iris" if not column.many:
            return {"valueUrl": f"{{+{column.name}}}"}
        case "iri" | "label" | "class" | "names" | "iris":
            return {"suppressOutput": True}
        case _:
            assert_never(column.form)
