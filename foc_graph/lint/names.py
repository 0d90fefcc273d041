"""What things are called: texts without a language, and two descriptions of one thing.

Texts have a language tag (RDF 1.1 Concepts, section 3.3). Two things with one name or address, and
nothing that tells them apart, may be one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.lint.subject import LintFinding
from foc_graph.rdf.terms import RDFS, TYPE, XSD, local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from foc_graph.lint.subject import Subject
    from foc_graph.rdf.terms import Term

SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
DC = "http://purl.org/dc/elements/1.1/"
FOAF = "http://xmlns.com/foaf/0.1/"

#: schema.org is in use under both schemes.
SCHEMAS = ("https://schema.org/", "http://schema.org/")

#: What holds the main name of a thing.
NAMES = frozenset(
    {
        RDFS + "label",
        SKOS + "prefLabel",
        DCTERMS + "title",
        DC + "title",
        FOAF + "name",
        *(f"{schema}name" for schema in SCHEMAS),
    }
)

#: All names, and so texts in a language.
LABELS = frozenset(
    {
        *NAMES - {FOAF + "name"},
        SKOS + "altLabel",
        DCTERMS + "alternative",
        *(f"{schema}alternateName" for schema in SCHEMAS),
    }
)

#: Where a thing is on the web.
ADDRESSES = frozenset({FOAF + "homepage", *(f"{schema}url" for schema in SCHEMAS)})

#: Last part of a property that tells two things of the same name apart, in any vocabulary.
IDENTIFYING = frozenset(
    {
        "identifier", "notation", "symbol", "number", "code", "isbn", "issn", "doi", "version",
        "position", "ordinal", "date", "issued", "created", "birthDate", "email", "mbox",
        "inScheme", "topConceptOf", "isPartOf", "is_part_of", "partOf", "superEvent", "organizer",
        "creator", "author", "publisher", "url", "location", "contentLocation",
        "jurisdiction", "language", "inLanguage",
    }
)  # fmt: skip

#: Datatypes of time: two dates tell two things apart.
TIMES = frozenset(XSD + name for name in ("date", "dateTime", "gYear", "gYearMonth"))

#: Properties of texts for people: they need a language, whatever their other values have.
_TEXTS = LABELS | {
    RDFS + "comment",
    SKOS + "definition",
    DCTERMS + "description",
    *(f"{schema}description" for schema in SCHEMAS),
}

#: Any other property whose values have a language in so many of ten cases, and so often at all.
_OF_TEN, _OFTEN = 9, 10


def without_language(subject: Subject) -> Iterator[LintFinding]:
    """Find texts without a language: of names always, else where nearly all others have one.

    In a project where no text has a language, that is worth a word and no more.
    """
    with_tag: Counter[str] = Counter()
    without: list[tuple[str, ox.Quad]] = []
    for quad in subject.quads:
        value, name = quad.object, quad.predicate.value
        if isinstance(value, ox.Literal):
            if value.language:
                with_tag[name] += 1
            elif value.datatype.value == XSD + "string" and any(map(str.isalpha, value.value)):
                without.append((name, quad))
    bare = Counter(name for name, _ in without)
    for name, quad in without:
        mostly = with_tag[name] >= max(_OFTEN, _OF_TEN * bare[name])
        if name in _TEXTS or mostly:
            yield LintFinding(
                quad.subject,  # type: ignore[arg-type]
                f"A value of {subject.name(name)} has no language. Add its tag, such as @en.",
                at=quad,
                is_info=not with_tag,
            )


#: Names are nearly the same from this share of common characters on; shorter ones are too alike.
_NEARLY, _SHORT = 0.94, 8

#: Of the names in order, each is compared with so many that follow.
_NEIGHBOURS = 5

#: More things of one name than that are no mistake: it is the name of a kind.
_MOST = 20

_PUNCTUATION = re.compile(r"[\W_]+")


def same_name(subject: Subject) -> Iterator[LintFinding]:
    """Find things of one class with the same name but for case, accents and punctuation.

    Names that are nearly the same are worth a word.
    """
    for cls, folded in _by_class(subject, NAMES, _folded):
        folded.pop("", None)
        yield from _repeated(subject, cls, folded.values(), "have the same name")
        near = [(folded[one][0], folded[other][0]) for one, other in _neighbours(folded)]
        for found in _repeated(subject, cls, near, "have nearly the same name"):
            yield replace(found, is_info=True)


def same_address(subject: Subject) -> Iterator[LintFinding]:
    """Find things of one class with the same web address."""
    for cls, same in _by_class(subject, ADDRESSES, lambda value: value.rstrip("/")):
        yield from _repeated(subject, cls, same.values(), "have the same web address")


def _by_class(
    subject: Subject, properties: frozenset[str], key: Callable[[str], str]
) -> Iterator[tuple[Term, dict[str, list[ox.Quad]]]]:
    """Yield each class with the values of properties by their key; blank nodes are left out."""
    found: dict[Term, dict[str, list[ox.Quad]]] = defaultdict(lambda: defaultdict(list))
    for node, quads in subject.about.items():
        if not isinstance(node, ox.NamedNode):
            continue
        classes = [quad.object for quad in quads if quad.predicate == TYPE]
        for quad in quads:
            if quad.predicate.value in properties and not isinstance(quad.object, ox.BlankNode):
                for cls in classes:
                    found[cls][key(quad.object.value)].append(quad)  # type: ignore[index,union-attr]
    yield from sorted(found.items(), key=lambda item: str(item[0]))


def _repeated(
    subject: Subject, cls: Term, same: Iterable[Sequence[ox.Quad]], what: str
) -> Iterator[LintFinding]:
    """Yield what may be one thing; of those with one name each with the first of them."""
    kind = subject.name(cls.value)
    for first, second in (pair for quads in same for pair in _pairs(subject, quads)):
        one, other = (subject.name(quad.subject.value) for quad in (first, second))  # type: ignore[union-attr]
        yield LintFinding(
            second.subject,  # type: ignore[arg-type]
            f"Both {one} and {other} ({kind}) {what}. If they are one, keep the older IRI and"
            " deprecate the other; if not, say what tells them apart.",
            at=second,
        )


def _pairs(subject: Subject, quads: Sequence[ox.Quad]) -> Iterator[tuple[ox.Quad, ox.Quad]]:
    """Yield what may be one thing: each with the first that nothing tells it apart from."""
    first = list({quad.subject: quad for quad in reversed(quads)}.values())[::-1]
    if len(first) > _MOST:
        return
    for index, quad in enumerate(first):
        for before in first[:index]:
            if not _differ(subject, before, quad):
                yield before, quad
                break


def _differ(subject: Subject, one: ox.Quad, other: ox.Quad) -> bool:
    """Whether something tells two things apart, or somebody who links them knows both."""
    here, there = subject.about[one.subject], subject.about[other.subject]  # type: ignore[index]
    if any(q.object == other.subject for q in here) or any(q.object == one.subject for q in there):
        return True
    ours, theirs = _identifiers(here), _identifiers(there)
    return any(ours[name].isdisjoint(theirs[name]) for name in ours.keys() & theirs.keys())


def _identifiers(quads: Iterable[ox.Quad]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        name, value = quad.predicate.value, quad.object
        is_time = isinstance(value, ox.Literal) and value.datatype.value in TIMES
        if is_time or local_name(name) in IDENTIFYING:
            found[name].add(value.value.rstrip("/"))  # type: ignore[union-attr]
    return found


def _neighbours(folded: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield names that are nearly the same; numbers in them have to be the same."""
    names = sorted(name for name in folded if len(name) >= _SHORT)
    for index, name in enumerate(names):
        for other in names[index + 1 : index + 1 + _NEIGHBOURS]:
            if _digits(name) == _digits(other) and _is_near(name, other):
                yield name, other


def _is_near(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= _NEARLY and matcher.ratio() >= _NEARLY


def _digits(name: str) -> list[str]:
    return re.findall(r"\d+", name)


def _folded(name: str) -> str:
    """Return a name without case, accents, punctuation and doubled blanks."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return _PUNCTUATION.sub(" ", bare).strip()
