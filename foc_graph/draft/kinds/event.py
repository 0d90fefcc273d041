"""A conference, a meeting, a session of a UN body, or a series of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.draft.choices import (
    AGENT,
    EVENT,
    NOTE,
    STATUS,
    ConceptReader,
    ThingReader,
    short_name,
)
from foc_graph.draft.model import Answers, Field, RecordKind
from foc_graph.draft.readers import AddressReader, DateReader, NumberReader, TextReader
from foc_graph.draft.slugs import slug
from foc_graph.draft.sources import SOURCE_FIELDS
from foc_graph.names.resolver import STATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.draft.context import DraftContext


def _class(answers: Answers) -> str:
    is_series = answers.text("kind").endswith("/event-kind/series")
    return "schema:EventSeries" if is_series else "schema:Event"


def _is_single(answers: Answers) -> bool:
    return _class(answers) == "schema:Event"


def _short_name(answers: Answers, context: DraftContext) -> str:
    """Return body and number of a session, else what the name says."""
    bodies, number = answers.all("organiser"), answers.text("number")
    if answers.text("kind").endswith("/event-kind/un-session") and bodies and number:
        return f"{context.local(bodies[0].value)}-{number}"
    return slug(answers.text("name"), small_words=False)


def _doubles(answers: Answers, context: DraftContext) -> Iterator[tuple[str, str]]:
    """Yield events of the same name, or of the same number in the series."""
    start = answers.text("start")
    for iri in context.with_text("schema:name", answers.text("name")):
        same = context.first(iri, "schema:startDate") in {start, ""}
        if context.is_a(iri, EVENT.classes) and same:
            yield iri, "has the same name and date"
    series, number = answers.first("series"), answers.text("number")
    for iri in context.subjects("schema:superEvent", series) if series and number else ():
        if number in context.values(iri, "schema:position"):
            yield iri, f"is number {number} of the same series"


KIND = RecordKind(
    "event",
    "an event",
    (
        Field("name", "Name", TextReader(), "schema:name", required=True),
        Field(
            "kind",
            "Kind of event",
            ConceptReader("concept/event-kind"),
            "dcterms:type",
            required=True,
        ),
        Field("start", "First day", DateReader(), "schema:startDate", settles=True),
        Field("end", "Last day", DateReader(), "schema:endDate"),
        Field("country", "State", ThingReader(STATE, "STATE"), "dcterms:spatial"),
        Field("city", "City", TextReader(tagged=False), "schema:location"),
        Field(
            "organiser",
            "Organisers",
            ThingReader(AGENT, "WHO"),
            "schema:organizer",
            many=True,
        ),
        Field(
            "series",
            "Series that it is part of",
            ThingReader(EVENT, "EVENT"),
            "schema:superEvent",
            when=_is_single,
            goes_with="a single event",
        ),
        Field("number", "Number in the series", NumberReader(1), "schema:position", settles=True),
        short_name(_short_name),
        *SOURCE_FIELDS,
        Field("theme", "Theme", TextReader(), "schema:about", asked=False),
        Field("url", "Its own page", AddressReader(), "schema:url", asked=False),
        NOTE,
        STATUS,
    ),
    _class,
    lambda answers, _: f"event/{answers.text('short-name')}",
    doubles=_doubles,
)
