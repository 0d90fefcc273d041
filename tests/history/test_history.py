"""What git says of the data, in words, as RDF Patch and as a feed."""

from __future__ import annotations

import subprocess
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from foc_graph.dataset import load_dataset
from foc_graph.history import ChangeWording, as_patch, compare, read_history
from foc_graph.history.feed import feed
from foc_graph.names.names import Names
from foc_graph.project.source import read_prefixes

THING = "https://example.org/id/thing/one"
SPONSOR = (
    '<thing/one> a ex:Thing ; ex:name "one"@en .\n'
    '<state/SWE> a ex:Thing ; skos:prefLabel "Sweden"@en .\n'
    "<sponsorship/one-SWE> a foc:Sponsorship ; foc:actor <state/SWE> ;"
    " foc:ofInstrument <thing/one> .\n"
)


def said(project):
    """Every change of the newest step, in words."""
    history = read_history(project, read_prefixes(project))
    dataset = load_dataset(project)
    wording = ChangeWording(dataset.prefixes, Names(dataset))
    return [wording.summary(change) for change in history.steps[0].changes]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<thing/one> a ex:Thing ; ex:name "two"@en .',
         ["thing/one: name changed from “one” to “two”"]),
        ('<thing/one> a ex:Thing ; ex:name "one"@en, "un"@fr .', ["thing/one: name “un” added"]),
        ("<thing/one> a ex:Thing .", ["thing/one: name “one” removed"]),
        (SPONSOR, ["thing/one: Sweden added; sponsor Sweden added"]),
        (None, ["thing/one: removed"]),
    ],
)  # fmt: skip
def test_a_change_is_told_in_words(repository_of, text, words):
    repository_of.commit(
        "change", {"thing/one.ttl": text, "thing/other.ttl": "<thing/other> a ex:T."}
    )
    found = said(repository_of.project)
    assert "thing/other: added" in found
    told = [set(line.partition(": ")[2].split("; ")) for line in found if "thing/one" in line]
    assert told == [set(line.partition(": ")[2].split("; ")) for line in words]


def test_a_sponsor_that_goes_is_named(repository_of):
    repository_of.commit("with", {"thing/one.ttl": SPONSOR})
    repository_of.commit("without", {"thing/one.ttl": SPONSOR.rpartition("<sponsorship")[0]})
    assert said(repository_of.project) == ["thing/one: sponsor Sweden removed"]


def test_another_order_and_other_prefixes_are_no_change(repository_of):
    before = repository_of.git("rev-parse", "HEAD")
    repository_of.commit(
        "form",
        {
            "thing/one.ttl": '<thing/one> <https://example.org/ns#name> "one"@en . # a comment\n'
            "<thing/one> a ex:Thing ."
        },
    )
    assert compare(repository_of.project, before, "HEAD").changes == []


def test_blank_nodes_that_say_the_same_are_the_same(repository_of):
    first = repository_of.commit(
        "one", {"thing/one.ttl": "<thing/one> ex:p [ ex:q 1 ; ex:r [] ] ."}
    )
    repository_of.commit(
        "two", {"thing/one.ttl": "_:z ex:r _:y . _:z ex:q 1 . <thing/one> ex:p _:z ."}
    )
    assert compare(repository_of.project, first, "HEAD").changes == []


def test_a_version_that_cannot_be_read_is_said(repository_of):
    repository_of.commit("broken", {"thing/one.ttl": "<thing/one> a"})
    history = read_history(repository_of.project, read_prefixes(repository_of.project))
    assert history.steps[0].unreadable == ("data/thing/one.ttl",)


def test_the_patch_makes_the_new_graph_of_the_old_one(repository_of):
    old = repository_of.commit(
        "old", {"thing/one.ttl": '<thing/one> a ex:Thing ; ex:name "a\\nb" .'}
    )
    repository_of.commit("new", {"thing/one.ttl": SPONSOR, "thing/two.ttl": "<thing/two> a ex:T ."})
    found = compare(repository_of.project, old, "HEAD")
    lines = as_patch(found.changes).decode().splitlines()
    assert (lines[0], lines[-1]) == ("TX .", "TC .")
    start = "https://example.org/graph/thing/one"
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://example.org/ns#Thing>"
    name = f'<{THING}> <https://example.org/ns#name> "a\\nb" <{start}> .'
    quads = _parse([name, f"<{THING}> {kind} <{start}> ."])
    quads -= _parse([line[2:] for line in lines if line.startswith("D ")])
    quads |= _parse([line[2:] for line in lines if line.startswith("A ")])
    now = load_dataset(repository_of.project, derive=False)
    assert quads == {q for q in now.quads() if "/graph/thing/" in str(q.graph_name)}


def _parse(lines):
    return set(ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS))


def test_an_entity_has_its_own_history(repository_of):
    repository_of.commit("one", {"thing/one.ttl": SPONSOR})
    repository_of.commit("other", {"thing/two.ttl": "<thing/two> a ex:T ."})
    history = read_history(repository_of.project, read_prefixes(repository_of.project))
    assert [(step.commit.subject, change.kind) for step, change in history.of(THING)] == [
        ("one", "changed"), ("first", "added"),
    ]  # fmt: skip
    assert history.of("https://example.org/id/thing/none") == []


def test_without_git_there_is_no_history_and_it_says_so(small):
    history = read_history(small, read_prefixes(small))
    assert history.steps == ()
    assert history.missing.startswith("There is no history here")


def test_a_shallow_clone_has_no_history_and_says_so(repository_of, tmp_path):
    from foc_graph.project import Project

    repository_of.commit("more", {"thing/two.ttl": "<thing/two> a ex:T ."})
    clone = tmp_path / "clone"
    origin = f"file://{repository_of.project.root}"
    subprocess.run(["git", "clone", "-q", "--depth", "1", origin, clone], check=True)
    history = read_history(Project(clone), read_prefixes(Project(clone)))
    assert (history.steps, "shallow" in history.missing) == ((), True)


def test_the_feed_is_atom_with_the_dates_of_the_commits(repository_of):
    commit = repository_of.commit("a <b> & \x01 c", {"thing/one.ttl": SPONSOR})
    project = repository_of.project
    dataset = load_dataset(project)
    wording = ChangeWording(dataset.prefixes, Names(dataset))
    history = read_history(project, dataset.prefixes)
    made = feed(history, wording, base="https://x.example/", title="T & t", author="A")
    assert made == feed(history, wording, base="https://x.example/", title="T & t", author="A")
    root = ET.fromstring(made)  # noqa: S314 - our own
    atom = "{http://www.w3.org/2005/Atom}"
    for node in (root, *root.findall(f"{atom}entry")):
        assert {child.tag.removeprefix(atom) for child in node} >= {
            "id",
            "title",
            "updated",
            "link",
        }
    assert root.find(f"{atom}author/{atom}name").text == "A"
    entry = root.find(f"{atom}entry")
    assert entry.find(f"{atom}id").text.endswith(f":commit/{commit}")
    assert entry.find(f"{atom}id").text.startswith("tag:x.example,2026-01-")
    assert entry.find(f"{atom}updated").text.endswith("T11:00:00Z")
    assert "sponsor Sweden added" in "".join(entry.itertext())


def test_a_feed_without_history_is_valid_too(small):
    dataset = load_dataset(small)
    wording = ChangeWording(dataset.prefixes, Names(dataset))
    made = feed(
        read_history(small, dataset.prefixes), wording, base="https://x/", title="T", author="A"
    )
    assert b"<updated>1970-01-01T00:00:00Z</updated>" in made


def test_our_own_import_is_told_in_one_line(project):
    history = read_history(project, read_prefixes(project))
    if history.missing:
        pytest.skip(history.missing)
    first = history.steps[-1]
    assert len(first.changes) > 1000
    assert {change.kind for change in first.changes} == {"added"}
