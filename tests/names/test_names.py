"""One name a node, in whatever comes out."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from foc_graph.dataset.content import Content
from foc_graph.exports.networks import NETWORKS
from foc_graph.exports.references import references
from foc_graph.exports.tables import tables
from foc_graph.names.alphabet import by_name
from foc_graph.names.names import Names
from foc_graph.pictures import PictureFacts
from foc_graph.rdf.terms import key_of
from foc_graph.show import describe
from foc_graph.web.addresses import Addresses
from foc_graph.web.pages.site import Site
from foc_graph.web.search import gather


@pytest.fixture(scope="module")
def content(dataset):
    return Content(dataset)


@pytest.fixture(scope="module")
def nodes(content):
    """Every IRI that a statement names."""
    terms = (
        term
        for triple in content.triples
        for term in (triple.subject, triple.predicate, triple.object)
    )
    return sorted({term.value for term in terms if isinstance(term, ox.NamedNode)})


def differing(names, found):
    return {iri: (names[iri], name) for iri, name in found if name != names[iri]}


def test_show_pages_tables_and_pictures_call_every_node_alike(dataset, content, nodes):
    site = Site(dataset, Addresses(dataset))
    pictures = PictureFacts.of(dataset, link=lambda _: None)
    shown = Names(dataset)

    assert len(nodes) > 4300
    assert differing(shown, ((iri, site.names[iri]) for iri in nodes)) == {}
    assert differing(shown, ((iri, pictures.names[iri]) for iri in nodes)) == {}
    assert differing(shown, ((iri, Names(content)[iri]) for iri in nodes)) == {}


def test_rows_and_cells_of_tables_have_these_names(dataset, content):
    names = Names(dataset)
    for table in tables(content):
        assert table.label == names[table.class_iri]
        assert differing(names, (row[:2] for row in table.rows)) == {}
        places = {column.name: place for place, column in enumerate(table.columns)}
        for name, place in places.items():
            iris = places.get(f"{name}_iri")
            for row in table.rows if iris else ():
                cells = (row[iris].split(" | "), row[place])
                assert " | ".join(names[iri] for iri in cells[0] if iri) == cells[1]


def test_networks_references_and_search_have_these_names(dataset, content):
    names = Names(dataset)
    for network in NETWORKS.values():
        labels = network(content).nodes(data="label")
        assert labels
        assert differing(names, labels) == {}
    untitled = [r for r in references(content) if not content.text(r.iri, "dcterms:title")]
    assert differing(names, ((found.iri, found.title) for found in untitled)) == {}
    index = gather(
        content, names, target=lambda iri: iri, mains=content.index, project=dataset.project
    )
    titles = [(entry.path, entry.title) for entry in index.entries if "://" in entry.path]
    assert len(titles) > 4000
    assert differing(names, titles) == {}


KINDS = {
    "doc/A-HRC-RES-20-8": "A/HRC/RES/20/8",
    "doc/A-HRC-RES-20-8#op1": "A/HRC/RES/20/8 OP1",
    "doc/A-70-174#13-e": "A/70/174 13 (e)",
    "state/EST": "Estonia",
    "membership/foc-EST-1": "Estonia · member · Freedom Online Coalition",
    "decision/A-HRC-RES-20-8": "A/HRC/RES/20/8 · adopted",
    "vote/A-HRC-RES-32-31-ALB": "Albania · yes · A/HRC/RES/32/31 · adopted",
    "sponsorship/A-C.3-68-L.40-Rev.1-ALB": "Albania · co-sponsor · A/C.3/68/L.40/Rev.1",
    "act/A-HRC-RES-20-8-op1-same-rights": (
        "United Nations Human Rights Council · affirms · Same rights online as offline"
    ),
    "citation/A-68-98-A-RES-217-IIIA": "A/68/98 → A/RES/217(III)A",
    "act/A-HRC-DEC-25-117-pp8-same-rights#c-right": "right · recalled",
    "source/accessnow-internet-shutdowns-amid-elections-igf": (
        "https://www.accessnow.org/press-release/internet-shutdowns-amid-elections-igf/"
    ),
    "org:Organization": "organization",
    "schema:NewsArticle": "news article",
    "org:organization": "organisation",
    "wd:Q191": "Wikidata Q191",
}


@pytest.mark.parametrize("short", KINDS)
def test_each_kind_of_node_is_called_as_a_reader_expects(dataset, short):
    prefixes = dataset.prefixes
    iri = prefixes.expand(short) if ":" in short else f"{prefixes.id_base}{short}"
    assert Names(dataset)[iri] == KINDS[short]


def test_show_has_the_name_as_its_heading(dataset):
    iri = f"{dataset.prefixes.id_base}membership/foc-EST-1"
    assert describe(dataset, iri).name == Names(dataset)[iri]


def test_a_blank_node_goes_by_its_own_name(dataset):
    store, label = ox.Store(), ox.NamedNode(dataset.prefixes.expand("rdfs:label"))
    node = ox.BlankNode("x")
    store.add(ox.Quad(node, label, ox.Literal("somebody")))
    names = Names(type(dataset)(dataset.project, dataset.prefixes, store, ()))
    assert (names[key_of(node)], names.value(node).text) == ("somebody", "somebody")


def test_an_address_stands_where_its_host_does():
    names = ["https://www.apc.org/", "Zeit", "http://dw.com/", "BBC"]
    assert sorted(names, key=by_name) == ["https://www.apc.org/", "BBC", "http://dw.com/", "Zeit"]
