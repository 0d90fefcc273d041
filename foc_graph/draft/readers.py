"""From what a person types to a term of the graph, or one sentence that says what is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pyoxigraph as ox

from foc_graph.draft.slugs import same_address, slug
from foc_graph.errors import UsageProblem
from foc_graph.names.resolver import ThingKind
from foc_graph.project.iris import local_id, normalise_symbol, symbol_from_local_id
from foc_graph.rdf.datatypes import XSD, lexical_problem

if TYPE_CHECKING:
    from foc_graph.draft.context import DraftContext, Term

#: How many characters there are in a date -> the datatype that says so. Nothing is padded.
_PRECISION = {10: "date", 7: "gYearMonth", 4: "gYear"}

_DATE_FIX = "write it as precisely as the source does: 2014-06-26, 2014-06 or 2014"


@dataclass(frozen=True)
class Choice:
    """One of the values that a field can take."""

    key: str
    iri: str
    label: str
    definition: str = ""


class AnswerReader:
    """Reads one kind of value."""

    #: What to write, in a word or two; shown in help and prompts.
    metavar = "TEXT"
    #: What parts several values typed in one line; None: each has a line of its own.
    separator: str | None = None

    def read(self, text: str, context: DraftContext) -> Term:
        """Return the term that is meant.

        Raises:
            UsageProblem: the text is no such value.

        """
        raise NotImplementedError

    def choices(self, context: DraftContext) -> list[Choice]:  # noqa: ARG002
        """Return the values that there are, where they can be listed."""
        return []


@dataclass(frozen=True)
class TextReader(AnswerReader):
    """Words, in the language of the draft, or in none."""

    tagged: bool = True
    shortest: int = 1
    longest: int | None = None

    def read(self, text: str, context: DraftContext) -> Term:
        """Return the words without blanks at the ends or twice in a row."""
        words = " ".join(text.split())
        if len(words) < self.shortest or (self.longest and len(words) > self.longest):
            size = f"{self.shortest} to {self.longest}" if self.longest else "at least one"
            raise UsageProblem(f"has {len(words)} characters", fix=f"give {size}, copied exactly")
        return ox.Literal(words, language=context.language) if self.tagged else ox.Literal(words)


class DateReader(AnswerReader):
    """A day, a month or a year, as precise as it is written."""

    metavar = "DATE"

    def read(self, text: str, context: DraftContext) -> Term:  # noqa: ARG002
        """Return a date with the precision of the text."""
        datatype = _PRECISION.get(len(text))
        if datatype is None:
            raise UsageProblem("is no date", fix=_DATE_FIX)
        literal = ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))
        problem = lexical_problem(literal)
        if problem:
            raise UsageProblem(problem[0], fix=_DATE_FIX)
        return literal


class MonthReader(DateReader):
    """A month of a year."""

    metavar = "MONTH"

    def read(self, text: str, context: DraftContext) -> Term:
        """Return the month."""
        if len(text) != len("2027-03"):
            raise UsageProblem("is no month", fix="write the year and the month: 2027-03")
        return super().read(text, context)


@dataclass(frozen=True)
class NumberReader(AnswerReader):
    """A whole number."""

    least: int = 0
    metavar = "NUMBER"

    def read(self, text: str, context: DraftContext) -> Term:  # noqa: ARG002
        """Return the number."""
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or int(text) < self.least:
            raise UsageProblem("is no such number", fix=f"write a whole number from {self.least}")
        return ox.Literal(str(int(text)), datatype=ox.NamedNode(XSD + "integer"))


class TruthReader(AnswerReader):
    """Yes or no."""

    metavar = "yes|no"

    def read(self, text: str, context: DraftContext) -> Term:  # noqa: ARG002
        """Return true or false."""
        known = {"yes": "true", "y": "true", "true": "true", "no": "false", "n": "false"}
        value = known.get(text.casefold(), "false" if text.casefold() == "false" else "")
        if not value:
            raise UsageProblem("is neither yes nor no", fix="write yes or no")
        return ox.Literal(value, datatype=ox.NamedNode(XSD + "boolean"))


@dataclass(frozen=True)
class PatternReader(AnswerReader):
    """A text of a fixed form, such as the code of a state."""

    pattern: str
    example: str
    metavar: str = "TEXT"

    def read(self, text: str, context: DraftContext) -> Term:  # noqa: ARG002
        """Return the text as it is."""
        if not re.fullmatch(self.pattern, text, re.ASCII):
            raise UsageProblem("does not have the form that is needed", fix=f"write {self.example}")
        return ox.Literal(text)


#: The last part of an identifier.
SHORT_NAME = PatternReader(
    r"[a-z0-9][a-z0-9-]*", "small letters, digits and dashes, such as public-wifi", "NAME"
)


class AddressReader(AnswerReader):
    """A web address."""

    metavar = "URL"

    def read(self, text: str, context: DraftContext) -> Term:  # noqa: ARG002
        """Return the address as an IRI."""
        fix = "write the whole address: https://…"
        if not is_address(text):
            raise UsageProblem("is no web address", fix=fix)
        try:
            return ox.NamedNode(text)
        except ValueError as error:
            raise UsageProblem("is no web address", fix=fix) from error


def is_address(text: str) -> bool:
    """Whether a text is an address that a browser would open."""
    try:
        return urlsplit(text).scheme in ("http", "https") and bool(urlsplit(text).hostname)
    except ValueError:
        return False


@dataclass(frozen=True)
class SymbolReader(AnswerReader):
    """The symbol of a UN document, in full."""

    resolution: bool = False
    metavar = "SYMBOL"

    def read(self, text: str, context: DraftContext) -> Term:  # noqa: ARG002
        """Return the symbol in its usual spelling."""
        symbol = normalise_symbol(text)
        fix = "write it in full, as on the first page: A/HRC/RES/20/8 or A/RES/68/167"
        try:
            known = symbol_from_local_id(local_id(symbol)) == symbol
        except UsageProblem:
            known = False
        if not known:
            raise UsageProblem("is not the symbol of a UN document", fix=fix)
        if self.resolution and "/RES/" not in symbol:
            raise UsageProblem("is not the symbol of a resolution", fix=fix)
        return ox.Literal(symbol)


class ParagraphReader(AnswerReader):
    """A paragraph: OP1, PP9, or a printed label such as Article 6."""

    metavar = "PARAGRAPH"

    def read(self, text: str, context: DraftContext) -> Term:  # noqa: ARG002
        """Return the label as written."""
        if not slug(text):
            raise UsageProblem("names no paragraph", fix="write OP1, PP9 or the printed label")
        return ox.Literal(" ".join(text.split()))


#: What a record rests on.
SOURCE = ThingKind(
    "a source",
    "an address, or an id source/…",
    ("schema:WebPage", "schema:NewsArticle", "schema:Dataset"),
)


class SourceReader(AnswerReader):
    """A source that is described, or the address of one that is not: then a literal."""

    metavar = "URL|ID"

    def read(self, text: str, context: DraftContext) -> Term:
        """Return the source with this address or id; else the address as plain text."""
        if not is_address(text) or context.dataset.describes(text):
            return ox.NamedNode(context.find(text, SOURCE))
        known = source_with_address(text, context)
        return (
            ox.NamedNode(known) if known else ox.Literal(AddressReader().read(text, context).value)
        )


def source_with_address(address: str, context: DraftContext) -> str | None:
    """Return the source that has this address, or None."""
    wanted = same_address(address)
    for iri in context.subjects("foc:accessed"):
        if any(same_address(url) == wanted for url in context.values(iri, "schema:url")):
            return iri
    return None
