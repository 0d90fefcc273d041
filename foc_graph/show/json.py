"""A description as JSON, for scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.names.names import Value
    from foc_graph.show.model import Description, Entry


def to_json(description: Description) -> str:
    """Return an object: what the thing is, ``properties``, and one list for each kind of record."""
    content = {
        "iri": description.iri,
        "name": description.name,
        "kinds": list(description.kinds),
        "file": description.file,
        "properties": [
            {"iri": p.iri, "name": p.name, "values": _values(p.values)}
            for p in description.properties
        ],
        "records": {
            part.section.name: [_entry(entry) for entry in part.entries]
            for part in description.parts
        },
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _entry(entry: Entry) -> dict[str, object]:
    return {"iri": entry.iri, **{name: _values(values) for name, values in entry.values.items()}}


def _values(values: Iterable[Value]) -> list[dict[str, str]]:
    """``{"iri", "name"}`` for nodes, ``{"value"}`` with language or datatype for literals."""
    return [
        {"iri": value.iri, "name": value.text}
        if value.iri
        else {
            key: text
            for key, text in (
                ("value", value.text),
                ("language", value.language),
                ("datatype", value.datatype),
            )
            if text is not None
        }
        for value in values
    ]
