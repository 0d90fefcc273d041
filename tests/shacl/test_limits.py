"""A SPARQL constraint that never ends is stopped, and named."""

from __future__ import annotations

import time

import pytest

from foc_graph.cli import run
from foc_graph.errors import CouldNotRun
from foc_graph.shacl import validate
from foc_graph.shacl.engines.time_limit import OverTimeError, bounded

#: Every triple with every other, four times: on 300 triples some eight thousand million.
ENDLESS = '''\
ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:sparql ex:endless .
ex:endless a sh:SPARQLConstraint ; sh:select """
  SELECT $this ?value {{
    {pattern} ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?s ?value .
    FILTER(CONCAT(STR(?x), STR(?y), STR(?z)) = "no")
  }}""" .
'''
MANY = "ex:a a ex:Thing .\n" + "\n".join(f"ex:a{n} ex:p {n} ." for n in range(300))


@pytest.fixture
def endless(build):
    return build({"thing/a.ttl": MANY}, ENDLESS.format(pattern="$this a ?t ."))


@pytest.mark.parametrize("engine", ["sparql", "pyshacl"])
def test_a_constraint_that_never_ends_is_named(endless, engine):
    start = time.monotonic()

    with pytest.raises(CouldNotRun, match=r"id/S.*takes longer than 0\.3 seconds") as error:
        validate(endless, engine=engine, timeout=0.3)

    assert error.value.place.startswith("ontology/shapes/all.ttl")
    assert time.monotonic() - start < 30


def test_the_command_says_which_and_exits_with_3(endless, capsys):
    code = run(["--root", str(endless.root), "validate", "--timeout", "0.3"])

    said = capsys.readouterr().err
    assert code == 3
    assert "ontology/shapes/all.ttl" in said
    assert "--timeout" in said


def test_time_enough_changes_nothing(build):
    shapes = (
        "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:sparql ex:q .\n"
        'ex:q sh:select "SELECT $this { $this a ?type }" .'
    )
    project = build({"thing/a.ttl": "ex:a a ex:Thing ."}, shapes)

    assert len(validate(project, timeout=30).results) == 1


def test_a_catastrophic_pattern_is_none_here(build):
    """The store's expressions take linear time, whatever the pattern."""
    shapes = (
        "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ;"
        ' sh:property [ sh:path ex:name ; sh:pattern "^(a+)+$" ] .'
    )
    project = build({"thing/a.ttl": f'ex:a a ex:Thing ; ex:name "{"a" * 5000}b" .'}, shapes)

    assert len(validate(project).results) == 1


def test_what_runs_on_in_python_is_ended():
    steps = []

    def work():
        while True:
            steps.append(len(steps))

    with pytest.raises(OverTimeError):
        bounded(work, 0.1)
    time.sleep(0.1)
    before = len(steps)
    time.sleep(0.2)
    assert len(steps) == before
