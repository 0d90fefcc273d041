"""From what a person types to the IRI of a thing in the graph."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import UsageProblem
from foc_graph.names.names import Names
from foc_graph.names.properties import NAMING
from foc_graph.project.iris import SHORT_FORMS, resolve
from foc_graph.rdf.prefixes import expand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from foc_graph.dataset import Dataset

_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

#: How many near matches a message names.
NEAREST = 3


def find_thing(dataset: Dataset, text: str) -> str:
    """Return the IRI of what ``text`` names: an IRI, CURIE, id, symbol, short symbol, or a name.

    Raises:
        UsageProblem: nothing, or more than one thing, goes by that name; says what comes near.

    """
    for exists in (dataset.describes, _mentioned_in(dataset)):
        try:
            return resolve(text, dataset.prefixes, exists)
        except UsageProblem:
            continue
    return _by_name(dataset, text)


def _mentioned_in(dataset: Dataset) -> Callable[[str], bool]:
    """Things that are an object only, such as an item of Wikidata."""

    def exists(iri: str) -> bool:
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return False
        return any(True for _ in dataset.store.quads_for_pattern(None, None, node, None))

    return exists


def _by_name(dataset: Dataset, text: str) -> str:
    """Find a thing by its name, without regard to case."""
    known = _all_names(dataset)
    found = sorted(known.get(text.strip().casefold(), set()))
    if len(found) == 1:
        return found[0]
    if found:
        choices = ", ".join(dataset.prefixes.shorten(iri) for iri in found)
        raise UsageProblem("is the name of several things", place=text, fix=f"choose: {choices}")
    near = get_close_matches(text.casefold(), known, n=NEAREST)
    raise UsageProblem(
        "nothing in the graph goes by that name",
        place=text,
        fix=f"did you mean {_show(dataset, (min(known[name]) for name in near))}?"
        if near
        else "give a symbol (A/HRC/RES/20/8 or 20/8), an id (state/EST), a name or an IRI",
    )


def _all_names(dataset: Dataset) -> dict[str, set[str]]:
    """Names, ids and short symbols, in lower case -> what goes by them."""
    known: dict[str, set[str]] = {}
    naming = {expand(dataset.prefixes, curie) for curie in (*NAMING, "skos:altLabel")}
    for quad in dataset.store:
        if not isinstance(quad.subject, ox.NamedNode):
            continue  # Nothing can be asked about a node without an IRI.
        iri = quad.subject.value
        for key in _forms(quad.object) if quad.predicate.value in naming else ():
            known.setdefault(key.casefold(), set()).add(iri)
        if quad.predicate == _TYPE and "#" not in iri:
            short = dataset.prefixes.shorten(iri)
            for key in (short, short.rpartition("/")[2]):
                known.setdefault(key.casefold(), set()).add(iri)
    return known


def _forms(term: object) -> set[str]:
    """A name, and a symbol as people shorten it: 20/8 of A/HRC/RES/20/8."""
    if not isinstance(term, ox.Literal):
        return set()
    return {term.value, *(term.value.removeprefix(start) for start in SHORT_FORMS)}


def _show(dataset: Dataset, iris: Iterable[str]) -> str:
    names = Names(dataset)
    return ", ".join(f"{names[i]} ({dataset.prefixes.shorten(i)})" for i in dict.fromkeys(iris))
