"""The locks are complete; the check of skips and the choice of quick tests do what they say."""

from __future__ import annotations

import importlib.util
import re
import tomllib

import pytest

from tests.conftest import ROOT, git

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PINNED = re.compile(
    r"^([a-z0-9-]+)==([^ ]+)(?: ; (.*?))? \\\n((?:    --hash=.*\n?)+)", re.MULTILINE
)


def pins(path):
    """Name -> the versions that a lock has of it, with the systems and Pythons they are for."""
    found = PINNED.findall(path.read_text("utf-8"))
    return {(name, marker): version for name, version, marker, _ in found}


def tool(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def skips():
    return tool("skips")


@pytest.fixture
def fast(tmp_path, monkeypatch):
    """The tool on a small repository, whose branch `work` has left main."""
    found = tool("test_fast")
    monkeypatch.setattr(found, "ROOT", tmp_path)
    for name in ("shacl", "web/pages"):
        write(tmp_path, f"tests/{name}/test_it.py", QUICK_AND_SLOW)
        write(tmp_path, f"foc_graph/{name}/it.py")
    write(tmp_path, "tests/conftest.py")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "first")
    git(tmp_path, "checkout", "-q", "-b", "work")
    return found


QUICK_AND_SLOW = """\
import pytest
def test_quick(): pass
@pytest.mark.slow
def test_slow(): raise AssertionError
"""


def write(root, name, text=""):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_line_of_a_lock_is_pinned_and_hashed(lock):
    comments_gone = re.sub(r"^#.*\n", "", lock.read_text("utf-8"), flags=re.MULTILINE)

    assert pins(lock)
    assert PINNED.sub("", comments_gone).strip() == ""


def test_the_two_locks_agree():
    base, dev = (pins(ROOT / "requirements" / name) for name in ("base.txt", "dev.txt"))
    versions = [{(name, pin) for (name, _), pin in found.items()} for found in (base, dev)]

    # Not the markers: what one lock needs on old Pythons only, the other may need on all.
    assert versions[0] <= versions[1]


def test_the_lock_has_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[<>=~!\[ ;]", line, maxsplit=1)[0].lower() for line in wanted}

    assert names <= {name for name, _ in pins(ROOT / "requirements" / "dev.txt")}


def report(folder, reason):
    path = folder / "tests.xml"
    path.write_text(
        "<testsuites><testsuite><testcase classname='tests.test_facts' name='test_a'>"
        f"<skipped type='pytest.skip' message='{reason}'/></testcase>"
        "<testcase classname='tests.test_facts' name='test_b'/></testsuite></testsuites>"
    )
    return path


def test_a_skip_that_nobody_allowed_fails(skips, tmp_path, capsys):
    assert skips.main(report(tmp_path, "not today")) == 1
    assert "tests.test_facts::test_a: skipped (not today)" in capsys.readouterr().out


@pytest.mark.parametrize(("beside", "code"), [(True, 1), (False, 0)])
def test_a_skip_is_allowed_only_where_the_material_is_absent(
    skips, tmp_path, monkeypatch, beside, code
):
    monkeypatch.setattr(skips, "ROOT", tmp_path / "checkout")
    (tmp_path / "checkout").mkdir()
    if beside:
        (tmp_path / "shared").mkdir()

    assert skips.main(report(tmp_path, "../shared is absent: this test compares")) == code


def test_a_run_without_a_report_fails(skips, tmp_path):
    assert skips.main(tmp_path / "none.xml") == 1


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("foc_graph/shacl/since/reads.py", "shacl"), ("tests/shacl/conftest.py", "shacl"),
        ("foc_graph/web/pages/kinds/query.py", "web/pages"), ("foc_graph/web/x.py", "web"),
        ("foc_graph/server/sparql/limits.py", "server/sparql"), ("foc_graph/errors.py", "cli"),
        ("tests/exports/data/state/EST.ttl", "exports"), ("tests/shapes/Vote/a.ttl", "graph"),
        ("data/state/EST.ttl", "graph"), ("queries/members.rq", "queries"),
        ("deploy/w3id/README.md", "web/hosting"), ("docs/cli.md", "house"), ("README.md", "house"),
        (".ci/run", "house"), ("tests/conftest.py", None), ("tests/projects/tiny/x.ttl", None),
    ],
)  # fmt: skip
def test_every_file_has_a_part_that_tests_it(path, part):
    assert tool("test_fast").part_of(path) == part


def test_what_the_branch_changed_is_found(fast, tmp_path):
    write(tmp_path, "docs/committed.md")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "second")
    write(tmp_path, "foc_graph/web/pages/it.py", "changed = True\n")
    write(tmp_path, "foc_graph/shacl/ünversioned.py")

    assert fast.changed_files() == [
        "docs/committed.md", "foc_graph/shacl/ünversioned.py", "foc_graph/web/pages/it.py",
    ]  # fmt: skip


def test_quick_tests_of_what_changed_are_run_and_nothing_else(fast, tmp_path, capfd):
    write(tmp_path, "foc_graph/shacl/it.py", "changed = True\n")
    write(tmp_path, "tests/web/pages/test_it.py", "raise AssertionError\n")
    git(tmp_path, "update-index", "--assume-unchanged", "tests/web/pages/test_it.py")

    assert fast.main([]) == 0
    said = capfd.readouterr().out
    assert "quick tests of shacl" in said
    assert "1 passed, 1 deselected" in said


def test_a_part_can_be_named(fast, capfd):
    assert fast.main(["web/pages"]) == 0
    assert "1 passed, 1 deselected" in capfd.readouterr().out


def test_a_part_that_is_none_is_refused(fast, capsys):
    assert fast.main(["pages"]) == 2
    assert "pages: is no folder of tests in tests/" in capsys.readouterr().out


def test_no_change_is_no_success(fast, capsys):
    assert fast.main([]) == 1
    assert "nothing to test" in capsys.readouterr().out


def test_material_of_every_part_is_named(fast, tmp_path, capsys):
    write(tmp_path, "tests/conftest.py", "x = 1\n")

    assert fast.main([]) == 1
    assert "tests/conftest.py: every part may use it - `make test`" in capsys.readouterr().out
