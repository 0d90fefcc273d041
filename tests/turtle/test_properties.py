"""What holds of the canonical form of any graph."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from foc_graph.turtle import Layout, format_turtle

BASE = "https://w3id.org/foc-graph/id/"
XSD = "http://www.w3.org/2001/XMLSchema#"
LAYOUT = Layout(
    {"foc": "https://w3id.org/foc-graph/ns#", "d": f"{BASE}doc/", "xsd": XSD},
    base=BASE,
    main=f"{BASE}doc/X",
    read_base=BASE,
)

LOCALS = st.text(alphabet="aZ09é-._~:/?#%20", max_size=8).map(lambda t: t.replace("%", "%20"))
STARTS = st.sampled_from([BASE, f"{BASE}doc/", "https://w3id.org/foc-graph/ns#", "urn:x:", XSD])
IRIS = st.builds(lambda start, local: start + local.replace("#", ""), STARTS, LOCALS).map(
    ox.NamedNode
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.text(
    "\"\\\n'\t#", max_size=9
)
NUMBERS = st.text(alphabet="+-0123456789.eE", max_size=6)
TYPES = st.sampled_from(["integer", "decimal", "double", "boolean", "gYear"])
LITERALS = (
    st.builds(ox.Literal, TEXTS)
    | st.builds(lambda t, g: ox.Literal(t, language=g), TEXTS, st.sampled_from(["en", "fr-CH"]))
    | st.builds(lambda t, d: ox.Literal(t, datatype=ox.NamedNode(XSD + d)), NUMBERS, TYPES)
    | st.builds(lambda t, d: ox.Literal(t, datatype=d), TEXTS, IRIS)
)

#: An object is a term, or a list of pairs that hang on an unnamed node, or a list of objects.
OBJECTS = st.recursive(
    IRIS | LITERALS,
    lambda inner: (
        st.lists(st.tuples(IRIS, inner), max_size=3) | st.lists(inner, max_size=3).map(tuple)
    ),
    max_leaves=6,
)
GRAPHS = st.lists(st.tuples(IRIS | st.none(), IRIS, OBJECTS), min_size=1, max_size=6)

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
FIRST, REST, NIL = (ox.NamedNode(_RDF + name) for name in ("first", "rest", "nil"))


def triples(graph):
    """Flatten a generated graph; None as a subject is an unnamed root."""
    found = []
    for subject, predicate, value in graph:
        start = subject or ox.BlankNode()
        found.append(ox.Triple(start, predicate, node(value, found)))
    return found


def node(value, found):
    if isinstance(value, list):
        start = ox.BlankNode()
        found += [ox.Triple(start, predicate, node(item, found)) for predicate, item in value]
        return start
    if isinstance(value, tuple):
        cell = NIL
        for item in reversed(value):
            rest, cell = cell, ox.BlankNode()
            found += [ox.Triple(cell, FIRST, node(item, found)), ox.Triple(cell, REST, rest)]
        return cell
    return value


def canonical(found):
    """RDFC-1.0: a judge of isomorphism that the formatter does not use."""
    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in found)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def as_turtle(found):
    return ox.serialize(found, format=ox.RdfFormat.N_TRIPLES).decode()


@settings(max_examples=300)
@given(GRAPHS)
def test_the_canonical_form_is_the_same_graph_and_its_own_canonical_form(graph):
    before = triples(graph)
    text = format_turtle(as_turtle(before), LAYOUT)
    assert canonical(ox.parse(text, format=ox.RdfFormat.TURTLE)) == canonical(before)
    assert format_turtle(text, LAYOUT) == text


@settings(max_examples=100)
@given(GRAPHS, st.randoms())
def test_the_order_of_the_statements_does_not_matter(graph, random):
    before = triples(graph)
    shuffled = random.sample(before, len(before))
    assert format_turtle(as_turtle(shuffled), LAYOUT) == format_turtle(as_turtle(before), LAYOUT)
