"""From flags, and from prompts where somebody can answer, to the answers of a kind.

Nothing is described twice: the file that is there already is named instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from foc_graph.draft.model import Answers
from foc_graph.errors import NotConforming, UsageProblem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foc_graph.draft.context import DraftContext, Term
    from foc_graph.draft.model import Field, RecordKind


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


class Asker(Protocol):
    """Asks a person for the value of a field until the answer can be taken."""

    def __call__(self, field: Field, default: str) -> tuple[Term, ...]:
        """Return what the person answers; nothing where a field is skipped."""


def read_answers(
    kind: RecordKind,
    context: DraftContext,
    given: Mapping[str, Sequence[str]],
    ask: Asker | None = None,
) -> Answers:
    """Read what was ``given`` (name of a field -> texts), and ask for the rest.

    Raises:
        UsageProblem: a value cannot be taken; a flag is of no use; something is missing, and
            there is nobody to ask.
        NotConforming: somebody was asked, and the record is described already.

    """
    values: dict[str, tuple[Term, ...]] = {}
    missing: list[Field] = []
    for field in kind.fields:
        texts, answers = given.get(field.name, ()), Answers(values)
        if not field.is_of_use(answers):
            if texts and not field.spare:
                raise UsageProblem(
                    "is of no use here",
                    place=f"--{field.name}",
                    fix=f"it goes with {field.goes_with}",
                )
            continue
        values[field.name] = _value(field, context, texts, answers, ask)
        if ask and field.settles:
            _refuse_early(kind, field, Answers(values), context)
        if field.required and not values[field.name]:
            missing.append(field)
    _refuse_gaps(kind, missing)
    return Answers(values)


def _refuse_early(kind: RecordKind, field: Field, answers: Answers, context: DraftContext) -> None:
    """Stop before a person answers the rest in vain."""
    refuse_doubles(kind, answers, context)
    if field.name == "short-name":
        refuse_taken(kind, answers, context)


def _refuse_gaps(kind: RecordKind, missing: list[Field]) -> None:
    if not missing:
        return
    # What is made from other answers is there once they are.
    named = [field for field in missing if not callable(field.default)] or missing
    flags = ", ".join(f"--{field.name} ({field.asks})" for field in named)
    raise UsageProblem(
        f"missing: {flags}",
        place=f"new {kind.name}",
        fix="add them, or run this on a terminal to be asked",
    )


def _value(
    field: Field, context: DraftContext, texts: Sequence[str], answers: Answers, ask: Asker | None
) -> tuple[Term, ...]:
    if texts:
        return tuple(dict.fromkeys(read_flag(field, text, context) for text in texts))
    default = field.default_text(answers, context)
    if ask and field.asked:
        return ask(field, default)
    return (read_flag(field, default, context),) if default else ()


def read_flag(field: Field, text: str, context: DraftContext) -> Term:
    """Read one value; a problem names the flag.

    Raises:
        UsageProblem: the text is no such value.

    """
    try:
        return field.read.read(text.strip(), context)
    except UsageProblem as problem:
        raise UsageProblem(
            problem.what, place=f"--{field.name} {text!r}", fix=problem.fix
        ) from problem
