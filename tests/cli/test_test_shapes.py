"""``foc-graph test-shapes``."""

from __future__ import annotations

import json

import pytest

from foc_graph.cli import run
from tests.shapetests.test_shapetests import people, write

__all__ = ["people"]


@pytest.fixture
def call(people, capsysbinary):
    def called(*arguments):
        code = run(["--root", str(people.root), "test-shapes", *arguments])
        printed = capsysbinary.readouterr()
        return code, printed.out.decode(), printed.err.decode()

    return called


def test_the_verdict_is_the_last_line(call):
    code, out, err = call()

    assert (code, err) == (0, "")
    assert out == (
        "Ran 1 valid fixture and 3 invalid fixtures against 3 shapes;"
        " dropped 5 constraints, one at a time.\n"
        "Passes: 0 fixtures failed, 0 shapes without a fixture, 0 constraints unnoticed.\n"
    )


def test_what_is_wrong_comes_with_its_file(people, call):
    write(people, "tests/shapes/Person/invalid/old.ttl", 'ex:ada a ex:Person ; ex:name "Ada" .')

    code, out, _ = call()
    assert code == 1
    assert out.startswith(
        "tests/shapes/Person/invalid/old.ttl: is in invalid/, and no shape of Person has a result\n"
    )
    assert "    ontology/shapes/Person.ttl:6:15: PersonShape/ex:age MaxInclusive\n" in out


def test_json_is_for_programs(call):
    code, out, _ = call("--format", "json")

    content = json.loads(out)
    assert code == 0
    assert (content["version"], content["passes"], content["shapes"]) == (1, True, 3)


def test_other_fixtures_can_be_named(people, call):
    (people.root / "tests" / "shapes").rename(people.root / "fixtures")

    assert call("--fixtures", str(people.root / "fixtures"))[0] == 0
    code, _, err = call()
    assert code == 2
    assert "no such folder of fixtures" in err


def test_without_fixtures_nothing_passes(people, call):
    (people.root / "tests" / "shapes" / "Person").rename(people.root / "elsewhere")

    code, out, _ = call()
    assert code == 1
    assert "Nothing was tested. There are no fixtures" in out


def test_shapes_that_cannot_be_read_exit_with_3(people, call):
    write(people, "ontology/shapes/Person.ttl", "ex:P a sh:NodeShape ; sh:targetClas ex:P .")

    assert call()[0] == 3
