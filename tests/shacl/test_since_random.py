"""Whatever is edited, looking only at what changed misses nothing, and finds nothing else.

Shapes, data and edits are drawn at random, seed by seed: every result that a whole run has after
the edit and had not before is found since the commit, and a whole run has all that is found.
"""

from __future__ import annotations

import os
import runpy
import subprocess
from collections import Counter
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest

from foc_graph.shacl import validate

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
RANDOM = runpy.run_path(str(HERE / "test_random_shapes.py"))

# More nodes, so that a change reaches some of them only.
RANDOM["NODES"].extend(f"ex:n{number}" for number in range(8))

NOBODY = {
    **{f"GIT_{who}_{what}": "ada@example.org"
       for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}  # fmt: skip

#: Shapes whose queries reach far.
QUERIES = [
    "SELECT $this ?value { $this ex:p ?value . ?value ex:q/ex:r* ?other FILTER(?other != $this) }",
    "SELECT $this { $this a ?c . FILTER NOT EXISTS { $this ex:p/^ex:q ?other . ?other a ?c } }",
    "SELECT $this ?value { $this ex:p ?value OPTIONAL { ?value ex:r ?end } FILTER(!BOUND(?end)) }",
    "SELECT $this ?value { { $this ex:q ?value } UNION { ?value ex:r $this . ?value ex:p [] } }",
    "SELECT $this ?value { $this ex:p ?x . ?other ex:p ?x ; ex:q ?value FILTER(?other != $this) }",
    "SELECT $this { $this ex:p ?a . ?b ex:q ?c FILTER(STR(?a) < STR(?c)) }",
    "SELECT $this ?value { $this (ex:p|^ex:q)+ ?value . FILTER EXISTS { ?value ?any $this } }",
    "SELECT $this (COUNT(?v) AS ?value) { $this ex:p ?v . ?v ex:q ex:b } GROUP BY $this",
    "SELECT $this ?value { ?value ?p $this . ex:a ex:r ?c FILTER(?c = 1) }",
    "SELECT $this ?v { { SELECT $this (MAX(?n) AS ?v) { $this ex:q/ex:p ?n } GROUP BY $this } }",
    "SELECT $this { $this !ex:p ?o . ?o ex:q 1 }",
    "SELECT $this ?value { $this ^ex:p/ex:q ?value ; ex:r [ ex:p ?value ] }",
]
EXTRA = """
ex:Q a sh:NodeShape ; {target} ; sh:sparql ex:q1, ex:q2 .
ex:q1 a sh:SPARQLConstraint ; sh:prefixes ex:prefixes ; sh:select "{one}" .
ex:q2 a sh:SPARQLConstraint ; sh:prefixes ex:prefixes ; sh:select "{two}" .
ex:prefixes sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/id/"^^xsd:anyURI ] .
"""
#: Constraints that read what nothing else in their shape reads: whoever forgets one, misses.
NARROW = [
    "sh:property [ sh:path ex:p ; sh:equals ex:q ]",
    "sh:property [ sh:path ex:p ; sh:disjoint ex:q ]",
    "sh:property [ sh:path ex:p ; sh:lessThan ex:q ]",
    "sh:property [ sh:path ex:p ; sh:lessThanOrEquals ex:r ]",
    "sh:equals ex:q",
    "sh:disjoint ex:r",
    "sh:class ex:C",
    "sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:property [ sh:path ex:p ]",
    "sh:property [ sh:path ex:p ; sh:node [ sh:closed true ; sh:ignoredProperties ( ex:q ) ] ]",
    "sh:property [ sh:path ex:p ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape ex:hasQ ]",
    "sh:property [ sh:path ex:p ; sh:qualifiedMaxCount 0 ; sh:qualifiedValueShape ex:hasR ]",
    "sh:property ex:apart",
    "sh:not ex:hasQ",
    "sh:property [ sh:path ex:p ; sh:property [ sh:path ex:q ; sh:maxCount 0 ] ]",
]
NARROW_PARTS = """
ex:hasQ sh:path ex:q ; sh:minCount 1 .
ex:hasR sh:path ex:r ; sh:minCount 1 .
ex:Whole a sh:NodeShape ; sh:property ex:apart, ex:sibling .
ex:apart sh:path ex:p ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ;
  sh:qualifiedValueShapesDisjoint true .
ex:sibling sh:path ex:p ; sh:qualifiedMaxCount 9 ; sh:qualifiedValueShape ex:hasR .
"""
NAMED = [name for name in RANDOM["NODES"] if name.startswith("ex:")]
RULE = "CONSTRUCT {{ ?b ex:{derived} ?a }} WHERE {{ ?a ex:{one}/ex:{two}* ?b }}"


def git(folder, *arguments):
    subprocess.run(["git", "-C", folder, *arguments], check=True, env=os.environ | NOBODY)


def start(project):
    git(project.root, "init", "--quiet")
    git(project.root, "add", "--all")
    git(project.root, "commit", "--quiet", "--message", "first")


def results(report):
    """Blank nodes get other names whenever they are read."""
    return Counter(
        tuple(None if isinstance(part, ox.BlankNode) else part for part in result.key)
        for result in report.results
    )


def check(project, before, seed, *, kept=False):
    """Compare, and return what is found since the commit, and what a whole run finds."""
    after = results(validate(project))
    since = results(validate(project, since="HEAD"))
    if kept:
        folder = project.root.parent / "kept"
        found = results(validate(project, since="HEAD", store_dir=folder))
        assert found == since, f"{seed}: the kept store makes a difference"
    assert since <= after, f"{seed}: finds what is not there {since - after}"
    assert after - before <= since, f"{seed}: misses {after - before - since}"
    return since, after


def draw_files(draw):
    """Split random triples over three files."""
    lines = [*RANDOM["data"](draw).splitlines(), *RANDOM["data"](draw).splitlines()]
    files = {f"thing/{name}.ttl": [] for name in "abc"}
    for line in lines:
        files[draw.choice(list(files))].append(line)
    return {name: "\n".join(["ex:o ex:o ex:o .", *lines]) for name, lines in files.items()}


def narrow(draw):
    """Two narrow shapes, whose targets read nothing."""
    targets = ", ".join(NAMED)
    drawn = enumerate(draw.sample(NARROW, 2))
    return NARROW_PARTS + "".join(f"ex:N{n} sh:targetNode {targets} ; {t} .\n" for n, t in drawn)


def edit(draw, project, prefixes):
    """Write one file anew, add one or remove one."""
    files = sorted((project.data / "thing").iterdir())
    path = draw.choice([*files, project.data / "thing" / "new.ttl"])
    if path.exists() and draw.random() < 0.1:
        path.unlink()
        return
    lines = draw.sample(RANDOM["data"](draw).splitlines()[1:], draw.randint(0, 2))
    old = path.read_text().removeprefix(prefixes).splitlines() if path.exists() else []
    kept = [line for line in old if draw.random() < 0.8]
    path.write_text(prefixes + "\n".join(["ex:o ex:o ex:o .", *kept, *lines]))


@pytest.mark.parametrize("first", range(0, 60, 10))
def test_edits_of_random_graphs(build, tmp_path, first):
    from shutil import rmtree

    looked_at = []
    for seed in range(first, first + 10):
        draw = Random(seed)  # noqa: S311  # no secret
        one, two = draw.sample(QUERIES, 2)
        target = draw.choice(RANDOM["TARGETS"])
        shapes = RANDOM["shapes"](draw) + EXTRA.format(target=target, one=one, two=two)
        shapes += narrow(draw)
        rmtree(tmp_path / "project", ignore_errors=True)
        project = build(draw_files(draw), shapes)
        prefixes = (project.data / "thing" / "a.ttl").read_text().partition("ex:o")[0]
        if draw.random() < 0.5:
            derived, first_step, second = draw.sample("pqr", 3)
            rule = RULE.format(derived=derived, one=first_step, two=second)
            project.rules.mkdir(parents=True)
            (project.rules / "one.rq").write_text(f"PREFIX ex: <https://example.org/id/>\n{rule}")
        start(project)
        before = results(validate(project))
        for number in range(5):
            edit(draw, project, prefixes)
            looked_at.append(check(project, before, seed, kept=seed % 5 == number == 0))

    assert any(since < after for since, after in looked_at), "always everything"


def as_lines(quads):
    return "".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads)


@pytest.fixture(scope="module")
def ours(project, tmp_path_factory):
    """A copy of our own project in a repository of its own, and what a whole run finds."""
    from shutil import copytree

    from foc_graph.project import Project

    root = tmp_path_factory.mktemp("ours")
    for name in ("ontology", "data"):
        copytree(project.root / name, root / name)
    start(Project(root))
    return Project(root), results(validate(Project(root)))


@pytest.mark.parametrize("seed", range(6))
def test_edits_of_our_data(ours, seed):
    project, before = ours
    draw = Random(seed)  # noqa: S311  # no secret
    files = project.data_files()
    changed = draw.sample(files, draw.choice([1, 1, 2, 5]))
    try:
        for path in changed:
            edit_file(draw, path, draw.choice(files))
        since, after = check(project, before, seed, kept=seed < 2)
    finally:
        git(project.root, "checkout", "--quiet", ".")

    assert len(since) < len(after) / 2 or len(after) < 10


def edit_file(draw, path, other):
    """Remove, change, add triples, or remove the file."""
    quads = list(ox.parse(path=path, base_iri="https://w3id.org/foc-graph/id/"))
    others = list(ox.parse(path=other, base_iri="https://w3id.org/foc-graph/id/"))
    kind = draw.choice(["remove file", "remove", "change", "add"])
    if kind == "remove file":
        path.unlink()
        return
    at = draw.randrange(len(quads))
    if kind in ("remove", "change"):
        gone = quads.pop(at)
        same = [quad for quad in others if quad.predicate == gone.predicate] or others
        if kind == "change":
            quads.append(ox.Triple(gone.subject, gone.predicate, draw.choice(same).object))
    else:
        taken = draw.choice(others)
        quads.append(ox.Triple(quads[at].subject, taken.predicate, taken.object))
    path.write_text(as_lines(quads) or "# nothing\n")
