"""What pictures say of a text, in their tables and where the pointer rests."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from foc_graph.names.alphabet import listed
from foc_graph.pictures import Cell, Key, PictureFacts
from foc_graph.pictures.dates import in_words

if TYPE_CHECKING:
    from foc_graph.pictures.affirmations import Affirming
    from foc_graph.pictures.lineage import Lineage

#: Where in a text -> how a reader says it.
PLACE_WORDS = {
    "operative": "operative part",
    "preambular": "preamble",
    "elsewhere": "another part",
    "unplaced": "paragraph not known",
}
NOT_SEEN = "no source seen yet"

#: Letters of a title in a hint.
_LONGEST = 110


def count(value: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    >>> count(1, "text"), count(2, "text"), count(2, "body", "bodies")
    ('1 text', '2 texts', '2 bodies')
    """
    return f"{value:,} {one if value == 1 else many or f'{one}s'}"


def cut(text: str, longest: int) -> str:
    """Return a text that has no more letters than that.

    >>> cut("freedom of expression", 12)
    'freedom of…'
    """
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip(' ,;:')}…"


def brief(text: Affirming) -> str:
    """Say which text a mark stands for."""
    return f"{cut(text.label, _LONGEST // 2)}, {in_words(text.date)}"


def left_out(found: Lineage) -> str:
    """Say what a drawing of a lineage has no room or no place for."""
    said = [f"{count(len(found.undated), 'text')} without a date"] if found.undated else []
    said += [f"{count(found.left_out, 'text')} that fewer cite"] if found.left_out else []
    return f" Not drawn: {listed(said)}." if said else ""


def text_cells(facts: PictureFacts, text: Affirming) -> tuple[Cell, ...]:
    """Return the text and its date, the first cells of a row about it."""
    full = facts.names[text.iri]
    note = cut(text.title, _LONGEST) if text.title != full else ""
    return (
        Cell(full, facts.link(text.iri), note=note),
        Cell(in_words(text.date) if text.date else "not known", kind="date"),
        Cell(text.body_name, facts.link(text.body) if text.body else None),
    )


def lane_keys(found: Lineage, shape: str) -> tuple[Key, ...]:
    """Return the legend of a lineage: the colour of each body, and what a hollow mark means."""
    keys = [Key(f"{shape} {found.lane_class(lane)}", lane) for lane in found.lanes]
    if not all(text.confirmed for text in found.texts):
        keys.append(Key(f"{shape} hollow ink", NOT_SEEN))
    return tuple(keys)


def lines(text: str, letters: int) -> list[str]:
    """Break a name between its words; a word that is longer has a line of its own."""
    return wrap(text, letters, break_long_words=False, break_on_hyphens=False)
