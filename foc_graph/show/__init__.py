"""Everything that the graph says about one thing, for a person to read.

>>> from foc_graph.show import describe, find_thing, to_text
>>> print(to_text(describe(dataset, find_thing(dataset, "20/8"))))  # doctest: +SKIP
"""

from __future__ import annotations

from foc_graph.names.resolver import find_thing
from foc_graph.show.description import describe
from foc_graph.show.formats import LISTED, to_json, to_text, to_turtle
from foc_graph.show.model import Description

__all__ = ["LISTED", "Description", "describe", "find_thing", "to_json", "to_text", "to_turtle"]
