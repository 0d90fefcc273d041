"""Identifiers: symbol <-> IRI <-> file."""

from __future__ import annotations

import pytest

from foc_graph.errors import UsageProblem
from foc_graph.project.iris import (
    iri_for_path,
    iri_for_symbol,
    normalise_symbol,
    path_for_iri,
    symbol_for_iri,
)
from foc_graph.project.source import read_prefixes

BASE = "https://w3id.org/foc-graph/id/"
SYMBOLS = "SELECT ?doc ?symbol WHERE { ?doc foc:symbol ?symbol } ORDER BY ?doc"


def test_every_symbol_of_a_un_text_goes_both_ways(dataset):
    rows = [(row["doc"].value, row["symbol"].value) for row in dataset.query(SYMBOLS)]
    regular = [(iri, s) for iri, s in rows if iri == iri_for_symbol(s, dataset.prefixes)]

    back = {iri: symbol_for_iri(iri, dataset.prefixes) for iri, _ in regular if _un(iri)}

    assert len(back) > 250
    assert back == {iri: normalise_symbol(symbol) for iri, symbol in regular if _un(iri)}


def _un(iri: str) -> bool:
    return iri.removeprefix(f"{BASE}doc/").startswith(("A-", "E-", "S-", "CCPR-", "CRC-"))


def test_every_entity_has_the_file_that_its_iri_says(dataset):
    data = dataset.project.data_files()
    iris = [(p, iri_for_path(p, dataset.project, dataset.prefixes)) for p in data]
    named = [(path, iri) for path, iri in iris if iri]

    assert len(named) > 400
    assert all(path_for_iri(i, dataset.project, dataset.prefixes) == p for p, i in named)


def test_a_paragraph_is_in_the_file_of_its_text(project):
    path = path_for_iri(f"{BASE}doc/A-HRC-RES-20-8#op1", project, read_prefixes(project))

    assert path == project.data / "doc" / "A-HRC-RES-20-8.ttl"


@pytest.mark.parametrize("iri", ["https://example.org/x", f"{BASE}doc", f"{BASE}../../etc/x"])
def test_an_iri_of_no_entity_has_no_file(project, iri):
    with pytest.raises(UsageProblem):
        path_for_iri(iri, project, read_prefixes(project))
