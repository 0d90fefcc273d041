"""The graph: its quads in one store, what rules derive, what is worked out of it."""

from foc_graph.dataset.dataset import (
    Dataset,
    check_ontology,
    fill,
    load_dataset,
    quads_of,
)

__all__ = ["Dataset", "check_ontology", "fill", "load_dataset", "quads_of"]
