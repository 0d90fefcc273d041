"""A small project in a temporary folder, and graphs from a few lines of Turtle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from foc_graph.dataset.data_graph import DataGraph
from foc_graph.project import Project
from foc_graph.shacl.engines import get_engine
from foc_graph.shacl.shapes.reader import parse_shapes

if TYPE_CHECKING:
    from pathlib import Path

PREFIXES = """\
@prefix ex: <https://example.org/id/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

SHAPES = """\
ex:ThingShape a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:named .
ex:named a sh:PropertyShape ; sh:path ex:name ; sh:minCount 1 ; sh:datatype xsd:string ;
  sh:message "A thing has a name, a plain string."@en .
"""


def parse(turtle: str) -> list[ox.Quad]:
    parsed = ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)
    return [ox.Quad(t.subject, t.predicate, t.object) for t in parsed]


@pytest.fixture(scope="session")
def quads():
    """Parse Turtle that uses the prefixes above."""
    return parse


@pytest.fixture
def check():
    """Validate data against shapes, both in Turtle, and return the results."""

    def run(shapes: str, data: str, engine: str = "sparql"):
        outcome = get_engine(engine).run(
            DataGraph.from_quads(parse(data)), parse_shapes(parse(shapes))
        )
        return sorted(outcome.results, key=lambda result: result.order)

    return run


@pytest.fixture
def build(tmp_path: Path):
    """Write a project: shapes and data files, as name -> Turtle after the prefixes."""

    def write(data: dict[str, str | bytes], shapes: str | None = SHAPES) -> Project:
        folder = tmp_path / "project"
        files: dict[str, str | bytes] = {
            "ontology/prefixes.ttl": PREFIXES + "@base <https://example.org/> .\n",
        }
        if shapes is not None:
            files["ontology/shapes/all.ttl"] = PREFIXES + shapes
        files |= {f"data/{name}": content for name, content in data.items()}
        (folder / "data").mkdir(parents=True)
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = content if isinstance(content, bytes) else content.encode()
            is_turtle = name.startswith("data") and isinstance(content, str)
            path.write_bytes(PREFIXES.encode() + text if is_turtle else text)
        return Project(folder)

    return write
