"""A constraint component is one class and one line in a table, and none passes in silence."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from importlib import import_module
from typing import final

import pytest

from foc_graph.dataset.data_graph import DataGraph
from foc_graph.errors import CouldNotRun
from foc_graph.rdf.terms import sh
from foc_graph.reports.findings import explain
from foc_graph.shacl import components
from foc_graph.shacl.components.base import Constraint, Suspect, TermTest
from foc_graph.shacl.components.table import COMPONENTS
from foc_graph.shacl.engines import get_engine
from foc_graph.shacl.shapes.reader import TERMS, parse_shapes

HALF = """
from collections.abc import Iterator
from typing import Self, final

from foc_graph.rdf.terms import Node, sh
from foc_graph.shacl.components.base import TermTest
from foc_graph.shacl.components.table import table
from foc_graph.shacl.shapes.source import ShapesGraph


@final
class RootClassConstraint(TermTest):
    parameters = (sh("rootClass"),)
    title = "Not below a class"
    help = "Name a class below that one."
    message = "is not below {}"

    @classmethod
    def read(cls, source: ShapesGraph, node: Node) -> Iterator[Self]:
        yield cls((source.only_iri(node, cls.parameters[0]),))


table(RootClassConstraint)
"""

SHAPE = "ex:S sh:targetClass ex:P ; sh:property [ sh:path ex:p ; sh:minCount 1 ] ."


def below(component):
    for one in component.__subclasses__():
        yield one
        yield from below(one)


def test_every_component_is_in_the_table():
    for module in pkgutil.iter_modules(components.__path__):
        import_module(f"{components.__name__}.{module.name}")
    final_ones = {
        one
        for one in below(Constraint)
        if one.__module__.startswith(components.__name__) and not one.__subclasses__()
    }

    assert set(COMPONENTS) == final_ones
    assert all(vars(one).get("__final__") for one in COMPONENTS)


def test_a_half_written_component_does_not_type_check(tmp_path, repository):
    module = tmp_path / "half.py"
    module.write_text(HALF, "utf-8")
    options = ["--config-file", "pyproject.toml", "--cache-dir", ".mypy_cache", str(module)]

    run = subprocess.run(
        [sys.executable, "-m", "mypy", *options],
        capture_output=True, text=True, cwd=repository, check=False,
    )  # fmt: skip

    assert run.returncode == 1, run.stderr
    assert 'has abstract attributes "phrase", "violated"' in run.stdout
    assert 'Only concrete class can be given where "type[Constraint]" is expected' in run.stdout


def test_a_half_written_component_cannot_be_registered():
    with pytest.raises(TypeError, match="RootClassConstraint lacks phrase, violated"):
        exec(HALF, {"__name__": "half"})  # noqa: S102


def test_a_half_written_component_cannot_be_instantiated():
    @final
    class Half(TermTest):
        parameters = (sh("rootClass"),)

    with pytest.raises(TypeError, match="abstract method"):
        Half(())


def test_every_parameter_and_component_is_a_known_term():
    terms = {
        term.value.removeprefix(sh("").value)
        for one in COMPONENTS
        if one.parameters
        for term in (one.component_iri(), *one.parameters)
    }

    assert terms <= TERMS


def test_no_two_components_are_declared_by_the_same_parameter():
    first = [one.parameters[0] for one in COMPONENTS if one.parameters]

    assert len(set(first)) == len(first)


def test_a_component_that_is_not_known_is_a_stop(shared, tmp_path):
    cases = shared / "cases" / "house"
    files = ["silent-component-shapes.ttl", "silent-component-data.ttl"]
    if not all((cases / name).is_file() for name in files):
        pytest.skip("the cases of the review are absent")
    command = [sys.executable, "-m", "foc_graph", "validate", "--shapes"]

    run = subprocess.run(
        [*command, *(str(cases / name) for name in files)],
        capture_output=True, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip

    assert run.returncode == 3
    assert "SHACL has no sh:rootClass" in run.stderr


class Unheard(Constraint):
    """A constraint that is neither one on values nor one on sets of them."""

    parameters = (sh("unheard"),)
    title = help = message = phrase = "unheard of"
    suspect = Suspect.VALUE
    operands = referred = ()
    is_simple = False

    @classmethod
    def read(cls, _source, _node):  # noqa: D102
        yield cls()

    def reads(self, _ways):  # noqa: D102
        return ()

    def conforms(self, *_):  # noqa: D102
        raise NotImplementedError


def with_constraint(quads, constraint):
    shapes = parse_shapes(quads(SHAPE))
    (inner,) = [shape for shape in shapes.by_node.values() if shape.path]
    object.__setattr__(inner, "constraints", (constraint,))
    return shapes


@pytest.mark.parametrize(
    ("engine", "error"), [("sparql", "TypeError"), ("pyshacl", "pySHACL does not know sh:unheard")]
)
def test_no_engine_passes_over_a_constraint(quads, engine, error):
    data = DataGraph.from_quads(quads("ex:a a ex:P ; ex:p 1 ."))
    shapes = with_constraint(quads, Unheard())

    with pytest.raises((TypeError, CouldNotRun)) as raised:
        get_engine(engine).run(data, shapes)

    assert error in repr(raised)


def test_a_component_of_another_vocabulary_is_not_explained_as_that_of_shacl():
    own = "https://example.org/ns#MinCountConstraintComponent"

    assert (explain(own).title, explain(own).address) == ("Min count", own)
    assert explain(sh("MinCountConstraintComponent").value).title == "Value missing"


@pytest.mark.parametrize(
    ("inner", "name"),
    [
        ("sh:property [ sh:path ex:q ; sh:minCount 1 ]", "[sh:property [sh:path"),
        ('sh:sparql [ sh:select "SELECT $this { $this ?p ?o }" ]', "[sh:sparql]"),
    ],
)
def test_a_shape_without_a_name_is_called_by_terms_that_shacl_has(check, inner, name):
    shape = f"ex:S sh:targetNode ex:a ; sh:node [ {inner} ] ."

    (result,) = check(shape, "ex:a ex:p 1 .")

    assert name in result.message
