"""What a description is made of. No printing here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foc_graph.names.names import Value


@dataclass(frozen=True)
class Property:
    """One property of the thing, with its values in natural order."""

    iri: str
    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Entry:
    """One record that has to do with the thing: values by column, as the section asks for them."""

    iri: str
    values: dict[str, tuple[Value, ...]]


@dataclass(frozen=True)
class Column:
    """A variable of a section's pattern, and how its value reads in a line of text."""

    name: str
    template: str = "{}"


def columns(names: str) -> tuple[Column, ...]:
    """Return the columns of variables whose values read as they are."""
    return tuple(Column(name) for name in names.split())


@dataclass(frozen=True)
class Section:
    """A kind of record that may hang on a thing, asked for with one graph pattern.

    ``pattern`` is SPARQL about ``?this`` and binds ``?item``, the record, and the columns. Rows of
    one item come together in one entry; what ``order`` leaves open is in the order of the items.
    ``quote`` is shown on lines of its own. With ``group`` the entries are listed side by side
    under each value of that column.
    """

    name: str
    heading: str
    pattern: str
    columns: tuple[Column, ...]
    order: str = ""
    quote: str | None = None
    group: str | None = None

    @property
    def variables(self) -> tuple[str, ...]:
        """Every variable that a row gives besides ``?item``."""
        extra = (name for name in (self.quote, self.group) if name)
        return (*(column.name for column in self.columns), *extra)


@dataclass(frozen=True)
class Part:
    """A section with what was found."""

    section: Section
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Description:
    """One thing, its properties and the records that hang on it."""

    iri: str
    name: str
    kinds: tuple[str, ...]
    #: Path from the root of the project; None where no single file describes the thing.
    file: str | None
    properties: tuple[Property, ...]
    parts: tuple[Part, ...]
