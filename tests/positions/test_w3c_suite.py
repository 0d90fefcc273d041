"""Every result of the W3C suite has a place, and what stands there is a term of the result."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from foc_graph.dataset.data_graph import DataGraph
from foc_graph.rdf.documents import RdfDocument
from foc_graph.shacl.engines import get_engine
from foc_graph.shacl.locator import Locator
from foc_graph.shacl.shapes.reader import parse_shapes
from tests.shacl.w3c_suite import read_cases, suite_quads


def text_at(text, span):
    """The text of a span, by lines and columns alone."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def term_of(text, written, base):
    """What a piece of Turtle is, in the words of the parser; None for a blank node."""
    if written.startswith(("[", "(", "_:")):
        return None
    parser = ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=base)
    list(parser)
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in parser.prefixes.items())
    head += f"@base <{parser.base_iri}> .\n" if parser.base_iri else ""
    word = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>" if written == "a" else written
    (triple,) = ox.parse(f"{head}<urn:s> <urn:p> {word} .", format=ox.RdfFormat.TURTLE)
    return triple.object


@pytest.fixture(scope="module")
def cases(shared):
    """Every test that expects results rather than a failure."""
    return [case for case in read_cases(shared / "w3c" / "shacl") if case.expected is not None]


def test_every_result_spans_a_term_of_its_own(cases):
    checked = 0
    for case in cases:
        quads, text = suite_quads(case.data), case.data.read_text(encoding="utf-8")
        base = case.data.resolve().as_uri()
        data, shapes = DataGraph.from_quads(quads), parse_shapes(suite_quads(case.shapes))
        documents = [RdfDocument(case.data, quads, (), {}, base)]
        locator = Locator(documents, lambda path: path.name, data=data)
        for result in get_engine("sparql").run(data, shapes).results:
            place = locator.locate(result).place
            assert place is not None, (case.name, result)
            assert place.line, (case.name, result)
            term = term_of(text, text_at(text, place), base)
            own = {result.focus_node, result.value}
            own |= set(result.path.first_iris) if result.path else set()
            is_blank = any(isinstance(one, ox.BlankNode) for one in own)
            # The last step of ^a/^b is a triple whose value is a node on the way.
            is_inverse = result.path is not None and result.path.sparql().count("^") > 1
            assert term in own or is_inverse or (term is None and is_blank), (case.name, place)
            checked += 1
    assert checked > 200


def test_every_shape_has_its_place(cases):
    for case in cases:
        quads = suite_quads(case.shapes)
        base = case.shapes.resolve().as_uri()
        origins = {quad.subject: case.shapes.name for quad in quads}
        documents = {case.shapes.name: RdfDocument(case.shapes, quads, (), {}, base)}
        shapes = parse_shapes(quads, origins, documents)
        text = case.shapes.read_text(encoding="utf-8")
        for node in shapes.by_node:
            place = shapes.places.of(node)
            assert place, (case.name, node)
            assert place.line, (case.name, node)
            written = text_at(text, place)
            if isinstance(node, ox.BlankNode):
                assert written.startswith(("[", "(", "_:")), (case.name, place)
            else:
                assert term_of(text, written, base) == node, (case.name, place)
