"""Who backed which text: states and texts, with the standing of each in the coalition that day."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.pictures import Cell, Key, Picture, PictureFacts, PictureRow, PictureTable
from foc_graph.pictures.affirmations import date_of, short_label, slug
from foc_graph.pictures.dates import in_words, in_year
from foc_graph.pictures.memberships import (
    STANDINGS,
    Interval,
    MemberOrganisation,
    organisations,
    standing,
)
from foc_graph.pictures.svg import add, drawing, link, markup
from foc_graph.pictures.words import count, cut

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


@dataclass(frozen=True)
class Backed:
    """A text with a list of sponsors, its own or that of its draft."""

    iri: str
    label: str
    title: str
    date: str
    series: str
    #: How much of the list is held, in words; empty if that is not said.
    coverage: str
    complete: bool


@dataclass(frozen=True)
class TextBacking:
    """One actor for one text; ``roles`` as named, ``records`` the sponsorships that say so."""

    actor: str
    text: str
    roles: tuple[str, ...]
    standing: str
    records: tuple[str, ...]


@dataclass(frozen=True)
class Sponsors:
    """Texts by date, actors in a meaningful order, and who backed what."""

    coalition: MemberOrganisation | None
    texts: tuple[Backed, ...]
    actors: tuple[str, ...]
    backings: tuple[TextBacking, ...]

    def of(self, texts: tuple[Backed, ...]) -> Sponsors:
        """Return what concerns some of the texts."""
        wanted = {text.iri for text in texts}
        backings = tuple(found for found in self.backings if found.text in wanted)
        those = {found.actor for found in backings}
        actors = tuple(actor for actor in self.actors if actor in those)
        return Sponsors(self.coalition, texts, actors, backings)

    def joined(self, actor: str) -> Interval | None:
        """Return the first membership of an actor in the coalition; None if there was none."""
        return next(iter(self.coalition.seats(actor)), None) if self.coalition else None


def sponsors(facts: PictureFacts) -> Sponsors:
    """Collect every sponsorship; that of a draft counts for the text adopted from it."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for record in facts.content.instances("foc:Sponsorship"):
        signed = facts.content.node(record, "foc:ofInstrument")
        actor = facts.content.node(record, "foc:actor")
        if signed and actor:
            adopted = facts.content.subjects("foc:adoptedFrom", signed)
            found[adopted[0] if adopted else signed, actor].append(record)
    texts = [_text(facts, iri) for iri in {text for text, _ in found}]
    texts.sort(key=lambda text: (text.date or "9999", text.iri))
    # The organisation with the most members.
    coalition = next((own for own in organisations(facts) if not own.offices_only), None)
    dates = {text.iri: text.date for text in texts}
    backings = tuple(
        TextBacking(
            actor,
            text,
            _roles(facts, own),
            standing(coalition.seats(actor) if coalition else (), dates[text]),
            tuple(own),
        )
        for (text, actor), own in sorted(found.items())
    )
    bare = Sponsors(coalition, tuple(texts), (), backings)
    return Sponsors(coalition, tuple(texts), _ordered(facts, bare), backings)


def _roles(facts: PictureFacts, records: list[str]) -> tuple[str, ...]:
    roles = (facts.content.node(record, "foc:role") for record in records)
    return tuple(sorted({facts.names[role] if role else "sponsor" for role in roles}))


def _text(facts: PictureFacts, iri: str) -> Backed:
    content = facts.content
    coverage = content.node(iri, "foc:sponsorCoverage")
    return Backed(
        iri,
        content.text(iri, "foc:symbol") or short_label(content, facts.names, iri),
        content.text(iri, "dcterms:title"),
        date_of(content, iri),
        content.node(iri, "foc:series"),
        facts.names[coverage] if coverage else "",
        slug(coverage) == "complete",
    )


def _ordered(facts: PictureFacts, found: Sponsors) -> tuple[str, ...]:
    """Return members by the day they joined, then the others by how many texts they backed."""
    counts: dict[str, int] = defaultdict(int)
    for backing in found.backings:
        counts[backing.actor] += 1

    def key(actor: str) -> tuple[bool, str, int, str, str]:
        joined = found.joined(actor)
        name = facts.names[actor].casefold()
        return joined is None, joined.begun[1] if joined else "", -counts[actor], name, actor

    return tuple(sorted(counts, key=key))


NAME = "backing"
_ROW, _BAR = 40.0, 12.0


def backing(facts: PictureFacts, found: Sponsors) -> Picture | None:
    """Draw a bar a text; None where no sponsor is held."""
    if not found.backings:
        return None
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in found.backings:
        counts[one.text][one.standing] += 1
    used = {one.standing for one in found.backings}
    shown = [standing for standing in STANDINGS if standing in used]
    coalition = found.coalition.name if found.coalition else ""
    short = sum(not text.complete for text in found.texts)
    description = (
        f"{count(len(found.backings), 'sponsorship')} of {count(len(found.texts), 'text')} by "
        f"{count(len(found.actors), 'state or body', 'states and bodies')}. "
        f"{count(short, 'list is', 'lists are')} not known to be complete, and marked with a +."
    )
    title = f"Sponsors and the {coalition}" if coalition else "Sponsors"
    root = drawing(NAME, title, description, class_="fluid", width="100%")
    root.set("height", f"{len(found.texts) * _ROW:.0f}")
    most = max(sum(own.values()) for own in counts.values())
    for place, text in enumerate(found.texts):
        _bar(facts, root, text, counts[text.iri], shown, most, place * _ROW)
    legend = tuple(Key(f"square standing-{name}", STANDINGS[name]) for name in shown)
    return Picture(NAME, markup(root), _table(facts, found, counts, shown), title, description,
                   description, legend)  # fmt: skip


def _bar(  # noqa: PLR0913, PLR0917 - what there is to draw
    facts: PictureFacts,
    root: Element,
    text: Backed,
    counts: Counter[str],
    shown: list[str],
    most: int,
    top: float,
) -> None:
    anchor = link(root, facts.link(text.iri))
    total = f"{sum(counts.values())}{'' if text.complete else '+'}"
    day = f"{in_year(text.date)} {text.date[:4]}".strip() if text.date else ""
    add(anchor, "text", cut(text.label, 32), class_="strong small", x=0, y=top + 13)
    add(
        root,
        "text",
        f"{day} · {total}" if day else total,
        class_="small quiet end",
        x="100%",
        y=top + 13,
    )
    start = 0.0
    for name in shown:
        width = 100 * counts[name] / most
        if width:
            spot = {"x": f"{start:.2f}%", "width": f"{width:.2f}%"}
            kind = f"square standing-{name}"
            shape = add(root, "rect", class_=kind, y=top + 18, height=_BAR, **spot)
            add(shape, "title", f"{counts[name]} {STANDINGS[name]}")
        start += width


def _table(
    facts: PictureFacts, found: Sponsors, counts: dict[str, Counter[str]], shown: list[str]
) -> PictureTable:
    rows = tuple(
        PictureRow((
            Cell(text.label, facts.link(text.iri)),
            Cell(in_words(text.date) if text.date else "not known"),
            *(Cell(str(counts[text.iri][name] or ""), kind="figure") for name in shown),
            Cell(str(sum(counts[text.iri].values())), kind="figure"),
            Cell(text.coverage),
        ))
        for text in found.texts
    )  # fmt: skip
    columns = (
        "Text",
        "Date",
        *(STANDINGS[name].capitalize() for name in shown),
        "All",
        "List held",
    )
    return PictureTable("Sponsors by text", columns, rows)
