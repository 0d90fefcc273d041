"""References to texts: what BibTeX, CSL-JSON and RIS share.

One table says how each kind of text is cited, so that the three formats agree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.names.names import Names

if TYPE_CHECKING:
    from foc_graph.dataset.content import Content


@dataclass(frozen=True)
class Style:
    """A kind of text in the three formats."""

    #: CSL 1.0.2, appendix III.
    csl: str
    #: BibTeX entry type; a numbered paper of an institution is a ``techreport``.
    bibtex: str
    #: RIS reference type.
    ris: str


#: A resolution is CSL's ``legislation`` by its definition; but as such APA, Chicago and OSCOLA
#: leave out the body, and OSCOLA, IEEE and AMA the symbol. As a ``report`` it keeps both.
_PAPER = Style("report", "techreport", "GOVDOC")
_DOCUMENT = Style("document", "misc", "GEN")

#: Slug of the document type (``concept/doctype/…``) -> how it is cited; any other is a document.
STYLES: dict[str, Style] = {
    "resolution": _PAPER,
    "decision": _PAPER,
    "draft": _PAPER,
    "general-comment": _PAPER,
    "committee-report": _PAPER,
    "report": _PAPER,
    "treaty": Style("treaty", "misc", "STAT"),
    "judgment": Style("legal_case", "misc", "CASE"),
    "standard": Style("standard", "techreport", "STAND"),
}


@dataclass(frozen=True)
class Reference:
    """One text, as a list of references names it."""

    key: str
    iri: str
    title: str
    author: str
    symbol: str
    kind: str
    style: Style
    #: Year, month and day, as many of them as are known.
    date: tuple[int, ...]
    place: str
    url: str

    @property
    def year(self) -> int | None:
        """The year, if known."""
        return self.date[0] if self.date else None

    @property
    def month(self) -> int | None:
        """The month, 1 to 12, if known."""
        return self.date[1] if len(self.date) > 1 else None


def references(content: Content) -> list[Reference]:
    """Return one reference for each text, sorted by its key."""
    names = Names(content)
    texts = content.instances("foc:Instrument", "foc:Resolution")
    return sorted((_reference(content, names, text) for text in texts), key=lambda r: r.key)


def _reference(content: Content, names: Names, text: str) -> Reference:
    kind = content.node(text, "eli:work_type")
    body = content.node(text, "dcterms:creator")
    return Reference(
        key=citation_key(text, content),
        iri=text,
        title=content.text(text, "dcterms:title") or names[text],
        author=content.text(body, "skos:prefLabel") or (names[body] if body else ""),
        symbol=content.text(text, "foc:symbol"),
        kind=_capitalised(names[kind]) if kind else "",
        style=_style(content, text, kind),
        date=_date(content.text(text, "eli:date_document")),
        place=content.text(text, "schema:contentLocation"),
        url=content.text(text, "schema:url"),
    )


def _style(content: Content, text: str, kind: str) -> Style:
    found = STYLES.get(kind.rpartition("/")[2])
    resolution = content.expand("foc:Resolution") in content.nodes(text, "rdf:type")
    return found or (_PAPER if resolution else _DOCUMENT)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9_.:+-]+")


def _date(text: str) -> tuple[int, ...]:
    match = _DATE.match(text)
    return tuple(int(part) for part in match.groups() if part) if match else ()


def citation_key(text: str, content: Content) -> str:
    """Return the local id, without what a BibTeX key cannot hold."""
    local = text.removeprefix(f"{content.prefixes.id_base}doc/")
    return _NOT_IN_KEYS.sub("-", local)
