"""Networks: what Gephi, igraph and networkx read back."""

from __future__ import annotations

import io

import networkx as nx
import pytest

from foc_graph.exports import EXPORTERS, Content

READERS = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}
DOC = "https://w3id.org/foc-graph/id/doc/"
SWEDEN = "https://w3id.org/foc-graph/id/state/SWE"


def read(name, content):
    files = EXPORTERS[name].files(content)
    return {file.name.partition(".")[0]: READERS[name](io.BytesIO(file.data)) for file in files}


@pytest.mark.parametrize("name", READERS)
def test_a_paragraph_that_cites_is_an_edge_between_texts(content, name):
    network = read(name, content)["citations"]
    edge = network.edges[f"{DOC}A-RES-68-167", f"{DOC}A-HRC-RES-20-8"]
    assert network.is_directed()
    assert edge["verbs"] in {"recalls", "recalling"}
    assert (edge["paragraphs"], edge["weight"]) == ("pp4", 1)


@pytest.mark.parametrize("name", READERS)
def test_nodes_say_what_they_are(content, name):
    node = read(name, content)["citations"].nodes[f"{DOC}A-HRC-RES-20-8"]
    facts = {key: node[key] for key in ("label", "kind", "body", "date", "year")}
    assert facts == {
        "label": "A/HRC/RES/20/8",
        "kind": "resolution",
        "body": "UN Human Rights Council",
        "date": "2012-07-05",
        "year": 2012,
    }


@pytest.mark.parametrize("name", READERS)
def test_backing_the_draft_is_backing_the_text_adopted_from_it(content, name):
    network = read(name, content)["sponsorships"]
    edge = network.edges[SWEDEN, f"{DOC}A-HRC-RES-20-8"]
    assert edge["drafts"] == "A/HRC/20/L.13"
    assert network.nodes[SWEDEN]["kind"] == "state"
    assert "year" not in network.nodes[SWEDEN]


@pytest.mark.parametrize("name", READERS)
def test_no_date_of_today_is_written(content, name):
    for file in EXPORTERS[name].files(content):
        assert b"lastmodified" not in file.data
        assert b"NetworkX" not in file.data
        assert file.data.startswith(b"<?xml")


def test_both_formats_hold_the_same_networks_of_our_own_data(dataset):
    content = Content(dataset)
    one, other = read("graphml", content), read("gexf", content)
    for name in ("citations", "sponsorships"):
        assert set(one[name].edges) == set(other[name].edges)
        assert len(one[name].edges) > 100
        assert all(label for _, label in one[name].nodes(data="label"))
