"""The data of one document in each RDF format and in CSV.

The statements about the subjects of a document (foc_graph/web/addresses), derived ones included,
with their literals as written; then who describes what, under which licence, as part of which
dataset. The same dataset gives the same bytes.

>>> from foc_graph.web.representations import Representations
>>> Representations(dataset).render(document, FORMATS[1])  # doctest: +SKIP
"""

from __future__ import annotations

from foc_graph.web.representations.representations import Representations, represent

__all__ = ["Representations", "represent"]
