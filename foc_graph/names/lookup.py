"""Names that people use -> resources of the graph: states, concepts, texts, any record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from foc_graph.project.symbols import normalise_symbol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from foc_graph.rdf.prefixes import PrefixMap

SKOS = "http://www.w3.org/2004/02/skos/core#"

#: How many of several matches a message names.
NAMED = 5


class Wrong(Exception):
    """A value that a parameter does not take: what is wrong, and values that it may have meant."""

    def __init__(self, what: str, near: Iterable[str] = ()) -> None:
        super().__init__(what)
        self.what, self.near = what, tuple(near)


class Lookup(NamedTuple):
    """What names need of the graph: the rows of a SPARQL SELECT as text, and the prefixes."""

    rows: Callable[[str], list[tuple[str, ...]]]
    prefixes: PrefixMap


def iri_of(text: str, lookup: Lookup) -> str:
    """IRI, ``<IRI>``, CURIE or id without the base -> IRI."""
    bare = text.removeprefix("<").removesuffix(">")
    if "://" in bare:
        return bare
    return lookup.prefixes.expand(bare) or f"{lookup.prefixes.id_base}{bare}"


def find_described(value: str, lookup: Lookup) -> ox.NamedNode:
    """Find a resource that the graph says something about."""
    try:
        node = ox.NamedNode(iri_of(value, lookup))
    except ValueError as error:
        raise Wrong("is not an IRI") from error
    if not lookup.rows(f"SELECT ?p WHERE {{ {node} ?p ?o }} LIMIT 1"):
        siblings = ox.Literal(node.value.rpartition("/")[0] + "/")
        query = f"SELECT DISTINCT ?s WHERE {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), {siblings})) }}"
        near = (lookup.prefixes.shorten(row[0]) for row in lookup.rows(query))
        raise Wrong("is not described in the graph", near)
    return node


def _terms(lookup: Lookup) -> str:
    """Return the namespace of our terms, whatever base the identifiers of a project have."""
    return lookup.prefixes.namespaces.get("foc", f"{lookup.prefixes.base}ns#")


def find_state(value: str, lookup: Lookup) -> ox.NamedNode:
    """Find a state by its name, another name, ISO 3166 alpha-3 or alpha-2."""
    rows = lookup.rows(
        f"SELECT DISTINCT ?iri ?name WHERE {{ ?iri a <{_terms(lookup)}State> ; "
        f"<{SKOS}prefLabel>|<{SKOS}altLabel>|<{SKOS}notation>|<https://schema.org/identifier> "
        "?name . } ORDER BY ?iri STR(?name)"
    )
    return _named(value, rows, "names no state in the graph", lookup)


def find_concept(value: str, scheme: str, lookup: Lookup) -> ox.NamedNode:
    """Find a concept of a vocabulary by its slug or label."""
    in_scheme = ox.NamedNode(f"{lookup.prefixes.id_base}concept/{scheme}")
    labels = lookup.rows(
        f"SELECT DISTINCT ?iri ?label WHERE {{ ?iri <{SKOS}inScheme> {in_scheme} ; "
        f"<{SKOS}prefLabel> ?label . }} ORDER BY ?iri STR(?label)"
    )
    slugs = [(iri, iri.rpartition("/")[2]) for iri, _ in labels]
    what = f"is no concept of the vocabulary {scheme}"
    return _named(value, [*slugs, *labels], what, lookup)


def _named(value: str, rows: Iterable[tuple[str, ...]], what: str, lookup: Lookup) -> ox.NamedNode:
    """Find the resource with this IRI, id or name; names are compared without case."""
    wanted, found, names = value.casefold(), set(), []
    for iri, name in rows:
        names.append(name)
        if wanted in (name.casefold(), iri.casefold(), lookup.prefixes.shorten(iri).casefold()):
            found.add(iri)
    if not found:
        raise Wrong(what, names)
    return _single(found, lookup)


def _single(found: Iterable[str], lookup: Lookup) -> ox.NamedNode:
    candidates = sorted(found)
    if len(candidates) > 1:
        choices = ", ".join(lookup.prefixes.shorten(iri) for iri in candidates[:NAMED])
        raise Wrong(f"could be {choices}{', …' if len(candidates) > NAMED else ''}")
    return ox.NamedNode(candidates[0])


def find_text(value: str, lookup: Lookup) -> ox.NamedNode:
    """Find a text by IRI, symbol, short number, title or id: 20/8, Tallinn Agenda, …."""
    ns = _terms(lookup)
    texts = lookup.rows(
        "SELECT ?iri (MIN(STR(?s)) AS ?symbol) (MIN(STR(?t)) AS ?title) WHERE { "
        f"{{ ?iri a <{ns}Instrument> }} UNION {{ ?iri a <{ns}Resolution> }} "
        f"OPTIONAL {{ ?iri <{ns}symbol> ?s }} "
        "OPTIONAL { ?iri <http://purl.org/dc/terms/title> ?t } } GROUP BY ?iri ORDER BY ?iri"
    )
    for matches in _WAYS:
        found = [iri for iri, symbol, title in texts if matches(value, iri, symbol, title, lookup)]
        if found:
            return _single(found, lookup)
    raise Wrong("is no text in the graph", _spellings(texts))


def _spellings(texts: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield what texts may be called: number, symbol, id, title."""
    for iri, symbol, title in texts:
        _, resolution, number = symbol.partition("/RES/")
        names = (number if resolution else "", symbol, iri.rpartition("/")[2], title)
        yield from filter(None, names)


def _is_iri(value: str, iri: str, _symbol: str, _title: str, lookup: Lookup) -> bool:
    local = lookup.prefixes.shorten(iri)
    return value in (local.removeprefix("doc/"), local) or iri_of(value, lookup) == iri


def _is_symbol(value: str, _iri: str, symbol: str, _title: str, _lookup: Lookup) -> bool:
    return bool(symbol) and normalise_symbol(value).casefold() == symbol.casefold()


def _is_short(value: str, _iri: str, symbol: str, _title: str, _lookup: Lookup) -> bool:
    """Resolutions are called by session and number: 20/8, 68/167, 217(III)A."""
    number = re.escape(normalise_symbol(value))
    return bool(re.fullmatch(rf"(?:A|E|S|A/HRC)/RES/{number}", symbol))


def _is_title(value: str, _iri: str, _symbol: str, title: str, _lookup: Lookup) -> bool:
    return bool(title) and value.casefold() == title.casefold()


def _is_part_of_id(value: str, iri: str, _symbol: str, _title: str, _lookup: Lookup) -> bool:
    slug = "-".join(re.findall(r"\w+", value.casefold()))
    return bool(slug) and f"-{slug}-" in f"-{iri.rpartition('/')[2].casefold()}-"


#: From the strictest to the most generous; the first that finds anything decides.
_WAYS = (_is_iri, _is_symbol, _is_short, _is_title, _is_part_of_id)
