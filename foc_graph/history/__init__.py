"""What changed, and when: the history of the data, read from git.

>>> history = read_history(project, prefixes)  # doctest: +SKIP
>>> [change.kind for step, change in history.of(".../id/doc/A-HRC-RES-20-8")]  # doctest: +SKIP
['changed', 'added']
"""

from __future__ import annotations

from foc_graph.history.changes import ADDED, CHANGED, REMOVED, EntityChange, Step, as_patch
from foc_graph.history.diff import compare
from foc_graph.history.log import History, read_history
from foc_graph.history.words import ChangeWording

__all__ = [
    "ADDED",
    "CHANGED",
    "REMOVED",
    "ChangeWording",
    "EntityChange",
    "History",
    "Step",
    "as_patch",
    "compare",
    "read_history",
]
