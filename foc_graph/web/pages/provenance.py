"""The main facts of a record, and on what it rests, for the place on a page where it stands.

Doubts (the record, or one statement of it, rests on less than a source seen), passages quoted from
sources with their stance, and the sources.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.rdf.terms import XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foc_graph.names.names import Value
    from foc_graph.web.pages.site import Site

#: Stance of an evidence (``concept/stance/…``) -> tone of its badge.
TONES = {"supports": "good", "contradicts": "against", "qualifies": "doubt"}

#: Properties of our own whose names say little in a remark.
WORDED = {"expressedIn": "that it stands in this paragraph"}

#: Datatypes of dates: shown in words.
_DATES = tuple(f"{XSD}{name}" for name in ("date", "gYearMonth", "gYear"))


@dataclass(frozen=True)
class Doubt:
    """A record or one statement of it that rests on less than a source seen."""

    iri: str
    basis: Value
    #: The property in doubt; None for the record as a whole.
    about: Value | None = None
    value: Value | None = None
    note: str = ""

    @property
    def what(self) -> str:
        """The property in doubt, in words."""
        if self.about is None:
            return ""
        return WORDED.get((self.about.iri or "").rpartition("#")[2], self.about.text)


@dataclass(frozen=True)
class CitedSource:
    """A page or article, as a reader finds it."""

    iri: str
    name: str
    url: str
    archived: str = ""


@dataclass(frozen=True)
class Passage:
    """What one source says that bears on the record."""

    iri: str
    stance: Value | None
    tone: str
    source: CitedSource | None
    quotation: str = ""
    quote: Value | None = None
    before: str = ""
    after: str = ""
    about: Value | None = None
    value: Value | None = None
    note: str = ""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Provenance:
    """Everything on which one record rests."""

    doubts: tuple[Doubt, ...]
    passages: tuple[Passage, ...]
    sources: tuple[CitedSource, ...]

    @property
    def contradictions(self) -> list[Passage]:
        """Passages that say otherwise."""
        return [passage for passage in self.passages if passage.tone == "against"]

    def __bool__(self) -> bool:
        """Tell whether there is anything to show."""
        return bool(self.doubts or self.passages or self.sources)


def provenance(site: Site, record: str) -> Provenance:
    """Collect on what a record rests."""
    content = site.content
    quoted = [_passage(site, iri) for iri in content.nodes(record, "foc:evidence")]
    named = {p.source.iri for p in quoted if p.source}
    sources = [iri for iri in content.nodes(record, "dcterms:source") if iri not in named]
    return Provenance(
        tuple(doubts(site, record)),
        # What says otherwise is what a reader must not miss.
        tuple(sorted(quoted, key=lambda p: (p.tone == "good", p.iri))),
        tuple(source(site, iri) for iri in sources),
    )


def doubts(site: Site, record: str) -> Iterator[Doubt]:
    """Yield the doubts about a record and about single statements of it."""
    content = site.content
    for basis in site.names.objects(record, "foc:basis"):
        yield Doubt(record, basis, note=_note(site, record))
    for caveat in content.subjects("rdf:subject", record):
        yield from _caveat(site, caveat)


def _caveat(site: Site, caveat: str) -> Iterator[Doubt]:
    about = site.first(caveat, "rdf:predicate")
    place = about and (about.iri or "").endswith("#expressedIn")
    value = None if place else site.first(caveat, "rdf:object")
    for basis in site.names.objects(caveat, "foc:basis"):
        yield Doubt(caveat, basis, about, value, _note(site, caveat))


def _passage(site: Site, iri: str) -> Passage:
    content = site.content
    stance, origin = site.first(iri, "foc:stance"), content.node(iri, "oa:hasSource")
    quotation = content.node(iri, "oa:hasSelector")
    tone = TONES.get((stance.iri or "").rpartition("/")[2], "plain") if stance else "plain"
    return Passage(
        iri,
        stance,
        tone,
        source(site, origin) if origin else None,
        quotation,
        site.first(quotation, "oa:exact"),
        content.text(quotation, "oa:prefix"),
        content.text(quotation, "oa:suffix"),
        site.first(iri, "rdf:predicate"),
        site.first(iri, "rdf:value"),
        _note(site, iri),
        tuple(doubts(site, iri)),
    )


def source(site: Site, iri: str) -> CitedSource:
    """Return a source with its name and address."""
    content = site.content
    return CitedSource(
        iri,
        site.names[iri],
        content.text(iri, "schema:url"),
        content.text(iri, "schema:archivedAt"),
    )


def _note(site: Site, iri: str) -> str:
    return site.content.text(iri, "skos:note")


@dataclass(frozen=True)
class Fact:
    """One line of the facts; ``dated`` values are shown as dates."""

    label: str
    values: tuple[Value, ...]
    doubts: tuple[Doubt, ...] = ()
    #: What sources say otherwise.
    rivals: tuple[Passage, ...] = ()
    dated: bool = False


def facts(site: Site, record: str, table: Iterable[tuple[str, str]]) -> Iterator[Fact]:
    """Yield the facts of a table of labels and properties that the graph knows of a record."""
    found = provenance(site, record)
    for label, curie in table:
        iri = site.content.expand(curie)
        values = tuple(site.names.objects(record, curie))
        marked = tuple(d for d in found.doubts if d.about and d.about.iri == iri)
        rivals = tuple(p for p in found.contradictions if p.about and p.about.iri == iri)
        if values or marked:
            dated = bool(values) and values[0].datatype in _DATES
            yield Fact(label, values, marked, rivals, dated)


def other_doubts(site: Site, record: str, table: Iterable[tuple[str, str]]) -> list[Doubt]:
    """Return the doubts that no fact of the table shows."""
    shown = {site.content.expand(curie) for _, curie in table}
    return [d for d in doubts(site, record) if d.about is None or d.about.iri not in shown]
