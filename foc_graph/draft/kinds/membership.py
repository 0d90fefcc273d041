"""Who belongs to what, in which role, from when to when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.draft.choices import AGENT, NOTE, ORGANISATION, STATUS, ConceptReader, ThingReader
from foc_graph.draft.model import Answers, Field, RecordKind
from foc_graph.draft.readers import DateReader, TruthReader
from foc_graph.draft.sources import SOURCE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.draft.context import DraftContext

_ORGANISATION = ThingReader(ORGANISATION, "ORGANISATION")


def _local(answers: Answers, context: DraftContext) -> str:
    organisation, member, role = (
        context.local(answers.text(name)) for name in ("organisation", "member", "role")
    )
    role = role.rpartition("/")[2]
    parts = [organisation, member, *([] if role == "member" else [role])]
    start = f"membership/{'-'.join(parts)}"
    number = 1
    while context.exists(context.node(f"{start}-{number}").value):
        number += 1
    return f"{start}-{number}"


def _doubles(answers: Answers, context: DraftContext) -> Iterator[tuple[str, str]]:
    """Yield memberships of the same member, organisation and role at the same time."""
    if not answers.all("member"):
        return
    new = answers.text("start"), answers.text("end")
    for iri in context.subjects("org:member", answers.first("member")):
        same = all(
            answers.text(name) in context.values(iri, curie)
            for name, curie in (("organisation", "org:organization"), ("role", "org:role"))
        )
        held = _start(iri, context), context.first(iri, "schema:endDate")
        if same and overlap(new, held):
            yield iri, f"is of the same member and role {_lasting(*held)}"


def _start(iri: str, context: DraftContext) -> str:
    return context.first(iri, "schema:startDate") or context.first(iri, "foc:startNotBefore")


def overlap(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two intervals share time for sure; an unknown start is early, no end is late.

    Dates are compared cut to the coarser of the two, and one may start in the month or year
    in which the other ends: so do the shapes.

    >>> overlap(("2011-12", "2014"), ("2014-06", "")), overlap(("2011", ""), ("2012", "2013"))
    (False, True)
    """
    return _is_before(one[0], other[1]) and _is_before(other[0], one[1])


def _is_before(start: str, end: str) -> bool:
    size = min(len(start), len(end))
    return not start or not end or start[:size] < end[:size]


def _lasting(start: str, end: str) -> str:
    return f"from {start or 'an unknown date'} {f'to {end}' if end else 'on, without an end'}"


KIND = RecordKind(
    "membership",
    "a membership",
    (
        Field(
            "organisation",
            "Organisation",
            _ORGANISATION,
            "org:organization",
            required=True,
            default="org/foc",
        ),
        Field(
            "member",
            "Member",
            ThingReader(AGENT, "WHO"),
            "org:member",
            required=True,
        ),
        Field(
            "role",
            "Role",
            ConceptReader("concept/role"),
            "org:role",
            required=True,
            default="member",
        ),
        Field("start", "From", DateReader(), "schema:startDate"),
        Field("end", "To (empty if it lasts)", DateReader(), "schema:endDate", settles=True),
        Field("founding", "Founding member", TruthReader(), "foc:founding", asked=False),
        *SOURCE_FIELDS,
        NOTE,
        STATUS,
    ),
    lambda _: "org:Membership",
    _local,
    doubles=_doubles,
)
