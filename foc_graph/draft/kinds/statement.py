"""A text of the Freedom Online Coalition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.draft.choices import ConceptReader, short_name
from foc_graph.draft.model import Answers, Field, RecordKind
from foc_graph.draft.texts import (
    ABOUT_TEXTS,
    BY,
    DATE,
    TITLE,
    complete_text,
    name_of_title,
    text_doubles,
)

if TYPE_CHECKING:
    from foc_graph.draft.context import DraftContext


def _local(answers: Answers, _: DraftContext) -> str:
    year = answers.text("date")[:4]
    return "-".join(part for part in ("doc/foc", year, answers.text("short-name")) if part)


KIND = RecordKind(
    "statement",
    "a statement",
    (
        TITLE,
        DATE,
        Field(
            "by", "Issued by", BY, "dcterms:creator", required=True, many=True, default="org/foc"
        ),
        Field(
            "type",
            "Type of text",
            ConceptReader("concept/doctype"),
            "eli:work_type",
            required=True,
            default="joint-statement",
        ),
        short_name(name_of_title),
        *ABOUT_TEXTS,
    ),
    lambda _: "foc:Instrument",
    _local,
    complete_text,
    text_doubles,
)
