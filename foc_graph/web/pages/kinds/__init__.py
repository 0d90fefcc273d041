"""The kinds of pages. A new kind is one module with a `PageKind`, and one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.web.pages.kinds.about import About
from foc_graph.web.pages.kinds.browse import Browse
from foc_graph.web.pages.kinds.changes import Changes
from foc_graph.web.pages.kinds.entities import Entities
from foc_graph.web.pages.kinds.generic import Generic
from foc_graph.web.pages.kinds.graphs import Graphs
from foc_graph.web.pages.kinds.home import Home
from foc_graph.web.pages.kinds.lineage import LineagePages
from foc_graph.web.pages.kinds.members import Members
from foc_graph.web.pages.kinds.ontology import OntologyPages
from foc_graph.web.pages.kinds.query import QueryPages
from foc_graph.web.pages.kinds.search import Search
from foc_graph.web.pages.kinds.shapes import ShapesPage
from foc_graph.web.pages.kinds.sparql import SparqlEditor
from foc_graph.web.pages.kinds.sponsors import SponsorPages
from foc_graph.web.pages.kinds.terms import TermPages

if TYPE_CHECKING:
    from foc_graph.web.pages.page_kind import PageKind

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
