"""What git tells about a project, on real repositories."""

from __future__ import annotations

import pytest

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.project import Project
from foc_graph.project.git import Change, Repository
from tests.conftest import git


def write(project, **files):
    for name, text in files.items():
        path = project.root / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def commit(project, subject="change", **files):
    write(project, **files)
    git(project.root, "add", "--all", ".")
    git(project.root, "commit", "--quiet", "--allow-empty", "--message", subject)


@pytest.fixture
def cloned(small):
    """The smallest project in a repository with one commit."""
    git(small.root, "init", "--quiet", "--initial-branch", "main")
    commit(small, "first")
    return small


def kinds(changes):
    return [(change.kind, change.path, change.old_path) for change in changes]


def test_nothing_changed(cloned):
    assert Repository.of(cloned).changed_files("HEAD") == []


def test_every_kind_of_change_committed_or_not(cloned):
    long = "\n".join(map(str, range(30)))
    commit(cloned, data__a="1", data__b=long, data__gone="3", **{".gitignore": "ignored"})
    commit(cloned, data__a="2")
    git(cloned.root, "mv", "data/b", "data/moved")
    (cloned.data / "gone").unlink()
    write(cloned, data__new="4", data__ignored="5")
    repository = Repository.of(cloned)

    changes = repository.changed_files("HEAD~1")

    assert kinds(changes) == [
        ("changed", "data/a", "data/a"),
        ("removed", None, "data/gone"),
        ("renamed", "data/moved", "data/b"),
        ("added", "data/new", None),
    ]
    old = repository.contents(change.old_blob for change in changes if change.old_blob)
    assert sorted(old.values()) == sorted([b"1", b"3", long.encode()])
    ignored = repository.changed_files("HEAD~1", under=["data"], ignored=True)
    assert ("added", "data/ignored", None) in kinds(ignored)


@pytest.mark.parametrize(
    "name", ["a b", 'quo"te', "tür-ü", "*", ":(top)x", "new\nline", "-x", "\t"]
)
def test_odd_names(cloned, name):
    commit(cloned, **{f"data__{name}": "1"})
    repository = Repository.of(cloned)

    assert repository.changed_files("HEAD~1", under=[f"data/{name}"])[0].path == f"data/{name}"
    assert repository.read("HEAD", f"data/{name}") == b"1"
    assert f"data/{name}" in repository.files("HEAD", ["data"])
    assert next(repository.log([f"data/{name}"])).changes[0].path == f"data/{name}"


def test_a_project_in_a_folder_of_its_repository(small):
    outer = Project(small.root / "deep" / "er")
    (outer.root).mkdir(parents=True)
    (small.root / "ontology").rename(outer.ontology)
    (small.root / "data").rename(outer.data)
    git(small.root, "init", "--quiet")
    git(small.root, "add", "--all")
    git(small.root, "commit", "--quiet", "--message", "first")
    (small.root / "elsewhere").write_text("not ours")
    write(outer, data__thing__one="changed", data__thing__two="new")
    (outer.data / "thing" / "one.ttl").write_text("changed")
    repository = Repository.of(outer)

    assert [change.path for change in repository.changed_files("HEAD")] == [
        "data/thing/one", "data/thing/one.ttl", "data/thing/two",
    ]  # fmt: skip
    assert repository.read("HEAD", "data/thing/one.ttl").startswith(b"@base")
    assert set(repository.files("HEAD")) == {"data/thing/one.ttl", "ontology/prefixes.ttl"}
    assert next(repository.log()).changes[0].path == "data/thing/one.ttl"


def test_the_branch_point_is_where_the_branches_part(cloned):
    repository = Repository.of(cloned)
    first = repository.resolve("HEAD")
    git(cloned.root, "checkout", "--quiet", "-b", "topic")
    commit(cloned, data__mine="1")
    git(cloned.root, "checkout", "--quiet", "main")
    commit(cloned, data__theirs="1")
    git(cloned.root, "checkout", "--quiet", "topic")

    assert repository.branch_point("main") == first
    assert kinds(repository.changed_files(first)) == [("added", "data/mine", None)]


def test_the_log_tells_what_each_commit_changed(cloned):
    commit(cloned, "Say it: second\n\nwith a body", data__b="1")
    repository = Repository.of(cloned)

    newest, oldest = repository.log(["data"])

    assert (newest.subject, newest.author, newest.time) == (
        "Say it: second", "Ada", "2014-04-28T12:00:00+00:00",
    )  # fmt: skip
    assert kinds(newest.changes) == [("added", "data/b", None)]
    assert oldest.subject == "first"
    assert list(repository.log(since="HEAD~1")) == [next(repository.log(limit=1))]
    assert list(repository.log(["no/such/path"])) == []


def test_links_and_submodules_are_told_apart(cloned):
    (cloned.data / "link.ttl").symlink_to("thing/one.ttl")
    commit(cloned)
    other = cloned.root / "data" / "module"
    other.mkdir()
    git(other, "init", "--quiet")
    git(other, "commit", "--quiet", "--allow-empty", "--message", "x")
    git(cloned.root, "add", "data/module")
    repository = Repository.of(cloned)

    assert repository.special_files(["data"]) == ["data/link.ttl", "data/module"]
    assert [c.path for c in repository.changed_files("HEAD~1") if c.is_special] == [
        "data/link.ttl", "data/module",
    ]  # fmt: skip


def test_a_file_git_forgets_is_still_there(cloned):
    git(cloned.root, "rm", "--quiet", "--cached", "data/thing/one.ttl")

    assert {change.kind for change in Repository.of(cloned).changed_files("HEAD")} == {
        "added", "removed",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["nowhere", "", "-x", "--all", "HEAD~9", "0" * 40, "a b"])
def test_an_unknown_revision_is_a_wrong_call(cloned, name):
    with pytest.raises(UsageProblem, match="no such revision"):
        Repository.of(cloned).branch_point(name)


def test_a_shallow_clone_says_how_to_get_the_rest(cloned, tmp_path_factory):
    first = Repository.of(cloned).resolve("HEAD")
    commit(cloned, data__b="1")
    git(cloned.root, "branch", "other", first)
    folder = tmp_path_factory.mktemp("shallow") / "clone"
    git(cloned.root, "clone", "--quiet", "--depth=1", "--no-single-branch",
        cloned.root.as_uri(), folder)  # fmt: skip
    repository = Repository.of(Project(folder))

    for revision in (first[:-1] + ("0" if first[-1] != "0" else "1"), "origin/gone"):
        with pytest.raises(CouldNotRun, match="fetch-depth: 0"):
            repository.branch_point(revision)
    assert repository.resolve("origin/other") == first
    with pytest.raises(CouldNotRun, match="git fetch --unshallow"):
        repository.branch_point("origin/other")


def test_unrelated_histories(cloned):
    git(cloned.root, "checkout", "--quiet", "--orphan", "apart")
    commit(cloned, "apart")

    with pytest.raises(UsageProblem, match="no history in common"):
        Repository.of(cloned).branch_point("main")


def test_no_repository(small):
    with pytest.raises(CouldNotRun, match="is not in a git repository"):
        Repository.of(small)


def test_a_repository_without_commits(small):
    git(small.root, "init", "--quiet")

    with pytest.raises(CouldNotRun, match="has no commit yet"):
        Repository.of(small)


def test_no_git_program(cloned, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))

    with pytest.raises(CouldNotRun, match="there is no git program"):
        Repository.of(cloned)


def test_a_file_that_was_not_there(cloned):
    with pytest.raises(UsageProblem, match="is not a file of HEAD"):
        Repository.of(cloned).read("HEAD", "data/gone.ttl")


def test_a_change_is_a_plain_record():
    assert Change("added", "a", None) == Change("added", "a", None)
