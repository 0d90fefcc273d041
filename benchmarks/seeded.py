"""Whether our engine finds exactly the violations that were seeded, one by one.

    python -m benchmarks.seeded SHAPES DATA EXPECTED

EXPECTED is a JSON file of the generator. Exits with 1 and says what is missing and what is extra.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset.data_graph import DataGraph
from foc_graph.shacl.engines import get_engine
from foc_graph.shacl.shapes.reader import parse_shapes

if TYPE_CHECKING:
    from foc_graph.shacl.report import Result


def main(shapes: str, data: str, expected: str) -> int:
    """Compare, and return the exit code."""
    rules = parse_shapes(tuple(ox.parse(path=shapes)))
    outcome = get_engine("sparql").run(DataGraph.from_quads(ox.parse(path=data)), rules)
    found = Counter(map(row, outcome.results))
    wanted = Counter(map(tuple, json.loads(Path(expected).read_text("utf-8"))["results"]))
    print(f"{sum(wanted.values())} seeded: missing {wanted - found}, extra {found - wanted}")
    return 0 if found == wanted else 1


def row(result: Result) -> tuple[str | None, ...]:
    """Return a result as the generator writes it."""
    focus, path = result.focus_node, result.path
    return (
        focus.value if isinstance(focus, ox.NamedNode) else str(focus),
        path.iri.value if path and path.iri else str(path) if path else None,
        result.component.value,
        result.source_shape.value,
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
