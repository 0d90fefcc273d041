"""The table of checks. A new one is one function and one line here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.lint.duplicates import same_address, same_name
from foc_graph.lint.languages import without_language
from foc_graph.lint.links import dead_link, lost_identifier
from foc_graph.lint.portability import unportable_query
from foc_graph.lint.schemes import scheme_slip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foc_graph.lint.subject import LintFinding, Subject


@dataclass(frozen=True)
class Check:
    """A check: how serious its findings are unless it says otherwise, what it finds, and how."""

    severity: str
    description: str
    find: Callable[[Subject], Iterator[LintFinding]]


#: Name -> check.
CHECKS = {
    "dead-link": Check(
        "violation", "An IRI of this project is named, and nothing describes it.", dead_link
    ),
    "lost-identifier": Check(
        "violation", "An IRI was described, and is no more: identifiers stay.", lost_identifier
    ),
    "no-language": Check(
        "warning", "A name or a text does not say in which language it is.", without_language
    ),
    "scheme-slip": Check(
        "warning", "An IRI differs from a known one only by http or https.", scheme_slip
    ),
    "same-name": Check(
        "warning", "Two things of one class have the same name, or nearly.", same_name
    ),
    "same-address": Check(
        "warning", "Two things of one class have the same web address.", same_address
    ),
    "unportable-query": Check(
        "warning", "The query of a shape uses what engines treat differently.", unportable_query
    ),
}
