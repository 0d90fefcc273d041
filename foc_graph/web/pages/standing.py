"""Where the backers of a text stood on its day: members of the coalition, later members, neither.

The coalition is the organisation of which most memberships are held.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.pictures.memberships import Interval, organisations
from foc_graph.pictures.memberships import standing as state
from foc_graph.web.pages.words import date_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.pictures import PictureFacts

#: Fewer members make no coalition to compare with.
FEWEST = 5

#: Standing -> what is said of one, and of how many.
WORDS = {
    "then": ("member", ""),
    "perhaps": ("member?", "{} possibly were: the day of joining or leaving is not known"),
    "later": ("joined later", "{} joined later"),
    "left": ("had left", "{} had left"),
    "never": ("", "{} never joined"),
}


@dataclass(frozen=True)
class Coalition:
    """The organisation and the intervals of its members."""

    iri: str
    name: str
    members: Mapping[str, tuple[Interval, ...]]


@dataclass(frozen=True)
class Standing:
    """How the backers of one text stood to the coalition on its day."""

    coalition: Coalition
    date: str
    of: Mapping[str, str]

    def badge(self, actor: str | None) -> str:
        """Return the word for an actor; empty if it never joined."""
        found = self.of.get(actor or "")
        return WORDS[found][0] if found else ""

    @property
    def summary(self) -> str:
        """How many stood how, in words."""
        counts = Counter(self.of.values())
        first = f"{counts['then'] or 'none'} were members of it on {date_in_words(self.date)}"
        rest = (words.format(counts[key]) for key, (_, words) in WORDS.items() if counts[key])
        return f"Of these {len(self.of)}, {', '.join(filter(None, (first, *rest)))}."


def coalition(facts: PictureFacts) -> Coalition | None:
    """Return the organisation of which most memberships are held."""
    for found in organisations(facts):
        members = {
            iri: tuple(interval for interval in own if not interval.office)
            for iri, own in found.members
        }
        held = {iri: own for iri, own in members.items() if own}
        if len(held) >= FEWEST:
            return Coalition(found.iri, found.name, held)
    return None


def standing(found: Coalition | None, actors: Iterable[str], date: str) -> Standing | None:
    """Return how actors stood to the coalition on a day; None without a day or a coalition."""
    if found is None or not date:
        return None
    members = found.members
    return Standing(found, date, {actor: state(members.get(actor, ()), date) for actor in actors})
