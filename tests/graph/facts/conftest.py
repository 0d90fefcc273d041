"""The fact files and short ways to look into the graph."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: What the facts call by a name and we by a concept or an organisation.
NAMED = {
    "UDHR": "doc/A-RES-217-IIIA",
    "ICCPR": "doc/iccpr",
    "UNGPs": "doc/un-guiding-principles-on-business-and-human-rights",
    "WSIS": "doc/wsis",
    "ISO/IEC 27000": "doc/iso-iec-27000",
    "Global Digital Compact": "doc/A-RES-79-1",
    "UN Convention against Cybercrime": "doc/un-convention-against-cybercrime",
    "Vienna Declaration and Programme of Action": "doc/vienna-declaration-and-programme-of-action",
    "Council of Europe Framework Convention on AI": "doc/coe-ai-framework-convention",
    "UNGA 2024 resolution on trustworthy AI": "doc/A-RES-78-265",
    "UNGA 2021 resolution on periodic and genuine elections": (
        "doc/unga-2021-periodic-and-genuine-elections"
    ),
}

FILES = (
    "members",
    "chairs",
    "conferences",
    "bodies",
    "statements",
    "hrc-resolutions",
    "ga-resolutions",
    "other-instruments",
    "affirmations",
)


class Look:
    """Short questions to the graph: ids without their base, properties as CURIEs."""

    def __init__(self, dataset) -> None:
        self.store = dataset.store
        self.prefixes = dataset.prefixes
        self.base = dataset.prefixes.id_base

    def node(self, local: str) -> ox.NamedNode:
        """Id without its base -> node."""
        return ox.NamedNode(local if local.startswith("http") else self.base + local)

    def term(self, curie: str) -> ox.NamedNode:
        """CURIE -> node."""
        return ox.NamedNode(self.prefixes.expand(curie))

    def values(self, subject: str, *path: str) -> set[str]:
        """What a path of properties leads to: texts of literals, ids of things."""
        found = {subject}
        for step in path:
            found = {value for start in found for value in self._step(start, step)}
        return found

    def subjects(self, predicate: str, value: str | ox.Literal) -> set[str]:
        """Who has this value: an id, or a literal."""
        term = value if isinstance(value, ox.Literal) else self.node(value)
        return set(self._names(self._quads(None, self.term(predicate), term)))

    def objects(self, predicate: str) -> set[str]:
        """Everything that some record has as a value of this property."""
        quads = self._quads(None, self.term(predicate), None)
        return {quad.object.value.removeprefix(self.base) for quad in quads}

    def typed(self, curie: str) -> set[str]:
        """Everything of one class."""
        return set(self._names(self._quads(None, ox.NamedNode(RDF_TYPE), self.term(curie))))

    def marks(self, record: str, curie: str) -> set[str]:
        """Bases of the caveats on one property of a record: recalled, inferred ..."""
        return {
            basis.rpartition("/")[2]
            for caveat in self.subjects("rdf:subject", record)
            if self.term(curie).value in self.values(caveat, "rdf:predicate")
            for basis in self.values(caveat, "foc:basis")
        }

    def basis(self, record: str) -> str | None:
        """On what a record rests as a whole, if less than a source was seen."""
        return next((b.rpartition("/")[2] for b in self.values(record, "foc:basis")), None)

    def said(self, record: str, curie: str, stance: str) -> set[str]:
        """Values that evidence of this stance gives for a property of a record."""
        return {
            value
            for evidence in self.values(record, "foc:evidence")
            if f"concept/stance/{stance}" in self.values(evidence, "foc:stance")
            and self.term(curie).value in self.values(evidence, "rdf:predicate")
            for value in self.values(evidence, "rdf:value")
        }

    def topics(self, record: str) -> set[str]:
        """Slugs of the topics of a text, the synonyms that the facts use included."""
        found = self.values(record, "dcterms:subject")
        synonyms = self.values(record, "dcterms:subject", "skos:hiddenLabel")
        return {topic.rpartition("/")[2] for topic in found} | synonyms

    def texts(self, value: object) -> set[str]:
        """A value of a fact as the graph writes it; nothing for null."""
        if value is None:
            return set()
        return {str(value).lower() if isinstance(value, bool) else str(value)}

    def addresses(self, record: str) -> set[str]:
        """Addresses of the sources of a record, the form of the host apart."""
        return {plain(url) for url in self.values(record, "dcterms:source", "schema:url")}

    def _quads(self, *pattern) -> Iterator[ox.Quad]:
        return self.store.quads_for_pattern(*pattern, None)

    def _names(self, quads: Iterable[ox.Quad]) -> Iterator[str]:
        return (quad.subject.value.removeprefix(self.base) for quad in quads)

    def _step(self, start: str, curie: str) -> set[str]:
        quads = self._quads(self.node(start), self.term(curie), None)
        return {quad.object.value.removeprefix(self.base) for quad in quads}


RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def plain(url: str) -> str:
    """Return an address without scheme, ``www.`` and last slash: one page, one source."""
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/")


@pytest.fixture(scope="session")
def facts(shared) -> dict[str, list[dict]]:
    folder = shared / "facts"
    return {name: json.loads((folder / f"{name}.json").read_text("utf-8")) for name in FILES}


@pytest.fixture(scope="session")
def dates(shared) -> dict[str, dict[str, str]]:
    """The reference table of adoption dates, by symbol."""
    with (shared / "facts" / "un-resolution-dates.csv").open(encoding="utf-8") as lines:
        table = {row["symbol"]: row for row in csv.DictReader(lines)}
    return table | {"A/RES/217(III)A": table["A/RES/217A(III)"]}


@pytest.fixture(scope="session")
def look(dataset) -> Look:
    return Look(dataset)


@pytest.fixture(scope="session")
def document(look):
    """Fact -> id of its text: by symbol, else by the id that the fact files use."""

    def find(fact: dict) -> str:
        symbol = fact.get("symbol") if "id" not in fact else None
        literal = ox.Literal(symbol or fact["id"])
        found = look.subjects("foc:symbol" if symbol else "dcterms:identifier", literal)
        found = {name for name in found if name.startswith("doc/")}
        assert len(found) == 1, f"{literal.value}: {sorted(found)}"
        return found.pop()

    return find


@pytest.fixture(scope="session")
def identified(look):
    """Id of the fact files -> id of the record."""

    def find(identifier: str) -> str:
        (found,) = look.subjects("dcterms:identifier", ox.Literal(identifier))
        return found

    return find


@pytest.fixture(scope="session")
def state(look):
    """ISO code of two letters -> id of the state."""

    def find(code: str) -> str:
        (found,) = look.subjects("schema:identifier", ox.Literal(code))
        return found

    return find


@pytest.fixture(scope="session")
def cited(look, facts):
    """What a fact cites, by symbol, fact id or name -> id of the text."""
    known = {fact["id"] for file in ("statements", "other-instruments") for fact in facts[file]}

    def find(name: str) -> str:
        predicate = "dcterms:identifier" if name in known else "foc:symbol"
        return NAMED.get(name) or next(iter(look.subjects(predicate, ox.Literal(name))))

    return find


@pytest.fixture(name="plain", scope="session")
def plain_address():
    """Return the function that drops what two addresses of one page may differ in."""
    return plain


@pytest.fixture(scope="session")
def confirmed(facts, dates):
    """Whether the official text or the table of dates bears out a field that was recalled."""
    official = {fact["symbol"]: fact for fact in facts["affirmations"]}

    def ask(fact: dict, field: str) -> bool:
        text, row = official.get(fact["symbol"]), dates.get(fact["symbol"])
        title = fact["title"].rstrip(";")
        titles = [spaced(other["title"]).rstrip(";") for other in (text, row) if other]
        if field in {"symbol", "title"}:
            return title in titles
        if field == "adopted":
            return bool(row and row["date"] == fact["adopted"])
        if field == "agenda_item":
            return bool(text and (text["agenda_item"] or "").strip() == str(fact["agenda_item"]))
        return field.startswith("principle") and bool(text)

    return ask


def spaced(text: str) -> str:
    return " ".join(text.split())
