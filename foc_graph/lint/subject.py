"""What the checks look at: every statement with its file, and how findings are made of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from foc_graph.rdf.terms import SH, TYPE

if TYPE_CHECKING:
    from pathlib import Path

    from foc_graph.dataset import Dataset
    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.rdf.terms import Term
    from foc_graph.shacl.shapes import Shapes


class Past(NamedTuple):
    """What a commit held in the files that have changed since."""

    revision: str
    documents: tuple[RdfDocument, ...]


@dataclass(frozen=True)
class LintFinding:
    """One finding of a check, before it has a place. ``at`` is the quad that is to blame.

    ``is_predicate`` says that it is its predicate, not its value. ``file`` says where it stood, if
    it is not there any more.
    """

    focus: Term
    message: str
    at: ox.Quad | None = None
    file: Path | None = None
    hint: str | None = None
    is_info: bool = False
    is_predicate: bool = False


@dataclass(frozen=True)
class Subject:
    """A project as the checks see it. ``past`` is None where nothing is compared with."""

    dataset: Dataset
    documents: tuple[RdfDocument, ...]
    shapes: Shapes
    past: Past | None = None

    @property
    def base(self) -> str:
        """The start of the project's own IRIs."""
        return self.dataset.prefixes.base

    def name(self, iri: str) -> str:
        """Return an IRI as people write it."""
        return self.dataset.prefixes.shorten(iri)

    @cached_property
    def quads(self) -> tuple[ox.Quad, ...]:
        """Every statement, as written, in the order of the files."""
        return tuple(quad for document in self.documents for quad in document.quads)

    @cached_property
    def about(self) -> dict[Term, list[ox.Quad]]:
        """What is said of each node."""
        found: dict[Term, list[ox.Quad]] = defaultdict(list)
        for quad in self.quads:
            found[quad.subject].append(quad)  # type: ignore[index]
        return found

    @cached_property
    def things(self) -> frozenset[str]:
        """What is described and is more than a shape."""
        return self.described - {
            node.value
            for node in self.shapes.by_node
            if isinstance(node, ox.NamedNode) and self._is_only_shape(node)
        }

    def _is_only_shape(self, node: ox.NamedNode) -> bool:
        types = self.shapes.graph.objects(node, TYPE)
        return node not in self.about and all(str(one).startswith(f"<{SH}") for one in types)

    @cached_property
    def described(self) -> frozenset[str]:
        """Every IRI that something is said of, in data, ontology or shapes."""
        nodes = (*self.about, *self.shapes.graph.subjects())
        return frozenset(node.value for node in nodes if isinstance(node, ox.NamedNode))
