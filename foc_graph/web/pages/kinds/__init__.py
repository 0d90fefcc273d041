"""The kinds of pages. A new kind is one module with a `PageKind`, and one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.web.pages.kinds.browse import Browse, Search
from foc_graph.web.pages.kinds.changes import Changes
from foc_graph.web.pages.kinds.entities import Entities, Generic
from foc_graph.web.pages.kinds.graphs import Graphs
from foc_graph.web.pages.kinds.home import About, Home
from foc_graph.web.pages.kinds.lineage import LineagePages
from foc_graph.web.pages.kinds.members import Members
from foc_graph.web.pages.kinds.ontology import OntologyPages, ShapesPage, TermPages
from foc_graph.web.pages.kinds.query import QueryPages, SparqlEditor
from foc_graph.web.pages.kinds.sponsors import SponsorPages

if TYPE_CHECKING:
    from foc_graph.web.pages.page import PageKind

#: The first kind that claims a path renders it.
KINDS: tuple[type[PageKind], ...] = (
    Home,
    About,
    Browse,
    Entities,
    Search,
    Changes,
    QueryPages,
    SparqlEditor,
    LineagePages,
    Members,
    SponsorPages,
    OntologyPages,
    TermPages,
    ShapesPage,
    Graphs,
    # Any other document of the dataset: last.
    Generic,
)
