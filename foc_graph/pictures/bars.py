"""Membership over time: a row a member, a bar an interval, faint where a date is not precise."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.names.alphabet import listed
from foc_graph.pictures import Cell, Key, Picture, PictureFacts, PictureRow, PictureTable
from foc_graph.pictures.dates import known, moment
from foc_graph.pictures.memberships import EVER, NEVER, Interval, MemberOrganisation
from foc_graph.pictures.svg import add, drawing, link, markup
from foc_graph.pictures.words import count
from foc_graph.rdf.xml_chars import xml_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


_ROW, _BAR, _HEAD = 26.0, 20.0, 26.0
#: Width of a phone in letters of a name.
_PHONE = 350 / 7.6
#: Years named on a narrow screen at most.
_TICKS = 8


@dataclass(frozen=True)
class _Axis:
    """Years from the first to the end of the last one, on 100 percent."""

    first: int
    last: int

    def at(self, day: str) -> float:
        """Return where a day stands; those beyond the axis at its ends."""
        if day == EVER:  # the year 0 is in no calendar of Python
            return 0.0
        share = (moment(day) - self.first) / (self.last + 1 - self.first)
        return 100 * min(max(share, 0.0), 1.0)


def membership(facts: PictureFacts, found: MemberOrganisation, on: str = "") -> Picture:
    """Draw the memberships of an organisation; ``on`` marks a date and those who belonged then."""
    name = found.key
    axis = _axis(facts, found)
    description = _describe(found)
    svg = _draw(facts, found, axis, name, description, on)
    table = _table(facts, found)
    return Picture(name, svg, table, found.name, description, description, _legend(found))


def _axis(facts: PictureFacts, found: MemberOrganisation) -> _Axis:
    """Return an axis from the first start to the newest date of any text or membership held.

    Today is not on it: the same data make the same picture on every day.
    """
    days = [
        day for i in found.intervals for day in (*i.begun, *i.ended) if day not in (EVER, NEVER)
    ]
    years = [int(day[:4]) for day in days]
    newest = [*days, *_dates(facts, "eli:date_document"), *_dates(facts, "schema:startDate")]
    if not newest:
        return _Axis(0, 0)
    return _Axis(min(years or [int(newest[0][:4])]), max(int(day[:4]) for day in newest))


def _dates(facts: PictureFacts, curie: str) -> list[str]:
    content = facts.content
    iri = content.expand(curie)
    found = (
        term.value
        for node in content.index.values()
        for term in node.get(iri, ())
        if isinstance(term, ox.Literal)
    )
    return [date for date in map(known, found) if date]


def _describe(found: MemberOrganisation) -> str:
    own = [interval for interval in found.intervals if not interval.office]
    left = sum(interval.until != "" for interval in own)
    offices = len(found.intervals) - len(own)
    if not own:
        said = [f"{count(offices, 'term')} as {listed(_roles(found))}"]
    else:
        said = [count(len(found.members), "member"), *([f"{left} left"] if left else [])]
        said += [count(offices, "term", "terms") + f" as {listed(_roles(found))}"] * bool(offices)
    return f"{', '.join(said)}; by the day that they began. A faint end: the day is not known."


def _roles(found: MemberOrganisation) -> list[str]:
    return sorted({interval.role for interval in found.intervals if interval.office})


def _legend(found: MemberOrganisation) -> tuple[Key, ...]:
    faint = Key("span faint", "possibly: the date is not precise")
    if found.offices_only:
        return Key("span", ", ".join(_roles(found))), faint
    office = [Key("span office", ", ".join(_roles(found)))] if _roles(found) else []
    return Key("span", "member"), faint, *office


def _draw(  # noqa: PLR0913, PLR0917 - what there is to draw
    facts: PictureFacts,
    found: MemberOrganisation,
    axis: _Axis,
    name: str,
    description: str,
    on: str,
) -> str:
    height = _HEAD + len(found.members) * _ROW + 4
    kind = "fluid dated" if on else "fluid"
    root = drawing(name, found.name, description, class_=kind, width="100%", height=height)
    root.set("data-years", f"{axis.first}/{axis.last}")
    _years(root, axis, height)
    for place, (member, own) in enumerate(found.members):
        row = link(root, facts.link(member), class_="member")
        spot = _Spot(axis, _HEAD + place * _ROW, on, thin=not found.offices_only)
        _member(row, spot, facts.names[member], own)
    if on:
        x = _percent(axis.at(on))
        add(root, "line", class_="day", x1=x, x2=x, y1=14, y2=height)
    return markup(root)


def _years(root: Element, axis: _Axis, height: float) -> None:
    years = range(axis.first, axis.last + 1)
    step = math.ceil(len(years) / _TICKS)
    for place, year in enumerate(years):
        x = _percent(axis.at(f"{year:04}-01-01"))
        narrow = place % step == 0
        if narrow or step <= 3:  # noqa: PLR2004 - more would touch on a wide screen, too
            kind = "tick start" if narrow else "tick start only-wide"
            add(root, "text", str(year), class_=kind, x=x, y=12)
            add(root, "line", class_="year", x1=x, x2=x, y1=18, y2=height)


@dataclass(frozen=True)
class _Spot:
    """Where the bars of a member stand; ``thin`` where an office is a thin bar on a thick one."""

    axis: _Axis
    top: float
    on: str
    thin: bool


def _member(row: Element, spot: _Spot, label: str, own: tuple[Interval, ...]) -> None:
    states = {_interval(row, spot, interval) for interval in own}
    x, side = _label(spot, own[0], label)
    kind = f"small {side}{' off' if states == {'no'} else ''}"
    aside = -6 if side == "left" else 6
    add(row, "text", label, class_=kind, x=_percent(x), y=spot.top + 14, dx=aside)


def _label(spot: _Spot, interval: Interval, label: str) -> tuple[float, str]:
    """Return where a name stands: inside its bar if that has room for it, else beside it."""
    axis = spot.axis
    begun, ended = _sure(interval)
    start, end = axis.at(begun), axis.at(ended)
    if (end - start) / 100 * _PHONE > len(label) + 2 and not (interval.office and spot.thin):
        return start, "inside"
    start, end = axis.at(interval.begun[0]), axis.at(interval.ended[1])
    if start / 100 * _PHONE > len(label) + 1:
        return start, "left"
    return (end, "right") if (100 - end) / 100 * _PHONE > len(label) + 1 else (start, "above")


def _interval(parent: Element, spot: _Spot, interval: Interval) -> str:
    """Draw an interval: the sure part, and faint ends where a date is not precise."""
    state = interval.on(spot.on) if spot.on else ""
    thin = interval.office and spot.thin
    kinds = ("interval", "term" if thin else "", state)
    group = add(parent, "g", class_=" ".join(filter(None, kinds)))
    group.set("data-begun", "/".join(interval.begun))
    group.set("data-ended", "/".join(interval.ended))
    if interval.office:
        group.set("data-role", xml_text(interval.role))
    add(group, "title", _said(interval))
    y, height = (spot.top + _BAR - 4, 7.0) if thin else (spot.top, _BAR)
    begun, ended = _sure(interval)
    for start, end, faint in (
        (interval.begun[0], begun, " faint"),
        (begun, ended, ""),
        (ended, interval.ended[1], " faint"),
    ):
        left, right = spot.axis.at(start), spot.axis.at(end)
        if right - left > 0.05:  # noqa: PLR2004 - nothing that could be seen
            shape = {"x": _percent(left), "width": _percent(right - left)}
            kind = f"span{' office' if thin else ''}{faint}"
            add(group, "rect", class_=kind, y=y, height=height, **shape)
    return state


def _sure(interval: Interval) -> tuple[str, str]:
    """Return the first and last day that are certainly inside."""
    begun = interval.begun[1]
    return begun, max(begun, interval.ended[0])


def _said(interval: Interval) -> str:
    until = f"until {interval.until}" if interval.until else "no end held"
    return f"{interval.role}: {interval.since}, {until}"


def _percent(share: float) -> str:
    return f"{share:.2f}".rstrip("0").rstrip(".") + "%"


def _table(facts: PictureFacts, found: MemberOrganisation) -> PictureTable:
    rows = tuple(
        PictureRow(
            (
                Cell(facts.names[interval.member], facts.link(interval.member)),
                Cell(interval.role),
                Cell(interval.since, facts.link(interval.iri)),
                Cell(interval.until + (", disputed" if interval.disputed else "")),
            ),
            {"begun": "/".join(interval.begun), "ended": "/".join(interval.ended)},
        )
        for interval in found.intervals
    )
    return PictureTable(f"Memberships: {found.name}", ("Member", "Role", "Since", "Until"), rows)
