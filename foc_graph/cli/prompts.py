"""The dialogue of ``foc-graph new`` on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from foc_graph.errors import UsageProblem

if TYPE_CHECKING:
    from foc_graph.draft import DraftContext, Field
    from foc_graph.draft.context import Term

#: Longer lists are cut: a part of the name narrows them down (`? text`).
LISTED = 40

_WIDTH = 96


class Prompts:
    """Asks for one field after the other, on stderr."""

    def __init__(self, context: DraftContext) -> None:
        self._context = context

    def __call__(self, field: Field, default: str) -> tuple[Term, ...]:
        """Ask until the answer can be taken."""
        one_a_line = field.many and field.read.separator is None
        found = self._ask(field, default)
        while one_a_line and found:
            more = self._ask(field, "", again=True)
            if not more:
                break
            found = tuple(dict.fromkeys(found + more))
        return found

    def _ask(self, field: Field, default: str, *, again: bool = False) -> tuple[Term, ...]:
        while True:
            text = click.prompt(
                self._question(field, again=again),
                default=default,
                show_default=bool(default),
                err=True,
            ).strip()
            if text.startswith("?"):
                self._list(field, text[1:].strip())
            elif text == "-" and not field.required:
                return ()
            elif not text and field.required and not again:
                click.echo("  this one is needed", err=True)
            else:
                terms = self._read(field, text)
                if terms is not None:
                    return terms

    def _question(self, field: Field, *, again: bool) -> str:
        if again:
            return "  another one (Enter: no)"
        notes = []
        if field.read.separator and field.many:
            notes.append("several with commas")
        if field.read.separator:
            notes.append("? lists")
        if not field.required:
            notes.append("optional")
        return f"{field.asks} ({', '.join(notes)})" if notes else field.asks

    def _read(self, field: Field, text: str) -> tuple[Term, ...] | None:
        """Return the terms that are meant; None after saying what is wrong."""
        split = field.many and field.read.separator
        texts = [part.strip() for part in text.split(split)] if split else [text]
        terms = []
        for part in filter(None, texts):
            try:
                terms.append(field.read.read(part, self._context))
            except UsageProblem as problem:
                fix = f" - {problem.fix}" if problem.fix else ""
                click.echo(f"  {part}: {problem.what}{fix}", err=True)
                return None
        if split and len(texts) > 1:
            names = ", ".join(self._context.name(term.value) for term in terms)
            click.echo(f"  = {names}", err=True)
        return tuple(dict.fromkeys(terms))

    def _list(self, field: Field, part: str) -> None:
        """List what can be chosen; with a part of a name, what has it."""
        wanted = part.casefold()
        found = [
            choice
            for choice in field.read.choices(self._context)
            if wanted in f"{choice.key} {choice.label}".casefold()
        ]
        for choice in found[:LISTED]:
            label = choice.label if choice.label.casefold() != choice.key.casefold() else ""
            words = ": ".join(text for text in (label, choice.definition) if text)
            line = f"  {choice.key:<28} {words}"
            click.echo(line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…", err=True)
        if len(found) > LISTED:
            click.echo(f"  … {len(found) - LISTED} more: type ? and a part of the name", err=True)
        if not found:
            click.echo("  nothing to choose from: write it yourself", err=True)
