"""Triple stores: a dataset loaded, checked, and taken out again, over HTTP.

>>> from foc_graph.stores import Loader, StoreClient, check, read_profile
"""

from foc_graph.stores.check import GraphDifference, check
from foc_graph.stores.client import StoreClient
from foc_graph.stores.load import Loader
from foc_graph.stores.plan import LoadPlan
from foc_graph.stores.profiles import StoreProfile, read_profile

__all__ = [
    "GraphDifference", "LoadPlan", "Loader", "StoreClient", "StoreProfile", "check", "read_profile",
]  # fmt: skip
