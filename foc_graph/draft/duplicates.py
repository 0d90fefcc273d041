"""Nothing is described twice: the file that is there already is named instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.errors import NotConforming

if TYPE_CHECKING:
    from foc_graph.draft.context import DraftContext
    from foc_graph.draft.model import Answers, RecordKind


def refuse_twins(kind: RecordKind, answers: Answers, desk: DraftContext) -> None:
    """Make sure that no record says the same, as far as the answers go.

    Raises:
        NotConforming: one does.

    """
    for iri, same in kind.twins(answers, desk):
        raise NotConforming(
            f"{desk.name(iri)!r} {same}; a second {kind.name} would be a double",
            place=desk.place(iri),
            fix="correct that one instead",
        )


def refuse_taken(kind: RecordKind, answers: Answers, desk: DraftContext) -> None:
    """Make sure that the identifier is free.

    Raises:
        NotConforming: the IRI is described, or its file exists.

    """
    iri = desk.node(kind.local(answers, desk)).value
    if not desk.exists(iri):
        return
    named = any(field.name == "short-name" for field in kind.fields)
    raise NotConforming(
        f"{kind.summary} with this identifier exists",
        place=desk.place(iri) if desk.file(iri).exists() else desk.short(iri),
        fix=f"correct that one{', or give another --short-name' if named else ''}",
    )
