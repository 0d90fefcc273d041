"""CSL-JSON: every text, for citation processors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from foc_graph.exports.common import SingleFile
from foc_graph.exports.references import references

if TYPE_CHECKING:
    from foc_graph.dataset.content import Content
    from foc_graph.exports.references import Reference


class Csl(SingleFile):
    """Citation Style Language 1.0.2, input data (schema ``csl-data.json``)."""

    name = "csl"
    title = "CSL-JSON"
    file_name = "foc-graph.csl.json"
    media_type = "application/vnd.citationstyles.csl+json"
    purpose = "References to every text, for Pandoc, Zotero and citeproc: ten thousand styles."
    load = "pandoc --citeproc --bibliography foc-graph.csl.json paper.md"

    def render(self, content: Content) -> bytes:
        """Make the file."""
        items = [_item(reference) for reference in references(content)]
        return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()


def _item(reference: Reference) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": reference.key,
        "type": reference.style.csl,
        "title": reference.title,
        "author": [{"literal": reference.author}] if reference.author else [],
        "authority": reference.author if reference.style.csl == "legal_case" else "",
        "number": reference.symbol,
        "genre": reference.kind,
        "event-place": reference.place,
        "issued": {"date-parts": [list(reference.date)]} if reference.date else {},
        "URL": reference.url,
        "language": "en",
    }
    return {name: value for name, value in item.items() if value}
