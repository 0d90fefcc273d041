"""The terms of the SHACL vocabulary (https://www.w3.org/ns/shacl#), Advanced Features included.

A misspelt constraint is no constraint: every processor passes over it in silence. So a term in
the SHACL namespace that is not known here stops the run.
"""

from __future__ import annotations

from foc_graph.rdf.terms import SH
from foc_graph.shacl.components.table import COMPONENTS

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
