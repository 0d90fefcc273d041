"""A client of Linked Data Event Streams, made by others, stays in step with the server."""

from __future__ import annotations

import os
import subprocess

import pyoxigraph as ox
import pytest

from tests.conftest import PATIENCE
from tests.history.conftest import Repository
from tests.server.conftest import running
from tests.server.test_clients import PROGRAMS, program
from tests.stores.conftest import free_port

CLIENT = PROGRAMS / "node_modules" / "ldes-client" / "dist" / "bin" / "cli.js"
AS, DCTERMS = "https://www.w3.org/ns/activitystreams#", "http://purl.org/dc/terms/"
ID = "https://example.org/id/"

TWO = '<thing/two> a ex:Thing ; ex:part [ ex:name "a" ] .'


class Follower:
    """Asks for what it has not had yet: each run goes on where the last one ended."""

    def __init__(self, project, folder):
        self.project, self.folder, self.port = project, folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}/"

    def members(self):
        """Return what a run gives: type of change, entity and statements of each member."""
        with running(self.project, self.folder, "--port", str(self.port), "--url", self.url):
            printed = subprocess.run(
                [program("node"), CLIENT, f"{self.url}changes.trig", "--ordered", "ascending",
                 "--save", self.folder / "state"],
                check=True, capture_output=True, timeout=PATIENCE, env={**os.environ, "CI": "1"},
            ).stdout  # fmt: skip
        quads = list(ox.parse(printed, format=ox.RdfFormat.N_QUADS))
        versions = [q for q in quads if q.predicate.value == f"{DCTERMS}isVersionOf"]
        return sorted((_kind(quads, v.subject), v.object.value, _graph(quads, v.subject))
                      for v in versions)  # fmt: skip


def _kind(quads, member):
    kinds = [q.object.value for q in quads if q.subject == member and q.object.value.startswith(AS)]
    return kinds[0].removeprefix(AS)


def _graph(quads, member):
    """The statements of a version, without the labels of blank nodes."""
    said = [ox.Triple(q.subject, q.predicate, q.object) for q in quads if q.graph_name == member]
    return "\n".join(sorted(" ".join(map(_plain, triple)) for triple in said))


def _plain(term):
    return "_" if isinstance(term, ox.BlankNode) else str(term)


@pytest.fixture
def follower(small, tmp_path_factory):
    if not CLIENT.is_file():
        pytest.skip("the LDES client is not installed: run `npm ci` in tests/server/clients")
    return Follower(small, tmp_path_factory.mktemp("follower"))


@pytest.mark.slow
def test_a_client_gets_every_version_once(follower):
    repository = Repository(follower.project)
    repository.commit("two", {"thing/two.ttl": TWO, "thing/three.ttl": "<thing/three> a ex:T ."})
    name = f'<{ID}thing/one> <https://example.org/ns#name> "one"@en'
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://example.org/ns#Thing>"
    part = "<https://example.org/ns#part>"
    first = follower.members()
    assert [(what, iri) for what, iri, _ in first] == [
        ("Create", f"{ID}thing/one"), ("Create", f"{ID}thing/three"),
        ("Create", f"{ID}thing/two"),
    ]  # fmt: skip
    assert first[0][2] == f"<{ID}thing/one> {kind}\n{name}"
    assert f"<{ID}thing/two> {part} _" in first[2][2]
    assert follower.members() == []
    repository.commit("again", {"thing/two.ttl": f'{TWO} <thing/two> ex:name "two" .',
                                "thing/three.ttl": None})  # fmt: skip
    after = follower.members()
    assert [(what, iri) for what, iri, _ in after] == [
        ("Delete", f"{ID}thing/three"), ("Update", f"{ID}thing/two")
    ]  # fmt: skip
    assert after[0][2] == ""
    assert '"two"' in after[1][2]
    assert '"a"' in after[1][2]
