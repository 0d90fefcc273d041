"""A dataset comes into a real store, graph by graph, and nothing else is touched."""

from __future__ import annotations

import httpx
import pyoxigraph as ox
import pytest

from tests.stores.conftest import loader_of

OTHERS = "https://example.org/somebody/else"
EVERY_KIND = pytest.mark.parametrize("profile", ["graphs", "updates"])


def dump(url: str) -> set[ox.Quad]:
    answer = httpx.get(f"{url}store", headers={"Accept": "application/n-quads"}, trust_env=False)
    return set(ox.parse(answer.content, format=ox.RdfFormat.N_QUADS))


def put(url: str, graph: str, turtle: str) -> None:
    httpx.put(
        f"{url}store", params={"graph": graph}, content=turtle.encode(), trust_env=False,
        headers={"Content-Type": "text/turtle"},
    ).raise_for_status()  # fmt: skip


def load(project, url, profile="graphs", **options):
    with loader_of(project, url, profile) as (loader, _, _):
        plan = loader.plan(**options)
        loader.apply(plan)
        loader.verify(plan.sent)
        return plan, loader.check()


@EVERY_KIND
def test_everything_is_there_once(tiny, store, profile):
    plan, differences = load(tiny, store, profile)
    assert differences == []
    assert len(plan.add) > 10
    assert not plan.replace
    held = {quad.graph_name.value for quad in dump(store)}
    assert held == {graph.iri for graph in plan.add} | {"https://w3id.org/foc-graph/graph/loaded"}


@EVERY_KIND
def test_a_second_time_nothing_travels(tiny, store, profile):
    load(tiny, store, profile)
    before = dump(store)
    plan, differences = load(tiny, store, profile)
    assert plan.is_done
    assert (differences, dump(store)) == ([], before)


def change(project, old="Estonia", new="Eesti"):
    path = project.data / "state" / "EST.ttl"
    text = path.read_text("utf-8").replace(f'"{old}"', f'"{new}"')
    path.write_text(text, encoding="utf-8")
    return path


@EVERY_KIND
def test_only_what_changed_is_replaced(tiny, store, profile):
    load(tiny, store, profile)
    change(tiny)
    plan, differences = load(tiny, store, profile)
    assert [graph.iri.rpartition("/")[2] for graph in plan.replace] == ["org"]
    assert (plan.add, differences) == ((), [])


def test_a_graph_that_somebody_changed_is_put_right(tiny, store):
    load(tiny, store)
    put(store, "https://w3id.org/foc-graph/graph/org", "<urn:a> <urn:b> <urn:c> .")
    with loader_of(tiny, store) as (loader, _, _):
        (difference,) = loader.check()
        assert difference.extra == ("<urn:a> <urn:b> <urn:c>",)
        assert len(difference.missing) == 5
    _, differences = load(tiny, store)
    assert differences == []


@EVERY_KIND
def test_what_is_gone_is_deleted_on_demand(tiny, store, profile):
    load(tiny, store, profile)
    gone = next(iter(sorted((tiny.data / "doc").glob("*.ttl"))))
    gone.unlink()
    plan, _ = load(tiny, store, profile)
    (name,) = [iri for iri in plan.gone if "/doc/" in iri]
    assert any(quad.graph_name.value == name for quad in dump(store))
    plan, differences = load(tiny, store, profile, prune=True)
    assert name in plan.delete
    assert differences == []
    assert not any(quad.graph_name.value in plan.delete for quad in dump(store))


@EVERY_KIND
def test_what_others_loaded_stays(tiny, store, profile):
    put(store, OTHERS, "<urn:a> <urn:b> <urn:c> .")
    httpx.post(
        f"{store}update", content=b"INSERT DATA { <urn:d> <urn:e> <urn:f> }",
        headers={"Content-Type": "application/sparql-update"}, trust_env=False,
    ).raise_for_status()  # fmt: skip
    others = dump(store)
    load(tiny, store, profile, prune=True)
    with loader_of(tiny, store, profile) as (loader, _, _):
        assert loader.remove() > 10
    assert dump(store) == others


def test_a_plan_changes_nothing(tiny, store):
    with loader_of(tiny, store) as (loader, _, _):
        assert len(loader.plan().lines()) > 10
    assert dump(store) == set()


@EVERY_KIND
def test_literals_that_a_store_keeps_by_value_are_no_difference(tiny, store, profile):
    path = tiny.data / "state" / "EST.ttl"
    odd = '"007"^^xsd:integer , "1.50"^^xsd:decimal , "1"^^xsd:boolean , "x"@EN-gb'
    text = path.read_text("utf-8")
    prefix = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n" * ("xsd:" not in text)
    path.write_text(f"{prefix}{text}\n<urn:x> <urn:p> {odd} .\n", encoding="utf-8")
    _, differences = load(tiny, store, profile)
    assert differences == []
    plan, _ = load(tiny, store, profile)
    assert plan.is_done


def test_blank_nodes_are_compared_by_what_is_said_of_them(tiny, store):
    path = tiny.data / "state" / "EST.ttl"
    path.write_text(path.read_text("utf-8") + "\n<urn:x> <urn:p> [ <urn:q> [] ] .\n")
    _, differences = load(tiny, store)
    assert differences == []
    plan, _ = load(tiny, store)
    assert plan.is_done
