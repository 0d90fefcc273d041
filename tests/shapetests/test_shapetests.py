"""Shapes under test, in a project of somebody else."""

from __future__ import annotations

import pytest

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.shapetests import check_shapes

HEAD = "@prefix ex: <https://example.org/ns#> .\n@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
#: Property shapes without a name, as most people write them.
PERSON = """
ex:PersonShape a sh:NodeShape ; sh:targetClass ex:Person ;
  sh:property [ sh:path ex:name ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path ex:age ; sh:maxInclusive 150 ; sh:severity sh:Warning ] .
"""
GOOD = 'ex:ada a ex:Person ; ex:name "Ada" ; ex:age 36 .'
NAMELESS = "ex:ada a ex:Person ."
TWICE = 'ex:ada a ex:Person ; ex:name "Ada" , "Augusta" .'
OLD = 'ex:ada a ex:Person ; ex:name "Ada" ; ex:age 151 .'


@pytest.fixture
def people(small):
    """A project with a shape and fixtures that test all of it."""
    write(small, "ontology/shapes/Person.ttl", PERSON)
    write(small, "tests/shapes/Person/valid/ada.ttl", GOOD)
    for name, text in {"nameless": NAMELESS, "twice": TWICE, "old": OLD}.items():
        write(small, f"tests/shapes/Person/invalid/{name}.ttl", text)
    return small


def write(project, name, text, *, comments=""):
    path = project.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{comments}{HEAD}{text}", encoding="utf-8")


def failures(project):
    return {f.fixture.removeprefix("tests/shapes/"): f for f in check_shapes(project).failures}


def test_fixtures_without_expectations_have_to_be_accepted_or_refused(people):
    outcome = check_shapes(people)

    assert outcome.passes
    assert (outcome.valid, outcome.invalid, outcome.shapes, outcome.dropped) == (1, 3, 3, 5)


def test_a_valid_fixture_with_a_result_fails(people):
    write(people, "tests/shapes/Person/valid/ada.ttl", TWICE)

    assert failures(people)["Person/valid/ada.ttl"].unexpected == (
        "PersonShape/ex:name MaxCount https://example.org/ns#ada",
    )


def test_an_invalid_fixture_without_a_result_fails(people):
    write(people, "tests/shapes/Person/invalid/old.ttl", GOOD)

    outcome = check_shapes(people)
    assert "no shape of Person has a result" in outcome.failures[0].message
    assert [(u.shape, u.component) for u in outcome.unnoticed] == [
        ("PersonShape", "Property"),
        ("PersonShape/ex:age", "MaxInclusive"),
    ]


def test_an_invalid_fixture_may_say_what_it_expects(people):
    comments = "# expect: PersonShape/ex:age MaxInclusive ex:ada warning\n"
    write(people, "tests/shapes/Person/invalid/old.ttl", OLD, comments=comments)

    assert check_shapes(people).passes


def test_what_is_missing_and_what_is_unexpected_is_named(people):
    comments = "# expect: PersonShap MinCount <https://example.org/ns#ada>\n"
    write(people, "tests/shapes/Person/invalid/twice.ttl", TWICE, comments=comments)

    failure = failures(people)["Person/invalid/twice.ttl"]
    assert failure.missing == ("PersonShap MinCount https://example.org/ns#ada",)
    assert failure.unexpected == ("PersonShape/ex:name MaxCount https://example.org/ns#ada",)
    assert "no shape is called PersonShap; did you mean PersonShape?" in failure.message


def test_a_constraint_that_no_fixture_needs_is_named_with_its_place(people):
    (people.root / "tests/shapes/Person/invalid/twice.ttl").unlink()

    (unnoticed,) = check_shapes(people).unnoticed
    assert (unnoticed.shape, unnoticed.component) == ("PersonShape/ex:name", "MaxCount")
    assert str(unnoticed.place) == "ontology/shapes/Person.ttl:5:15"


def test_a_shape_that_no_fixture_is_about_is_named(people):
    write(people, "ontology/shapes/Dog.ttl", "ex:Dog a sh:NodeShape ; sh:targetClass ex:Dog ;"
          " sh:property [ sh:path ex:name ; sh:minCount 1 ] .")  # fmt: skip

    outcome = check_shapes(people)
    assert [(u.shape, u.kind) for u in outcome.untested] == [("Dog", "valid"), ("Dog", "invalid")]


def test_a_constraint_inside_not_is_noticed_by_a_valid_fixture(people):
    write(people, "ontology/shapes/Person.ttl", PERSON + "ex:PersonShape sh:not"
          " [ sh:property [ sh:path ex:secret ; sh:minCount 1 ] ] .")  # fmt: skip
    both = 'ex:ada a ex:Person ; ex:name "Ada" ; ex:secret 1 .'
    write(people, "tests/shapes/Person/invalid/secret.ttl", both)

    assert check_shapes(people).passes


def test_a_folder_that_is_called_like_no_shape_is_said(people):
    write(people, "tests/shapes/Persons/invalid/old.ttl", OLD)

    assert "no shape and no file of shapes is called Persons" in (
        failures(people)["Persons/invalid/old.ttl"].message
    )


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("Person/valid/x.ttl", "ex:ada a", "line 3: syntax error"),
        ("Person/x.ttl", GOOD, "neither in a folder valid/ nor"),
        ("Person/valid/x.ttl", f"# expect: a b c\n{GOOD}", "only a file in invalid/ may"),
        ("Person/invalid/x.ttl", f"# expect: a b\n{OLD}", "short of a shape, a component"),
        ("context.ttl", NAMELESS, "does not yield what it should"),
    ],
)
def test_a_fixture_that_cannot_be_used_fails(people, name, text, message):
    write(people, f"tests/shapes/{name}", text)

    assert message in failures(people)[name].message


def test_rules_are_applied_unless_a_fixture_says_no(people):
    rule = "PREFIX ex: <https://example.org/ns#> CONSTRUCT { ?p ex:name ?n } { ?p ex:called ?n }"
    (people.ontology / "rules").mkdir()
    (people.ontology / "rules" / "names.rq").write_text(rule)
    called = 'ex:ada a ex:Person ; ex:called "Ada" .'
    write(people, "tests/shapes/Person/valid/called.ttl", called)
    write(people, "tests/shapes/Person/invalid/called.ttl", called, comments="# rules: none\n")

    assert check_shapes(people).passes


def test_a_context_is_there_for_every_fixture(people):
    write(people, "ontology/shapes/Person.ttl", PERSON + "ex:PersonShape sh:property"
          " [ sh:path ex:knows ; sh:class ex:Person ] .")  # fmt: skip
    write(people, "tests/shapes/context.ttl", 'ex:bob a ex:Person ; ex:name "Bob" .')
    knows = 'ex:ada a ex:Person ; ex:name "Ada" ; ex:knows ex:{} .'
    write(people, "tests/shapes/Person/valid/knows.ttl", knows.format("bob"))
    write(people, "tests/shapes/Person/invalid/knows.ttl", knows.format("eve"))

    assert check_shapes(people).passes


@pytest.mark.parametrize(
    ("gone", "missing"), [("ontology/shapes", "shapes"), ("tests/shapes/Person", "fixtures")]
)
def test_nothing_passes_on_nothing(people, gone, missing):
    (people.root / gone).rename(people.root / "elsewhere")

    outcome = check_shapes(people)
    assert (outcome.missing, outcome.passes) == (missing, False)


def test_a_folder_that_is_not_there_is_a_wrong_call(small):
    with pytest.raises(UsageProblem, match="no such folder of fixtures"):
        check_shapes(small)


def test_shapes_that_cannot_be_read_stop_the_run(people):
    write(people, "ontology/shapes/Person.ttl", "ex:P a sh:NodeShape ; sh:targetClas ex:P .")

    with pytest.raises(CouldNotRun):
        check_shapes(people)


def test_advanced_shapes_are_run_and_not_mutated(people):
    write(people, "ontology/shapes/Rich.ttl", """
      @prefix ex: <https://example.org/ns#> .
      ex:Rich a sh:NodeShape ; sh:targetClass ex:Rich ; sh:expression
        [ sh:exists [ sh:path ex:money ; sh:minCount 1 ] ] .""")  # fmt: skip

    assert check_shapes(people).skipped == ("Rich",)


def test_two_shapes_with_one_local_name_go_by_their_curies(people):
    write(people, "ontology/shapes/Other.ttl", "@prefix o: <https://example.org/other#> ."
          " o:PersonShape a sh:NodeShape ; sh:targetClass o:Person ;"
          " sh:property o:PersonShape-p . o:PersonShape-p a sh:PropertyShape ;"
          " sh:path o:p ; sh:minCount 1 .")  # fmt: skip

    names = {untested.shape for untested in check_shapes(people).untested}
    assert names == {"https://example.org/other#PersonShape"}
