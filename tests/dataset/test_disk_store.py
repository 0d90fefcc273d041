"""A store on disk is read by many, replaced as a whole, and changed in copies only."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from foc_graph.dataset.disk_store import DiskStore, digest

ONE, TWO = (ox.Quad(node, node, node) for node in map(ox.NamedNode, ("urn:one", "urn:two")))


@pytest.fixture
def disk(tmp_path):
    """A store with one quad."""
    made = DiskStore(tmp_path / "folder" / "kept")
    made.replace(filled(ONE, number=1))
    return made


def filled(*quads, **stamp):
    def fill(store):
        store.extend(quads)
        return stamp

    return fill


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_changed_copy_leaves_the_store_as_it_was(disk, tmp_path):
    before = contents(tmp_path)

    with disk.changeable_copy() as copy:
        copy.remove(ONE)
        copy.add(TWO)
        assert set(disk.open()) == {ONE}
        assert set(copy) == {TWO}

    assert contents(tmp_path) == before


def test_a_copy_is_gone_after_a_failure(disk, tmp_path):
    before = contents(tmp_path)

    with pytest.raises(LookupError), disk.changeable_copy():
        raise LookupError

    assert contents(tmp_path) == before


def test_a_store_can_start_from_the_one_there(disk):
    disk.replace(filled(TWO, number=2), copied=True)

    assert set(disk.open()) == {ONE, TWO}
    assert disk.read_stamp() == {"number": 2}


def test_a_store_that_was_not_finished_replaces_nothing(disk, tmp_path):
    before = contents(tmp_path)

    def fail(store):
        store.add(TWO)
        raise LookupError

    with pytest.raises(LookupError):
        disk.replace(fail, copied=True)

    assert contents(tmp_path) == before


def test_the_digest_tells_names_contents_and_options_apart(tmp_path):
    path = tmp_path / "a.ttl"
    path.write_text("one")
    first = digest([("a.ttl", path)])

    assert digest([("a.ttl", path)]) == first
    assert len({first, digest([("b.ttl", path)]), digest([("a.ttl", path)], "derive")}) == 3
    path.write_text("two")
    assert digest([("a.ttl", path)]) != first
