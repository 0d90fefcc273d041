"""Shapes under test: fixtures that must and must not conform, and constraints that none notices.

>>> from foc_graph.project import find_project
>>> from foc_graph.shapetests import check_shapes
>>> check_shapes(find_project()).passes  # doctest: +SKIP
True
"""

from __future__ import annotations

from foc_graph.shapetests.fixtures import ExpectedRow, Fixture, read_fixtures
from foc_graph.shapetests.names import ShapeNames
from foc_graph.shapetests.outcome import Failure, ShapeTestOutcome, Unnoticed, Untested
from foc_graph.shapetests.run import check_shapes

__all__ = [
    "ExpectedRow",
    "Failure",
    "Fixture",
    "ShapeNames",
    "ShapeTestOutcome",
    "Unnoticed",
    "Untested",
    "check_shapes",
    "read_fixtures",
]
