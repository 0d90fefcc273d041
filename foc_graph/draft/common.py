"""Fields that several kinds have."""

from __future__ import annotations

from foc_graph.draft.choices import ConceptReader
from foc_graph.draft.model import Field
from foc_graph.draft.readers import SHORT_NAME, TextReader

NOTE = Field("note", "Note", TextReader(), "skos:note", many=True, asked=False)

STATUS = Field(
    "status",
    "How far it is curated",
    ConceptReader("concept/status"),
    "adms:status",
    default="draft",
    asked=False,
)


def short_name(default: object) -> Field:
    """Return the field for the last part of the identifier, with how it is made by default."""
    return Field(
        "short-name", "Short name, for the identifier", SHORT_NAME, required=True,
        default=default, settles=True,  # type: ignore[arg-type]  # Field says what it may be
    )  # fmt: skip
