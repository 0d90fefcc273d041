"""Pages of things whose classes are known: texts, states, organisations, principles ….

A class of things with a page of its own is a view (a `Thing`), a template, and one line here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.web.pages.crumbs import crumbs
from foc_graph.web.pages.things import documents_of
from foc_graph.web.pages.views.actors import Organisation, State
from foc_graph.web.pages.views.concepts import Concept, Scheme
from foc_graph.web.pages.views.events import Event
from foc_graph.web.pages.views.memberships import Membership
from foc_graph.web.pages.views.principles import Principle, Wording
from foc_graph.web.pages.views.sources import SourceRecord
from foc_graph.web.pages.views.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.web.pages.site import Site
    from foc_graph.web.pages.things import Thing

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


def paths(site: Site) -> Iterable[str]:
    """One page a thing."""
    return site.views


def render(site: Site, path: str, query: Mapping[str, str]) -> str:
    """Render the page of a thing by the view of its class."""
    del query  # these pages have no parameters
    view, template = site.views[path]
    thing = view(site, site.documents[path])
    return site.render(
        template,
        path,
        title=thing.page_title,
        summary=thing.summary,
        crumbs=crumbs(site, path, thing.name),
        view=thing,
        types=thing.types,
    )


def views(site: Site) -> dict[str, tuple[type[Thing], str]]:
    """Return path -> view and template."""
    found: dict[str, tuple[type[Thing], str]] = {}
    for curies, view, template in VIEWS:
        for path in documents_of(site, *curies):
            found.setdefault(path, (view, template))
    return found
