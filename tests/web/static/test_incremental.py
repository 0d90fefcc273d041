"""A second build writes what changed, and ends up the same as a first one."""

from __future__ import annotations

import os
import random

import pytest

from foc_graph.publish import publish
from tests.web.static.conftest import contents, identities


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.mark.slow
def test_nothing_is_written_where_nothing_changed(small_project, out):
    publish(small_project, out, site=True)
    before = identities(out)
    done = publish(small_project, out, site=True)
    assert done.written == ()
    assert done.kept == len(before)
    assert identities(out) == before


def test_one_changed_file_rewrites_what_shows_it(small_project, out):
    publish(small_project, out, site=True)
    before, old = identities(out), contents(out)
    state = next(iter(sorted((small_project.data / "state").glob("*.ttl"))))
    text = state.read_text("utf-8").replace('"@en', ' changed"@en', 1)
    state.write_text(text, "utf-8")
    done = publish(small_project, out, site=True)
    after, new = identities(out), contents(out)
    changed = {path for path in new if new[path] != old.get(path)}
    assert set(done.written) == changed
    assert f"state/{state.stem}.html" in changed
    assert {path for path in after if after[path] != before.get(path)} == changed
    assert len(changed) < len(new) / 2


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_after_any_edit_the_site_is_that_of_a_full_build(small_project, out, tmp_path, seed):
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    publish(small_project, out, site=True)
    for _ in range(2):
        _edit(small_project, chance)
        publish(small_project, out, site=True)
    publish(small_project, tmp_path / "full", site=True)
    assert contents(out) == contents(tmp_path / "full")


def _edit(project, chance):
    files = project.data_files()
    file = chance.choice([path for path in files if path.name != "catalog.ttl"])
    match chance.randrange(4):
        case 0:
            file.write_text(file.read_text("utf-8").replace("@en", " again@en", 0), "utf-8")
        case 1:
            text = file.read_text("utf-8")
            file.write_text(text.replace('"@en', f' {chance.randrange(99)}"@en'), "utf-8")
        case 2:
            note = f"<{chance.choice(['state', 'doc'])}/New{chance.randrange(9)}>"
            file.write_text(
                file.read_text("utf-8")
                + f'\n{note} <http://www.w3.org/2004/02/skos/core#prefLabel> "new"@en .\n',
                "utf-8",
            )
        case 3 if file.parent.name != "state":
            file.unlink()
        case _:
            pass


@pytest.mark.slow
def test_a_damaged_file_of_the_last_build_is_written_anew(small_project, out):
    publish(small_project, out, site=True)
    wanted = contents(out)
    page = out / "index.html"
    damaged = page.read_bytes()[:-2] + b"??"
    stat = page.stat()
    page.write_bytes(damaged)
    os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    done = publish(small_project, out, site=True)
    assert done.written == ("index.html",)
    assert contents(out) == wanted


@pytest.mark.slow
def test_a_link_in_the_last_build_is_not_followed(small_project, out, tmp_path):
    publish(small_project, out, site=True)
    page = out / "index.html"
    (tmp_path / "elsewhere.html").write_bytes(page.read_bytes())
    page.unlink()
    page.symlink_to(tmp_path / "elsewhere.html")
    publish(small_project, out, site=True)
    assert not page.is_symlink()


@pytest.mark.slow
def test_writing_into_the_new_build_leaves_the_old_one_alone(small_project, out):
    """Hard links share their content: nothing may be written through them."""
    publish(small_project, out, site=True)
    with (out / "index.html").open("rb") as kept:
        first = kept.read()
        name = small_project.data / "catalog.ttl"
        name.write_text(name.read_text("utf-8").replace("A small graph", "Another"), "utf-8")
        publish(small_project, out, site=True)
        kept.seek(0)
        assert kept.read() == first
