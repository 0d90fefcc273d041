"""The graph: its quads in one store, what rules derive, what is worked out of it."""

from foc_graph.dataset.dataset import Dataset, quads_of
from foc_graph.dataset.loader import check_ontology, load_dataset

__all__ = ["Dataset", "check_ontology", "load_dataset", "quads_of"]
