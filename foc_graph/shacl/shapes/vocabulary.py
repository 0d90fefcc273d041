"""The terms of the SHACL vocabulary (https://www.w3.org/ns/shacl#), Advanced Features included.

A misspelt constraint is no constraint: every processor passes over it in silence. So a term in
the SHACL namespace that is not in this list stops the run.
"""

from __future__ import annotations

_NAMES = """
    AbstractResult AndConstraintComponent BlankNode BlankNodeOrIRI BlankNodeOrLiteral
    ClassConstraintComponent ClosedConstraintComponent ConstraintComponent
    DatatypeConstraintComponent DisjointConstraintComponent EqualsConstraintComponent
    ExpressionConstraintComponent Function HasValueConstraintComponent IRI IRIOrLiteral
    InConstraintComponent Info JSConstraint JSConstraintComponent JSExecutable JSFunction JSLibrary
    JSRule JSTarget JSTargetType JSValidator LanguageInConstraintComponent
    LessThanConstraintComponent LessThanOrEqualsConstraintComponent Literal
    MaxCountConstraintComponent MaxExclusiveConstraintComponent MaxInclusiveConstraintComponent
    MaxLengthConstraintComponent MinCountConstraintComponent MinExclusiveConstraintComponent
    MinInclusiveConstraintComponent MinLengthConstraintComponent NodeConstraintComponent NodeKind
    NodeKindConstraintComponent NodeShape NotConstraintComponent OrConstraintComponent Parameter
    Parameterizable PatternConstraintComponent PrefixDeclaration PropertyConstraintComponent
    PropertyGroup PropertyShape QualifiedMaxCountConstraintComponent
    QualifiedMinCountConstraintComponent ResultAnnotation Rule SPARQLAskExecutable
    SPARQLAskValidator SPARQLConstraint SPARQLConstraintComponent SPARQLConstructExecutable
    SPARQLExecutable SPARQLFunction SPARQLRule SPARQLSelectExecutable SPARQLSelectValidator
    SPARQLTarget SPARQLTargetType SPARQLUpdateExecutable Severity Shape Target TargetType TripleRule
    UniqueLangConstraintComponent ValidationReport ValidationResult Validator Violation Warning
    XoneConstraintComponent
    alternativePath and annotationProperty annotationValue annotationVarName ask class closed
    condition conforms construct count datatype deactivated declare defaultValue desc description
    detail disjoint distinct entailment equals exists expression filterShape flags focusNode group
    groupConcat hasValue if ignoredProperties in intersection inversePath js jsFunctionName
    jsLibrary jsLibraryURL labelTemplate languageIn lessThan lessThanOrEquals limit max maxCount
    maxExclusive maxInclusive maxLength message min minCount minExclusive minInclusive minLength
    minus name namespace node nodeKind nodeValidator nodes not object offset oneOrMorePath optional
    or order orderBy parameter path pattern predicate prefix prefixes property propertyValidator
    qualifiedMaxCount qualifiedMinCount qualifiedValueShape qualifiedValueShapesDisjoint result
    resultAnnotation resultMessage resultPath resultSeverity returnType rule select separator
    severity shapesGraph shapesGraphWellFormed sourceConstraint sourceConstraintComponent
    sourceShape sparql subject suggestedShapesGraph sum target targetClass targetNode
    targetObjectsOf targetSubjectsOf then this else union uniqueLang update validator value xone
    zeroOrMorePath zeroOrOnePath
"""

#: Every local name, and the empty one: that of a term outside the namespace.
TERMS = frozenset({"", *_NAMES.split()})

#: The six values of sh:nodeKind (SHACL 4.1.3), and the kinds of node that each allows.
NODE_KINDS = {
    "IRI": ("isIRI",),
    "BlankNode": ("isBLANK",),
    "Literal": ("isLITERAL",),
    "BlankNodeOrIRI": ("isBLANK", "isIRI"),
    "BlankNodeOrLiteral": ("isBLANK", "isLITERAL"),
    "IRIOrLiteral": ("isIRI", "isLITERAL"),
}
