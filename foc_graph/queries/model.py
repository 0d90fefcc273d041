"""What a canned query is: SPARQL with a description, typed parameters and labelled columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foc_graph.names.resolver import ANY, STATE, TEXT, concept_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: Groups of `foc-graph query --list` and of docs/queries.md, in this order.
GROUPS = {
    "lineage": "Lineage of the principle",
    "actors": "Who",
    "time": "When",
    "coverage": "What about",
    "provenance": "On what evidence",
    "quality": "How complete",
    "": "Other",
}

#: How rows are laid out for people.
GRID = "grid"
CARDS = "cards"

SELECT = "select"
SHORTEST_PATH = "shortest-path"


@dataclass(frozen=True)
class Parameter:
    """A value that the user gives; ``$name`` in the SPARQL."""

    name: str
    type: str
    label: str
    required: bool = False
    default: str | None = None
    example: str | None = None
    scheme: str | None = None
    """For ``concept``: the vocabulary, as in ``ontology/vocabulary/<scheme>.ttl``."""
    values: Mapping[str, str] = field(default_factory=dict)
    """For ``choice``: what the user writes, and the value or relative IRI that it stands for."""
    minimum: int | None = None
    maximum: int | None = None

    @property
    def allowed(self) -> str:
        """What may be given, in words."""
        if self.values:
            return ", ".join(self.values)
        if self.minimum is not None or self.maximum is not None:
            return f"{_bound(self.minimum)}…{_bound(self.maximum)}"
        return ALLOWED[self.type].format(scheme=self.scheme)


#: Parameter types -> what may be given for them.
ALLOWED = {
    "date": "YYYY, YYYY-MM or YYYY-MM-DD",
    "year": "YYYY",
    "string": "any text",
    "integer": "a whole number",
    "symbol": TEXT.allowed,
    "state": STATE.allowed,
    "concept": concept_of("{scheme}").allowed,
    "choice": "one of the values listed",
    "iri": ANY.allowed,
}


def _bound(value: int | None) -> str:
    return "" if value is None else str(value)


@dataclass(frozen=True)
class ResultColumn:
    """How a result variable is shown."""

    name: str
    label: str
    hidden: bool = False
    """Kept out of tables for people: csv, tsv and json carry it."""
    once: bool = False
    """In tables for people, a value equal to the one above is not repeated."""
    many: bool = False
    """Several values joined by ``; ``, which are put in order after the query has run."""


@dataclass(frozen=True)
class CannedQuery:
    """A query file: what its header says, and its SPARQL."""

    name: str
    path: Path | None
    sparql: str
    summary: str = ""
    description: str = ""
    question: str = ""
    number: int | None = None
    group: str = ""
    kind: str = SELECT
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[ResultColumn, ...] = ()
    layout: str = GRID
    tally: str | None = None
    """The column whose values are counted below the table."""
    empty: str = ""
    """What it means when nothing is found."""
    coverage: tuple[str, ...] = ()
    """What the data cannot answer yet, one sentence each."""
    examples: tuple[Mapping[str, str], ...] = ()

    @property
    def place(self) -> str:
        """Where its text is, for messages about that; others say ``query NAME``."""
        return self.name if self.path is None else str(self.path)

    def column(self, name: str) -> ResultColumn:
        """Return how to show a result variable; one that the header leaves out is its own label."""
        return next((c for c in self.columns if c.name == name), ResultColumn(name, name))
