"""Every constraint component: one value that conforms, one that does not, on both engines."""

from __future__ import annotations

import pytest

#: Constraint of a property shape -> (data that conforms, data that violates it once).
COMPONENTS = {
    "sh:class ex:C": ("ex:a ex:p ex:b . ex:b a ex:C .", "ex:a ex:p ex:b ."),
    "sh:datatype xsd:date": ('ex:a ex:p "2011-02-28"^^xsd:date .', 'ex:a ex:p "2011-02-28" .'),
    "sh:nodeKind sh:IRI": ("ex:a ex:p ex:b .", 'ex:a ex:p "b" .'),
    "sh:nodeKind sh:BlankNodeOrLiteral": ('ex:a ex:p "b", [] .', "ex:a ex:p ex:b ."),
    "sh:minCount 1": ("ex:a ex:p 1 .", "ex:a ex:q 1 ."),
    "sh:minCount 2": ("ex:a ex:p 1, 2 .", "ex:a ex:p 1 ."),
    "sh:maxCount 0": ("ex:a ex:q 1 .", "ex:a ex:p 1 ."),
    "sh:maxCount 1": ("ex:a ex:p 1 .", "ex:a ex:p 1, 2 ."),
    "sh:maxCount 2": ("ex:a ex:p 1, 2 .", "ex:a ex:p 1, 2, 3 ."),
    "sh:minExclusive 1": ("ex:a ex:p 2 .", "ex:a ex:p 1 ."),
    "sh:minInclusive 1": ("ex:a ex:p 1 .", "ex:a ex:p 0 ."),
    "sh:maxExclusive 1": ("ex:a ex:p 0 .", "ex:a ex:p 1 ."),
    "sh:maxInclusive 1": ("ex:a ex:p 1 .", "ex:a ex:p 2 ."),
    "sh:minLength 3": ('ex:a ex:p "abc" .', 'ex:a ex:p "ab" .'),
    "sh:maxLength 3": ('ex:a ex:p "abc" .', 'ex:a ex:p "abcd" .'),
    'sh:pattern "^B" ; sh:flags "i"': ('ex:a ex:p "b1" .', 'ex:a ex:p "c1" .'),
    'sh:languageIn ( "en" "fr" )': ('ex:a ex:p "x"@en-GB .', 'ex:a ex:p "x"@de .'),
    "sh:uniqueLang true": ('ex:a ex:p "x"@en, "x"@fr, "x" .', 'ex:a ex:p "x"@en, "y"@en .'),
    "sh:equals ex:q": ("ex:a ex:p 1 ; ex:q 1 .", "ex:a ex:p 1, 2 ; ex:q 1 ."),
    "sh:disjoint ex:q": ("ex:a ex:p 1 ; ex:q 2 .", "ex:a ex:p 1, 2 ; ex:q 1 ."),
    "sh:lessThan ex:q": ("ex:a ex:p 1 ; ex:q 2 .", "ex:a ex:p 1 ; ex:q 1 ."),
    "sh:lessThanOrEquals ex:q": ("ex:a ex:p 1 ; ex:q 1 .", "ex:a ex:p 2 ; ex:q 1 ."),
    "sh:hasValue ex:b": ("ex:a ex:p ex:b, ex:c .", "ex:a ex:p ex:c ."),
    'sh:in ( "a" 1 ex:b )': ('ex:a ex:p "a", 1, ex:b .', 'ex:a ex:p "1" .'),
    "sh:not [ sh:class ex:C ]": ("ex:a ex:p ex:b .", "ex:a ex:p ex:b . ex:b a ex:C ."),
    "sh:and ( [ sh:nodeKind sh:IRI ] [ sh:class ex:C ] )": (
        "ex:a ex:p ex:b . ex:b a ex:C .", "ex:a ex:p ex:b .",
    ),
    "sh:or ( [ sh:nodeKind sh:Literal ] [ sh:class ex:C ] )": ("ex:a ex:p 1 .", "ex:a ex:p ex:b ."),
    "sh:xone ( [ sh:nodeKind sh:IRI ] [ sh:class ex:C ] )": (
        "ex:a ex:p ex:b .", "ex:a ex:p ex:b . ex:b a ex:C .",
    ),
    "sh:node [ sh:property [ sh:path ex:q ; sh:minCount 1 ] ]": (
        "ex:a ex:p ex:b . ex:b ex:q 1 .", "ex:a ex:p ex:b .",
    ),
    "sh:node [ sh:property [ sh:path ex:q ; sh:maxCount 2 ] ]": (
        "ex:a ex:p ex:b . ex:b ex:q 1 .", "ex:a ex:p ex:b . ex:b ex:q 1, 2, 3 .",
    ),
    "sh:node [ sh:closed true ; sh:property [ sh:path ex:q ] ]": (
        "ex:a ex:p ex:b . ex:b ex:q 1 .", "ex:a ex:p ex:b . ex:b ex:r 1 .",
    ),
    "sh:property [ sh:path ex:q ; sh:minCount 1 ]": (
        "ex:a ex:p ex:b . ex:b ex:q 1 .", "ex:a ex:p ex:b .",
    ),
    "sh:qualifiedValueShape [ sh:class ex:C ] ; sh:qualifiedMinCount 1": (
        "ex:a ex:p ex:b . ex:b a ex:C .", "ex:a ex:p ex:c . ex:b a ex:C .",
    ),
    "sh:qualifiedValueShape [ sh:class ex:C ] ; sh:qualifiedMaxCount 1": (
        "ex:a ex:p ex:b, ex:c . ex:b a ex:C .",
        "ex:a ex:p ex:b, ex:c . ex:b a ex:C . ex:c a ex:C .",
    ),
}  # fmt: skip

SHAPE = "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; {} ] ."

ENGINES = pytest.mark.parametrize("engine", ["sparql", "pyshacl"])


@ENGINES
@pytest.mark.parametrize("constraint", COMPONENTS)
def test_conforms(check, constraint, engine):
    assert check(SHAPE.format(constraint), COMPONENTS[constraint][0], engine) == []


@ENGINES
@pytest.mark.parametrize("constraint", COMPONENTS)
def test_violates_once(check, constraint, engine):
    results = check(SHAPE.format(constraint), COMPONENTS[constraint][1], engine)

    assert len(results) == 1
    assert results[0].message


#: Path -> number of values of ex:a in the data below.
PATHS = {
    "ex:p": 1,
    "[ sh:inversePath ex:p ]": 1,
    "( ex:p ex:p )": 1,
    "[ sh:alternativePath ( ex:p ex:q ) ]": 2,
    "[ sh:zeroOrMorePath ex:p ]": 3,
    "[ sh:oneOrMorePath ex:p ]": 3,
    "[ sh:zeroOrOnePath ex:p ]": 2,
    "( [ sh:zeroOrOnePath ex:q ] [ sh:zeroOrMorePath ex:r ] )": 2,
    "[ sh:inversePath ( ex:p ex:p ) ]": 1,
}
CIRCLE = "ex:a ex:p ex:b ; ex:q ex:d . ex:b ex:p ex:c . ex:c ex:p ex:a ."


@ENGINES
@pytest.mark.parametrize("path", PATHS)
def test_path_leads_to_that_many_values(check, path, engine):
    shape = f"ex:S sh:targetNode ex:a ; sh:property [ sh:path {path} ; sh:nodeKind sh:Literal ] ."

    assert len(check(shape, CIRCLE, engine)) == PATHS[path]


def test_path_to_itself_holds_for_a_node_that_is_not_in_the_graph(check):
    """SPARQL 1.1, section 18.5: a zero-length path from a constant needs no triple."""
    shape = (
        "ex:S sh:targetNode ex:gone ;"
        " sh:property [ sh:path [ sh:zeroOrMorePath ex:p ] ; sh:nodeKind sh:Literal ] ."
    )

    assert len(check(shape, CIRCLE)) == 1


TARGETS = {
    "sh:targetNode ex:a, ex:gone": 2,
    "sh:targetClass ex:C": 2,
    "sh:targetSubjectsOf ex:p": 1,
    "sh:targetObjectsOf ex:p": 1,
    "sh:targetNode ex:a ; sh:targetClass ex:C": 2,
}


@ENGINES
@pytest.mark.parametrize("target", TARGETS)
def test_target_names_that_many_nodes(check, target, engine):
    data = "ex:a a ex:C ; ex:p 1 . ex:b a ex:D . ex:D rdfs:subClassOf ex:C ."

    assert len(check(f"ex:S {target} ; sh:not [] .", data, engine)) == TARGETS[target]


def test_a_class_that_is_a_shape_is_its_own_target(check):
    assert len(check("ex:C a rdfs:Class, sh:NodeShape ; sh:not [] .", "ex:a a ex:C .")) == 1


def test_deactivated_shapes_and_constraints_say_nothing(check):
    shape = "ex:S sh:targetNode ex:a ; sh:deactivated true ; sh:not [] ."

    assert check(shape, "ex:a a ex:C .") == []


def test_only_the_word_true_activates_unique_lang(check):
    """SHACL 4.4.5: ``"1"^^xsd:boolean`` is another term."""
    shape = SHAPE.format('sh:uniqueLang "1"^^xsd:boolean')

    assert check(shape, 'ex:a ex:p "x"@en, "y"@en .') == []


@pytest.mark.parametrize("engine", ["sparql", "pyshacl"])
def test_closed_without_anything_allowed(check, engine):
    shapes = "ex:S a sh:NodeShape ; sh:targetNode ex:x ; sh:closed true ."

    assert len(check(shapes, "ex:x ex:odd 1 .", engine)) == 1


@pytest.mark.parametrize("engine", ["sparql", "pyshacl"])
def test_no_two_subjects_of_a_value(check, engine):
    """Each subject has one value here; it is the value that has two subjects."""
    shapes = (
        "ex:S a sh:NodeShape ; sh:targetClass ex:C ;"
        " sh:property [ sh:path [ sh:inversePath ex:p ] ; sh:maxCount 1 ] ."
    )
    data = "ex:b a ex:C . ex:c a ex:C . ex:a ex:p ex:b . ex:d ex:p ex:b . ex:e ex:p ex:c ."

    (result,) = check(shapes, data, engine)

    assert result.focus_node.value.endswith("/b")
