"""The one prefix map."""

from __future__ import annotations

import pytest

from foc_graph.errors import CouldNotRun
from foc_graph.project.source import read_prefixes


@pytest.mark.parametrize(
    ("curie", "iri"),
    [
        ("foc:Affirmation", "https://w3id.org/foc-graph/ns#Affirmation"),
        ("schema:url", "https://schema.org/url"),
        ("eli-dl:Vote", "http://data.europa.eu/eli/eli-draft-legislation-ontology#Vote"),
    ],
)
def test_a_curie_and_its_iri_go_both_ways(project, curie, iri):
    prefixes = read_prefixes(project)

    assert prefixes.expand(curie) == iri
    assert prefixes.compress(iri) == curie


@pytest.mark.parametrize("text", ["nope:x", "no-colon", ""])
def test_an_unknown_prefix_is_none(project, text):
    assert read_prefixes(project).expand(text) is None


@pytest.mark.parametrize("local", ["a/b", "a#b", "a.", "(x)"])
def test_a_local_part_that_needs_escapes_is_not_compressed(project, local):
    assert read_prefixes(project).compress(f"https://schema.org/{local}") is None


def test_an_id_is_shown_without_the_base(project):
    prefixes = read_prefixes(project)

    assert prefixes.shorten(f"{prefixes.id_base}doc/A-HRC-RES-20-8#op1") == "doc/A-HRC-RES-20-8#op1"


def test_a_namespace_is_shown_whole(project):
    assert read_prefixes(project).shorten("https://schema.org/") == "https://schema.org/"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("@prefix ex: <https://example.org/> .", "declares no @base"),
        ("@base <https://example.org> .\n@prefix ex: <https://x/> .", "ends in / or #"),
        ("@prefix ex <https://example.org/> .", "prefixes.ttl:1: is not Turtle"),
    ],
)
def test_a_broken_prefix_map_cannot_run(small, content, message):
    small.prefixes_file.write_text(content)

    with pytest.raises(CouldNotRun, match=message):
        read_prefixes(small)


def test_a_missing_prefix_map_cannot_run(small):
    small.prefixes_file.unlink()

    with pytest.raises(CouldNotRun, match="cannot be read"):
        read_prefixes(small)
