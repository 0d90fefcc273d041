"""Both engines agree on shapes and data that nobody would write: drawn at random, seed by seed."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

VALUE_TESTS = [
    "sh:class ex:C", "sh:datatype xsd:integer", "sh:datatype xsd:string", "sh:nodeKind sh:IRI",
    "sh:nodeKind sh:BlankNodeOrLiteral", "sh:minLength 3", "sh:maxLength 1", 'sh:pattern "1"',
    'sh:in ( ex:a ex:b 1 "x" )', "sh:in ( ex:a ex:b )", "sh:hasValue ex:b", "sh:hasValue 1",
    'sh:languageIn ( "en" )', "sh:equals ex:q", "sh:disjoint ex:r",
    "sh:closed true ; sh:ignoredProperties ( ex:p )",
]  # fmt: skip
COUNTS = ["sh:minCount 1", "sh:minCount 2", "sh:maxCount 0", "sh:maxCount 1", "sh:maxCount 2"]
TARGETS = [
    "sh:targetNode ex:a, ex:b, ex:gone", "sh:targetClass ex:C", "sh:targetSubjectsOf ex:p",
    "sh:targetObjectsOf ex:q", 'sh:targetNode "x", 1, ex:a',
]  # fmt: skip
NODES = ["ex:a", "ex:b", "ex:c", "ex:d", "_:x"]
LITERALS = ["1", "2", '"x"', '"xyz"', '"x"@en', '"y"@en', '"z"@fr']
PREDICATES = ["ex:p", "ex:q", "ex:r"]


def path(draw, depth=2):
    """A property path, but for the inverse of a sequence, which pySHACL walks in a wrong order."""
    if depth == 0 or draw.random() < 0.5:
        return draw.choice(PREDICATES)
    one, two = path(draw, depth - 1), path(draw, depth - 1)
    repeat = draw.choice(["zeroOrMore", "oneOrMore", "zeroOrOne"])
    return draw.choice(
        [
            f"[ sh:inversePath {draw.choice(PREDICATES)} ]",
            f"( {one} {two} )",
            f"[ sh:alternativePath ( {one} {two} ) ]",
            f"[ sh:{repeat}Path {one} ]",
        ]
    )


def constraint(draw, depth, *, of_property):
    """A constraint, possibly with shapes inside."""
    simple = [*VALUE_TESTS, *COUNTS, "sh:uniqueLang true"] if of_property else VALUE_TESTS
    if depth == 0 or draw.random() < 0.45:
        return draw.choice(simple)
    logic, count = draw.choice(["and", "or", "xone"]), draw.choice(["Min", "Max"])
    inner = [shape(draw, depth - 1, of_property=draw.random() < 0.5) for _ in range(2)]
    number = f"sh:qualified{count}Count {draw.randint(1, 2)}"
    choices = [
        f"sh:not {inner[0]}",
        f"sh:{logic} ( {inner[0]} {inner[1]} )",
        f"sh:node {shape(draw, depth - 1, of_property=False)}",
        f"sh:property {shape(draw, depth - 1, of_property=True)}",
        f"sh:qualifiedValueShape {inner[0]} ; {number} ; sh:qualifiedValueShapesDisjoint true",
    ]
    return draw.choice(choices if of_property else choices[:-1])


def shape(draw, depth, *, of_property):
    """A shape without a name and with one or two constraints of different kinds."""
    drawn = [constraint(draw, depth, of_property=of_property) for _ in range(draw.randint(1, 2))]
    constraints = {text.split()[0]: text for text in drawn}
    start = f"sh:path {path(draw)}" if of_property else "a sh:NodeShape"
    return f"[ {start} ; {' ; '.join(constraints.values())} ]"


def shapes(draw):
    inner = [shape(draw, 2, of_property=True) for _ in range(2)]
    own = constraint(draw, 3, of_property=False)
    return f"ex:S {draw.choice(TARGETS)} ; {own} ; sh:property {inner[0]}, {inner[1]} ."


def data(draw):
    triples = [
        f"{draw.choice(NODES)} {draw.choice(PREDICATES)} {draw.choice(NODES + LITERALS)} ."
        for _ in range(draw.randint(3, 14))
    ]
    types = [f"{node} a {draw.choice(['ex:C', 'ex:D'])} ." for node in NODES if draw.random() < 0.4]
    return "\n".join(["ex:D rdfs:subClassOf ex:C .", *triples, *types])


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 300, 30))
@pytest.mark.parametrize("triples_a_lookup", [0, 4], ids=["by-node", "by-property"])
def test_engines_agree(quads, start, monkeypatch, triples_a_lookup):
    from foc_graph.dataset.data_graph import DataGraph
    from foc_graph.shacl import session
    from foc_graph.shacl.engines import get_engine
    from foc_graph.shacl.shapes.reader import parse_shapes

    monkeypatch.setattr(session, "TRIPLES_A_LOOKUP", triples_a_lookup)

    for seed in range(start, start + 30):
        draw = Random(seed)  # noqa: S311  # no secret
        read, graph = parse_shapes(quads(shapes(draw))), DataGraph.from_quads(quads(data(draw)))
        fast, reference = (
            Counter(result.key for result in get_engine(name).run(graph, read).results)
            for name in ("sparql", "pyshacl")
        )

        assert fast == reference, f"seed {seed}"
