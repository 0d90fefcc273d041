"""JSON-LD reads like JSON, and needs nothing from the network."""

from __future__ import annotations

import json
import shutil
import socket

import pytest
from pyld import jsonld

from foc_graph.dataset import load_dataset
from foc_graph.errors import CouldNotRun
from foc_graph.exports import EXPORTERS, Content
from foc_graph.exports.contexts import compact, read_context, read_frames
from foc_graph.exports.framed import by_pyld, framed, is_plain
from foc_graph.exports.jsonld import expanded_dataset
from foc_graph.project import Project
from tests.conftest import ROOT

CONTEXT = {
    "@version": 1.1,
    "id": "@id",
    "type": "@type",
    "foc": "https://w3id.org/foc-graph/ns#",
    "Resolution": "foc:Resolution",
    "title": {"@id": "http://purl.org/dc/terms/title", "@container": "@language"},
    "symbol": "foc:symbol",
    "number": "http://data.europa.eu/eli/ontology#number",
    "issuer": {"@id": "http://purl.org/dc/terms/creator", "@type": "@id"},
    "name": "http://www.w3.org/2004/02/skos/core#prefLabel",
    "paragraphs": {
        "@reverse": "http://data.europa.eu/eli/ontology#is_part_of",
        "@container": "@set",
    },
}
SHOWN = {"@id": {}, "@explicit": True, "@omitDefault": True}
LEAF = {"@omitDefault": True}
FRAME = {
    "@type": "Resolution",
    "@explicit": True,
    "symbol": LEAF,
    "issuer": {**SHOWN, "name": LEAF},
    "paragraphs": {**SHOWN, "number": LEAF},
}
#: PyLD alone understands it: it gives a default.
WITH_DEFAULT = {**FRAME, "foc:accessed": {"@default": "never"}}


@pytest.fixture
def mine(small, tmp_path):
    root = tmp_path / "project"
    shutil.copytree(small.root, root)
    shutil.rmtree(root / "ontology" / "frames", ignore_errors=True)
    (root / "ontology" / "frames").mkdir()
    write(Project(root), CONTEXT, FRAME)
    return Project(root)


def write(project, context, frame):
    project.context.write_text(json.dumps({"@context": context}), encoding="utf-8")
    with_context = {"@context": "../context.jsonld", **frame}
    path = project.frames / "resolution.jsonld"
    path.write_text(json.dumps(with_context), encoding="utf-8")


def files(name, project):
    content = Content(load_dataset(project))
    return {file.name: json.loads(file.data) for file in EXPORTERS[name].files(content)}


def trees(project):
    return files("framed", project)["framed/resolution.jsonld"]["@graph"]


def test_nodes_have_the_short_names_of_the_context(mine):
    graphs = files("jsonld", mine)["foc-graph.jsonld"]["@graph"]
    graph = next(g["@graph"] for g in graphs if g.get("id", "").endswith("/A-HRC-RES-20-8"))
    nodes = {node["id"].rpartition("/id/")[2]: node for node in graph}
    assert nodes["doc/A-HRC-RES-20-8"]["type"] == "Resolution"
    assert nodes["doc/A-HRC-RES-20-8"]["symbol"] == "A/HRC/RES/20/8"
    assert nodes["doc/A-HRC-RES-20-8"]["title"]["en"].startswith("The promotion")


def test_the_context_is_inside(mine):
    assert files("jsonld", mine)["foc-graph.jsonld"]["@context"] == CONTEXT


@pytest.mark.parametrize("frame", [FRAME, WITH_DEFAULT])
def test_a_frame_gives_one_tree_for_each_of_its_kind(mine, frame):
    write(mine, CONTEXT, frame)
    assert [tree["symbol"] for tree in trees(mine)] == ["A/HRC/RES/20/8", "A/RES/68/167"]


@pytest.mark.parametrize("frame", [FRAME, WITH_DEFAULT])
def test_a_tree_has_what_points_to_it_and_what_it_points_to(mine, frame):
    write(mine, CONTEXT, frame)
    first, second = trees(mine)
    assert [paragraph["number"] for paragraph in first["paragraphs"]] == ["1"]
    assert first["issuer"]["name"] == {"@language": "en", "@value": "UN Human Rights Council"}
    assert second["issuer"]["name"]["@value"] == "UN General Assembly"


def test_a_frame_with_a_default_gives_it(mine):
    write(mine, CONTEXT, WITH_DEFAULT)
    assert {tree["foc:accessed"] for tree in trees(mine)} == {"never"}


def test_a_remote_context_is_refused_and_nothing_is_fetched(mine, monkeypatch):
    def connect(*_):
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", connect)
    write(mine, {"@version": 1.1, "@import": "https://example.org/context.jsonld"}, FRAME)
    with pytest.raises(CouldNotRun, match=r"example\.org"):
        files("jsonld", mine)


@pytest.mark.parametrize("text", ["{", "[]", '{"@context": "https://example.org/"}'])
def test_a_broken_context_is_one_sentence(mine, text):
    mine.context.write_text(text, encoding="utf-8")
    with pytest.raises(CouldNotRun, match=r"context\.jsonld"):
        read_context(mine)


def test_a_broken_frame_is_one_sentence(mine):
    (mine.frames / "resolution.jsonld").write_text("{", encoding="utf-8")
    with pytest.raises(CouldNotRun, match=r"resolution\.jsonld"):
        read_frames(mine)


def test_a_frame_that_cannot_be_applied_is_one_sentence(mine):
    write(mine, CONTEXT, {"@type": "Resolution", "title": {}})
    with pytest.raises(CouldNotRun, match=r"resolution\.jsonld: is not JSON-LD"):
        files("framed", mine)


@pytest.mark.slow
def test_our_own_frames_each_give_trees(dataset):
    found = {f.name: json.loads(f.data) for f in EXPORTERS["framed"].files(Content(dataset))}
    assert found.keys() == {f"framed/{name}.jsonld" for name in read_frames(dataset.project)}
    assert found
    assert all(document["@graph"] for document in found.values())


def referring_to_the_rest(frame):
    """Say our one difference in the terms of the recommendation: ``@embed`` is ``@never``."""
    said = {} if frame.get("@explicit") else {"@embed": "@never"}
    inner = {key: part for key, part in frame.items() if isinstance(part, dict) and part}
    return frame | said | {key: referring_to_the_rest(part) for key, part in inner.items()}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(read_frames(Project(ROOT))))
def test_trees_are_those_of_pyld(dataset, name):
    content, frame = Content(dataset), read_frames(dataset.project)[name]
    context = read_context(dataset.project)
    found = framed(content, context, frame)["@graph"]
    whole = {"@context": context, **referring_to_the_rest(frame)}
    expanded = jsonld.expand(whole, {"isFrame": True})[0]
    assert is_plain(expanded)
    entities = content.instances(*expanded["@type"])
    for entity, tree in list(zip(entities, found, strict=True))[:: len(entities) // 5 + 1]:
        assert tree == by_pyld(content, entity, whole, expanded)


ANY = {"@explicit": [True], "@type": ["x:C"]}


@pytest.mark.parametrize(
    "frame",
    [
        {},
        {"@type": ["x:C"]},
        {"@explicit": [True], "x:p": [{"@omitDefault": [True]}]},
        {**ANY, "x:p": [{}]},
        {**ANY, "x:p": [{"@omitDefault": [True], "@default": [1]}]},
        {**ANY, "x:p": [{"@omitDefault": [True], "x:q": [{"@omitDefault": [True]}]}]},
        {**ANY, "x:p": []},
        {**ANY, "@requireAll": [True]},
        {**ANY, "@embed": ["@last"]},
    ],
)
def test_frames_that_ask_for_more_are_left_to_pyld(frame):
    assert not is_plain(frame)


@pytest.mark.slow
def test_compaction_is_that_of_pyld(dataset):
    nodes, context = expanded_dataset(Content(dataset).quads), read_context(dataset.project)
    assert compact(nodes, context) == jsonld.compact(nodes, context, {"graph": True})
