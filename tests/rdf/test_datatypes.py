"""One place says what the lexical space of a datatype is: reading and sh:datatype agree."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from foc_graph.rdf.datatypes import XSD, is_well_formed, lexical_problem


def problem(value, name):
    return lexical_problem(ox.Literal(value, datatype=ox.NamedNode(XSD + name)))


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("2012-07-05T24:00:00", "dateTime"),
        ("2012-07-05T24:00:00.0Z", "dateTime"),
        ("2012-02-29+14:00", "date"),
        ("-0", "nonNegativeInteger"),
        ("9" * 5000, "nonNegativeInteger"),
        ("1" * 5000 + "2000-02-29", "date"),
        ("x", "string"),
    ],
)
def test_a_value_of_its_datatype_is_no_problem(value, name):
    assert problem(value, name) is None


@pytest.mark.parametrize(
    ("value", "name", "said"),
    [
        ("2012-07-05+99:99", "date", "is not a date"),
        ("2012-07-05T24:00:01", "dateTime", "is not a date with time"),
        ("2011-02-29", "date", "is not in the calendar"),
        ("-1", "nonNegativeInteger", "is not a count"),
        ("0", "positiveInteger", "is not a positive number"),
        ("300", "byte", "is not an xsd:byte"),
        ("1,5", "double", "is not an xsd:double"),
        ("25:00:00", "time", "is not an xsd:time"),
        ("02012", "gYear", "is not a year"),
    ],
)
def test_a_value_of_another_datatype_is_named(value, name, said):
    assert problem(value, name)[0] == said


#: Twelve, in Arabic-Indic and in full-width digits.
OTHER_DIGITS = ["\u0661\u0662", "\uff11\uff12"]


@pytest.mark.parametrize("name", ["integer", "nonNegativeInteger", "decimal", "double"])
@pytest.mark.parametrize("value", OTHER_DIGITS)
def test_digits_are_those_of_ascii(value, name):
    assert not is_well_formed(value, XSD + name)
