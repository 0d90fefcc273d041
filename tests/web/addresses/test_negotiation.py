"""RFC 9110, section 12.5.1, and what real clients send."""

from __future__ import annotations

import csv

import pytest

from foc_graph.web.addresses import FORMATS, HTML, choose, find_format
from foc_graph.web.addresses.negotiation import split_suffix
from tests.conftest import ROOT

TABLE = ROOT / "tests/server/accept.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))

TURTLE, JSONLD, RDFXML, NTRIPLES, TRIG, CSV = FORMATS[1:]


def test_the_table_has_the_clients_that_matter():
    names = " ".join(row["client"] for row in ROWS)
    assert len(ROWS) >= 35
    assert all(n in names for n in ("rapper", "Jena", "Comunica", "rdflib", "curl", "chromium"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["client"])
def test_each_client_gets_what_it_can_use(row):
    found = choose(row["accept"] or None)
    assert (found.suffix[1:] if found else "406") == row["format"]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, HTML),
        ("", HTML),
        (" , ,", HTML),
        ("nonsense", HTML),
        ("a/b/c", HTML),
        ("*/*", HTML),
        ("*", HTML),
        ("text/*", HTML),
        ("application/*", JSONLD),
        ("text/*;q=0.3, text/turtle;q=0.7", TURTLE),
        # The more specific range decides, though the other gives more.
        ("text/*, text/html;q=0.1, text/turtle;q=0.1", CSV),
        ("*/*, text/html;q=0.1, text/turtle;q=0.2", JSONLD),
        ("text/html;q=0, */*;q=0.1", TURTLE),
        ("*/*;q=0", None),
        ("text/turtle;q=0", None),
        ("text/turtle;q=0.000", None),
        ("text/turtle;q=0.001", TURTLE),
        # Where a weight cannot be read it is 1, as if it were not there.
        ("text/turtle;q=high, text/html;q=0.9", TURTLE),
        ("text/turtle;q=9, text/html", TURTLE),
        ("text/turtle ; q=0.4 , application/trig ; q=0.5", TRIG),
        ("text/turtle;Q=0.4, application/trig;q=0.5", TRIG),
        ('text/turtle;x="a,b;q=0";q=0.9, text/html;q=0.5', TURTLE),
        ("*/turtle", HTML),
        # Names for the same thing that clients use, and what they exclude.
        ("text/plain", NTRIPLES),
        ("application/json", JSONLD),
        ("application/xhtml+xml", HTML),
        ("text/n3, text/turtle;q=0", None),
        ("application/xml;q=0.9, text/html", HTML),
    ],
)
def test_negotiation_follows_the_standard(accept, expected):
    assert choose(accept) == expected


def test_only_what_is_available_is_chosen():
    assert choose("text/turtle", (HTML, CSV)) is None
    assert choose("*/*", (CSV, TURTLE)) == CSV
    assert choose(None, ()) is None


def test_an_absurd_header_is_read_in_no_time():
    import time

    begun = time.process_time()
    for absurd in ("," * 100_000, "a/b;" * 50_000, 'text/turtle;x="' + "," * 100_000):
        choose(absurd)
    choose(",".join(f"text/x{i};q=0.{i}" for i in range(100_000)) + ",text/turtle")
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ttl", TURTLE), ("Turtle", TURTLE), (".ttl", TURTLE), ("text/turtle", TURTLE),
        ("application/ld json", JSONLD), ("application/ld+json", JSONLD), ("rdf", RDFXML),
        ("text/turtle; charset=utf-8", TURTLE), ("exe", None), ("", None),
    ],
)  # fmt: skip
def test_a_format_goes_by_suffix_name_or_media_type(name, expected):
    assert find_format(name) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/doc/X.ttl", ("/doc/X", TURTLE)),
        ("/ns/1.0.0", ("/ns/1.0.0", None)),
        ("/doc/A-HRC-20-L.13", ("/doc/A-HRC-20-L.13", None)),
        ("/doc/.ttl", ("/doc/.ttl", None)),
        ("/doc/X", ("/doc/X", None)),
    ],
)
def test_only_a_known_suffix_is_one(path, expected):
    assert split_suffix(path) == expected
