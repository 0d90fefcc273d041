"""From Turtle to canonical Turtle, with a proof that the graph is the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from foc_graph.errors import CouldNotRun, NotConforming
from foc_graph.turtle.comments import Comments, declares_base, read_comments
from foc_graph.turtle.graph import TurtleGraph, at_line, parse_graph
from foc_graph.turtle.terms import TermWriter
from foc_graph.turtle.trees import list_cells, refuse_tangles, same_graph
from foc_graph.turtle.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foc_graph.turtle.graph import Node


@dataclass(frozen=True)
class Layout:
    """What the form of a file depends on besides its text."""

    prefixes: Mapping[str, str]
    #: ``@base`` to write; None keeps the file's own.
    base: str | None = None
    #: IRI of the entity that comes first.
    main: str | None = None
    #: What relative IRIs mean in a file without ``@base``.
    read_base: str | None = None
    #: Keep prefixes that nothing uses (the prefix map itself).
    every_prefix: bool = False


def format_turtle(text: str, layout: Layout, *, place: str = "text") -> str:
    """Return the canonical form: same graph, same comments, one text.

    A byte order mark and CR LF are put right. ``place`` is what errors call the text.

    Raises:
        NotConforming: a syntax error, an empty graph, a prefix at odds with the map, an unnamed
            node that cannot be nested, a comment that would be lost; each with its line.

    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    graph = parse_graph(text, base=layout.read_base or layout.base, place=place)
    if not graph.descriptions and not layout.every_prefix:
        raise NotConforming(
            "holds no statement", place=place, fix="describe the entity or remove the file"
        )
    _refuse_other_prefixes(graph, layout, text, place)
    cells = list_cells(graph)
    refuse_tangles(graph, cells, text, place)
    comments = read_comments(text, base=layout.read_base or layout.base, place=place)
    graph = replace(graph, base=_base_to_write(graph, layout, text))
    result = _write(graph, layout, cells, comments)
    _prove(result, graph, comments, layout, place)
    return result


def _refuse_other_prefixes(graph: TurtleGraph, layout: Layout, text: str, place: str) -> None:
    for prefix, namespace in graph.prefixes.items():
        agreed = layout.prefixes.get(prefix, namespace)
        if agreed != namespace:
            line = text.count("\n", 0, text.find(f"<{namespace}>")) + 1
            raise NotConforming(
                f"prefix {prefix}: is <{namespace}> here and <{agreed}> in the prefix map",
                place=at_line(place, line),
                fix="use the namespace of the map, or another prefix",
            )


def _write(graph: TurtleGraph, layout: Layout, cells: frozenset[Node], comments: Comments) -> str:
    terms = _terms(graph.base, tuple(_namespaces(graph, layout).items()))
    writer = Writer(graph, terms, cells)
    blocks = writer.blocks(layout.main, comments)
    used = graph.prefixes.keys() if layout.every_prefix else writer.used
    directives = [f"@base <{terms.base}> ."] if terms.base else []
    directives += [f"@prefix {name}: <{terms.prefixes[name]}> ." for name in sorted(used)]
    # Right above directives the head stays the head; above a subject it needs a blank line.
    top = ["\n".join((*comments.head, *directives))]
    return "\n\n".join(filter(None, (*top, *blocks, "\n".join(comments.tail)))) + "\n"


def _namespaces(graph: TurtleGraph, layout: Layout) -> dict[str, str]:
    """The map, and what the file adds to it; one prefix a namespace, the map's before others."""
    agreed = set(layout.prefixes.values())
    own = {p: n for p, n in graph.prefixes.items() if n not in agreed}
    return dict(sorted({**own, **layout.prefixes}.items()))


@lru_cache(maxsize=8)
def _terms(base: str | None, prefixes: tuple[tuple[str, str], ...]) -> TermWriter:
    """Files of one project share what was written of a term."""
    return TermWriter(base, dict(prefixes))


def _base_to_write(graph: TurtleGraph, layout: Layout, text: str) -> str | None:
    if layout.base is not None:
        return layout.base
    return graph.base if graph.base != layout.read_base or declares_base(text) else None


def _prove(result: str, graph: TurtleGraph, comments: Comments, layout: Layout, place: str) -> None:
    """Read the result back: nothing is ever written that says something else."""
    base = layout.read_base or layout.base
    try:
        again = parse_graph(result, base=base, place=place)
        proved = same_graph(graph, again)
        proved = proved and read_comments(result, base=base, place=place) == comments
    except NotConforming:
        proved = False
    if not proved:
        raise CouldNotRun(
            "its canonical form would not say the same",
            place=place,
            fix="nothing was changed; report this file as a defect of foc-graph",
        )
