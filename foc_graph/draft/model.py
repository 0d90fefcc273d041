"""What a kind of record asks for, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from foc_graph.draft.context import DraftContext, Term
    from foc_graph.draft.drafts import Draft
    from foc_graph.draft.readers import AnswerReader


@dataclass(frozen=True)
class Answers:
    """Name of a field -> its values, as terms of the graph."""

    values: Mapping[str, tuple[Term, ...]]

    def all(self, name: str) -> tuple[Term, ...]:
        """Every value of a field."""
        return self.values.get(name, ())

    def first(self, name: str) -> Term | None:
        """The only value of a field, or None where it was left out."""
        return next(iter(self.all(name)), None)

    def text(self, name: str) -> str:
        """The only value of a field as text; empty where it was left out."""
        term = self.first(name)
        return term.value if term else ""


@dataclass(frozen=True)
class Field:
    """One question: a flag of the command, and a prompt on a terminal.

    ``curie`` is the property that takes the answer; without it the kind itself sees to it.
    ``asked`` is False for what only a flag can say. ``when`` tells from the answers before it
    whether the field is of use, and ``goes_with`` says so in words.
    """

    name: str
    asks: str
    read: AnswerReader
    curie: str | None = None
    required: bool = False
    many: bool = False
    default: str | Callable[[Answers, DraftContext], str] = ""
    asked: bool = True
    when: Callable[[Answers], bool] | None = None
    goes_with: str = ""
    #: Whether it may be given where it is of no use: scripts describe one source again and again.
    spare: bool = False
    #: Once this is answered, it can be told whether the record is described already.
    settles: bool = False

    def is_of_use(self, answers: Answers) -> bool:
        """Whether what was answered before leaves room for this field."""
        return self.when is None or self.when(answers)

    def default_text(self, answers: Answers, context: DraftContext) -> str:
        """Return what is taken where nothing is said; empty for nothing."""
        return self.default if isinstance(self.default, str) else self.default(answers, context)


@dataclass(frozen=True)
class RecordKind:
    """A kind of record: its fields, how its IRI is made, and what else its file holds."""

    name: str
    summary: str
    fields: tuple[Field, ...]
    #: The class of the record, as a CURIE.
    class_of: Callable[[Answers], str]
    #: Answers -> ``doc/foc-2027-public-wifi``: the IRI after ``id/``, and the file below data/.
    local: Callable[[Answers, DraftContext], str]
    #: Adds what is more than one property.
    complete: Callable[[Draft, Answers, DraftContext], None] = field(default=lambda *_: None)
    #: Yields (IRI, what is the same) of records that this one would double.
    doubles: Callable[[Answers, DraftContext], Iterable[tuple[str, str]]] = field(
        default=lambda *_: ()
    )
