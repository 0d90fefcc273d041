"""What several pages of a site show, each worked out when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.history import ChangeWording, EntityChange, History, Step, read_history
from foc_graph.queries import CannedQuery, list_queries
from foc_graph.web.pages.citations import Citations
from foc_graph.web.pages.ontology_terms import OntologyTerms
from foc_graph.web.pages.rules import Rules, rules
from foc_graph.web.pages.views.backing import coalition
from foc_graph.web.search import SearchIndex, gather

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.pictures.memberships import MemberOrganisation
    from foc_graph.web.pages.site import Site

#: The page of all steps.
PATH = "changes.html"

#: Phrases about one entity.
MOST_PHRASES = 12


@dataclass(frozen=True)
class Line:
    """One entity of a step; or one step of an entity."""

    iri: str
    name: str
    kind: str
    phrases: tuple[str, ...]
    left_out: int
    time: str
    target: str


class ChangeLog:
    """What git says happened to the data of a site, in words; read once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.wording = ChangeWording(site.prefixes, site.names)

    @cached_property
    def history(self) -> History:
        """The steps, the newest first."""
        return read_history(self._site.dataset.project, self._site.prefixes)

    def of(self, iri: str) -> list[Line]:
        """Return what happened to one entity, the newest first, for its page."""
        return [self.line(step, change) for step, change in self.history.of(iri)]

    def line(self, step: Step, change: EntityChange) -> Line:
        """Return what one step did to one entity."""
        phrases = self.wording.statements(change)
        return Line(
            change.iri,
            self.wording.name(change),
            change.kind,
            tuple(phrases[:MOST_PHRASES]),
            max(0, len(phrases) - MOST_PHRASES),
            step.commit.time,
            f"{PATH}#{step.anchor}",
        )


#: Documents that are one thing each.
_SINGLE = frozenset({"entity", "concept", "scheme"})


class SharedFacts:
    """The facts of one site; they go away with the `Pages` that hold them."""

    def __init__(self, site: Site) -> None:
        self.site = site
        #: What git says.
        self.changes = ChangeLog(site)

    @cached_property
    def queries(self) -> dict[str, CannedQuery]:
        """The canned queries of the project by name, in the order of their groups."""
        return {query.name: query for query in list_queries(self.site.dataset.project)}

    @cached_property
    def search_index(self) -> SearchIndex:
        """What can be found: things with a page of their own, terms, queries."""
        site = self.site
        project = site.dataset.project
        return gather(
            site.content, site.names, target=site.target, mains=self._mains(), project=project
        )

    def _mains(self) -> Iterator[str]:
        content = self.site.content
        label = content.expand("rdfs:label")
        for document in self.site.addresses.documents:
            if document.kind in _SINGLE:
                yield document.iri
            elif document.kind == "ontology":
                yield from (i for i in document.subjects if label in content.index.get(i, {}))

    @cached_property
    def terms(self) -> OntologyTerms:
        """The terms of the ontologies, and where their pages are."""
        return OntologyTerms(self.site)

    @cached_property
    def rules(self) -> Rules:
        """The rules of the shapes."""
        return rules(self.site)

    @cached_property
    def citations(self) -> Citations:
        """How the texts are cited."""
        return Citations(self.site)

    @cached_property
    def coalition(self) -> MemberOrganisation | None:
        """The organisation of which most memberships are held."""
        return coalition(self.site.picture_facts("index.html"))
