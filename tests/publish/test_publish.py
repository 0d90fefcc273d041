"""Publishing: all or nothing, the same bytes each time, and every byte accounted for."""

from __future__ import annotations

import gzip
import hashlib
import json
import signal
import subprocess
import sys

import pyoxigraph as ox
import pytest

from foc_graph.dataset import load_dataset
from foc_graph.errors import CouldNotRun, NotConforming, UsageProblem
from foc_graph.exports import EXPORTERS, Content
from foc_graph.project import Project
from foc_graph.publish import publish
from tests.conftest import make_project


@pytest.fixture
def project(repository, tmp_path):
    return make_project(repository, tmp_path / "project")


@pytest.fixture(scope="module")
def published(repository, tmp_path_factory):
    """A publication to look at, not to change."""
    folder = tmp_path_factory.mktemp("published")
    publish(make_project(repository, folder / "project"), folder / "dist")
    return folder / "dist"


@pytest.fixture
def out(tmp_path):
    return tmp_path / "public" / "dist"


def contents(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def nameless(project):
    (project.data / "state" / "XXX.ttl").write_text(
        "<https://w3id.org/foc-graph/id/state/XXX> a <https://w3id.org/foc-graph/ns#State> .",
        encoding="utf-8",
    )


def test_every_format_is_there(project, out):
    done = publish(project, out)
    content = Content(load_dataset(project))
    wanted = {file.name for exporter in EXPORTERS.values() for file in exporter.files(content)}
    wanted |= {"foc-graph.nq.gz", "foc-graph.nt.gz", "ontology/shapes/State.ttl"}
    wanted |= {"dataset.ttl", "README.md", "manifest.json", "SHA256SUMS"}
    assert wanted <= contents(out).keys()
    assert {seal.name for seal in done.files} == contents(out).keys()


def test_a_second_run_has_the_same_bytes(project, out):
    publish(project, out)
    first = contents(out)
    publish(project, out)
    assert contents(out) == first
    assert names(out.parent) == ["dist"]


def test_the_sums_are_those_of_the_files(published):
    lines = (published / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert sums.keys() == contents(published).keys() - {"SHA256SUMS"}
    for name, data in contents(published).items():
        assert name == "SHA256SUMS" or sums[name] == hashlib.sha256(data).hexdigest()


def test_the_manifest_counts_and_sums_every_graph(published):
    graphs = json.loads((published / "manifest.json").read_bytes())["graphs"]
    quads = list(ox.parse((published / "foc-graph.nq").read_bytes(), format=ox.RdfFormat.N_QUADS))
    for graph in graphs:
        name = ox.NamedNode(graph["graph"]) if graph["graph"] else ox.DefaultGraph()
        lines = sorted(f"{q.triple} .\n" for q in quads if q.graph_name == name)
        assert graph["triples"] == len(lines)
    assert sum(graph["triples"] for graph in graphs) == len(quads)


def test_the_sum_of_a_graph_is_that_of_its_sorted_ntriples(published):
    graphs = json.loads((published / "manifest.json").read_bytes())["graphs"]
    sums = {graph["graph"]: graph["sha256"] for graph in graphs}
    quads = ox.parse((published / "foc-graph.nq").read_bytes(), format=ox.RdfFormat.N_QUADS)
    name = "https://w3id.org/foc-graph/graph/doc/A-HRC-RES-20-8"
    lines = sorted(f"{quad.triple} .\n" for quad in quads if quad.graph_name == ox.NamedNode(name))
    assert sums[name] == hashlib.sha256("".join(lines).encode()).hexdigest()


def test_compressed_copies_hold_the_same_and_no_time(published):
    for name in ("foc-graph.nq", "foc-graph.nt"):
        packed = (published / f"{name}.gz").read_bytes()
        assert gzip.decompress(packed) == (published / name).read_bytes()
        # No time, no name, "unknown" system: the header that every version of Python writes.
        assert packed[:10] == bytes.fromhex("1f8b08000000000002ff")
        assert packed[4:8] == b"\0\0\0\0"


def query(out, sparql):
    store = ox.Store()
    store.load(path=str(out / "dataset.ttl"), format=ox.RdfFormat.TURTLE)
    prefixes = {
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcterms": "http://purl.org/dc/terms/",
        "spdx": "http://spdx.org/rdf/terms#",
        "void": "http://rdfs.org/ns/void#",
    }
    return list(store.query(sparql, prefixes=prefixes))


def test_the_description_has_size_type_licence_and_checksum_of_each_file(published):
    rows = query(published, """SELECT ?url ?size ?sum ?license { ?dataset dcat:distribution ?file .
        ?file dcat:downloadURL ?url ; dcat:byteSize ?size ; dcterms:license ?license ;
          spdx:checksum [ spdx:algorithm spdx:checksumAlgorithm_sha256 ;
          spdx:checksumValue ?sum ] }""")  # fmt: skip
    described = {row["url"].value.partition("/dist/")[2]: row for row in rows}
    assert "foc-graph.nq.gz" in described
    for name, row in described.items():
        data = (published / name).read_bytes()
        assert int(row["size"].value) == len(data)
        assert row["sum"].value == hashlib.sha256(data).hexdigest()


def test_the_description_keeps_the_catalog_and_counts_the_graphs(published):
    rows = query(published, """SELECT ?title ?triples { ?dataset dcterms:title ?title ;
        void:triples ?triples ; void:dataDump ?dump ; void:subset ?graph .
        ?graph void:triples ?n } """)  # fmt: skip
    assert {row["title"].value for row in rows} == {"A small graph"}
    triples = (published / "foc-graph.nt").read_bytes().count(b"\n")
    assert {int(row["triples"].value) for row in rows} == {triples}


def test_a_dataset_that_does_not_conform_is_not_published(project, out):
    publish(project, out)
    before = contents(out)
    nameless(project)
    with pytest.raises(NotConforming, match=r"XXX\.ttl.*A state has a name") as caught:
        publish(project, out)
    assert caught.value.exit_code == 1
    assert contents(out) == before
    assert names(out.parent) == ["dist"]


def test_a_file_that_cannot_be_read_is_not_left_out_in_silence(project, out):
    (project.data / "state" / "XXX.ttl").write_text("<urn:a> <urn:b>", encoding="utf-8")
    with pytest.raises(NotConforming, match=r"XXX\.ttl"):
        publish(project, out)
    assert not out.exists()


def test_nothing_to_check_is_not_published(project, out):
    (project.shapes / "State.ttl").unlink()
    with pytest.raises((NotConforming, CouldNotRun)):
        publish(project, out)
    assert not out.exists()


def a_file(out):
    out.parent.mkdir()
    out.write_text("precious", encoding="utf-8")


def a_folder_of_somebody(out):
    out.mkdir(parents=True)
    (out / "thesis.txt").write_text("precious", encoding="utf-8")


def a_manifest_of_another_tool(out):
    a_folder_of_somebody(out)
    (out / "manifest.json").write_text('{"made_by": "x", "files": []}', encoding="utf-8")


def a_manifest_that_is_none(out):
    a_folder_of_somebody(out)
    (out / "manifest.json").write_text("[", encoding="utf-8")


@pytest.mark.parametrize(
    "occupy",
    [a_file, a_folder_of_somebody, a_manifest_of_another_tool, a_manifest_that_is_none],
)
def test_what_publish_did_not_make_is_never_replaced(project, out, occupy):
    occupy(out)
    with pytest.raises(UsageProblem, match=r"left as it is.*another folder with -o"):
        publish(project, out)
    kept = out if out.is_file() else out / "thesis.txt"
    assert kept.read_text(encoding="utf-8") == "precious"


def test_a_file_put_into_a_publication_is_not_lost(project, out):
    publish(project, out)
    (out / "csv" / "thesis.txt").write_text("precious", encoding="utf-8")
    with pytest.raises(UsageProblem, match=r"holds csv/thesis\.txt"):
        publish(project, out)
    assert (out / "csv" / "thesis.txt").is_file()


def test_an_empty_folder_is_filled(project, out):
    out.mkdir(parents=True)
    assert publish(project, out).folder == out
    assert (out / "manifest.json").is_file()


def test_a_link_to_a_folder_stays_a_link(project, out, tmp_path):
    publish(project, out)
    link = tmp_path / "link"
    link.symlink_to(out)
    publish(project, link)
    assert link.is_symlink()


def test_progress_is_told_every_step(project, out):
    told = []
    publish(project, out, progress=lambda step, steps: told.append((step, steps)))
    assert [step for step, _ in told] == ["validate", *EXPORTERS, "describe"]
    assert {steps for _, steps in told} == {len(told)}


#: Publishes, and does something to itself half-way through the formats.
HALF_WAY = """
import os, resource, signal, sys
from foc_graph.cli import run
from foc_graph.exports.bibliographies import BibTex
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job starts without it
made = BibTex.render
def render(self, content):
    {deed}
    return made(self, content)
BibTex.render = render
sys.exit(run(["--root", sys.argv[1], "publish", "-o", sys.argv[2]]))
"""


def half_way(project, out, deed):
    script = HALF_WAY.format(deed=deed)
    command = [sys.executable, "-c", script, str(project.root), str(out)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def edit(project):
    """Change the data, so that a new publication would differ."""
    path = project.data / "org" / "foc.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"FOC"', '"F.O.C."'), encoding="utf-8")


def test_killed_half_way_the_former_publication_stays_and_the_next_run_tidies_up(project, out):
    publish(project, out)
    before = contents(out)
    edit(project)
    done = half_way(project, out, "os.kill(os.getpid(), signal.SIGKILL)")
    assert done.returncode == -signal.SIGKILL
    assert contents(out) == before
    publish(project, out)
    assert names(out.parent) == ["dist"]
    assert contents(out) != before


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_asked_to_stop_it_leaves_no_litter(project, out, name):
    publish(project, out)
    before = contents(out)
    done = half_way(project, out, f"os.kill(os.getpid(), signal.{name})")
    assert done.returncode == 130
    assert done.stderr.strip() == "foc-graph: interrupted"
    assert contents(out) == before
    assert names(out.parent) == ["dist"]


def test_where_no_more_can_be_written_the_former_publication_stays(project, out):
    """The limit on file sizes fails a write as a full disk does: in the system call."""
    publish(project, out)
    before = contents(out)
    # What is as it was is not written again.
    edit(project)
    done = half_way(project, out, "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))")
    assert done.returncode == 3
    assert done.stderr.startswith(f"foc-graph: {out}: could not write (")
    assert done.stderr.count("\n") == 1
    assert contents(out) == before
    assert names(out.parent) == ["dist"]


@pytest.fixture
def full_disk(tmp_path):
    """A disk of 200 kB; making one takes rights that few machines give to tests."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(folder)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small disk is not permitted here; the limit on files stands in")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_one_sentence_and_leaves_nothing(project, full_disk):
    with pytest.raises(CouldNotRun, match=r"disk/dist: could not write \(No space left"):
        publish(project, full_disk / "dist")
    assert names(full_disk) == []


@pytest.mark.slow
def test_our_own_dataset_can_be_published(repository, out):
    done = publish(Project(repository), out)
    assert done.statements > 20_000


def test_a_project_with_other_prefixes_is_described_in_the_standard_terms(tmp_path, out):
    prefixes = "@base <https://ex.org/> .\n@prefix ex: <https://ex.org/v#> .\n"
    files = {
        "ontology/prefixes.ttl": prefixes,
        "ontology/shapes/T.ttl": f"{prefixes}@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "ex:Shape a sh:NodeShape ; sh:targetClass ex:T ; sh:nodeKind sh:IRI .",
        "data/thing/a.ttl": "<https://ex.org/id/thing/a> a <https://ex.org/v#T> .",
    }
    for name, text in files.items():
        (tmp_path / "ex" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "ex" / name).write_text(text, encoding="utf-8")
    publish(Project(tmp_path / "ex"), out)
    rows = query(out, """SELECT ?sum { <https://ex.org/dataset> dcat:distribution ?file .
        ?file a dcat:Distribution ; spdx:checksum/spdx:checksumValue ?sum }""")  # fmt: skip
    assert rows
    assert (out / "README.md").read_text(encoding="utf-8").startswith("# https://ex.org/\n")


def test_a_licence_without_an_iri_is_not_copied_to_the_files(project, out):
    path = project.data / "catalog.ttl"
    text = path.read_text(encoding="utf-8").replace("dcterms:license", "dcterms:license [] ,", 1)
    path.write_text(text, encoding="utf-8")
    assert publish(project, out).files
