"""One run over a project: what is checked, what is reported, where it stands."""

from __future__ import annotations

import pytest

from foc_graph.dataset import load_dataset
from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.shacl import validate

GOOD = 'ex:a a ex:Thing ; ex:name "A" .'
BAD = "ex:b a ex:Thing ;\n  ex:name 1 .\n"

ENGINES = pytest.mark.parametrize("engine", ["sparql", "pyshacl"])


@ENGINES
def test_sound_data_conforms(build, engine):
    report = validate(build({"thing/a.ttl": GOOD}), engine=engine)

    assert report.conforms
    assert report.results == ()
    assert report.checked.engine == engine
    assert (report.checked.files, report.checked.triples) == (1, 2)
    assert (report.checked.shapes, report.checked.focus_nodes) == (2, 1)


@ENGINES
def test_a_result_has_its_place(build, engine):
    report = validate(build({"thing/a.ttl": GOOD, "thing/b.ttl": BAD}), engine=engine)

    (result,) = report.results
    assert not report.conforms
    assert (result.file, result.line, result.column) == ("data/thing/b.ttl", 7, 11)
    assert result.message == "A thing has a name, a plain string."


def test_a_dataset_serves_as_well_as_a_project(build):
    project = build({"thing/a.ttl": GOOD, "thing/b.ttl": BAD})

    assert validate(load_dataset(project)).results == validate(project).results


def test_a_file_that_does_not_parse_is_a_result_and_the_others_are_checked(build):
    project = build({"thing/a.ttl": "ex:a a ex:Thing ;\n  ex:name .\n", "thing/b.ttl": BAD})

    report = validate(project)

    (problem,) = report.problems
    assert (problem.file, problem.line) == ("data/thing/a.ttl", 7)
    assert [result.file for result in report.results] == ["data/thing/b.ttl"]
    assert report.counts["violation"] == 2


def test_an_impossible_date_is_said_once(build):
    shapes = (
        "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property [ sh:path ex:on ;"
        " sh:datatype xsd:date ] ."
    )
    data = 'ex:a a ex:Thing ; ex:on "2011-02-30"^^xsd:date ; ex:off "2011-02-30x"^^xsd:date .'

    report = validate(build({"thing/a.ttl": data}, shapes))

    assert [result.value.value for result in report.results] == ["2011-02-30"]
    assert ["2011-02-30x" in problem.message for problem in report.problems] == [True]


@pytest.mark.parametrize(
    ("arguments", "missing"),
    [
        (({}, None), "files"),
        (({"thing/a.ttl": "ex:a a ex:Other ."}, None), "shapes"),
        (({"thing/a.ttl": "ex:a a ex:Other ."},), "focus nodes"),
    ],
)
def test_nothing_passes_on_nothing(build, arguments, missing):
    report = validate(build(*arguments))

    assert report.checked.missing == missing
    assert not report.conforms
    assert not report.passes("violation")


def test_a_shapes_file_without_a_shape_stops_the_run(build):
    with pytest.raises(CouldNotRun, match=r"ontology/shapes/all\.ttl: holds no statement"):
        validate(build({"thing/a.ttl": GOOD}, ""))


IDLE = {
    "ex:S a sh:NodeShape ; sh:targetClass ex:Misspelt ; sh:nodeKind sh:IRI .": "target",
    "ex:S a sh:NodeShape ; sh:nodeKind sh:IRI .": "no other shape uses it",
}


@pytest.mark.parametrize("shape", IDLE)
def test_a_shape_that_checks_nothing_is_reported(build, shape):
    extra = "ex:T a sh:NodeShape ; sh:targetClass ex:Thing ; sh:nodeKind sh:IRI .\n"

    report = validate(build({"thing/a.ttl": GOOD}, extra + shape))

    (result,) = report.results
    assert result.source_shape.value.endswith("/S")
    assert result.file == "ontology/shapes/all.ttl"
    assert IDLE[shape] in result.message
    assert not report.conforms


@pytest.mark.parametrize("shape", IDLE)
def test_a_shape_may_say_that_it_can_be_empty(build, shape):
    extra = "ex:T a sh:NodeShape ; sh:targetClass ex:Thing ; sh:nodeKind sh:IRI .\n"

    report = validate(build({"thing/a.ttl": GOOD}, f"{extra}{shape} ex:S ex:mayBeEmpty true ."))

    assert report.conforms


def test_paths_select_what_is_reported(build):
    project = build({"thing/a.ttl": BAD.replace("ex:b", "ex:a"), "thing/b.ttl": BAD})

    report = validate(project, [project.data / "thing/b.ttl"])

    assert [result.file for result in report.results] == ["data/thing/b.ttl"]
    assert (report.checked.files, report.checked.triples, report.checked.focus_nodes) == (1, 2, 1)


def test_a_folder_stands_for_its_files(build):
    project = build({"thing/a.ttl": GOOD, "thing/b.ttl": BAD, "other/c.ttl": "ex:c ex:p 1 ."})

    assert validate(project, [project.data / "thing"]).checked.files == 2


def test_other_records_are_loaded_with_a_path(build):
    shapes = (
        "ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:to ;"
        " sh:property [ sh:path ex:to ; sh:class ex:Thing ] ."
    )
    project = build({"thing/a.ttl": GOOD, "thing/b.ttl": "ex:b ex:to ex:a ."}, shapes)

    assert validate(project, [project.data / "thing/b.ttl"]).conforms


def test_a_folder_without_files_does_not_conform(build):
    project = build({"thing/a.ttl": GOOD})
    (project.data / "empty").mkdir()

    report = validate(project, [project.data / "empty"])

    assert report.checked.missing == "files"


def test_wrong_calls(build, tmp_path):
    project = build({"thing/a.ttl": GOOD, "notes.txt": b"x"})
    outside = tmp_path / "outside.ttl"
    outside.touch()

    for paths, what in [
        ([project.data / "gone.ttl"], "no such file or folder"),
        ([project.data / "notes.txt"], "is not an RDF file"),
        ([outside], "is not part of the project"),
    ]:
        with pytest.raises(UsageProblem, match=what):
            validate(project, paths)
    with pytest.raises(UsageProblem, match="no such engine"):
        validate(project, engine="magic")
    with pytest.raises(UsageProblem, match="no such severity"):
        validate(project, severity="loud")


def test_a_broken_ontology_stops_the_run(build):
    project = build({"thing/a.ttl": GOOD})
    (project.ontology / "terms.ttl").write_text("ex:a\n", encoding="utf-8")

    with pytest.raises(CouldNotRun, match=r"ontology/terms\.ttl"):
        validate(project)


def test_every_run_gives_the_same_order(build):
    project = build({f"thing/{n}.ttl": f"ex:{n} a ex:Thing ." for n in "cab"})

    first, second = validate(project), validate(project)

    assert [r.file for r in first.results] == [f"data/thing/{n}.ttl" for n in "abc"]
    assert first == second


def test_a_node_described_in_two_files_is_found_in_the_right_one(build):
    project = build({"thing/a.ttl": "ex:b a ex:Thing .", "thing/b.ttl": "\n\nex:b ex:name 1 ."})

    (result,) = validate(project).results

    assert (result.file, result.line) == ("data/thing/b.ttl", 8)


def test_blank_nodes_have_a_place_too(build):
    data = "ex:a ex:part [ a ex:Thing ] ,\n  [ a ex:Thing ;\n    ex:name 1 ] ."

    results = validate(build({"thing/a.ttl": data})).results

    assert [(r.line, r.column) for r in results] == [(6, 14), (8, 13)]


def test_a_triple_in_two_files_counts_once(build):
    project = build({"thing/a.ttl": GOOD, "thing/b.ttl": GOOD})

    assert validate(project).checked.triples == 2


@pytest.mark.parametrize("load", [lambda project: project, load_dataset])
def test_a_rule_speaks_of_the_blank_nodes_of_the_files(build, load):
    shapes = (
        "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property [ sh:path ex:flag ;"
        " sh:minCount 1 ; sh:maxCount 1 ] ."
    )
    project = build({"thing/a.ttl": "ex:a ex:part [ a ex:Thing ] ."}, shapes)
    project.rules.mkdir()
    rule = "CONSTRUCT { ?part ex:flag true } WHERE { ?whole ex:part ?part }"
    (project.rules / "flag.rq").write_text(rule)

    report = validate(load(project))

    assert report.conforms
    assert (report.checked.triples, report.checked.focus_nodes) == (3, 1)


def test_a_shape_without_a_name_goes_by_what_it_says(build):
    other = "[ sh:path ex:b ; sh:minCount 1 ; sh:node [ sh:class ex:C ] ]"
    one_of = f"sh:or ( [ sh:datatype xsd:date ] {other} )"
    shapes = f"ex:S sh:targetClass ex:Thing ; sh:property [ sh:path ex:a ; {one_of} ] ."

    (result,) = validate(build({"thing/x.ttl": "ex:x a ex:Thing ; ex:a 1 ."}, shapes)).results

    date = "sh:datatype <http://www.w3.org/2001/XMLSchema#date>"
    path = "sh:path <https://example.org/id/b>; sh:minCount 1; sh:node […]"
    assert result.message == f"conforms to none of: [{date}], [{path}]"
