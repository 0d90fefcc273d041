"""How a text or a paragraph is cited: United Nations style, BibTeX, RIS."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.exports.bibliographies import to_bibtex, to_ris
from foc_graph.exports.references import Reference, references
from foc_graph.web.pages.words import date_in_words

if TYPE_CHECKING:
    from foc_graph.web.pages.site import Site

#: Symbol of a numbered resolution or decision -> how its number is said in a text.
#: United Nations Editorial Manual, "Footnotes and other references", III.E.
_NUMBERED = (
    (re.compile(r"A/HRC/RES/(.+)"), "Human Rights Council resolution {}"),
    (re.compile(r"A/HRC/DEC/(.+)"), "Human Rights Council decision {}"),
    (re.compile(r"A/RES/(\d+ ?[A-Z]?) ?\((.+?)\)(.*)"), "General Assembly resolution {} ({}) {}"),
    (re.compile(r"A/RES/(.+)"), "General Assembly resolution {}"),
    (re.compile(r"A/DEC/(.+)"), "General Assembly decision {}"),
    (re.compile(r"S/RES/(\d+) ?\((\d{4})\)"), "Security Council resolution {} ({})"),
    (re.compile(r"E/RES/(.+)"), "Economic and Social Council resolution {}"),
)


@dataclass(frozen=True)
class Citation:
    """A reference in the three styles; ``plain`` is the United Nations' one."""

    plain: str
    bibtex: str
    ris: str


class Citations:
    """References to the texts of a site, each collected once."""

    def __init__(self, site: Site) -> None:
        self._references = {found.iri: found for found in references(site.content)}
        self._site = site

    def of(self, text: str, place: str = "") -> Citation | None:
        """Return how a text is cited, or its paragraph at ``place`` (``para. 1``)."""
        reference = self._references.get(text)
        if reference is None:
            return None
        date = date_in_words(self._site.content.text(text, "eli:date_document"))
        return Citation(
            united_nations_style(reference, date, place),
            to_bibtex([reference], place=place).strip(),
            to_ris([reference], place=place).replace("\r\n", "\n").strip(),
        )


def united_nations_style(reference: Reference, date: str, place: str = "") -> str:
    """Return the reference as the United Nations write it.

    ``Human Rights Council resolution 20/8 of 5 July 2012, para. 1``; other documents by title and
    symbol: ``Freedom Online Coalition, "…", The Hague, 9 December 2011``.
    """
    named = _numbered(reference.symbol)
    if named:
        text = f"{named} of {date}" if date else named
    else:
        title = f"“{reference.title}”" if reference.title != reference.symbol else ""
        symbol = f"({reference.symbol})" if title and reference.symbol else reference.symbol
        # Title and symbol belong together; body, place and date stand beside them.
        parts = (reference.author, f"{title} {symbol}".strip(), reference.place, date)
        text = ", ".join(part for part in parts if part)
    return f"{text}, {place}" if place else text


def _numbered(symbol: str) -> str:
    for pattern, template in _NUMBERED:
        match = pattern.fullmatch(symbol)
        if match:
            return template.format(*match.groups()).strip()
    return ""
