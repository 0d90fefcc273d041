"""The static site: the pages and data that the server gives, as files that any host can carry."""

from __future__ import annotations

from foc_graph.web.static.files import VOID, Made, MadeFiles
from foc_graph.web.static.outputs import Outputs

__all__ = ["VOID", "Made", "MadeFiles", "Outputs"]
