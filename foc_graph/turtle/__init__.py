"""Canonical Turtle: one graph, one text, so that a diff shows what changed and nothing else.

Written here because what exists was measured and does not fit: rdflib's ``longturtle`` writes full
IRIs in spite of ``base`` and drops comments; turtlefmt keeps comments and the author's order;
diffable-rdf drops comments, and either writes full IRIs (``deterministic_turtle``) or, with a base,
``@prefix foc: </foc-graph/ns#>`` and subjects in the order of their hashes.

The form (docs/cli.md, ``fmt``):

- ``@base`` and only the prefixes used, sorted by name; the file's main entity first, then subjects
  in natural order (``op2`` before ``op10``), a blank line between them;
- one predicate a line: ``a``, the target and the path of a shape, then by CURIE; objects in natural
  order, several one a line;
- literals as written, language tags in lower case; strings with line breaks in ``\"\"\"``;
- unnamed nodes nested where they hang on one place, else the file is refused;
- comments at the head, above a subject and at the end stay there; any other is refused, never lost.

>>> from foc_graph.turtle import Layout, format_turtle
>>> print(format_turtle("<urn:x> a <urn:Y>, <urn:Z> .", Layout({"u": "urn:"})), end="")
@prefix u: <urn:> .
<BLANKLINE>
u:x
  a
    u:Y ,
    u:Z .
"""

from __future__ import annotations

from foc_graph.turtle.canonical import Layout, format_turtle
from foc_graph.turtle.files import Formatted, format_file, format_files, layout_for

__all__ = ["Formatted", "Layout", "format_file", "format_files", "format_turtle", "layout_for"]
