"""Triple stores: a dataset loaded, checked, kept in step and taken out again, over HTTP.

>>> from foc_graph.stores import Loader, StoreClient, check, read_profile, read_status
"""

from foc_graph.stores.answers import compare_answers
from foc_graph.stores.bulk import write_bulk
from foc_graph.stores.check import GraphDifference, check
from foc_graph.stores.client import StoreClient
from foc_graph.stores.detection import detect
from foc_graph.stores.disk import disk_source
from foc_graph.stores.load import Loader
from foc_graph.stores.plan import LoadPlan
from foc_graph.stores.profiles import StoreProfile, read_profile
from foc_graph.stores.status import read_status
from foc_graph.stores.watch import watch

__all__ = [
    "GraphDifference", "LoadPlan", "Loader", "StoreClient", "StoreProfile", "check",
    "compare_answers", "detect", "disk_source", "read_profile", "read_status", "watch",
    "write_bulk",
]  # fmt: skip
