"""A change in words: ``sponsor Sweden added``, ``title changed from … to …``."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset.content import RDF_TYPE
from foc_graph.history.changes import ADDED, CHANGED, REMOVED
from foc_graph.names.names import NAMING
from foc_graph.rdf.ordering import natural_key
from foc_graph.rdf.prefixes import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foc_graph.history.changes import EntityChange
    from foc_graph.names.names import Names
    from foc_graph.rdf.prefixes import PrefixMap

#: A property that tells a kind of record -> what to call the record within its entity.
RECORDS = {
    "foc:ofInstrument": "sponsor {foc:actor}",
    "foc:inDecision": "vote of {foc:actor}",
    "cito:hasCitedEntity": "citation of {cito:hasCitedEntity}",
    "foc:decidedOn": "decision",
    "foc:principle": "{foc:performative} {foc:principle}",
    "foc:requestedAction": "{foc:performative} {foc:requestedAction}",
    "eli:is_part_of": "paragraph {#}",
    "oa:hasSource": "evidence from {oa:hasSource}",
    "oa:exact": "quotation",
    "rdf:subject": "caveat on {rdf:predicate}",
}

_PLACE = re.compile(r"\{([\w:#-]+)\}")

#: Longer texts are cut.
LONGEST = 90

#: Words that are repeated before the first that differs.
WORDS_BEFORE = 4

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
#: Subject -> predicate -> objects.
Facts = dict[str, dict[str, list[Term]]]


class ChangeWording:
    """Says changes in words, with the names that things have now, or else had then."""

    def __init__(self, prefixes: PrefixMap, names: Names) -> None:
        self._prefixes = prefixes
        self._names = names
        self._naming = [expand(prefixes, curie) for curie in NAMING]

    def name(self, change: EntityChange) -> str:
        """Return the name of the entity that changed."""
        if change.iri == "_:":
            return "things without an identifier"
        return self._name(change.iri, _facts((*change.added, *change.removed)))

    def statements(self, change: EntityChange) -> list[str]:
        """Return what happened to the entity, one phrase a change; none where it is new or gone."""
        if change.kind != CHANGED:
            return []
        return [*self._records(change), *self._properties(change)]

    def summary(self, change: EntityChange) -> str:
        """Return all of it in one line: ``A/HRC/RES/20/8: sponsor Sweden added``."""
        said = "; ".join(self.statements(change)) or change.kind
        return f"{self.name(change)}: {said}"

    def _records(self, change: EntityChange) -> Iterator[str]:
        """Records that came or went as a whole; what hangs on one of those goes without saying."""
        sides = ((ADDED, change.added, change.removed), (REMOVED, change.removed, change.added))
        for word, here, there in sides:
            facts, other = _facts(here), _facts(there)
            whole = {s for s in facts if _is_whole(facts[s]) and not _is_whole(other.get(s, {}))}
            for subject in sorted(whole, key=natural_key):
                parent = subject.partition("#")[0]
                if parent in {subject, change.iri} or parent not in whole:
                    yield f"{self._record(subject, facts)} {word}"

    def _properties(self, change: EntityChange) -> Iterator[str]:
        """Properties of records that were there before and after."""
        new, old = _facts(change.added), _facts(change.removed)
        for subject in sorted({*new, *old}, key=lambda iri: (iri != change.iri, natural_key(iri))):
            came, went = new.get(subject, {}), old.get(subject, {})
            if _is_whole(came) != _is_whole(went):
                continue
            owner = "" if subject == change.iri else f"{self._record(subject, {})}: "
            for predicate in sorted({*came, *went}, key=lambda iri: natural_key(self._names[iri])):
                phrases = self._values(
                    predicate, came.get(predicate, []), went.get(predicate, []), {**old, **new}
                )
                yield from (f"{owner}{phrase}" for phrase in phrases)

    def _values(
        self, predicate: str, came: list[Term], went: list[Term], facts: Facts
    ) -> Iterator[str]:
        name = "class" if predicate == RDF_TYPE else self._names[predicate]
        if len(came) == len(went) == 1:
            old, new = self._pair(went[0], came[0], facts)
            yield f"{name} changed from {old} to {new}"
            return
        yield from (f"{name} {self._value(term, facts)} added" for term in came)
        yield from (f"{name} {self._value(term, facts)} removed" for term in went)

    def _pair(self, old: Term, new: Term, facts: Facts) -> tuple[str, str]:
        """Return two values, long texts from where they begin to differ."""
        if isinstance(old, ox.Literal) and isinstance(new, ox.Literal):
            before, after = differing(old.value, new.value)
            return f"“{shortened(before)}”", f"“{shortened(after)}”"
        return self._value(old, facts), self._value(new, facts)

    def _record(self, subject: str, facts: Facts) -> str:
        """Return what to call a record: by what it was, else by what it is."""
        properties = facts.get(subject, {})
        for sign, template in RECORDS.items():
            if expand(self._prefixes, sign) in properties:
                return _PLACE.sub(lambda place: self._part(place[1], subject, facts), template)
        return self._name(subject, facts)

    def _part(self, curie: str, subject: str, facts: Facts) -> str:
        if curie == "#":
            return subject.partition("#")[2]
        values = facts[subject].get(expand(self._prefixes, curie), [])
        return self._value(values[0], facts) if values else "…"

    def _value(self, term: Term, facts: Facts) -> str:
        if isinstance(term, ox.NamedNode):
            return self._name(term.value, facts)
        if isinstance(term, ox.Literal):
            return f"“{shortened(term.value)}”"
        return "something without a name"

    def _name(self, iri: str, facts: Facts) -> str:
        """Return the name that a thing has now; else the one that these statements give it."""
        now = self._names[iri]
        if now != self._prefixes.shorten(iri):
            return shortened(now)
        properties = facts.get(iri, {})
        then = (value for name in self._naming for value in properties.get(name, []))
        literal = next((value for value in then if isinstance(value, ox.Literal)), None)
        return shortened(literal.value) if literal else now


def _facts(quads: Iterable[ox.Quad]) -> Facts:
    found: Facts = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        subject = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else "_:"
        found[subject][quad.predicate.value].append(quad.object)
    return {subject: dict(properties) for subject, properties in found.items()}


def _is_whole(properties: dict[str, list[Term]]) -> bool:
    """A record whose class came or went did so itself."""
    return RDF_TYPE in properties


def differing(old: str, new: str) -> tuple[str, str]:
    """Leave out how two long texts both begin.

    >>> differing("a " * 60 + "cat", "a " * 60 + "dog")
    ('… a a a cat', '… a a a dog')
    """
    if max(len(old), len(new)) <= LONGEST:
        return old, new
    start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
    words = old[:start].split(" ")
    cut = len(" ".join(words[:-WORDS_BEFORE]))
    return (f"…{old[cut:]}", f"…{new[cut:]}") if cut else (old, new)


def shortened(text: str) -> str:
    """Cut a text so that it fits in a line."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


KINDS = (ADDED, CHANGED, REMOVED)

#: Classes that are named; the rest are "others".
MOST_CLASSES = 8


def counted(changes: Iterable[EntityChange]) -> str:
    """Return how many entities came, changed and went.

    >>> counted(())
    'no entity changed'
    """
    counts = Counter(change.kind for change in changes)
    parts = [f"{_entities(counts[kind])} {kind}" for kind in KINDS if counts[kind]]
    return ", ".join(parts) or "no entity changed"


def by_class(changes: Iterable[EntityChange], names: Names) -> list[str]:
    """Return counts of the classes of what was added, the largest first: ``470 web page``."""
    counts = Counter(
        names[quad.object.value]
        for change in changes
        if change.kind == ADDED
        for quad in change.added
        if quad.predicate.value == RDF_TYPE
        and getattr(quad.subject, "value", None) == change.iri
        and hasattr(quad.object, "value")
    )
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rest = sum(count for _, count in ordered[MOST_CLASSES:])
    named = [f"{count:,} {name}" for name, count in ordered[:MOST_CLASSES]]
    return [*named, f"{rest:,} others"] if rest else named


def _entities(count: int) -> str:
    return f"{count:,} {'entity' if count == 1 else 'entities'}"
