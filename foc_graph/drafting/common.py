"""Fields that several kinds have."""

from __future__ import annotations

from foc_graph.drafting.choosing import Concept
from foc_graph.drafting.model import Field
from foc_graph.drafting.readers import SHORT_NAME, Text

NOTE = Field("note", "Note", Text(), "skos:note", many=True, asked=False)

STATUS = Field(
    "status",
    "How far it is curated",
    Concept("concept/status"),
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
