"""What holds for every format."""

from __future__ import annotations

import filecmp
import os
import subprocess
import sys

import pytest

from foc_graph.dataset import load_dataset
from foc_graph.errors import CouldNotRun, NotConforming, UsageProblem
from foc_graph.exports import (
    EXPORTERS,
    Exporter,
    SingleFile,
    export,
    find_exporter,
    formats_table,
)

SCRIPT = """
import sys
from pathlib import Path
from foc_graph.dataset import load_dataset
from foc_graph.exports import EXPORTERS, export
from foc_graph.project import Project
export(load_dataset(Project(Path(sys.argv[1]))), EXPORTERS, Path(sys.argv[2]))
"""


def run(project, out, seed):
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"}
    command = [sys.executable, "-c", SCRIPT, str(project.root), str(out)]
    subprocess.run(command, check=True, env=environment)


def same(one, other):
    compared = filecmp.dircmp(one, other)
    files = [path.relative_to(one) for path in one.rglob("*") if path.is_file()]
    _, mismatch, errors = filecmp.cmpfiles(one, other, files, shallow=False)
    return not (compared.left_only or compared.right_only or mismatch or errors), files


def test_two_runs_have_the_same_bytes(small, tmp_path):
    run(small, tmp_path / "one", "1")
    run(small, tmp_path / "two", "2")
    equal, files = same(tmp_path / "one", tmp_path / "two")
    assert equal
    assert len(files) > len(EXPORTERS)


@pytest.mark.parametrize("exporter", EXPORTERS.values(), ids=lambda exporter: exporter.name)
def test_every_format_introduces_itself(exporter):
    assert isinstance(exporter, Exporter)
    for fact in ("name", "title", "file_name", "media_type", "purpose", "load"):
        assert getattr(exporter, fact)
    assert EXPORTERS[exporter.name] is exporter


@pytest.mark.parametrize("exporter", EXPORTERS.values(), ids=lambda exporter: exporter.name)
def test_every_format_writes_files_that_are_not_empty(content, tmp_path, exporter):
    written = exporter.export(content, tmp_path)
    assert all(path.stat().st_size for path in written)
    if isinstance(exporter, SingleFile):
        assert written == [tmp_path / exporter.file_name]


def test_no_two_formats_write_the_same_file(content):
    names = [file.name for exporter in EXPORTERS.values() for file in exporter.files(content)]
    assert len(names) == len(set(names))


def test_the_table_names_every_format():
    lines = formats_table().splitlines()
    assert [line.split("`")[1] for line in lines[2:]] == list(EXPORTERS)


def test_an_unknown_format_is_named_with_those_there_are():
    with pytest.raises(UsageProblem, match="pdf: no such format - choose from turtle, trig"):
        find_exporter("pdf")


@pytest.fixture
def broken(small, tmp_path):
    import shutil

    root = tmp_path / "project"
    shutil.copytree(small.root, root)
    (root / "data" / "org" / "broken.ttl").write_text("<urn:a> <urn:b>", encoding="utf-8")
    return load_dataset(type(small)(root))


def test_nothing_is_exported_where_a_file_cannot_be_read(broken, tmp_path):
    with pytest.raises(NotConforming, match=r"data/org/broken\.ttl: cannot be read"):
        export(broken, ["nquads"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_place_that_cannot_be_written_is_one_sentence(content, tmp_path):
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(CouldNotRun, match=r"out.*could not write"):
        EXPORTERS["nquads"].export(content, tmp_path / "out")


def test_progress_is_told_each_format(content, tmp_path):
    told = []
    export(content.dataset, ["ris", "csl"], tmp_path, progress=lambda *step: told.append(step))
    assert told == [("ris", 2), ("csl", 2)]
