"""Pages of things: texts, states, organisations, principles …; and of any other document.

A class of things with a page of its own is a view (a `Thing`), a template, and one line here.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.web.pages.page import PageContent, PageKind
from foc_graph.web.pages.things import Thing, documents_of
from foc_graph.web.pages.views.actors import Membership, Organisation, State
from foc_graph.web.pages.views.concepts import Concept, Principle, Scheme, Wording
from foc_graph.web.pages.views.events import Event
from foc_graph.web.pages.views.sources import SourceRecord
from foc_graph.web.pages.views.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Classes, view and template; of a thing with several classes the first line counts.
VIEWS: tuple[tuple[tuple[str, ...], type[Thing], str], ...] = (
    (("foc:Instrument", "foc:Resolution"), Text, "text.html"),
    (("foc:State",), State, "state.html"),
    (
        ("org:OrganizationalCollaboration", "org:OrganizationalUnit", "org:Organization"),
        Organisation,
        "organisation.html",
    ),
    (("org:Membership",), Membership, "membership.html"),
    (("schema:Event", "schema:EventSeries"), Event, "event.html"),
    (("foc:Principle",), Principle, "principle.html"),
    (("foc:Formulation",), Wording, "wording.html"),
    (("schema:WebPage", "schema:NewsArticle"), SourceRecord, "source.html"),
    (("skos:ConceptScheme",), Scheme, "scheme.html"),
    (("skos:Concept", "foc:Right"), Concept, "concept.html"),
)


class Entities(PageKind):
    """One page a thing."""

    @cached_property
    def views(self) -> dict[str, tuple[type[Thing], str]]:
        """Path of the page of a thing of a known class -> its view and template."""
        found: dict[str, tuple[type[Thing], str]] = {}
        for curies, view, template in VIEWS:
            for path in documents_of(self.site, *curies):
                found.setdefault(path, (view, template))
        return found

    def paths(self) -> Iterable[str]:
        """Return the pages of things of these classes."""
        return self.views

    def show(self, path: str) -> PageContent:
        """Show a thing by the view of its class."""
        view, template = self.views[path]
        thing = view(self.shared, self.site.documents[path])
        return PageContent(
            template,
            title=thing.page_title,
            summary=thing.summary,
            crumbs=self.crumbs(path, thing.name),
            view=thing,
            types=thing.types,
        )


class Generic(PageKind):
    """One page a document of any project; also the example of a page kind."""

    def paths(self) -> Iterable[str]:
        """Return the pages of every document."""
        return self.site.documents

    def show(self, path: str) -> PageContent:
        """Show what the graph says of the main subject and of the records of its document."""
        thing = Thing(self.shared, self.site.documents[path])
        crumbs = self.crumbs(path, thing.name)
        return PageContent(
            "generic.html", title=thing.name, crumbs=crumbs, types=thing.types, view=thing
        )
