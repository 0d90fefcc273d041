"""A SPARQL constraint that never ends is stopped, and named."""

from __future__ import annotations

import re
import subprocess
import sys
import threading

import pytest

from foc_graph.shacl import validate
from foc_graph.shacl.engines.time_limit import OverTimeError, bounded
from tests.conftest import PATIENCE

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
    """In a process of its own: the query that nobody waits for ends with it."""
    command = [sys.executable, "-m", "foc_graph", "--root", str(endless.root)]
    command += ["validate", "--engine", engine, "--timeout", "0.3"]
    done = subprocess.run(command, capture_output=True, check=False, text=True, timeout=PATIENCE)

    assert done.returncode == 3
    assert done.stderr.startswith("foc-graph: ontology/shapes/all.ttl")
    assert re.search(r"id/S.*takes longer than 0\.3 seconds.*--timeout", done.stderr)


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
    before = set(threading.enumerate())

    def work():
        while True:
            pass

    with pytest.raises(OverTimeError):
        bounded(work, 0.1)
    for thread in set(threading.enumerate()) - before:
        thread.join(PATIENCE)
        assert not thread.is_alive()
