"""Validation: the data against the shapes, with a place for every result.

>>> from foc_graph.project import find_project
>>> from foc_graph.validation import validate
>>> report = validate(find_project())
>>> report.conforms
True
"""

from __future__ import annotations

from foc_graph.validation.report import Checked, Problem, Report, Result, Span
from foc_graph.validation.running import validate

__all__ = ["Checked", "Problem", "Report", "Result", "Span", "validate"]
