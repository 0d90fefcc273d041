"""A dataset whose files are read once, as documents; its store is made of them when asked for.

Validation has a graph of its own (`foc_graph.dataset.data_graph`). It needs the store of the
dataset for rules, and for nothing else.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset import Dataset, check_ontology, quads_of
from foc_graph.dataset.rules import apply_rules
from foc_graph.project.prefixes import read_prefixes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.project import Project
    from foc_graph.rdf.documents import RdfDocument


class UnloadedDataset(Dataset):
    """Every file of a project but its shapes, and on demand their triples in a store."""

    def __init__(self, project: Project) -> None:
        found = {
            "project": project,
            "prefixes": read_prefixes(project),
            "files": (*project.ontology_files(), *project.data_files()),
            "problems": (),
        }
        for name, value in found.items():
            object.__setattr__(self, name, value)

    @cached_property
    def read(self) -> list[RdfDocument]:
        """The files that were read."""
        return []

    @cached_property
    def store(self) -> ox.Store:
        """The triples of the files that were read, and what the rules derive from them.

        Blank nodes have the labels that they have in the documents.
        """
        store = ox.Store()
        for document in self.read:
            store.extend(quads_of(document, self.project, self.prefixes))
        apply_rules(store, self.project, self.prefixes)
        return store

    def documents(self) -> Iterator[RdfDocument]:
        """Read every file, with literals exactly as written.

        Raises:
            CouldNotRun: a file of the ontology cannot be read.

        """
        self.read.clear()
        ontology = frozenset(self.project.ontology_files())
        for document in super().documents():
            if document.path in ontology:
                check_ontology(self.project, document)
            self.read.append(document)
            yield document
