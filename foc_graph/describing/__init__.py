"""Everything that the graph says about one thing, for a person to read.

>>> from foc_graph.describing import describe, find_thing, to_text
>>> print(to_text(describe(dataset, find_thing(dataset, "20/8"))))  # doctest: +SKIP
"""

from __future__ import annotations

from foc_graph.describing.as_json import to_json
from foc_graph.describing.as_text import LISTED, to_text
from foc_graph.describing.as_turtle import to_turtle
from foc_graph.describing.description import describe
from foc_graph.describing.finding import find_thing
from foc_graph.describing.model import Description

__all__ = ["LISTED", "Description", "describe", "find_thing", "to_json", "to_text", "to_turtle"]
