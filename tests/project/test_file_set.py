"""Data and shapes that are no project: any files, from the command line and from Python."""

from __future__ import annotations

import json

import pytest

from foc_graph.cli import run
from foc_graph.errors import UsageProblem
from foc_graph.project.file_set import FileSet
from foc_graph.rdf.terms import INFO
from foc_graph.shacl import validate

PREFIXES = """\
@prefix ex: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
SHAPES = (
    PREFIXES
    + """\
<#Person> a sh:NodeShape ; sh:targetClass ex:Person ;
  sh:property [ sh:path ex:name ; sh:minCount 1 ] , [ sh:path ex:knows ; sh:class ex:Person ] .
"""
)
GOOD = PREFIXES + '<#me> a ex:Person ; ex:name "Ada" .\n'
BAD = PREFIXES + "<#me> a ex:Person ;\n  ex:knows <#you> .\n"


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write files into the folder that is worked in."""
    monkeypatch.chdir(tmp_path)

    def make(**files):
        for name, text in files.items():
            path = tmp_path / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        return tmp_path

    return make


@pytest.fixture
def check(capsys):
    """Run the command; return the exit code, and what it says on both ways out."""

    def call(*arguments):
        code = run(["validate", *arguments])
        said = capsys.readouterr()
        return code, said.out + said.err

    return call


def test_a_file_that_conforms(write, check):
    write(data_ttl=GOOD, shapes_ttl=SHAPES)

    code, said = check("--shapes", "shapes.ttl", "data.ttl")

    assert code == 0
    assert "Checked 1 file with 2 triples" in said


def test_results_have_their_places(write, check):
    write(data_ttl=BAD, shapes_ttl=SHAPES)

    code, said = check("--shapes", "shapes.ttl", "data.ttl", "--format", "json")

    assert code == 1
    first, second = json.loads(said)["results"]
    assert (first["file"], first["line"], first["column"]) == ("data.ttl", 3, 1)
    assert (second["file"], second["line"], second["column"]) == ("data.ttl", 4, 12)
    assert second["shapePlace"]["file"] == "shapes.ttl"


def test_each_file_is_its_own_base(write):
    folder = write(a_ttl=GOOD, b_ttl=BAD, shapes_ttl=SHAPES)

    report = validate(
        FileSet(folder, [folder / "a.ttl", folder / "b.ttl"], [folder / "shapes.ttl"])
    )

    focus = {result.focus_node.value for result in report.results}
    assert focus == {(folder / "b.ttl").as_uri() + "#me"}
    assert report.checked.focus_nodes == 2


def test_folders_stand_for_the_rdf_files_in_them(write, check):
    write(data__a_ttl=GOOD, data__b_ttl=BAD, data__notes_txt="no RDF", rules__s_ttl=SHAPES)

    _, said = check("--shapes", "rules", "data", "--format", "json")

    report = json.loads(said)
    assert report["checked"]["files"] == 2
    assert {result["file"] for result in report["results"]} == {"data/b.ttl"}


def test_names_need_not_follow_a_layout(write, check):
    folder = write(shapes_ttl=SHAPES)
    (folder / "data" / "person").mkdir(parents=True)
    for number in range(3):
        (folder / "data" / "person" / f"{number}.ttl").write_text(GOOD)

    assert check("--shapes", "shapes.ttl", "data")[0] == 0


def test_shapes_that_find_nothing_are_an_information(write):
    folder = write(data_ttl=GOOD, shapes_ttl=SHAPES.replace("ex:Person ;\n", "ex:Ghost ;\n"))
    (folder / "more.ttl").write_text(SHAPES)

    report = validate(
        FileSet(folder, [folder / "data.ttl"], [folder / "shapes.ttl", folder / "more.ttl"])
    )

    assert report.conforms
    assert [result.severity for result in report.results] == [INFO]


def test_any_files_have_no_history(write):
    folder = write(data_ttl=GOOD, shapes_ttl=SHAPES)
    files = FileSet(folder, [folder / "data.ttl"], [folder / "shapes.ttl"])

    with pytest.raises(UsageProblem, match="looks at the changes of a project"):
        validate(files, since="HEAD")


def test_each_file_is_a_graph_of_its_own(write):
    folder = write(a__x_ttl=GOOD, b__x_ttl=BAD)
    files = FileSet(folder, [folder / "a", folder / "b"])

    assert [files.local_graph(path) for path in files.data_files()] == ["a/x", "b/x"]


def test_without_any_focus_node_nothing_conforms(write, check):
    write(data_ttl=GOOD, shapes_ttl=SHAPES.replace("ex:Person ;\n", "ex:Ghost ;\n"))

    assert check("--shapes", "shapes.ttl", "data.ttl")[0] == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--shapes", "shapes.ttl"], "--shapes: no data to check"),
        (["--shapes", "shapes.ttl", "gone.ttl"], "gone.ttl: no such file or folder"),
        (["--shapes", "gone.ttl", "data.ttl"], "gone.ttl: no such file or folder"),
        (["--shapes", "shapes.ttl", "notes.txt"], "notes.txt: is not an RDF file"),
        (["--shapes", "empty", "data.ttl"], "empty: holds no RDF file"),
        (["--shapes", "shapes.ttl", "data.ttl", "--since", "HEAD"], "--since: looks at"),
    ],
)
def test_a_wrong_call_is_refused(write, check, arguments, message):
    folder = write(data_ttl=GOOD, shapes_ttl=SHAPES, notes_txt="")
    (folder / "empty").mkdir()

    code, said = check(*arguments)

    assert code == 2
    assert message in said


@pytest.mark.parametrize("name", ["b.TTL", "b.n3", "b.owl", "more/b.rdfs"])
def test_rdf_by_another_ending_is_not_passed_over(write, check, name):
    folder = write(data__a_ttl=GOOD, shapes_ttl=SHAPES)
    (folder / "data" / "more").mkdir()
    (folder / "data" / name).write_text(BAD)

    code, said = check("--shapes", "shapes.ttl", "data")

    assert code == 1
    assert f"data/{name}: violation: is not read: its ending is none of" in said


def test_links_in_folders_are_not_passed_over(write, check):
    folder = write(data__a_ttl=GOOD, more__b_ttl=BAD, shapes_ttl=SHAPES)
    (folder / "data" / "lost.ttl").symlink_to(folder / "gone")
    (folder / "data" / "more").symlink_to(folder / "more", target_is_directory=True)

    code, said = check("--shapes", "shapes.ttl", "data")

    assert code == 1
    assert "data/lost.ttl: violation: cannot be read" in said
    assert "data/more: violation: is not read: it is a link to a folder" in said


def test_a_file_named_as_shapes_has_to_hold_some(write, check):
    write(data_ttl=GOOD, shapes__s_ttl=SHAPES, shapes__terms_ttl=GOOD)

    assert check("--shapes", "shapes", "data.ttl")[0] == 0
    code, said = check("--shapes", "shapes/s.ttl", "--shapes", "shapes/terms.ttl", "data.ttl")
    assert code == 2
    assert "shapes/terms.ttl: holds no shape - name it as data, or leave it out" in said


@pytest.mark.parametrize("name", ["data.ttl", "shapes.ttl", "link.ttl"])
def test_no_report_is_written_over_what_is_checked(write, check, name):
    folder = write(data_ttl=BAD, shapes_ttl=SHAPES)
    (folder / "link.ttl").symlink_to(folder / "data.ttl")

    code, said = check("--shapes", "shapes.ttl", "data.ttl", "--report", f"turtle={name}")

    assert code == 2
    assert f"{name} belongs to what is checked; write to another file" in said
    assert (folder / "data.ttl").read_text() == BAD
    assert (folder / "shapes.ttl").read_text() == SHAPES


def test_a_broken_file_is_named(write, check):
    write(data_ttl=GOOD + "ex:a ex:b .", shapes_ttl=SHAPES)

    code, said = check("--shapes", "shapes.ttl", "data.ttl")

    assert code == 1
    assert "data.ttl:4" in said


def test_names_are_shown_with_the_prefixes_of_the_files(write, check):
    write(data_ttl=BAD, shapes_ttl=SHAPES)

    _, said = check("--shapes", "shapes.ttl", "data.ttl")

    assert "ex:knows" in said
    assert "https://example.org/knows" not in said
