"""The syntax tree: what it holds, where it stands, and what is no query."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foc_graph.dataset.rules import rule_files
from foc_graph.rdf.terms import FIRST, NIL, REST, SH
from foc_graph.sparql.parser import parse
from foc_graph.sparql.syntax import Bind, Exists, Group, Operation, TriplePattern, walk
from foc_graph.sparql.tokens import Token, substitute
from foc_graph.sparql.triples_parser import SparqlSyntaxError


def shown(node):
    """Write a node in brackets, as LISP would."""
    if isinstance(node, Token):
        return re.sub(r"(?<=^[\[(])\d+$", "", node.text)
    if isinstance(node, Operation):
        return f"({' '.join([node.name.text, *map(shown, node.operands)])})"
    if isinstance(node, Exists):
        return "(EXISTS)"
    if isinstance(node, TriplePattern):
        return f"{shown(node.subject)} {shown(node.verb)} {shown(node.object)}"
    if isinstance(node, Bind):
        return f"{shown(node.expression)} AS {shown(node.variable)}"
    return f"({' '.join([node.sign, *map(shown, node.parts)])})"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("?a + ?b * ?c", "(+ ?a (* ?b ?c))"),
        ("?a - ?b - ?c", "(- (- ?a ?b) ?c)"),
        ("?a +1*2", "(+1 ?a (* +1 2))"),
        ("?a || ?b && !?c = ?d", "(|| ?a (&& ?b (= (! ?c) ?d)))"),
        ("?a < -1 && ?b>=+?c", "(&& (< ?a -1) (>= ?b (+ ?c)))"),
        ("?a NOT IN (1, <x:y>) || ?b in ()", "(|| (IN ?a 1 <x:y>) (in ?b))"),
        ('IF(BOUND(?x), a:f(DISTINCT ?x, 1), "x"@en)', '(IF (BOUND ?x) (a:f ?x 1) "x"@en)'),
        ("EXISTS {} && NOT EXISTS {}", "(&& (EXISTS) (EXISTS))"),
        ('COUNT(DISTINCT *) + group_concat(?x; separator=",")', "(+ (COUNT *) (group_concat ?x))"),
    ],
)  # fmt: skip
def test_expressions(text, tree):
    (selected,) = parse(f"PREFIX a: <x:> SELECT ({text} AS ?new) {{}}").selected

    assert shown(selected) == f"{tree} AS ?new"


@pytest.mark.parametrize(
    ("text", "patterns"),
    [
        ("?s a :C ; :p 1 , -2.5 ;; .", ["?s a :C", "?s :p 1", "?s :p -2.5"]),
        ("?s ^:p/:q*|(:r)+ ?o", ["?s (| (/ (^ :p) (* :q)) (+ :r)) ?o"]),
        ("?s !(:p|^a) ?o . ?s !:p ?o", ["?s (! (| :p (^ a))) ?o", "?s (! :p) ?o"]),
        ("[ :p [] ] :q _:b .", ["[ :p [", "[ :q _:b"]),
        ("[ :p :o ] .", ["[ :p :o"]),
        ("?s ?p () .", [f"?s ?p {NIL}"]),
        ("(1 ?x) .", [f"( {FIRST} 1", f"( {REST} (", f"( {FIRST} ?x", f"( {REST} {NIL}"]),
        ('?s :p "x"^^:t, "y" @en-GB, TRUE', ['?s :p "x"^^:t', '?s :p "y" @en-GB', "?s :p TRUE"]),
    ],
)  # fmt: skip
def test_triple_patterns(text, patterns):
    assert [shown(one) for one in parse(f"ASK {{ {text} }}").group.elements] == patterns


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("SELECT * { ?s ?p }", "}"),
        ("SELECT * { ?s ?p ?o ?x }", "?x }"),
        ("SELECT ?a { ?a ?b ?c } GROUP ?a", "?a"),
        ("SELECT ?a { FILTER(?a < ?b < ?c) }", "< ?c) }"),
        ("SELECT ?a { FILTER ?a }", "?a }"),
        ("SELECT ?a { FILTER(STRLEN(?a, 2)) }", "STRLEN(?a, 2)) }"),
        ("SELECT ?a { FILTER(NOSUCH(?a)) }", "NOSUCH(?a)) }"),
        ("CONSTRUCT { ?s :p/:q ?o } {}", "/:q ?o } {}"),
        ("CONSTRUCT WHERE { ?s ?p ?o FILTER(?o) }", "FILTER(?o) }"),
        ("ASK { VALUES (?a ?b) { (1 2) (3) } }", "(3) } }"),
        ("ASK { ?s ?p '\\q' }", "'\\q' }"),
        ("ASK { _:b ?p ?o OPTIONAL {} _:b ?p ?o }", "_:b ?p ?o }"),
        ("ASK { ?s ?p ?o BIND(1 AS ?o) }", "?o) }"),
        ("SELECT ?s (COUNT(?p) AS ?n) { ?s ?p ?o }", "?s (COUNT(?p) AS ?n) { ?s ?p ?o }"),
        ("INSERT DATA {}", "INSERT DATA {}"),
        ("ASK {} LIMIT 1 LIMIT 2", "LIMIT 2"),
        ("ASK { # no more", ""),
        ("", ""),
    ],
)
def test_where_text_stops_being_a_query(text, rest):
    with pytest.raises(SparqlSyntaxError) as raised:
        parse(text)

    assert text[raised.value.position :].removesuffix(" # no more") == rest


def test_brackets_too_deep_are_no_query_and_no_crash():
    with pytest.raises(SparqlSyntaxError):
        parse(f"ASK {{ FILTER({'(' * 5000}1{')' * 5000}) }}")


def test_a_query_knows_its_parts():
    text = """BASE <http://b/> PREFIX a: <x:>
    SELECT DISTINCT ?s (1 AS ?n) FROM <g> FROM NAMED a:h WHERE { { SELECT * {} LIMIT 3 } }
    GROUP BY ?s HAVING (?n < 2) (?s > 1) ORDER BY DESC(?n) ?s OFFSET 2 VALUES ?s { UNDEF 1 }"""
    query = parse(text)
    (sub_query,) = query.group.elements[0].elements

    assert text[slice(*query.head)] == "SELECT DISTINCT ?s (1 AS ?n) "
    assert text[query.group.start : query.group.end].strip() == "{ SELECT * {} LIMIT 3 }"
    assert (query.base, query.prefixes) == ("http://b/", {"a": "x:"})
    assert [token.text for token in query.graphs] == ["<g>", "a:h"]
    assert query.projected == {"s", "n"}
    assert [token.text for token in query.modifiers.cuts] == ["2"]
    assert [len(query.modifiers.having), len(query.modifiers.order_by)] == [2, 2]
    assert [[token.text for token in row] for row in query.values.rows] == [["UNDEF"], ["1"]]
    assert (sub_query.form, sub_query.selected) == ("SELECT", ())
    assert [token.text for token in sub_query.modifiers.cuts] == ["3"]


def test_every_query_of_ours_is_read(project, repository):
    files = [*(repository / "queries").glob("*.rq"), *rule_files(project)]

    assert len(files) > 30
    assert all(parse(path.read_text("utf-8")) for path in files)


def test_every_query_of_our_shapes_is_read(repository):
    asked = {SH + "select", SH + "ask"}
    files = sorted((repository / "ontology" / "shapes").glob("*.ttl"))
    quads = [quad for path in files for quad in ox.parse(path=path, base_iri="x:")]
    texts = [quad.object.value for quad in quads if quad.predicate.value in asked]

    assert len(texts) > 20
    assert all(parse(substitute(text, {"PATH": "<x:p>"})) for text in texts)


TERMS = st.sampled_from(
    ["?x", "$y", ":p", "<x:y>", "_:b", "[]", '"a"@en', "1.5", "[ :p ?z ]", "(1)"]
)
VERBS = st.sampled_from(["a", "?p", ":p", "^:p/:q*", "!(:p|^:q)", "(:p|:q)+"])
TRIPLES = st.builds("{} {} {} .".format, TERMS.filter(lambda t: t[0] not in '"1'), VERBS, TERMS)
EXPRESSIONS = st.recursive(
    st.sampled_from(["?x", "1", '"a"', ":c", "-2"]),
    lambda inner: (
        st.builds("({} {} {})".format, inner, st.sampled_from("=<+*"), inner)
        | st.builds("STR({})".format, inner)
        | st.builds("({} IN ({}, {}))".format, st.just("?x"), inner, inner)
    ),
    max_leaves=5,
)
GROUPS = st.recursive(
    st.lists(TRIPLES, max_size=2).map(" ".join),
    lambda inner: st.one_of(
        st.builds("{{ {} }} UNION {{ {} }}".format, inner, inner),
        st.builds("OPTIONAL {{ {} }}".format, inner),
        st.builds("{{ SELECT * {{ {} }} LIMIT 1 }}".format, inner),
        st.builds("FILTER({})".format, EXPRESSIONS),
        st.builds("FILTER NOT EXISTS {{ {} }}".format, inner),
    ),
    max_leaves=6,
)


@settings(deadline=None, max_examples=60)
@given(GROUPS.map(lambda text: text.replace("_:b", "[]")), st.sampled_from(["", " ", "#x\n"]))
def test_groups_and_tokens_stand_where_the_tree_says(body, gap):
    text = f"SELECT * {{{gap}{body}{gap}}}"
    nodes = list(walk(parse(text)))
    groups = [node for node in nodes if isinstance(node, Group)]
    tokens = [node for node in nodes if isinstance(node, Token) and node.text[0] not in "[("]

    assert all((text[g.start - 1], text[g.end]) == ("{", "}") for g in groups)
    assert len(groups) == text.count("{")
    assert all(text[t.start : t.end] == t.text for t in tokens if "rdf-syntax-ns" not in t.text)
    assert {t.name for t in tokens if t.name} == set(re.findall(r"[?$](\w)", text))
