"""sh:sparql: one query over all focus nodes gives what one query for each would give (SHACL 5)."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from foc_graph.errors import CouldNotRun
from foc_graph.shacl import validate
from foc_graph.shacl.components.prebinding import prepare

DATA = """
ex:a a ex:C ; ex:n 1 ; ex:to ex:b . ex:b a ex:C ; ex:n 2 ; ex:to ex:c . ex:c a ex:C ; ex:n 3 .
"""

SHAPE = """
ex:S sh:targetClass ex:C ; sh:sparql [ sh:message "{{?value}} of {{$this}}" ;
  sh:prefixes ex: ; sh:select "{}" ] .
ex: sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/id/"^^xsd:anyURI ] .
"""

#: Query -> the focus nodes with results.
QUERIES = {
    "SELECT $this WHERE { $this ex:n ?n FILTER(?n > 1) }": "bc",
    "SELECT $this WHERE { FILTER($this = ex:a) }": "a",
    "SELECT $this WHERE { { FILTER(false) } UNION { FILTER($this = ex:a) } }": "a",
    "SELECT $this WHERE { { BIND($this AS ?x) } FILTER(?x = ex:b) }": "b",
    "SELECT $this WHERE { OPTIONAL { ex:a ex:to ?x FILTER(?x = $this) } FILTER(BOUND(?x)) }": "b",
    "SELECT $this WHERE { FILTER NOT EXISTS { $this ex:to ?o } }": "c",
    "SELECT $this WHERE { FILTER NOT EXISTS { ?s ex:to ?o FILTER(?o = $this) } }": "a",
    "SELECT $this WHERE { FILTER EXISTS { { FILTER($this = ex:a) } UNION { FILTER(false) } }"
    " }": "a",
    "SELECT $this ?n WHERE { { SELECT $this (COUNT(?o) AS ?n) WHERE { $this ex:to ?o }"
    " GROUP BY $this } FILTER(?n = 1) }": "ab",
    "SELECT $this WHERE { SELECT $this WHERE { $this ex:n ?n FILTER(?n > 1) } }": "bc",
    "SELECT $this WHERE { SELECT $this WHERE { ?x a $this } }": "",
    "SELECT $this WHERE { $this ex:n ?n } GROUP BY $this HAVING (MAX(?n) > 2)": "c",
    "SELECT $this WHERE { $this ex:n ?n } LIMIT 1": "abc",
    "SELECT $this WHERE { ?x ex:n ?n } ORDER BY ?n LIMIT 1": "abc",
    "SELECT $this WHERE { $this ex:n ?n FILTER(?n IN (1, 3)) # VALUES { }\n }": "ac",
    "SELECT $this WHERE { ?x ex:to $this . FILTER(STRLEN('}') = 1) }": "bc",
}


#: Query -> why pySHACL gives something else.
PYSHACL_DIFFERS = {
    "SELECT $this WHERE { { FILTER(false) } UNION { FILTER($this = ex:a) } }": (
        "SHACL appendix A: $this is bound in every branch of a UNION"
    ),
    "SELECT $this WHERE { FILTER EXISTS { { FILTER($this = ex:a) } UNION { FILTER(false) } } }": (
        "SHACL appendix A: $this is bound in every branch of a UNION"
    ),
    "SELECT $this WHERE { $this ex:n ?n FILTER(?n IN (1, 3)) # VALUES { }\n }": (
        "SHACL appendix A forbids VALUES clauses, not comments that mention them"
    ),
}


@pytest.mark.parametrize("engine", ["sparql", "pyshacl"])
@pytest.mark.parametrize("query", QUERIES)
def test_focus_nodes_with_results(check, query, engine, request):
    if engine == "pyshacl" and query in PYSHACL_DIFFERS:
        request.applymarker(pytest.mark.xfail(reason=PYSHACL_DIFFERS[query]))
    results = check(SHAPE.format(query.replace("\n", "\\n")), DATA, engine)

    assert "".join(sorted(r.focus_node.value[-1] for r in results)) == QUERIES[query]


@pytest.mark.parametrize("query", QUERIES)
def test_only_a_cut_needs_a_run_for_each_focus_node(query):
    assert prepare(query, None, ["this"]).at_once == ("LIMIT" not in query)


def test_value_path_and_message_come_from_the_solution(check):
    query = "SELECT $this ?value (ex:to AS ?path) WHERE { $this ex:to ?value . ?value ex:n 3 }"

    (result,) = check(SHAPE.format(query), DATA)

    assert result.path.sparql() == "<https://example.org/id/to>"
    assert result.value == ox.NamedNode("https://example.org/id/c")
    assert result.message == "https://example.org/id/c of https://example.org/id/b"


def test_path_of_the_property_shape_stands_for_a_placeholder(check):
    shape = SHAPE.format("SELECT $this ?value WHERE { $this $PATH ?value FILTER(?value > 2) }")

    (result,) = check(shape.replace("sh:sparql", "sh:path ex:n ; sh:sparql"), DATA)

    assert result.value == ox.Literal(3)


def test_each_solution_is_a_result(check):
    """SHACL 5.3.1; pySHACL passes over solutions that are equal."""
    query = "SELECT $this WHERE { ?x ex:n ?n . $this ex:n 1 }"

    assert len(check(SHAPE.format(query), DATA)) == 3
    assert len(check(SHAPE.format(query), DATA, "pyshacl")) == 1


def test_a_constraint_can_be_deactivated(check):
    shape = SHAPE.format("SELECT $this WHERE { }").replace(
        "sh:message", "sh:deactivated true ; sh:message"
    )

    assert check(shape, DATA) == []


#: Query -> a part of the sentence.
REFUSED = {
    "SELECT $this WHERE { $this ex:n ?n MINUS { $this ex:n 1 } }": "uses MINUS",
    "SELECT $this WHERE { VALUES ?n { 1 } }": "uses VALUES",
    "SELECT $this WHERE { SERVICE <http://example.org/> { } }": "uses SERVICE",
    "SELECT $this WHERE { BIND(1 AS $this) }": "assigns $this",
    "SELECT $this WHERE { { SELECT ?n WHERE { ?x ex:n ?n } } }": "does not return $this",
    "SELECT ?n WHERE { $this ex:n ?n }": "does not return $this",
    "SELECT (COUNT($this) AS ?m) WHERE { $this ex:n ?n }": "does not return $this",
    "SELECT $this WHERE { $this $PATH ?n }": "uses $PATH in a node shape",
    "SELECT $this WHERE { $this ex:n ?n ": "brackets that do not match",
    "SELECT $this WHERE { $this nope:n ?n }": "a prefix that is not declared, nope:",
    "SELECT $this WHERE { $this ex:n }": "is not SPARQL",
}


@pytest.mark.parametrize("query", REFUSED)
def test_refuses_what_cannot_be_prebound(check, query):
    with pytest.raises(CouldNotRun) as caught:
        check(SHAPE.format(query), DATA)

    assert str(caught.value).startswith("shape <https://example.org/id/S>: ")
    assert REFUSED[query] in str(caught.value)


def test_a_failure_of_the_query_is_a_failure_of_the_run(check):
    with pytest.raises(CouldNotRun, match="reports a failure"):
        check(SHAPE.format("SELECT $this ?failure WHERE { BIND(true AS ?failure) }"), DATA)


COMPONENT = """
ex:Below a sh:ConstraintComponent ; sh:parameter [ sh:path ex:below ] ; sh:validator [
  a sh:SPARQLAskValidator ; sh:message "not below {$below}" ;
  sh:ask "ASK { FILTER($value < $below) }" ] .
ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:n ; ex:below 3 ] .
"""


@pytest.mark.parametrize("engine", ["sparql", "pyshacl"])
def test_a_component_of_ones_own(check, engine):
    (result,) = check(COMPONENT, DATA, engine)

    # SHACL 6.3: the value node; pySHACL leaves it out for a property shape.
    assert result.value == (ox.Literal(3) if engine == "sparql" else None)
    assert result.component.value == "https://example.org/id/Below"
    assert result.message == "not below 3"


def test_what_cannot_be_compiled_is_left_to_pyshacl(quads):
    from foc_graph.dataset.data_graph import DataGraph
    from foc_graph.shacl.engines import get_engine
    from foc_graph.shacl.shapes.reader import parse_shapes

    select = "SELECT ?this WHERE { ?this <https://example.org/id/n> 3 }"
    target = f"[ a sh:SPARQLTarget ; sh:select '{select}' ]"
    shapes = parse_shapes(
        quads(f"ex:S a sh:NodeShape ; sh:target {target} ; sh:class ex:D . ex:T a sh:NodeShape ;"
              " sh:targetNode ex:a ; sh:class ex:D .")
    )  # fmt: skip

    outcome = get_engine("sparql").run(DataGraph.from_quads(quads(DATA)), shapes)

    assert outcome.fallback == (ox.NamedNode("https://example.org/id/S"),)
    assert sorted(r.focus_node.value[-1] for r in outcome.results) == ["a", "c"]


WRONG = [
    ("SELECT $this WHERE { $this nope:name ?x }", "a prefix that is not declared, nope:"),
    ("SELECT $this\nWHERE {\n  $this ex:a ex:b }}", 'line 3 of it, at "}"'),
    ("SELECT $this WHERE", 'line 1 of it, after "SELECT $this WHERE"'),
    ("SELECT $this WHERE { $this ex:a }", 'line 1 of it, at "}"'),
    ("SELECT $this WHERE {\n $this ($PATH/ex:a)* ?o . ?o ex:a }", 'line 2 of it, at "}"'),
]


@pytest.mark.parametrize(("query", "words"), WRONG)
def test_a_query_that_is_no_sparql_is_explained_where_it_stands(build, query, words):
    shapes = f"""
ex:S sh:path ex:x ; sh:targetClass ex:Thing ;
  sh:sparql [
    sh:prefixes ex:P ;
    sh:select \"\"\"{query}\"\"\" ] .
ex:P sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/ns#"^^xsd:anyURI ] .
"""
    project = build({"thing/x.ttl": "ex:x a ex:Thing ."}, shapes)

    with pytest.raises(CouldNotRun) as raised:
        validate(project)
    assert words in raised.value.what
    line = (project.shapes / "all.ttl").read_text().splitlines().index("  sh:sparql [") + 1
    assert str(raised.value.place) == f"ontology/shapes/all.ttl:{line}:13"
