"""The locks are complete, and the check of skipped tests tells right from wrong."""

from __future__ import annotations

import importlib.util
import re
import tomllib

import pytest

from tests.conftest import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PINNED = re.compile(
    r"^([a-z0-9-]+)==([^ ]+)(?: ; (.*?))? \\\n((?:    --hash=.*\n?)+)", re.MULTILINE
)


def pins(path):
    """Name -> the versions that a lock has of it, with the systems and Pythons they are for."""
    found = PINNED.findall(path.read_text("utf-8"))
    return {(name, marker): version for name, version, marker, _ in found}


@pytest.fixture(scope="session")
def skips():
    spec = importlib.util.spec_from_file_location("skips", ROOT / "tools" / "skips.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
