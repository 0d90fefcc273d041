"""The queries that names are looked up by: of all names, and of what goes by a text exactly."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.names.names import ALTERNATIVES, CODES, NAMING
from foc_graph.project.iris import normalise_symbol
from foc_graph.rdf.prefixes import expand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.rdf.prefixes import PrefixMap

#: How symbols begin that are called by session and number.
_STARTS = ("A/RES/", "E/RES/", "S/RES/", "A/HRC/RES/", "A/HRC/DEC/", "A/")
_NAMED = (*dict.fromkeys((*NAMING, *ALTERNATIVES, *CODES)), "rdf:type")


def select_all(restriction: str, prefixes: PrefixMap) -> str:
    """Return the SELECT of every name of what a pattern leaves: IRI, property, text, language.

    A class is a row, too: a thing without a name goes by its id.
    """
    # A branch a property: rdflib joins a VALUES with all triples, one by one, which takes minutes.
    return _selecting(
        " UNION ".join(
            f"{{ {restriction}?iri <{name_of}> ?name . BIND(<{name_of}> AS ?property) }}"
            for name_of in (expand(prefixes, curie) for curie in _NAMED)
        )
    )


def select_exact(text: str, iris: Iterable[str], restriction: str, prefixes: PrefixMap) -> str:
    """Return the SELECT of what is named as typed or has one of the IRIs: by an index, at once."""
    branches: list[str] = []
    with suppress(ValueError):  # no text of RDF, or no IRI
        branches += (f"{{ ?iri ?property {n} BIND({n} AS ?name) }}" for n in _literals(text))
        nodes = map(ox.NamedNode, dict.fromkeys(iris))
        branches += (f"{{ {node} ?property ?name BIND({node} AS ?iri) }}" for node in nodes)
    named = ", ".join(f"<{expand(prefixes, curie)}>" for curie in _NAMED)
    return _selecting(
        f"{{ {' UNION '.join(branches)} }} {restriction}FILTER(?property IN ({named}))"
    )


def _literals(text: str) -> tuple[ox.Literal, ...]:
    symbol = normalise_symbol(text)
    longer = (f"{start}{symbol}" for start in _STARTS) if re.search(r"\d", text) else ()
    plain = dict.fromkeys((text, symbol, *longer))
    return (*map(ox.Literal, plain), ox.Literal(text, language="en"))


def _selecting(branches: str) -> str:
    return (
        "SELECT ?iri ?property ?name (LANG(?name) AS ?language)"
        f" WHERE {{ {branches} FILTER(ISIRI(?iri)) }}"
    )
