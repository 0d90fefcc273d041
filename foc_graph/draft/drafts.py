"""A file in the making: statements about one main entity, and their canonical Turtle.

What is new is counted in ``data/catalog.ttl``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.formats import N_TRIPLES, serialized
from foc_graph.turtle import format_turtle, layout_for

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from foc_graph.dataset import Dataset
    from foc_graph.draft.context import DraftContext, Term


@dataclass
class Draft:
    """The statements of one file; ``iri`` is what the file is named for."""

    context: DraftContext
    iri: str
    triples: list[ox.Triple] = field(default_factory=list)

    @property
    def local(self) -> str:
        """The last part of the IRI of the main entity."""
        return self.context.local(self.iri)

    @property
    def path(self) -> Path:
        """The file to write."""
        return self.context.file(self.iri)

    @property
    def place(self) -> str:
        """The file as users see it."""
        return self.context.place(self.iri)

    def add(self, iri: str, curie: str, terms: Term | Iterable[Term] | None) -> None:
        """Say something; nothing where there is no value."""
        many = (terms,) if isinstance(terms, ox.NamedNode | ox.Literal) else terms or ()
        subject, predicate = ox.NamedNode(iri), self.context.node(curie)
        self.triples += [ox.Triple(subject, predicate, term) for term in many]

    def describe(self, iri: str, class_: str, **values: Term | Iterable[Term] | None) -> None:
        """Describe a record of this file: ``foc_actor=…`` stands for ``foc:actor``."""
        self.add(iri, "rdf:type", self.context.node(class_))
        for name, terms in values.items():
            self.add(iri, name.replace("_", ":", 1), terms)

    @property
    def subjects(self) -> frozenset[str]:
        """The IRIs that the file describes."""
        nodes = (triple.subject for triple in self.triples)
        return frozenset(node.value for node in nodes if isinstance(node, ox.NamedNode))

    def classes(self) -> list[str]:
        """The class of each record, as IRIs."""
        kind = self.context.node("rdf:type")
        records = {(t.subject, t.object) for t in self.triples if t.predicate == kind}
        return sorted(term.value for _, term in records if isinstance(term, ox.NamedNode))

    def turtle(self) -> str:
        """Return the file in the canonical form."""
        dataset = self.context.dataset
        layout = layout_for(dataset.project, dataset.prefixes, self.path)
        plain = serialized(self.triples, N_TRIPLES)
        return format_turtle(plain.decode("utf-8"), layout, place=self.place)


#: As ``fmt`` writes it: the class, and how many there are of it.
_COUNT = re.compile(r"(void:class\s+(\S+)\s*;\s*void:entities\s+)(\d+)")


def catalog_of(dataset: Dataset) -> Path:
    """Return the file that counts."""
    return dataset.project.data / "catalog.ttl"


def count_new(dataset: Dataset, drafts: Iterable[Draft]) -> tuple[str | None, dict[str, int]]:
    """Return the catalog with the new records counted, and the new number of each class.

    Only what is new is added, so that a count that was wrong before stays visible. None where
    there is no catalog or nothing in it changes.
    """
    path = catalog_of(dataset)
    if not path.is_file():
        return None, {}
    added = Counter(
        dataset.prefixes.shorten(class_) for made in drafts for class_ in made.classes()
    )
    numbers: dict[str, int] = {}

    def count(match: re.Match[str]) -> str:
        curie = match[2]
        if not added[curie]:
            return match[0]
        numbers[curie] = int(match[3]) + added[curie]
        return f"{match[1]}{numbers[curie]}"

    before = path.read_text("utf-8")
    after = _COUNT.sub(count, before)
    if not numbers:
        return None, {}
    layout = layout_for(dataset.project, dataset.prefixes, path)
    return format_turtle(after, layout, place=dataset.project.relative(path)), numbers
