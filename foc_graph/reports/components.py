"""What the constraint components of SHACL ask for: a title, a help text, the section that says so.

A component of one's own, or of another vocabulary, has its local name as its title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from foc_graph.rdf.terms import LINT, local_name

_SHACL = "https://www.w3.org/TR/shacl/#"


@dataclass(frozen=True)
class Explained:
    """A constraint component in words; ``address`` is where it is defined."""

    title: str
    help: str
    address: str


#: Local name without "ConstraintComponent" -> title, what to do.
_TEXTS = {
    "And": ("Not all conditions are met", "Meet every one of the listed shapes."),
    "Class": ("Wrong class", "Give the value that class, or name a thing that has it."),
    "Closed": ("Property not allowed", "Remove it, or correct its spelling."),
    "Datatype": ("Wrong datatype", "Write the value with the datatype that is asked for."),
    "Disjoint": ("Value used twice", "Keep the value in only one of the two properties."),
    "Equals": ("Values differ", "Give both properties the same values."),
    "HasValue": ("Required value missing", "Add the value that is asked for."),
    "In": ("Value not in the list", "Use one of the listed values; mind the spelling."),
    "LanguageIn": ("Wrong language", "Use one of the listed language tags."),
    "LessThan": ("Wrong order", "Compare the two values; one of them is wrong."),
    "LessThanOrEquals": ("Wrong order", "Compare the two values; one of them is wrong."),
    "MaxCount": ("Too many values", "Remove values until there are no more than allowed."),
    "MaxExclusive": ("Value too great", "Correct the value."),
    "MaxInclusive": ("Value too great", "Correct the value."),
    "MaxLength": ("Text too long", "Shorten the text."),
    "MinCount": ("Value missing", "Add the property to this record."),
    "MinExclusive": ("Value too small", "Correct the value."),
    "MinInclusive": ("Value too small", "Correct the value."),
    "MinLength": ("Text too short", "Write the whole text."),
    "Node": ("Does not conform to a shape", "Mend the thing that the value names."),
    "NodeKind": ("Wrong kind of value", "Write an IRI, a literal or a blank node, as asked."),
    "Not": ("Forbidden", "Change the record so that it does not conform to that shape."),
    "Or": ("No condition is met", "Meet at least one of the listed shapes."),
    "Pattern": ("Wrong form", "Write the value in the form that is asked for."),
    "QualifiedMaxCount": ("Too many values", "Remove values of that kind."),
    "QualifiedMinCount": ("Value missing", "Add a value of that kind."),
    "SPARQL": ("Rule broken", "See the message, and the query of the shape."),
    "UniqueLang": ("Language used twice", "Keep one value a language."),
    "Xone": ("Not exactly one condition is met", "Meet exactly one of the listed shapes."),
}

#: Where the anchor of a section is not the name of the component.
_ANCHORS = {"SPARQL": "sparql-constraints"}


def kind_of(component: str) -> str:
    """Return the name of a component without its ending: ``MinCount``."""
    return local_name(component).removesuffix("ConstraintComponent")


def is_check(component: str) -> bool:
    """Tell whether a finding is one of ``foc-graph lint``, which has no shapes."""
    return component.startswith(LINT)


def explain(component: str) -> Explained:
    """Return a component in words."""
    kind = kind_of(component)
    if is_check(component):
        return Explained(_spaced(kind), "The message says what to do.", component)
    title, what_to_do = _TEXTS.get(kind, (_spaced(kind), "See the message of the shape."))
    anchor = _ANCHORS.get(kind, local_name(component))
    address = f"{_SHACL}{anchor}" if kind in _TEXTS else component
    return Explained(title, what_to_do, address)


def _spaced(kind: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind).lower()
    return words[:1].upper() + words[1:] or "Rule broken"
