"""Shapes under test: fixtures that must and must not conform, and constraints that none notices.

>>> from foc_graph.project import find_project
>>> from foc_graph.shape_tests import check_shapes
>>> check_shapes(find_project()).passes  # doctest: +SKIP
True
"""

from __future__ import annotations

from foc_graph.shape_tests.checking import check_shapes
from foc_graph.shape_tests.fixtures import Fixture, Row, read_fixtures
from foc_graph.shape_tests.names import ShapeNames
from foc_graph.shape_tests.outcome import Failure, Outcome, Unnoticed, Untested

__all__ = [
    "Failure",
    "Fixture",
    "Outcome",
    "Row",
    "ShapeNames",
    "Unnoticed",
    "Untested",
    "check_shapes",
    "read_fixtures",
]
