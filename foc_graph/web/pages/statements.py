"""What the graph says of any thing, whatever its vocabulary: for the generic page.

Blank nodes are nested, RDF lists are lists, and what would make a page too heavy is counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset.content import RDF_TYPE, Term
from foc_graph.names.alphabet import by_name
from foc_graph.names.names import Value
from foc_graph.rdf.terms import FIRST, NIL, REST, XSD, key_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from foc_graph.web.pages.site import Site


#: Values of one property that are seen at once; the rest is folded.
SEEN = 12
#: Characters of one literal.
LONGEST = 4000
#: Bytes that the statements of one page may take, roughly; beyond, values are only counted.
BUDGET = 60_000
#: Bytes around the text of a value.
_AROUND = 90
_DEEPEST = 6


@dataclass(frozen=True)
class ShownValue:
    """One value: a node or literal, a list (``items``), or a blank node (``rows``)."""

    value: Value | None = None
    datatype: str = ""
    items: tuple[ShownValue, ...] | None = None
    rows: tuple[StatementRow, ...] = ()


@dataclass(frozen=True)
class StatementRow:
    """One property with its values; ``folded`` ones are seen when asked for."""

    iri: str
    name: str
    values: tuple[ShownValue, ...]
    folded: tuple[ShownValue, ...]
    left_out: int


@dataclass(frozen=True)
class ReferenceGroup:
    """Subjects that point to a thing by one property."""

    iri: str
    name: str
    total: int
    subjects: tuple[Value, ...]

    @property
    def left_out(self) -> int:
        """How many are only counted."""
        return self.total - len(self.subjects)


def statements(
    site: Site, node: str, *, hidden: Collection[str] = (), budget: int = BUDGET
) -> tuple[StatementRow, ...]:
    """Return the properties of a node by name, its types and the ``hidden`` ones left out."""
    return _rows(site, node, frozenset({RDF_TYPE, *hidden}), budget, (node,))


def references(site: Site, node: str, hidden: Collection[str]) -> tuple[ReferenceGroup, ...]:
    """Return what points to a node, by property, the ``hidden`` ones left out."""
    inverse = site.content.inverse.get(node, {})
    found = {
        # Blank nodes are left out: nothing can be linked.
        predicate: site.values_of({s for s in subjects if not s.startswith(("_:", "<<"))})
        for predicate, subjects in inverse.items()
        if predicate not in hidden
    }
    share = BUDGET // 2 // max(1, len(found))
    groups = (
        ReferenceGroup(predicate, site.names[predicate], len(values), tuple(_within(values, share)))
        for predicate, values in found.items()
        if values
    )
    return tuple(sorted(groups, key=lambda group: (by_name(group.name), group.iri)))


def _within(values: list[Value], budget: int) -> Iterable[Value]:
    for value in values:
        budget -= _AROUND + len(value.text) + len(value.iri or "")
        if budget < 0:
            return
        yield value


def _rows(
    site: Site, node: str, hidden: frozenset[str], budget: int, above: tuple[str, ...]
) -> tuple[StatementRow, ...]:
    properties = site.content.index.get(node, {})
    shown = {p: terms for p, terms in properties.items() if p not in hidden}
    share = budget // max(1, len(shown))
    rows = (_row(site, predicate, terms, share, above) for predicate, terms in shown.items())
    return tuple(sorted(rows, key=lambda row: (by_name(row.name), row.iri)))


def _row(
    site: Site, predicate: str, terms: list[Term], budget: int, above: tuple[str, ...]
) -> StatementRow:
    values: list[ShownValue] = []
    for term in sorted(terms, key=lambda term: _order(site, term)):
        budget -= _AROUND + min(LONGEST, len(str(term)))
        if budget < 0 and values:
            break
        values.append(_shown(site, term, budget, above))
    seen = SEEN if len(values) > SEEN + 3 else len(values)
    left_out = len(terms) - len(values)
    name = site.names[predicate]
    return StatementRow(predicate, name, tuple(values[:seen]), tuple(values[seen:]), left_out)


def _order(site: Site, term: Term) -> tuple[bool, tuple[object, ...], str]:
    value = site.names.value(term)
    return value.language not in (None, "en"), by_name(value.text), str(term)


def _shown(site: Site, term: Term, budget: int, above: tuple[str, ...]) -> ShownValue:
    if isinstance(term, ox.BlankNode) and str(term) not in above and len(above) < _DEEPEST:
        return _nested(site, str(term), budget, above)
    if isinstance(term, ox.BlankNode | ox.Triple):
        return ShownValue(
            Value("(a node without a name)" if isinstance(term, ox.BlankNode) else str(term))
        )
    value = site.names.value(term)
    if len(value.text) > LONGEST:
        value = Value(f"{value.text[:LONGEST]}…", value.iri, value.language, value.datatype)
    return ShownValue(value, _datatype(site, value.datatype))


def _datatype(site: Site, datatype: str | None) -> str:
    """Return the datatype for a reader; those of the standard say no more than the value."""
    return site.prefixes.shorten(datatype) if datatype and not datatype.startswith(XSD) else ""


def _nested(site: Site, node: str, budget: int, above: tuple[str, ...]) -> ShownValue:
    items = _list(site, node)
    if items is not None:
        share = budget // max(1, len(items))
        return ShownValue(items=tuple(_shown(site, item, share, (*above, node)) for item in items))
    return ShownValue(rows=_rows(site, node, frozenset(), max(budget, 0), (*above, node)))


def _list(site: Site, node: str) -> list[Term] | None:
    """Return the members of a well-formed list; None for any other node."""
    items: list[Term] = []
    seen = set()
    while node != NIL.value:
        properties = site.content.index.get(node, {})
        first, rest = properties.get(FIRST.value, []), properties.get(REST.value, [])
        if len(first) != 1 or len(rest) != 1 or node in seen or len(items) > LONGEST:
            return None
        seen.add(node)
        items.append(first[0])
        node = key_of(rest[0])
    return items
