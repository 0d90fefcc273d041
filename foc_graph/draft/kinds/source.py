"""A page, an article or a table that records rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.draft.choices import NOTE, ConceptReader
from foc_graph.draft.model import Answers, Field, RecordKind
from foc_graph.draft.readers import (
    AddressReader,
    DateReader,
    MonthReader,
    PatternReader,
    TextReader,
    source_with_address,
)
from foc_graph.draft.slugs import host_of, source_slug
from foc_graph.draft.sources import class_of_source, kind_by_host

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.draft.context import DraftContext


def _short_name(answers: Answers, _: DraftContext) -> str:
    return source_slug(answers.text("publisher"), answers.text("title"), answers.text("url"))


def _doubles(answers: Answers, context: DraftContext) -> Iterator[tuple[str, str]]:
    """Yield the source that has this address."""
    held = source_with_address(answers.text("url"), context)
    if held:
        yield held, "has the same address"


KIND = RecordKind(
    "source",
    "a source",
    (
        Field("url", "Address", AddressReader(), "schema:url", required=True, settles=True),
        Field("title", "Title as printed", TextReader(), "schema:name"),
        Field(
            "publisher",
            "Publisher",
            TextReader(tagged=False),
            "dcterms:publisher",
            required=True,
            default=lambda answers, _: host_of(answers.text("url")),
        ),
        Field(
            "kind",
            "Kind of source",
            ConceptReader("concept/source-kind"),
            "dcterms:type",
            required=True,
            default=lambda answers, _: kind_by_host(answers.text("url")),
        ),
        Field("issued", "Date of publication", DateReader(), "dcterms:issued", asked=False),
        Field(
            "accessed",
            "Month in which you read it",
            MonthReader(),
            "foc:accessed",
            required=True,
            default=lambda _, context: context.month,
        ),
        Field("archived-at", "Archived copy", AddressReader(), "schema:archivedAt", asked=False),
        Field(
            "short-name",
            "Short name, for the identifier",
            PatternReader(r"[a-z0-9][a-z0-9._-]*", "small letters, digits and dashes", "NAME"),
            required=True,
            default=_short_name,
        ),
        NOTE,
    ),
    class_of_source,
    lambda answers, _: f"source/{answers.text('short-name')}",
    doubles=_doubles,
)
