"""Named graphs, by the path of the file."""

from __future__ import annotations

import pytest

from foc_graph.project.graphs import derived_graph, graph_name
from foc_graph.project.source import read_prefixes

CASES = [
    ("data/doc/A-HRC-RES-20-8.ttl", "doc/A-HRC-RES-20-8"),
    ("data/state/EST.ttl", "org"),
    ("data/org/itu.ttl", "org"),
    ("data/membership/foc-LVA-1.ttl", "membership/foc"),
    ("data/membership/foc-EST-chair-2.ttl", "membership/foc"),
    (
        "data/membership/foc-support-unit-global-partners-digital-host-1.ttl",
        "membership/foc-support-unit",
    ),
    ("data/membership/un-hrc-CHN-2.ttl", "membership/un-hrc"),
    ("data/event/un-hrc-20.ttl", "event"),
    ("data/source/mfa-lv.ttl", "source"),
    ("data/principle/same-rights-online.ttl", "principle"),
    ("data/formulation/same-rights-un-2012.ttl", "principle"),
    ("data/links/wikidata.ttl", "links"),
    ("data/other/thing.ttl", "other/thing"),
    ("data/other/thing copy (2).ttl", "other/thing%20copy%20(2)"),
    ("ontology/foc.ttl", "ontology"),
    ("ontology/align.ttl", "align"),
    ("ontology/shapes/Membership.ttl", "shapes"),
    ("ontology/vocabulary/role.ttl", "vocab"),
]


@pytest.mark.parametrize(("path", "name"), CASES)
def test_a_file_belongs_to_the_graph_of_the_policy(project, path, name):
    prefixes = read_prefixes(project)

    assert graph_name(project, prefixes, project.root / path) == f"{prefixes.base}graph/{name}"


def test_the_catalogue_is_in_the_default_graph(project):
    assert graph_name(project, read_prefixes(project), project.data / "catalog.ttl") is None


def test_no_file_can_land_in_the_derived_graph(project):
    prefixes = read_prefixes(project)
    names = {graph_name(project, prefixes, path) for path in project.data_files()}

    assert not any(name and name.startswith(derived_graph(prefixes)) for name in names)
