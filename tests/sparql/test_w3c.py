"""Our parser, what the W3C's tests say, and rdflib's parser, over the same queries."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.paths import Path as RdflibPath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from foc_graph.rdf.terms import RDF, TYPE
from foc_graph.sparql.parser import parse
from foc_graph.sparql.syntax import TriplePattern, walk
from foc_graph.sparql.tokens import Token, iter_tokens, query_form
from foc_graph.sparql.triples_parser import SparqlSyntaxError

ACTION = ox.NamedNode("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#action")
SYNTAX_TEST = re.compile(r"#(Positive|Negative)SyntaxTest(11)?$")
BASE = "http://example.org/base/"

#: Where rdflib's parser and the manifests disagree, and we are with the manifests.
RDFLIB = {
    "a blank node label in two basic graph patterns": """
        syn-blabel-cross-union-bad syn-blabel-cross-optional-bad syn-blabel-cross-graph-bad
        syn-bad-GRAPH-breaks-BGP syn-bad-UNION-breaks-BGP syn-bad-OPT-breaks-BGP
        syn-bad-34 syn-bad-35 syn-bad-36 syn-bad-37 syn-bad-38""",
    "a variable is selected that is not grouped": """
        agg08 agg09 agg10 agg11 agg12 group06 group07 syn-bad-01 syn-bad-02""",
    "a name is given to a variable that has one": """
        syntax-SELECTscope2 syntax-BINDscope6 syntax-BINDscope7 syntax-BINDscope8
        syn-bad-03""",
    "rows of VALUES with too few or too many terms": """
        syn-bad-values-too-few syn-bad-values-too-many""",
    "half a character is escaped": "syn-invalid-codepoint-escaped-bad-01",
    "<?a&&?b> is an IRI, the longest token": "syn-bad-26",
    "rdflib has no sign in front of a number where an operator may stand": "syntax-general-08",
}

#: Queries whose inverse predicates in a negated property set rdflib's algebra loses.
LOST = {"nps_a_inverse", "nps_direct_and_inverse", "nps_inverse"}

#: Queries of the folders that no manifest lists as good: as in the drafts, with paths like :p{2}.
DRAFTS = {
    *("path-2-1", "path-2-3", "path-3-1", "path-3-2", "path-3-4"),
    *("pp04", "pp05", "pp13", "pp15"),
}


@pytest.fixture(scope="module")
def w3c(shared):
    folder = shared / "w3c" / "sparql"
    if not folder.is_dir():
        pytest.skip("../shared/w3c/sparql is absent: the test suites are read from there")
    return folder


@pytest.fixture(scope="module")
def syntax_tests(w3c):
    """Path -> whether the manifest says that it is a query."""
    found = {}
    for manifest in sorted(w3c.rglob("manifest.ttl")):
        graph = list(ox.parse(path=manifest, base_iri=manifest.as_uri()))
        actions = {q.subject: q.object for q in graph if q.predicate == ACTION}
        for quad in graph:
            if quad.predicate == TYPE and (kind := SYNTAX_TEST.search(quad.object.value)):
                path = Path(actions[quad.subject].value.removeprefix("file://"))
                found[path] = kind[1] == "Positive"
    assert len(found) > 300
    return {path: good for path, good in found.items() if not is_update(path)}


def is_update(path):
    return path.suffix == ".ru" or query_form(text_of(path)) == "UPDATE"


def text_of(path):
    return path.read_bytes().decode()


def is_query(text):
    try:
        parse(text)
    except SparqlSyntaxError:
        return False
    return True


def test_we_take_what_the_manifests_take_and_nothing_else(syntax_tests):
    wrong = [p.name for p, good in syntax_tests.items() if is_query(text_of(p)) != good]

    assert wrong == []


def test_rdflib_disagrees_with_the_manifests_only_where_we_know_why(syntax_tests):
    def taken(text):
        try:
            return bool(parseQuery(text))
        except Exception:  # noqa: BLE001 - whatever its parser raises, it refuses
            return False

    disagreeing = {p.stem for p, good in syntax_tests.items() if taken(text_of(p)) != good}

    assert disagreeing == set(" ".join(RDFLIB.values()).split())


@pytest.fixture(scope="module")
def queries(w3c, syntax_tests):
    """Every query that is one, of the syntax tests and of those that run queries."""
    bad = {path for path, good in syntax_tests.items() if not good}
    found = [path for path in sorted(w3c.rglob("*.rq")) if path not in bad and not is_update(path)]
    return [path for path in found if path.stem not in DRAFTS]


def test_every_query_that_is_run_is_read(queries):
    refused = [path.name for path in queries if not is_query(text_of(path))]

    assert len(queries) > 500
    assert refused == []


def test_tokens_cover_the_text_and_know_their_places(queries):
    for path in queries:
        text = text_of(path)
        tokens = list(iter_tokens(text))
        leaves = [node for node in walk(parse(text)) if isinstance(node, Token)]

        assert "".join(token.text for token in tokens) == text
        assert all(text[token.start : token.end] == token.text for token in tokens)
        assert all(text[t.start : t.end] == t.text for t in leaves if is_written(t)), path.name


def is_written(token):
    """Whether a token of a tree is as in the text: no blank node or triple that brackets imply."""
    return token.text[0] not in "[(" and not token.text.startswith(f"<{RDF}")


def test_variables_and_predicates_are_those_that_rdflib_finds(queries):
    compared = {path: found for path in queries if (found := translated(text_of(path)))}
    differing = [
        (path.stem, query.variables() ^ names, predicates(query) ^ iris)
        for path, (names, iris) in compared.items()
        for query in [parse(text_of(path))]
        if path.stem not in LOST and (query.variables() != names or predicates(query) != iris)
    ]

    assert len(compared) > 450
    assert differing == []


def translated(text):
    """Return the variables and the predicates that rdflib finds; None where it finds no query."""
    try:
        tree = parseQuery(text)
        names = {str(leaf) for leaf in leaves_of(tree) if type(leaf) is rdflib.Variable}
        algebra = translateQuery(tree, base=BASE).algebra
    except Exception:  # noqa: BLE001 - whatever it raises, it is no oracle there
        return None
    return names, {str(iri) for iri in predicates_of(algebra)}


def predicates(query):
    nodes = walk(query.group, *query.selected, *query.modifiers.having)
    tokens = [t for one in nodes if isinstance(one, TriplePattern) for t in walk(one.verb)]
    return {full(query, token) for token in tokens if isinstance(token, Token)}


def full(query, token):
    if token.kind == "iri":
        return absolute(query, token.text[1:-1])
    if token.kind == "name":
        prefix, _, local = token.text.partition(":")
        return absolute(query, query.prefixes[prefix]) + local
    return token.name or TYPE.value


def absolute(query, iri):
    return str(rdflib.URIRef(iri, base=query.base or BASE))


def leaves_of(node):
    """Yield every term of what rdflib's parser returns."""
    if isinstance(node, dict):
        node = list(node.values())
    if not isinstance(node, list | tuple) and not hasattr(node, "as_list"):
        yield node
        return
    for inner in node:
        yield from leaves_of(inner)


def predicates_of(node):
    """Yield the predicates of rdflib's algebra, those in paths one by one."""
    if isinstance(node, dict):
        for name, inner in node.items():
            if name == "triples":
                for triples in inner:
                    for path in list(triples)[1::3]:
                        yield from steps_of(path)
            elif name != "template":
                yield from predicates_of(inner)
    elif isinstance(node, list | tuple):
        for inner in node:
            yield from predicates_of(inner)


def steps_of(path):
    if not isinstance(path, RdflibPath):
        yield path
        return
    for inner in vars(path).values():
        for step in inner if isinstance(inner, list | tuple) else [inner]:
            if isinstance(step, rdflib.URIRef | RdflibPath):
                yield from steps_of(step)
