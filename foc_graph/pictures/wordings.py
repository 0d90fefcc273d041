"""The wordings of a principle by letters, in the order of their first use."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foc_graph.pictures.facts import PictureFacts
    from foc_graph.pictures.lineage import Lineage


@dataclass(frozen=True)
class LetteredWording:
    """One exact wording."""

    letter: str
    iri: str
    words: str
    #: The text that used it first.
    first: str
    texts: int


def wordings(ground: PictureFacts, found: Lineage) -> tuple[LetteredWording, ...]:
    """Return the wordings that texts use, the first one first."""
    uses = Counter(text.formulation for text in found.texts if text.formulation)
    coined = [text for text in found.texts if text.coins]
    return tuple(
        LetteredWording(
            letter(place),
            text.formulation,
            ground.content.text(text.formulation, "skosxl:literalForm")
            or ground.names[text.formulation],
            text.iri,
            uses[text.formulation],
        )
        for place, text in enumerate(coined)
    )


def letter(place: int) -> str:
    """Return A, B … Z, A1, B1 ….

    >>> letter(0), letter(27)
    ('A', 'B1')
    """
    round_, rest = divmod(place, len(ascii_uppercase))
    return f"{ascii_uppercase[rest]}{round_ or ''}"
