"""A shapes graph -> `Shapes`. What is ill-formed stops the run (SHACL 3.4.1).

A misspelt constraint is no constraint: every processor passes over it in silence. So a term in the
SHACL namespace (https://www.w3.org/ns/shacl#) that is not known here stops the run, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.rdf.terms import CLASS, OWL, SH, VIOLATION, Node, Term, sh
from foc_graph.rdf.triples import TripleIndex
from foc_graph.shacl.components.table import COMPONENTS
from foc_graph.shacl.scope import Targets
from foc_graph.shacl.shapes import Shape, Shapes
from foc_graph.shacl.shapes.source import ShapesGraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from foc_graph.project.source import Source
    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.shacl.components.base import Constraint

#: What is no constraint component of the table, and no parameter of one.
_NAMES = """
    AbstractResult BlankNode BlankNodeOrIRI BlankNodeOrLiteral ConstraintComponent Function IRI
    IRIOrLiteral Info JSConstraint JSExecutable JSFunction JSLibrary JSRule JSTarget JSTargetType
    JSValidator Literal NodeKind NodeShape Parameter Parameterizable PrefixDeclaration PropertyGroup
    PropertyShape ResultAnnotation Rule SPARQLAskExecutable SPARQLAskValidator SPARQLConstraint
    SPARQLConstructExecutable SPARQLExecutable SPARQLFunction SPARQLRule SPARQLSelectExecutable
    SPARQLSelectValidator SPARQLTarget SPARQLTargetType SPARQLUpdateExecutable Severity Shape Target
    TargetType TripleRule ValidationReport ValidationResult Validator Violation Warning
    alternativePath annotationProperty annotationValue annotationVarName ask condition conforms
    construct count deactivated declare defaultValue desc description detail distinct entailment
    exists filterShape focusNode group groupConcat if intersection inversePath jsFunctionName
    jsLibrary jsLibraryURL labelTemplate limit max message min minus name namespace nodeValidator
    nodes object offset oneOrMorePath optional order orderBy parameter path predicate prefix
    prefixes propertyValidator result resultAnnotation resultMessage resultPath resultSeverity
    returnType rule select separator severity shapesGraph shapesGraphWellFormed sourceConstraint
    sourceConstraintComponent sourceShape subject suggestedShapesGraph sum target targetClass
    targetNode targetObjectsOf targetSubjectsOf then this union update validator value
    zeroOrMorePath zeroOrOnePath
"""

_OF_COMPONENTS = (
    term
    for component in COMPONENTS
    if component.parameters
    for term in (component.component_iri(), *component.parameters)
)

#: Every local name, and the empty one: that of a term outside the namespace.
TERMS = frozenset(
    {
        "",
        "else",
        *_NAMES.split(),
        *(t.value.removeprefix(SH) for t in _OF_COMPONENTS if t.value.startswith(SH)),
    }
)


#: Local name, in the namespace of the shapes, of the property that says that a shape may have
#: nothing to look at. Any namespace will do: projects other than ours have their own.
MAY_BE_EMPTY = "mayBeEmpty"

_TARGETS = ("targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf", "target")


def read_shapes(project: Source, *, base: str) -> Shapes:
    """Read every shapes file of a project.

    Raises:
        CouldNotRun: a file does not parse, or a shape is ill-formed; the place is named.
        UsageProblem: a file that is said to hold shapes holds nothing of SHACL.

    """
    from foc_graph.rdf.documents import read_file

    documents: dict[str, RdfDocument] = {}
    origins: dict[Node, str] = {}
    for path in project.shape_files():
        name = project.relative(path)
        document = read_file(path, base=project.base_of(path, base), scope=name)
        for problem in document.problems:
            line = f":{problem.line}" if problem.line else ""
            raise CouldNotRun(problem.message, place=f"{name}{line}", fix=problem.fix)
        if project.is_named_as_shapes(path) and not _speaks_of_shapes(document):
            raise UsageProblem("holds no shape", place=name, fix="name it as data, or leave it out")
        documents[name] = document
        for quad in document.quads:
            origins.setdefault(quad.subject, name)  # type: ignore[arg-type]
    quads = (quad for document in documents.values() for quad in document.quads)
    return parse_shapes(quads, origins, documents)


def _speaks_of_shapes(document: RdfDocument) -> bool:
    return any(SH in str(quad.predicate) or SH in str(quad.object) for quad in document.quads)


def parse_shapes(
    quads: Iterable[ox.Quad], origins: Mapping[Node, str] | None = None,
    documents: Mapping[str, RdfDocument] | None = None,
) -> Shapes:  # fmt: skip
    """Read the shapes that a graph holds; with the files that hold it, messages name the line.

    Raises:
        CouldNotRun: a shape is ill-formed, or refers to itself.

    """
    quads = tuple(quads)
    source = ShapesGraph(TripleIndex(quads), origins or {}, documents or {})
    source.check_terms(TERMS)
    by_node = _read_all(source)
    _refuse_recursion(source, by_node)
    return Shapes(by_node, source.graph, quads, dict(source.origins), dict(source.documents))


def _read_all(source: ShapesGraph) -> dict[Node, Shape]:
    _ = source.declared_components  # an ill-formed one stops the run, used or not
    implicit = _implicit_classes(source)
    found: dict[Node, Shape] = {}
    todo = [*sorted(_starts(source), key=str)]
    while todo:
        node = todo.pop()
        if node not in found:
            found[node] = _read(source, node, implicit)
            todo.extend(found[node].referred)
    return {node: found[node] for node in sorted(found, key=str)}


def _starts(source: ShapesGraph) -> set[Node]:
    """Return what is a shape by itself: by its type, or because it has a target (SHACL 2.1)."""
    found = {*source.graph.instances(sh("NodeShape")), *source.graph.instances(sh("PropertyShape"))}
    wanted = {sh(name) for name in _TARGETS}
    found |= {s for s in source.graph.subjects() if wanted.intersection(source.graph.predicates(s))}
    return found - set(source.graph.instances(sh("Parameter")))


def _implicit_classes(source: ShapesGraph) -> set[Node]:
    """Return what is a class in the shapes graph (SHACL 2.1.3.3).

    owl:Class counts: it is a subclass of rdfs:Class by definition (OWL 2 RDF-Based Semantics,
    table 5.2), and hardly any shapes graph says so.
    """
    owl_class = ox.NamedNode(OWL + "Class")
    return {*source.graph.instances(CLASS), *source.graph.instances(owl_class)}


def _read(source: ShapesGraph, node: Node, implicit: set[Node]) -> Shape:
    path = source.path(node)
    severity = source.only(node, sh("severity"))
    return Shape(
        node=node,
        path=path,
        targets=_targets(source, node, implicit),
        constraints=tuple(_constraints(source, node)),
        severity=source.iri(node, sh("severity"), severity) if severity else VIOLATION,
        messages=source.literals(node, sh("message")),
        deactivated=source.flag(node, sh("deactivated")),
        may_be_empty=_may_be_empty(source, node),
    )


def _constraints(source: ShapesGraph, node: Node) -> Iterator[Constraint]:
    for component in COMPONENTS:
        if not component.parameters or source.graph.objects(node, component.parameters[0]):
            yield from component.read(source, node)


def _targets(source: ShapesGraph, node: Node, implicit: set[Node]) -> Targets:
    classes = source.iris(node, sh("targetClass"))
    if node in implicit and isinstance(node, ox.NamedNode):
        classes = (*classes, node)
    nodes = source.graph.objects(node, sh("targetNode"))
    if any(isinstance(n, ox.BlankNode) for n in nodes):
        source.fail(node, "sh:targetNode is a blank node", "give it an IRI or a literal")
    return Targets(
        tuple(nodes),
        classes,
        source.iris(node, sh("targetSubjectsOf")),
        source.iris(node, sh("targetObjectsOf")),
        tuple(source.graph.objects(node, sh("target"))),
    )


def _may_be_empty(source: ShapesGraph, node: Node) -> bool:
    return any(
        predicate.value.endswith(MAY_BE_EMPTY)
        and any(isinstance(v, ox.Literal) and v.value == "true" for v in values)
        for predicate in source.graph.predicates(node)
        if (values := source.graph.objects(node, predicate))
    )


def _refuse_recursion(source: ShapesGraph, by_node: dict[Node, Shape]) -> None:
    """Refuse a shape that refers to itself: SHACL does not say what it means (SHACL 3.4.2)."""
    done: set[Node] = set()

    def walk(node: Node, above: tuple[Term, ...]) -> None:
        if node in above:
            source.fail(node, "refers to itself", "break the circle: SHACL does not define it")
        if node not in done:
            for below in by_node[node].referred:
                walk(below, (*above, node))
            done.add(node)

    for node in by_node:
        walk(node, ())
