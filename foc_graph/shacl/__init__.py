"""Validation: the data against the shapes, with a place for every result.

>>> from foc_graph.project import find_project
>>> from foc_graph.shacl import validate
>>> report = validate(find_project())
>>> report.conforms
True
"""

from __future__ import annotations

from foc_graph.positions.lines import Span
from foc_graph.shacl.report import Checked, Problem, Report, Result
from foc_graph.shacl.run import validate

__all__ = ["Checked", "Problem", "Report", "Result", "Span", "validate"]
