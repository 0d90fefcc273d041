"""Nothing is described twice: the file that is there already is named instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.errors import NotConforming

if TYPE_CHECKING:
    from foc_graph.draft.context import DraftContext
    from foc_graph.draft.model import Answers, RecordKind


def refuse_doubles(kind: RecordKind, answers: Answers, context: DraftContext) -> None:
    """Make sure that no record says the same, as far as the answers go.

    Raises:
        NotConforming: one does.

    """
    for iri, same in kind.doubles(answers, context):
        raise NotConforming(
            f"{context.name(iri)!r} {same}; a second {kind.name} would be a double",
            place=context.place(iri),
            fix="correct that one instead",
        )


def refuse_taken(kind: RecordKind, answers: Answers, context: DraftContext) -> None:
    """Make sure that the identifier is free.

    Raises:
        NotConforming: the IRI is described, or its file exists.

    """
    iri = context.node(kind.local(answers, context)).value
    if not context.exists(iri):
        return
    named = any(field.name == "short-name" for field in kind.fields)
    raise NotConforming(
        f"{kind.summary} with this identifier exists",
        place=context.place(iri) if context.file(iri).exists() else context.short(iri),
        fix=f"correct that one{', or give another --short-name' if named else ''}",
    )
