"""From what a person types to the IRI of a thing, the same wherever somebody types.

An IRI, a CURIE, an id (``state/EST``, ``EST``), a symbol (``A/HRC/RES/20/8``, ``20/8``), a code
(``EE``), a name or title in any language, or the words of an id (``Tallinn Agenda``). The graph is
asked by SPARQL, so that it may be a dataset or an endpoint.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from foc_graph.errors import UsageProblem
from foc_graph.names.likeness import Candidates, did_you_mean
from foc_graph.names.names import NAMING, is_english
from foc_graph.names.selects import select_all, select_exact
from foc_graph.project.iris import normalise_symbol
from foc_graph.rdf.ordering import natural_key
from foc_graph.rdf.prefixes import expand
from foc_graph.rdf.terms import TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from foc_graph.dataset import Dataset
    from foc_graph.rdf.prefixes import PrefixMap

#: How many of several things a message names, and how many make a list to show whole.
CHOICES, SHORT = 5, 12

#: Resolutions are called by session and number (20/8, 68/167, 217(III)A); then others.
_SHORT_SYMBOLS = (
    re.compile(r"(?:A|E|S|A/HRC)/RES/(.+)", re.IGNORECASE),
    re.compile(r"(?:A/HRC/DEC|A)/(.+)", re.IGNORECASE),
)


@dataclass(frozen=True)
class ThingKind:
    """What a name may stand for: things of some classes, concepts of a vocabulary, or anything."""

    called: str = ""
    allowed: str = "a symbol (A/HRC/RES/20/8 or 20/8), an id (state/EST), a name or an IRI"
    classes: tuple[str, ...] = ()
    #: ``concept/topic``, or ``agenda`` for several below it.
    scheme: str = ""
    #: What the ids of most of them begin with: ``state``.
    folder: str = ""

    @property
    def noun(self) -> str:
        """What it is called, without articles."""
        return re.sub(r"\ban? ", "", self.called)


ANY = ThingKind()
TEXT = ThingKind(
    "a text",
    "a symbol (20/8, A/RES/68/167), an id (foc-2014-tallinn-agenda), a title or an IRI",
    ("foc:Instrument", "foc:Resolution"),
    folder="doc",
)
STATE = ThingKind(
    "a state",
    "a name, ISO 3166 alpha-3 or alpha-2 (Estonia, EST, EE)",
    ("foc:State",),
    folder="state",
)


def concept_of(scheme: str) -> ThingKind:
    """Return the concepts of a vocabulary, given by its id: ``concept/topic``."""
    what = f"a concept of the vocabulary {scheme.rpartition('/')[2]}"
    return ThingKind(what, what, scheme=scheme, folder=scheme)


class Lookup(NamedTuple):
    """What is asked: the rows of a SPARQL SELECT as text, and the prefixes."""

    rows: Callable[[str], Iterable[tuple[str, ...]]]
    prefixes: PrefixMap


def find_thing(dataset: Dataset, text: str, kind: ThingKind = ANY) -> str:
    """Return the IRI of what ``text`` names in a dataset, as `find` does."""
    return find(text, Lookup(partial(_rows, dataset), dataset.prefixes), kind)


def _rows(dataset: Dataset, sparql: str) -> Iterator[tuple[str, ...]]:
    for row in dataset.query(sparql):  # type: ignore[union-attr]  # a SELECT gives solutions
        yield tuple("" if cell is None else cell.value for cell in row)


def find(text: str, lookup: Lookup, kind: ThingKind = ANY) -> str:
    """Return the IRI of what ``text`` names.

    Raises:
        UsageProblem: nothing of that kind, or more than one thing, goes by that name; says what
            comes near, or what it is instead.

    """
    text = text.strip()
    direct = _direct(text, lookup) if kind == ANY else None
    if direct:
        return direct
    exact = _things(lookup, _exact_query(text, kind, lookup.prefixes))
    found = _matching(text, exact, lookup.prefixes)
    # All names are read only where that does not tell: a store takes long to find them.
    things = [] if found else _things(lookup, names_query(kind, lookup.prefixes))
    found = found or _matching(text, things, lookup.prefixes)
    if len(found) == 1:
        return found[0]
    if found:
        more = ", …" if len(found) > CHOICES else ""
        short = ", ".join(map(lookup.prefixes.shorten, found[:CHOICES]))
        raise UsageProblem(
            "is the name of several things", place=text, fix=f"choose: {short}{more}"
        )
    if kind != ANY:
        _refuse_other(text, lookup, kind)
    what = f"no {kind.noun}" if kind.called else "nothing in the graph"
    fix = _near(text, things, lookup.prefixes) or _list(things, kind) or f"give {kind.allowed}"
    raise UsageProblem(f"{what} goes by that name", place=text, fix=fix)


def iri_of(text: str, prefixes: PrefixMap) -> str:
    """IRI, ``<IRI>``, CURIE, or id with or without ``id/`` -> IRI."""
    bare = text.removeprefix("<").removesuffix(">")
    if "://" in bare:
        return bare
    return prefixes.expand(bare) or f"{prefixes.id_base}{bare.removeprefix('id/')}"


def _direct(text: str, lookup: Lookup) -> str | None:
    """Find what is described, or an object only, such as an item of Wikidata."""
    try:
        node = ox.NamedNode(iri_of(text, lookup.prefixes))
    except ValueError:
        return None
    for pattern in (f"{node} ?p ?o", f"?s ?p {node}"):
        if any(True for _ in lookup.rows(f"SELECT ?p WHERE {{ {pattern} }} LIMIT 1")):
            return node.value
    return None


def names_query(kind: ThingKind, prefixes: PrefixMap) -> str:
    """Return the SELECT of what things of a kind go by: IRI, property, text, language."""
    return select_all(_restriction(kind, prefixes), prefixes)


def _exact_query(text: str, kind: ThingKind, prefixes: PrefixMap) -> str:
    iris = (iri_of(typed, prefixes) for typed in (text, f"{kind.folder}/{text}"))
    return select_exact(text, iris, _restriction(kind, prefixes), prefixes)


def _restriction(kind: ThingKind, prefixes: PrefixMap) -> str:
    if kind.scheme:
        scheme = f"{prefixes.id_base}{kind.scheme}"
        return (
            f"?iri <{expand(prefixes, 'skos:inScheme')}> ?scheme . "
            f'FILTER(STR(?scheme) = "{scheme}" || STRSTARTS(STR(?scheme), "{scheme}/")) '
        )
    classes = " ".join(f"<{expand(prefixes, curie)}>" for curie in kind.classes)
    return f"VALUES ?class {{ {classes} }} ?iri a ?class . " if classes else ""


@dataclass
class _Thing:
    """A thing and the texts that it goes by; ``own`` is its name, empty where it has none."""

    iri: str
    texts: list[str]
    own: str = ""

    def said(self, prefixes: PrefixMap) -> str:
        """Return its name and its id."""
        short = prefixes.shorten(self.iri)
        return f"{self.own} ({short})" if self.own and self.own != short else short


def _things(lookup: Lookup, query: str) -> list[_Thing]:
    places = {expand(lookup.prefixes, curie): place for place, curie in enumerate(NAMING)}
    found: dict[str, _Thing] = {}
    best: dict[str, tuple[object, ...]] = {}
    for iri, name_of, text, language in lookup.rows(query):
        thing = found.setdefault(iri, _Thing(iri, []))
        if name_of == TYPE.value or not text:
            continue
        thing.texts.append(text)
        if name_of in places:
            order = (places[name_of], not is_english(language or None), natural_key(text))
            if iri not in best or order < best[iri]:
                best[iri], thing.own = order, text
    return list(found.values())


def _matching(text: str, things: list[_Thing], prefixes: PrefixMap) -> list[str]:
    """Find things, sorted; from the strictest way to the most generous, the first decides."""
    if not text:
        return []
    wanted = _key(text)
    iri = iri_of(text, prefixes).casefold()
    words = "-".join(re.findall(r"\w+", text.casefold()))
    # One word alone may stand for too much; a fragment is part of an IRI.
    words = words if "-" in words and "#" not in text else ""
    named = [thing for thing in things if thing.texts]
    ways: tuple[tuple[list[_Thing], Callable[[_Thing], bool]], ...] = (
        (things, lambda thing: thing.iri.casefold() == iri),
        (named, lambda thing: _ends_in(thing, wanted) or wanted in map(_key, thing.texts)),
        (things, lambda thing: _ends_in(thing, wanted)),
        *((named, partial(_has_number, number=wanted, form=form)) for form in _SHORT_SYMBOLS),
        (named, lambda thing: bool(words) and f"-{_last(thing)}".endswith(f"-{words}")),
        (named, lambda thing: bool(words) and f"-{words}-" in f"-{_last(thing)}-"),
    )
    for among, fits in ways:
        found = sorted(thing.iri for thing in among if fits(thing))
        if found:
            return found
    return []


def _key(text: str) -> str:
    """Letter case and blanks make no difference: ``a / res/217 (iii) a``."""
    return normalise_symbol(text).casefold()


def _ends_in(thing: _Thing, wanted: str) -> bool:
    """``EST`` and ``state/EST`` of ``…/id/state/EST``."""
    return thing.iri.casefold().endswith(f"/{wanted}")


def _has_number(thing: _Thing, *, number: str, form: re.Pattern[str]) -> bool:
    matches = map(form.fullmatch, thing.texts)
    return any(_key(match[1]) == number for match in matches if match)


def _last(thing: _Thing) -> str:
    return thing.iri.rpartition("/")[2].casefold()


def _refuse_other(text: str, lookup: Lookup, kind: ThingKind) -> None:
    """Say what a thing is that exists and is of another kind."""
    every = _things(lookup, names_query(ANY, lookup.prefixes))
    things = {thing.iri: thing for thing in every}
    found = _matching(text, list(things.values()), lookup.prefixes)
    if len(found) == 1:
        other = things[found[0]].said(lookup.prefixes)
        raise UsageProblem(
            f"is no {kind.noun}, it is {other}", place=text, fix=f"give {kind.allowed}"
        )


def _near(text: str, things: list[_Thing], prefixes: PrefixMap) -> str:
    said = {thing.iri: thing for thing in things}
    base = prefixes.id_base if "/" in text else None
    spelt = ((name, thing.iri) for thing in things for name in _spellings(thing, base))
    near = Candidates(spelt).nearest(text)
    return did_you_mean(said[iri].said(prefixes) for iri in near)


def _spellings(thing: _Thing, base: str | None) -> Iterator[str]:
    """Yield what somebody may have meant to type: names, short symbols, the id or its last part."""
    yield from thing.texts
    yield from (m[1] for text in thing.texts if (m := _SHORT_SYMBOLS[0].fullmatch(text)))
    if "#" not in thing.iri:
        yield thing.iri.removeprefix(base) if base else thing.iri.rpartition("/")[2]


def _list(things: list[_Thing], kind: ThingKind) -> str:
    """Name everything where there is little."""
    if kind == ANY or not 0 < len(things) <= SHORT:
        return ""
    return f"use one of {', '.join(sorted(t.iri.rpartition('/')[2] for t in things))}"
