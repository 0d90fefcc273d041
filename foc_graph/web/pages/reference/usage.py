"""Where a term occurs: in which statements, with which properties, in which canned queries."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from foc_graph.dataset.content import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.dataset.content import Term as Node
    from foc_graph.queries.model import CannedQuery
    from foc_graph.web.pages.site import Site

#: Examples of a property.
_EXAMPLES = 3
_CURIE = re.compile(r"(?<![\w:])([A-Za-z][\w.-]*|):([A-Za-z_][\w-]*)")
_IRI = re.compile(r"<([^<>\s]+)>")


@dataclass(frozen=True)
class TermStatement:
    """An example of a property."""

    subject: str
    value: Node


class TermUsage:
    """Looks up uses in a site and in its canned queries."""

    def __init__(self, site: Site, queries: Iterable[CannedQuery]) -> None:
        self.site = site
        self.content = site.content
        self._queries = queries

    def instances(self, class_iri: str) -> list[str]:
        """Every instance that has an IRI, sorted."""
        found = self.content.inverse.get(class_iri, {}).get(RDF_TYPE, [])
        return sorted({node for node in found if not node.startswith(("_:", "<<"))})

    def example(self, class_iri: str) -> str:
        """Return the instance with the most properties; empty if there is none."""
        instances = self.instances(class_iri)
        return min(instances, key=lambda iri: (-len(self.content.index[iri]), iri), default="")

    def properties(self, class_iri: str) -> list[tuple[str, int]]:
        """Return the properties of the instances with how many have them, most first."""
        counts = Counter(
            predicate
            for iri in self.instances(class_iri)
            for predicate in self.content.index[iri]
            if predicate != RDF_TYPE
        )
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    def statements(self, property_iri: str) -> list[TermStatement]:
        """Return the first statements of a property, each of another subject."""
        index = self.content.index
        subjects = self._subjects.get(property_iri, ())
        return [TermStatement(subject, index[subject][property_iri][0]) for subject in subjects]

    @cached_property
    def _subjects(self) -> dict[str, list[str]]:
        """Property -> the first subjects that have it; records come before terms and values."""
        found: dict[str, list[str]] = {}
        start = self.site.prefixes.id_base
        for subject in sorted(self.content.index, key=lambda s: (not s.startswith(start), s)):
            if not subject.startswith(("_:", "<<")):
                for predicate in self.content.index[subject]:
                    own = found.setdefault(predicate, [])
                    if len(own) < _EXAMPLES:
                        own.append(subject)
        return found

    def queries(self, iri: str) -> list[CannedQuery]:
        """Return the canned queries that name a term."""
        return [query for query, named in self._named if iri in named]

    @cached_property
    def _named(self) -> list[tuple[CannedQuery, set[str]]]:
        return [(query, self._terms(query.sparql)) for query in self._queries]

    def _terms(self, sparql: str) -> set[str]:
        namespaces = self.site.prefixes.namespaces
        curies = {
            f"{namespaces[prefix]}{local}"
            for prefix, local in _CURIE.findall(sparql)
            if prefix in namespaces
        }
        return curies | set(_IRI.findall(sparql))
