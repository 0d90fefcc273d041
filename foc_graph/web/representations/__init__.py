"""The data of one document in each RDF format and in CSV.

The statements about the subjects of a document (foc_graph/web/addresses), derived ones included,
with their literals as written; then who describes what, under which licence, as part of which
dataset. The same dataset gives the same bytes.

>>> from foc_graph.web.representations import Representations
>>> Representations(dataset).render(document, FORMATS[1])  # doctest: +SKIP
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset.content import Content
from foc_graph.exports.contexts import Compactor, read_context
from foc_graph.web.addresses.documents import Document, dataset_iri
from foc_graph.web.representations.material import Descriptions, Material, SubjectStatements
from foc_graph.web.representations.writers import WRITERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foc_graph.dataset import Dataset
    from foc_graph.rdf.documents import RdfDocument as File
    from foc_graph.web.addresses import DocumentFormat

__all__ = ["Representations"]


class Representations:
    """Writes the documents of a dataset. All that it holds are the statements by subject."""

    def __init__(self, dataset: Dataset, files: Sequence[File] | None = None) -> None:
        self._dataset = dataset
        self._content = Content(dataset)
        self._statements = SubjectStatements(dataset, files)

    @cached_property
    def descriptions(self) -> Descriptions:
        """What documents say of themselves."""
        return Descriptions(self._dataset, dataset_iri(self._dataset))

    @cached_property
    def _compactor(self) -> Compactor:
        return Compactor(read_context(self._dataset.project))

    def material(self, document: Document) -> Material:
        """Return the statements of a document, its own description included."""
        quads = [*self._statements.of(document), *self.descriptions.of(document)]
        if document.kind == "dataset":
            quads += self._counts()
        return Material(document, self._content, quads, self._compactor)

    def render(self, document: Document, form: DocumentFormat) -> bytes:
        """Return a document in a format of data.

        Raises:
            NotConforming: the format cannot hold what the document says.

        """
        return WRITERS[form](self.material(document))

    def graph(self, name: str | None, form: DocumentFormat) -> bytes | None:
        """Return a named graph whole, or the merge of all; None where there is no such graph.

        Raises:
            NotConforming: the format cannot hold what the graph says.

        """
        quads = self._statements.graph(name)
        if not quads:
            return None
        whole = Document("/data", name or dataset_iri(self._dataset), "graph")
        return WRITERS[form](Material(whole, self._content, quads, self._compactor))

    def _counts(self) -> list[ox.Quad]:
        """What ``dataset.ttl`` says on top of the catalog: counts, and graphs as subsets."""
        from foc_graph.exports.description import describe

        parsed = ox.parse(describe(self._content, ()), format=ox.RdfFormat.TURTLE)
        return [ox.Quad(q.subject, q.predicate, q.object) for q in parsed]
