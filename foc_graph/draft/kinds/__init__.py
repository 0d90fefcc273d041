"""The kinds of records that can be drafted: a kind is one module and one line in the table."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from foc_graph.errors import UsageProblem

if TYPE_CHECKING:
    from foc_graph.draft.model import RecordKind

#: Kind -> what it is, in the help. The module of the same name has it as KIND.
KINDS = {
    "resolution": "A resolution of a UN body: symbol, decision, sponsors.",
    "statement": "A text of the Freedom Online Coalition.",
    "text": "Any other text: a treaty, a report, a declaration, a draft.",
    "membership": "Who belongs to what, in which role, from when to when.",
    "event": "A conference, a meeting, or a session of a UN body.",
    "organisation": "An organisation, or a body of one.",
    "state": "A state, by its ISO 3166 code.",
    "source": "A page that records rest on.",
}


def get_kind(name: str) -> RecordKind:
    """Import a kind.

    Raises:
        UsageProblem: there is no such kind.

    """
    if name not in KINDS:
        raise UsageProblem("no such kind", place=name, fix=f"use one of {', '.join(KINDS)}")
    kind: RecordKind = import_module(f"{__name__}.{name}").KIND
    return kind
