"""What a dataset has that people look for: its documents, terms and canned queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset.content import RDF_TYPE, Content
from foc_graph.names.names import ALTERNATIVES, CODES, NAMING
from foc_graph.queries import list_queries
from foc_graph.rdf.ordering import natural_key
from foc_graph.rdf.terms import XSD
from foc_graph.web.search.index import SearchEntry, SearchIndex, build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from foc_graph.names.names import Names
    from foc_graph.project import Project
    from foc_graph.queries.model import CannedQuery

#: Classes whose instances come first among equally good results, in this order.
FIRST = ("foc:Resolution", "foc:Instrument", "foc:State", "schema:Event", "foc:Principle",
         "foc:Formulation", "org:Organization", "org:OrganizationalCollaboration",
         "skos:ConceptScheme", "skos:Concept")  # fmt: skip
#: Those that come last: they speak of others.
LAST = ("org:Membership", "schema:WebPage", "schema:NewsArticle", "schema:Dataset")
MINOR = 100
_PLACES = {curie: place for place, curie in enumerate(FIRST)} | {
    curie: MINOR + place for place, curie in enumerate(LAST)
}
#: Canned queries come before what comes last; things of unknown classes before canned queries.
UNKNOWN_PLACE, QUERY_PLACE = 50, 60

QUERY = "query"

#: The first that a thing has is shown below its name; each is searched.
DETAILS = ("dcterms:title", "schema:name", "skos:definition", "dcterms:description",
           "rdfs:comment", "schema:about", "skosxl:literalForm", "schema:location")  # fmt: skip

#: As much of a detail as fits below a name.
LONGEST_DETAIL = 140


class Gatherer:
    """Makes an entry of every thing with a page: ``target`` gives its path, or None."""

    def __init__(self, content: Content, names: Names, target: Callable[[str], str | None]) -> None:
        self._content = content
        self._names = names
        self._target = target
        self._places = {content.expand(curie): place for curie, place in _PLACES.items()}

    def index(self, mains: Iterable[str], queries: Iterable[CannedQuery]) -> SearchIndex:
        """Index main entities, with what hangs on them, and canned queries."""
        placed = [*self._entities(mains), *((QUERY_PLACE, of_query(query)) for query in queries)]
        placed.sort(key=lambda pair: (pair[0], natural_key(pair[1].title), pair[1].path))
        return build(entry for _, entry in placed)

    def _entities(self, mains: Iterable[str]) -> Iterator[tuple[int, SearchEntry]]:
        wanted = dict.fromkeys(mains)
        parts = self._parts(wanted)
        for iri in wanted:
            path = self._target(iri)
            if path is not None:
                yield self._place(iri), self._entry(iri, path, parts.get(path, []))

    def _parts(self, mains: dict[str, None]) -> dict[str, list[str]]:
        """Page -> the things that it describes besides its main entities."""
        found: dict[str, list[str]] = {}
        for iri in self._content.index:
            if iri not in mains and not iri.startswith("_:"):
                page = (self._target(iri) or "").partition("#")[0]
                found.setdefault(page, []).append(iri)
        return found

    def _entry(self, iri: str, path: str, parts: list[str]) -> SearchEntry:
        title = self._names[iri]
        details = [text for curie in DETAILS for text in self._texts(iri, curie) if text != title]
        names = [text for curie in NAMING for text in self._texts(iri, curie)]
        named = {*names, *details}
        others = (text for node in (iri, *parts) for text in self._all_texts(node))
        codes = (iri.rpartition("/")[2], *self._many(iri, CODES))
        slugs = tuple(code for code in codes if is_slug(code))
        # Of what speaks of others (sources, memberships), the id is no name to go by.
        minor = self._place(iri) >= MINOR
        return SearchEntry(
            path,
            title,
            self._kind(iri),
            shortened(details[0]) if details else "",
            names=tuple(names),
            codes=tuple(code for code in codes if code not in slugs),
            alternatives=(*self._many(iri, ALTERNATIVES), *(() if minor else slugs)),
            texts=(*slugs, *details, *sorted({text for text in others if text not in named})),
        )

    def _kind(self, iri: str) -> str:
        types = self._content.index.get(iri, {}).get(RDF_TYPE, [])
        found = (node.value for node in types if isinstance(node, ox.NamedNode))
        return self._names[next(found, "")] if types else ""

    def _place(self, iri: str) -> int:
        types = self._content.nodes(iri, "rdf:type")
        known = (self._places[node] for node in types if node in self._places)
        return min(known, default=UNKNOWN_PLACE)

    def _many(self, iri: str, curies: Iterable[str]) -> tuple[str, ...]:
        return tuple(text for curie in curies for text in self._texts(iri, curie))

    def _texts(self, iri: str, curie: str) -> list[str]:
        values = self._content.values(iri, curie)
        return [value.value for value in values if isinstance(value, ox.Literal)]

    def _all_texts(self, iri: str) -> Iterator[str]:
        """Yield every text about a thing: literals in a language, and plain strings."""
        for values in self._content.index.get(iri, {}).values():
            for value in values:
                if isinstance(value, ox.Literal) and (
                    value.language or value.datatype.value == f"{XSD}string"
                ):
                    yield value.value


def of_query(query: CannedQuery) -> SearchEntry:
    """Make the entry of a canned query."""
    return SearchEntry(
        f"query/{query.name}.html",
        query.summary or query.name,
        QUERY,
        shortened(query.question if query.question != query.summary else query.name),
        names=(query.summary, query.name),
        texts=(query.question, query.description),
    )


def gather(
    content: Content,
    names: Names,
    *,
    target: Callable[[str], str | None],
    mains: Iterable[str],
    project: Project,
) -> SearchIndex:
    """Return the search index of a dataset."""
    return Gatherer(content, names, target).index(mains, list_queries(project))


def is_slug(code: str) -> bool:
    """Tell whether an id is words joined by hyphens: nobody means a thing by how it starts."""
    return "-" in code and code == code.lower()


def shortened(text: str) -> str:
    """Cut a text at a blank so that it fits on a line."""
    text = " ".join(text.split())
    if len(text) <= LONGEST_DETAIL:
        return text
    return text[:LONGEST_DETAIL].rpartition(" ")[0].rstrip(" ,;") + " …"
