"""What changed, and when: the history of the data, read from git.

>>> history = read_history(project, prefixes)  # doctest: +SKIP
>>> [change.kind for step, change in history.of(".../id/doc/A-HRC-RES-20-8")]  # doctest: +SKIP
['changed', 'added']
"""

from __future__ import annotations

from foc_graph.history.between import compare
from foc_graph.history.log import History, read_history
from foc_graph.history.model import ADDED, CHANGED, REMOVED, EntityChange, Step
from foc_graph.history.patch import as_patch
from foc_graph.history.wording import Wording

__all__ = [
    "ADDED",
    "CHANGED",
    "REMOVED",
    "EntityChange",
    "History",
    "Step",
    "Wording",
    "as_patch",
    "compare",
    "read_history",
]
