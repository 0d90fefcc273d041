"""``validate --since``: what git says, what is looked at, and what the report says of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from foc_graph.cli import run
from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.project.source import read_prefixes
from foc_graph.shacl import validate
from foc_graph.shacl.shapes.reader import read_shapes
from foc_graph.shacl.since.commit_data import open_commit_data

NOBODY = {
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}
SHAPES = """\
ex:ThingShape a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:named, ex:linked .
ex:named a sh:PropertyShape ; sh:path ex:name ; sh:minCount 1 .
ex:linked a sh:PropertyShape ; sh:path ( ex:part ex:of ) ; sh:class ex:Thing .
"""
GOOD = {f"thing/{n}.ttl": f'ex:{n} a ex:Thing ; ex:name "{n}" .' for n in "ab"}
BAD = {"thing/bad.ttl": "ex:bad a ex:Thing ; ex:part ex:p ."}
PART = {"thing/p.ttl": 'ex:p a ex:Thing ; ex:name "p" ; ex:of ex:a .'}


def git(project, *arguments):
    subprocess.run(
        ["git", "-C", project.root, *arguments], check=True, env=os.environ | NOBODY,
        capture_output=True,
    )  # fmt: skip


@pytest.fixture
def cloned(build):
    """A project with one violation, committed."""
    project = build(GOOD | BAD | PART, SHAPES)
    git(project, "init", "--quiet", "--initial-branch", "main")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "first")
    return project


def append(project, name, text):
    with (project.data / name).open("a", encoding="utf-8") as file:
        file.write(text)


def focus(report):
    return {result.focus_node.value.rpartition("/")[2] for result in report.results}


def test_nothing_changed_conforms_and_says_that_nothing_was_checked(cloned, capsys):
    (cloned.root / "README.md").write_text("docs only")

    code = run(["--root", str(cloned.root), "validate", "--since", "HEAD"])

    assert code == 0
    assert "Nothing to check: no data has changed since HEAD" in capsys.readouterr().out
    assert not validate(cloned).conforms


def test_what_did_not_change_is_not_looked_at(cloned):
    append(cloned, "thing/a.ttl", "\nex:a ex:name 1 .")

    report = validate(cloned, since="HEAD")

    assert report.conforms
    assert report.checked.since.files == 1
    assert report.checked.triples == 1


def test_a_change_reaches_another_record_over_a_path(cloned):
    path = cloned.data / "thing" / "p.ttl"
    path.write_text(path.read_text().replace("ex:of ex:a", "ex:of ex:nothing"))

    report = validate(cloned, since="HEAD")

    assert focus(report) == {"bad"}


def test_a_removed_file_counts(cloned):
    (cloned.data / "thing" / "a.ttl").unlink()

    report = validate(cloned, since="HEAD")

    assert "bad" in focus(report)
    assert report.checked.since.files == 1


def test_a_file_that_no_longer_parses_is_a_problem(cloned):
    append(cloned, "thing/a.ttl", "\nex:a ex:")

    report = validate(cloned, since="HEAD")

    assert [problem.file for problem in report.problems] == ["data/thing/a.ttl"]
    assert not report.conforms


def test_a_broken_file_that_did_not_change_is_left_alone(cloned):
    (cloned.data / "thing" / "broken.ttl").write_text("ex:")
    git(cloned, "add", "--all")
    git(cloned, "commit", "--quiet", "--message", "broken")
    append(cloned, "thing/b.ttl", "\nex:b ex:name 2 .")

    assert validate(cloned, since="HEAD").problems == ()
    assert validate(cloned, since="HEAD~1").problems != ()


def test_changes_since_the_branches_parted(cloned):
    git(cloned, "checkout", "--quiet", "-b", "topic")
    append(cloned, "thing/a.ttl", "\nex:new a ex:Thing .")
    git(cloned, "commit", "--quiet", "--all", "--message", "mine")
    git(cloned, "checkout", "--quiet", "main")
    append(cloned, "thing/b.ttl", "\nex:theirs a ex:Thing .")
    git(cloned, "commit", "--quiet", "--all", "--message", "theirs")
    git(cloned, "checkout", "--quiet", "topic")

    assert focus(validate(cloned, since="main")) == {"new"}


@pytest.mark.parametrize("name", ["shapes/all.ttl", "prefixes.ttl", "rules/one.rq"])
def test_what_decides_about_everything_means_a_whole_run(cloned, name, capsys):
    path = cloned.ontology / name
    path.parent.mkdir(exist_ok=True)
    rule = "PREFIX ex: <https://example.org/id/> CONSTRUCT { ?a ex:q ?a } WHERE { ?a ex:of ?b }"
    path.write_text(path.read_text() + "\n# changed" if path.exists() else rule)

    code = run(["--root", str(cloned.root), "validate", "--since", "HEAD"])

    assert code == 1
    said = capsys.readouterr().out
    assert "Looked at everything, not only at what changed" in said
    assert f"ontology/{name} has changed" in said


def test_a_class_that_moves_means_all_focus_nodes(cloned):
    append(cloned, "thing/a.ttl", "\nex:Other rdfs:subClassOf ex:Thing .")

    assert focus(validate(cloned, since="HEAD")) == {"bad"}


def test_an_unknown_revision_is_no_green_run(cloned, capsys):
    assert run(["--root", str(cloned.root), "validate", "--since", "nowhere"]) == 2
    assert "no such revision" in capsys.readouterr().err


def test_no_repository_is_no_green_run(build, capsys):
    project = build(GOOD, SHAPES)

    assert run(["--root", str(project.root), "validate", "--since", "HEAD"]) == 3
    assert "not in a git repository" in capsys.readouterr().err


def test_the_reference_looks_at_everything_or_nothing(cloned):
    with pytest.raises(UsageProblem, match="engine pyshacl"):
        validate(cloned, engine="pyshacl", since="HEAD")


def test_only_some_files_of_what_changed(cloned):
    append(cloned, "thing/a.ttl", "\nex:new a ex:Thing .")
    append(cloned, "thing/b.ttl", "\nex:other a ex:Thing .")

    assert focus(validate(cloned, [cloned.data / "thing/b.ttl"], since="HEAD")) == {"other"}


def test_a_link_that_git_cannot_follow_means_a_whole_run(cloned):
    (cloned.data / "thing" / "link.ttl").symlink_to("a.ttl")
    git(cloned, "add", "--all")
    git(cloned, "commit", "--quiet", "--message", "link")

    assert "behind a link" in validate(cloned, since="HEAD").checked.since.why_all


def test_a_literal_that_the_store_would_alter_is_compared_as_written(cloned):
    shapes = cloned.shapes / "all.ttl"
    shapes.write_text(shapes.read_text() + 'ex:named sh:in ( 1 "a" "b" "p" ) .')
    git(cloned, "commit", "--quiet", "--all", "--message", "in")
    append(cloned, "thing/a.ttl", '\nex:a ex:name "01"^^xsd:integer .')

    (result,) = validate(cloned, since="HEAD").results

    assert result.value.value == "01"


def test_a_shallow_clone_cannot_tell(cloned, tmp_path):
    from foc_graph.project import Project

    git(cloned, "commit", "--quiet", "--allow-empty", "--message", "second")
    folder = tmp_path / "shallow"
    git(cloned, "clone", "--quiet", "--depth=1", cloned.root.as_uri(), str(folder))

    with pytest.raises(CouldNotRun, match="fetch-depth: 0"):
        validate(Project(folder), since="HEAD~1")


NOTHING = "ex:o ex:o ex:o ."
#: What ex:Thing has to be -> what another file says before and after, so that ex:a is wrong then.
REACHED = {
    "sh:property [ sh:path ex:p ; sh:equals ex:q ]": ("ex:a ex:q ex:x .", NOTHING),
    "sh:property [ sh:path ex:p ; sh:disjoint ex:q ]": (NOTHING, "ex:a ex:q ex:x ."),
    "sh:closed true ; sh:ignoredProperties ( rdf:type ex:p )": (NOTHING, "ex:a ex:odd 1 ."),
    "sh:property [ sh:path ex:p ; sh:class ex:C ]": ("ex:x a ex:C .", NOTHING),
    "sh:property [ sh:path ex:p ; sh:qualifiedMinCount 1 ;"
    " sh:qualifiedValueShape [ sh:path ex:r ; sh:minCount 1 ] ]": ("ex:x ex:r 1 .", NOTHING),
    "sh:property [ sh:path ex:p ; sh:node [ sh:closed true ] ]": (NOTHING, "ex:x ex:odd 1 ."),
    "sh:property [ sh:path ex:p ; sh:not [ sh:path [ sh:inversePath ex:s ] ; sh:minCount 1 ] ]": (
        NOTHING, "ex:y ex:s ex:x .",
    ),
    "sh:property [ sh:path [ sh:oneOrMorePath ex:p ] ; sh:hasValue ex:end ]": (
        "ex:x ex:p ex:end .", NOTHING,
    ),
    "sh:property [ sh:path [ sh:inversePath ( ex:s ex:t ) ] ; sh:maxCount 0 ]": (
        "ex:y ex:s ex:z .", "ex:y ex:s ex:z . ex:z ex:t ex:a .",
    ),
    "sh:property [ sh:path ( ex:p [ sh:zeroOrOnePath ex:q ] ) ; sh:maxCount 1 ]": (
        NOTHING, "ex:x ex:q ex:y .",
    ),
    "sh:property [ sh:path [ sh:alternativePath ( ex:q ex:p ) ] ; sh:maxCount 1 ]": (
        NOTHING, "ex:a ex:q 1 .",
    ),
}  # fmt: skip


@pytest.mark.parametrize("constraint", REACHED)
def test_every_kind_of_constraint_is_reached(build, constraint):
    before, after = REACHED[constraint]
    shapes = f"ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; {constraint} ."
    data = {"thing/a.ttl": "ex:a a ex:Thing ; ex:p ex:x .", "thing/b.ttl": before}
    project = build(data, shapes)
    git(project, "init", "--quiet")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "first")
    assert focus(validate(project)) <= {"S"}
    path = project.data / "thing" / "b.ttl"

    path.write_text(path.read_text().replace(before, after))

    assert focus(validate(project, since="HEAD")) == {"a"}


def test_a_kept_store_reads_what_changed_only(cloned, tmp_path):
    kept = tmp_path / "kept"
    for text in ("ex:new a ex:Thing .", "ex:newer a ex:Thing ."):
        append(cloned, "thing/a.ttl", f"\n{text}")

        report = validate(cloned, since="HEAD", store_dir=kept)

        assert report == validate(cloned, since="HEAD")
        git(cloned, "commit", "--quiet", "--all", "--message", "more")
    assert (tmp_path / "kept-since" / "foc-graph-since.json").is_file()
    assert validate(cloned, since="HEAD", store_dir=kept).results == ()


#: A run that is killed when it has changed what it looks at.
KILLED = """
import os, signal, sys
from pathlib import Path
from foc_graph.project import Project
from foc_graph.shacl import run

run.ValidationRun.report = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
run.validate(Project(Path(sys.argv[1])), since="HEAD", store_dir=Path(sys.argv[2]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_run_leaves_the_kept_store_as_it_was(cloned, tmp_path):
    kept = tmp_path / "folder" / "kept"
    validate(cloned, since="HEAD", store_dir=kept)
    before = contents(kept.parent)
    append(cloned, "thing/a.ttl", "\nex:new a ex:Thing .")
    killed = subprocess.run([sys.executable, "-c", KILLED, cloned.root, kept], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert before.items() < contents(kept.parent).items(), "it was killed too early"

    assert focus(validate(cloned, since="HEAD", store_dir=kept)) == {"new"}
    assert contents(kept.parent) == before


def contents(folder):
    """Path -> content of every file below a folder."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_runs_can_use_a_kept_store_at_once(cloned, tmp_path):
    kept = tmp_path / "kept"
    append(cloned, "thing/a.ttl", "\nex:new a ex:Thing .")
    shapes = read_shapes(cloned, base=read_prefixes(cloned).base)

    with open_commit_data(cloned, shapes, "HEAD", kept) as data:
        assert len(data.affected.among) > 0
        assert focus(validate(cloned, since="HEAD", store_dir=kept)) == {"new"}


def test_a_file_that_is_no_longer_read_is_gone_from_a_kept_store(cloned, tmp_path):
    git(cloned, "mv", "data/thing/a.ttl", "data/thing/a.txt")

    report = validate(cloned, since="HEAD", store_dir=tmp_path / "kept")

    assert report == validate(cloned, since="HEAD")
    assert report.checked.since.files == 1


def test_a_folder_of_somebody_else_is_left_alone(cloned, tmp_path):
    (tmp_path / "kept-since").mkdir()
    (tmp_path / "kept-since" / "precious").touch()

    with pytest.raises(UsageProblem, match="is not a store that foc-graph made"):
        validate(cloned, since="HEAD", store_dir=tmp_path / "kept")
