"""Everything foc-graph raises on purpose: one sentence that says where, what, and what to do."""

from __future__ import annotations


class FocGraphError(Exception):
    """A problem that a user can act on.

    Fields come first and the text is built late, so that callers can group, count or translate.
    ``exit_code`` is what the command line returns for it.
    """

    exit_code = 3

    def __init__(self, what: str, *, place: str | None = None, fix: str | None = None) -> None:
        super().__init__(what)
        self.place = place
        self.what = what
        self.fix = fix

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        remedy = f" - {self.fix}" if self.fix else ""
        return f"{where}{self.what}{remedy}"


class UsageProblem(FocGraphError):
    """The call itself is wrong: an unknown name, a missing or ill-typed parameter, no such path."""

    exit_code = 2


class NotConforming(FocGraphError):
    """The work was done, and what was looked at does not conform."""

    exit_code = 1


class CouldNotRun(FocGraphError):
    """The work could not be done: unreadable ontology or shapes, a full disk, an endpoint down."""

    exit_code = 3
