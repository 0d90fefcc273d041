"""Constraint components in words: a title, a help text, the section that says so.

A component of one's own, or of another vocabulary, has its local name as its title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyoxigraph as ox

from foc_graph.rdf.terms import LINT
from foc_graph.shacl.components.base import kind_of
from foc_graph.shacl.components.custom import CustomConstraint
from foc_graph.shacl.components.table import component_of


@dataclass(frozen=True)
class Explained:
    """A constraint component in words; ``address`` is where it is defined."""

    title: str
    help: str
    address: str


def is_check(component: str) -> bool:
    """Tell whether a finding is one of ``foc-graph lint``, which has no shapes."""
    return component.startswith(LINT)


def explain(component: str) -> Explained:
    """Return a component in words."""
    spaced = _spaced(kind_of(component))
    if is_check(component):
        return Explained(spaced, "The message says what to do.", component)
    found = component_of(ox.NamedNode(component))
    address = component if found is CustomConstraint else found.definition()
    return Explained(found.title.format(spaced), found.help, address)


def _spaced(kind: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind).lower()
    return words[:1].upper() + words[1:] or "Rule broken"
