"""What one run looks at: the files, the data graph, and what a change can affect."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset.data_graph import DataGraph
from foc_graph.dataset.dataset import Dataset, quads_of, read_documents
from foc_graph.dataset.loader import check_ontology
from foc_graph.dataset.rules import apply_rules, derived_quads
from foc_graph.project.project import Project
from foc_graph.project.source import read_prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foc_graph.project.source import Source
    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.rdf.prefixes import PrefixMap
    from foc_graph.shacl.report import Result
    from foc_graph.shacl.shapes import Shapes
    from foc_graph.shacl.since.affected import Affected
    from foc_graph.shacl.since.difference import Difference


@dataclass
class RunData:
    """The data of a run. ``dataset`` has the store that rules ran over, where there are rules."""

    source: Source
    prefixes: PrefixMap
    graph: DataGraph
    documents: list[RdfDocument] = field(default_factory=list)
    affected: Affected | None = None
    dataset: Dataset | None = None

    def read_for(self, results: Iterable[Result]) -> None:
        """Read the files that results speak of; here all are read already."""

    def unread_names(self, reported: Iterable[RdfDocument]) -> tuple[int, int]:  # noqa: ARG002
        """Count the files that are not read, and those of them that have a wrong name."""
        return 0, 0


def read_run_data(source: Source, shapes: Shapes, revision: str | None = None) -> RunData:
    """Read every file; with a revision of git, find what has changed in the project since.

    Raises:
        UsageProblem: there is no such revision.
        CouldNotRun: the ontology or a rule cannot be read; or git does not tell what changed.

    """
    reader = _FileReader(source, revision)
    graph = DataGraph.from_quads(reader.quads(named=shapes.name_graphs))
    affected = reader.difference.affected(graph, shapes) if reader.difference else None
    return RunData(source, reader.prefixes, graph, reader.documents, affected, reader.dataset)


class _FileReader:
    """Reads files in one pass, so that no list of their quads is made."""

    def __init__(self, source: Source, revision: str | None) -> None:
        self._source = source
        self._revision = revision
        self.prefixes = read_prefixes(source)
        self.documents: list[RdfDocument] = []
        self.difference: Difference | None = None
        self.dataset: Dataset | None = None

    def quads(self, *, named: bool) -> Iterator[ox.Quad]:
        """Yield every quad as written, in its graph, and what rules derive.

        Where no shape asks for a graph by its name, triples go without one, which is faster.
        """
        source, prefixes = self._source, self.prefixes
        ontology = source.ontology_files()
        files = (*ontology, *source.data_files())
        read: list[RdfDocument] = []
        for document in read_documents(source, prefixes, files):
            if len(read) < len(ontology):
                check_ontology(source, document)
            read.append(document)
            if source.is_prefix_map(document.path):
                continue
            self.documents.append(document)
            yield from quads_of(document, source, prefixes) if named else document.quads
        if self._revision is not None:
            from foc_graph.shacl.since.difference import compare

            assert isinstance(source, Project)  # noqa: S101  # nothing else has a history
            self.difference = compare(source, prefixes, self.documents, self._revision)
        if isinstance(source, Project) and source.rule_files():
            store = self._derive(source, read)
            self.dataset = Dataset(source, prefixes, store, files)
            yield from derived_quads(store, source, prefixes)

    def _derive(self, project: Project, documents: list[RdfDocument]) -> ox.Store:
        """Return a store that the rules ran over. Blank nodes have the labels of the documents."""
        if self.difference and (self.difference.removed or self.difference.added):
            from foc_graph.shacl.since.difference import derive_twice

            store, self.difference = derive_twice(
                project, self.prefixes, documents, self.difference
            )
            return store
        store = ox.Store()
        for document in documents:
            store.extend(quads_of(document, project, self.prefixes))
        apply_rules(store, project, self.prefixes)
        return store
