"""Any other text: a treaty, a report, a declaration, a draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foc_graph.draft.choices import ConceptReader, short_name
from foc_graph.draft.model import Answers, Field, RecordKind
from foc_graph.draft.readers import SymbolReader
from foc_graph.draft.texts import (
    ABOUT_TEXTS,
    BY,
    DATE,
    TITLE,
    complete_text,
    name_of_title,
    text_doubles,
)
from foc_graph.project.iris import local_id

if TYPE_CHECKING:
    from foc_graph.draft.context import DraftContext


def _local(answers: Answers, _: DraftContext) -> str:
    symbol = answers.text("symbol")
    return f"doc/{local_id(symbol) if symbol else answers.text('short-name')}"


def _has_no_symbol(answers: Answers) -> bool:
    return not answers.first("symbol")


KIND = RecordKind(
    "text",
    "a text",
    (
        Field("symbol", "Symbol of the UN document", SymbolReader(), "foc:symbol", settles=True),
        TITLE,
        DATE,
        Field("by", "Issued by", BY, "dcterms:creator", required=True, many=True),
        Field(
            "type", "Type of text", ConceptReader("concept/doctype"), "eli:work_type", required=True
        ),
        replace(
            short_name(name_of_title), when=_has_no_symbol, goes_with="a text without --symbol"
        ),
        *ABOUT_TEXTS,
    ),
    lambda _: "foc:Instrument",
    _local,
    complete_text,
    text_doubles,
)
