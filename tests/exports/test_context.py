"""The JSON-LD context and the frames: plain JSON that holds the same triples."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from pyld import jsonld

from foc_graph.exports.jsonld import expanded_node
from foc_graph.project import Project
from foc_graph.project.source import read_prefixes
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PROJECT = Project(ROOT)
PREFIXES = read_prefixes(PROJECT)
CONTEXT = json.loads(PROJECT.context.read_text("utf-8"))
FRAMES = sorted(PROJECT.frames.glob("*.jsonld"))
FIXTURES = ROOT / "tests" / "shapes"


def load(*paths: Path) -> list[ox.Triple]:
    parsed = (q for path in paths for q in ox.parse(path=str(path), base_iri=PREFIXES.id_base))
    return [ox.Triple(q.subject, q.predicate, q.object) for q in parsed]


#: The properties that some class may have, and the classes that records have.
NEEDED = """SELECT DISTINCT ?x {
  { ?s sh:ignoredProperties/rdf:rest*/rdf:first ?x } UNION { ?s sh:targetClass ?x }
  UNION { ?x rdfs:isDefinedBy <https://w3id.org/foc-graph/ns> }
  FILTER(?x NOT IN (rdf:type, dcat:Dataset))
}"""


def names() -> dict[str, str]:
    """What each name of the context stands for, as a CURIE or a namespace."""
    entries = {k: v for k, v in CONTEXT["@context"].items() if not k.startswith("@")}
    return {k: v if isinstance(v, str) else v.get("@id", "") for k, v in entries.items()}


def test_the_context_has_a_name_for_every_class_and_property():
    store = ox.Store()
    files = (PROJECT.ontology / "foc.ttl", *PROJECT.shapes.glob("*.ttl"))
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in load(*files))
    found = store.query(NEEDED, prefixes=PREFIXES.namespaces)
    needed = {PREFIXES.compress(row["x"].value) for row in found}

    assert needed - set(names().values()) == set()
    assert len(needed) > 120


def test_the_context_has_the_prefixes_of_the_map():
    assert PREFIXES.namespaces.items() <= names().items()


def no_network(url: str, _options: object = None) -> None:
    raise AssertionError(f"would fetch {url}")


def expanded(triples: list[ox.Triple]) -> list[dict]:
    nodes: dict[str, dict[str, list]] = {}
    for t in triples:
        nodes.setdefault(t.subject.value, {}).setdefault(t.predicate.value, []).append(t.object)
    return [expanded_node(subject, nodes[subject]) for subject in sorted(nodes)]


@pytest.mark.parametrize(
    "path", sorted(FIXTURES.glob("*/valid/full.ttl")), ids=lambda path: path.parent.parent.name
)
def test_compact_json_holds_the_same_triples(path):
    triples = load(FIXTURES / "context.ttl", path)
    options = {"documentLoader": no_network}
    compact = jsonld.compact(expanded(triples), CONTEXT, options)
    back = jsonld.to_rdf(compact, {**options, "format": "application/n-quads"})
    found = {q.triple for q in ox.parse(back.encode(), format=ox.RdfFormat.N_QUADS)}

    assert found == set(triples)
    assert not {key for node in compact["@graph"] for key in node if ":" in key}


def frame(name: str, entity: str, *files: str) -> dict:
    triples = load(FIXTURES / "context.ttl", *(FIXTURES / f for f in files))
    document = json.loads((PROJECT.frames / f"{name}.jsonld").read_text("utf-8"))
    document |= {"@context": CONTEXT["@context"], "@id": PREFIXES.id_base + entity}
    options = {"documentLoader": no_network, "omitGraph": True}
    return jsonld.frame(expanded(triples), document, options)


@pytest.mark.parametrize("path", FRAMES, ids=lambda path: path.stem)
def test_a_frame_names_nothing_that_the_context_does_not_know(path):
    document = json.loads(path.read_text("utf-8"))
    known = CONTEXT["@context"].keys() | PREFIXES.namespaces.keys()
    names = set(re.findall(r'"([^"@]+)": \{', path.read_text("utf-8")))

    assert document.pop("@context") == "../context.jsonld"
    assert {name.partition(":")[0] for name in names} <= known


def test_there_is_a_frame_for_each_kind_of_page():
    kinds = {"instrument", "state", "organisation", "membership", "event", "principle", "source"}

    assert {path.stem for path in FRAMES} == kinds


def test_a_framed_text_reads_like_plain_json():
    text = frame("instrument", "doc/A-HRC-RES-20-8", "Resolution/valid/adopted.ttl")

    assert text["type"] == "Resolution"
    assert text["title"] == {"en": "A text"}
    assert text["date"] == {"type": "xsd:date", "@value": "2012-07-05"}
    assert [paragraph["number"] for paragraph in text["provisions"]] == ["1"]
    assert text["decisions"][0]["body"]["label"] == {"en": "Human Rights Council"}
    assert "null" not in json.dumps(text)


def test_a_framed_affirmation_shows_its_wording():
    principle = frame("principle", "principle/same-rights-online", "Affirmation/valid/full.ttl")
    (act,) = principle["affirmations"]

    assert act["expressedIn"]["partOf"]["title"] == {"en": "A first text"}
    assert act["formulation"]["wording"]["en"].startswith("the same rights")


def test_a_framed_state_shows_its_memberships():
    state = frame("state", "state/LVA", "Membership/valid/full.ttl")

    assert state["memberships"][0]["organization"]["label"] == {"en": "Freedom Online Coalition"}
    assert state["memberships"][0]["founding"] is False
