"""foc-graph: the knowledge graph of Internet-freedom commitments, and the tool that keeps it true.

>>> import foc_graph
>>> g = foc_graph.open_graph()  # an rdflib.Dataset, default graph = union of all named graphs
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import rdflib

__all__ = ["__version__", "open_graph"]

from foc_graph.version import __version__


def open_graph(root: Path | str | None = None) -> rdflib.Dataset:
    """Open the graph as an ``rdflib.Dataset`` over an in-memory Oxigraph store.

    ``root`` is a folder with ``ontology/``, ``data/`` and ``queries/``; without it a checkout
    around the working directory is used, else the copy that the package carries.

    Raises:
        foc_graph.errors.FocGraphError: nothing to open there, or the ontology cannot be read.

    """
    from pathlib import Path as _Path

    from foc_graph.dataset import load_dataset
    from foc_graph.project import find_project

    return load_dataset(find_project(_Path(root) if root is not None else None)).as_rdflib()
