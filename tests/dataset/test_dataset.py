"""The dataset: loading, querying, keeping on disk."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from foc_graph.dataset import load_dataset
from foc_graph.errors import CouldNotRun, UsageProblem

NAMES = "SELECT ?name WHERE { ?thing ex:name ?name }"


def test_a_file_goes_into_its_own_graph(small):
    dataset = load_dataset(small)

    assert [g.value for g in dataset.store.named_graphs()] == [
        "https://example.org/graph/thing/one"
    ]


def test_a_query_sees_the_union_and_knows_the_prefixes(small):
    rows = load_dataset(small).query(NAMES)

    assert [row["name"].value for row in rows] == ["one"]


def test_from_chooses_the_graph(small):
    (small.data / "thing" / "two.ttl").write_text('<https://x/> <https://example.org/ns#name> "2".')
    dataset = load_dataset(small)
    chosen = NAMES.replace("WHERE", "FROM <https://example.org/graph/thing/two> WHERE")

    assert [row["name"].value for row in dataset.query(chosen)] == ["2"]


def test_the_same_blank_node_label_in_two_files_is_two_nodes(small):
    for name in ("two", "three"):
        text = f'_:n <https://example.org/ns#name> "{name}" .'
        (small.data / "thing" / f"{name}.ttl").write_text(text)

    dataset = load_dataset(small)

    nodes = {q.subject for q in dataset.quads() if isinstance(q.subject, ox.BlankNode)}
    assert len(nodes) == 2
    assert list(dataset.quads()) == list(load_dataset(small).quads())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("two.trig", '<https://x/> <https://example.org/ns#name> "2" .'),
        ("two.jsonld", '{"@id": "https://x/", "https://example.org/ns#name": "2"}'),
        ("two.nq", '<https://x/> <https://example.org/ns#name> "2" .'),
    ],
)
def test_a_format_with_graphs_of_its_own_shares_the_rule(small, name, text):
    (small.data / "thing" / name).write_text(text)

    dataset = load_dataset(small)

    assert set(dataset.store) == set(dataset.quads())
    assert {quad.graph_name.value for quad in dataset.store} == {
        "https://example.org/graph/thing/one",
        "https://example.org/graph/thing/two",
    }


@pytest.mark.parametrize("sparql", ["SELECT", "SELECT ?x WHERE { ?x nope:y 1 }"])
def test_text_that_is_not_sparql_is_a_usage_problem(small, sparql):
    with pytest.raises(UsageProblem, match="not SPARQL"):
        load_dataset(small).query(sparql)


def test_service_is_refused(small):
    with pytest.raises(UsageProblem):
        list(load_dataset(small).query("SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }"))


def test_a_broken_data_file_is_left_out_and_named(small):
    (small.data / "thing" / "two.ttl").write_text("<a> a nope:B .")

    dataset = load_dataset(small)

    assert [problem.path.name for problem in dataset.problems] == ["two.ttl"]
    assert len(list(dataset.query(NAMES))) == 1


def test_a_broken_ontology_cannot_run(small):
    (small.ontology / "terms.ttl").write_text("\n<a> a nope:B .")

    with pytest.raises(CouldNotRun, match=r"ontology/terms.ttl:2: syntax error"):
        load_dataset(small)


def test_a_rule_writes_a_graph_of_its_own(small):
    small.rules.mkdir()
    (small.rules / "names.rq").write_text("CONSTRUCT { ?s ex:called ?n } WHERE { ?s ex:name ?n }")

    dataset = load_dataset(small)

    assert [g.value for g in dataset.derived_graphs()] == [
        "https://example.org/graph/derived/names"
    ]
    assert len(list(dataset.query("SELECT * { ?s ex:called ?n }"))) == 1


@pytest.mark.parametrize(
    "rule",
    [
        "CONSTRUCT {",
        "SELECT * { ?s ?p ?o }",
        "CONSTRUCT WHERE { SERVICE <http://x/> { ?s ?p ?o } }",
    ],
)
def test_a_broken_rule_cannot_run(small, rule):
    small.rules.mkdir()
    (small.rules / "bad.rq").write_text(rule)

    with pytest.raises(CouldNotRun, match=r"bad\.rq"):
        load_dataset(small)


def test_quads_are_as_written_where_the_store_normalises(small):
    (small.data / "thing" / "two.ttl").write_text("<https://example.org/id/a> <b:c> 1.50 .")

    dataset = load_dataset(small)

    assert "1.50" in {quad.object.value for quad in dataset.quads()}
    assert len(list(dataset.quads())) == len(dataset.store)


def test_the_rdflib_view_answers_like_the_store(small):
    view = load_dataset(small).as_rdflib()

    assert [str(row.name) for row in view.query(NAMES)] == ["one"]


def test_a_kept_store_is_used_again_until_the_input_changes(small, tmp_path):
    keep = tmp_path / "keep"
    load_dataset(small, store_dir=keep)
    first = (keep / "foc-graph.json").stat().st_mtime_ns
    again = load_dataset(small, store_dir=keep)
    assert len(list(again.query(NAMES))) == 1
    assert (keep / "foc-graph.json").stat().st_mtime_ns == first
    del again

    (small.data / "thing" / "two.ttl").write_text('<https://x/> <https://example.org/ns#name> "2".')

    assert len(list(load_dataset(small, store_dir=keep).query(NAMES))) == 2


def test_a_folder_that_is_no_store_is_refused(small, tmp_path):
    foreign = tmp_path / "photos"
    foreign.mkdir()
    (foreign / "cat.jpg").write_text("meow")

    with pytest.raises(UsageProblem, match="is not a store that foc-graph made"):
        load_dataset(small, store_dir=foreign)
    assert (foreign / "cat.jpg").read_text() == "meow"


def test_a_damaged_kept_store_says_what_to_do(small, tmp_path):
    keep = tmp_path / "keep"
    load_dataset(small, store_dir=keep)
    stamp = json.loads((keep / "foc-graph.json").read_text())
    for item in (keep / "store").iterdir():
        item.write_bytes(b"garbage")

    with pytest.raises(CouldNotRun, match="remove the folder"):
        load_dataset(small, store_dir=keep)
    assert stamp["digest"]


def test_our_own_dataset_loads_whole_and_derives(dataset):
    assert dataset.problems == ()
    assert len(dataset.store) > 10_000
    assert len(dataset.derived_graphs()) >= 5
