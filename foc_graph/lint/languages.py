"""Texts without a language tag, where texts have one (RDF 1.1 Concepts, section 3.3)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.lint.subject import LintFinding
from foc_graph.lint.vocabulary import DCTERMS, LABELS, SCHEMAS, SKOS
from foc_graph.rdf.terms import RDFS, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.lint.subject import Subject

#: Properties of texts for people: they need a language, whatever their other values have.
_TEXTS = LABELS | {
    RDFS + "comment",
    SKOS + "definition",
    DCTERMS + "description",
    *(f"{schema}description" for schema in SCHEMAS),
}

#: Any other property whose values have a language in so many of ten cases, and so often at all.
_OF_TEN, _OFTEN = 9, 10


def without_language(subject: Subject) -> Iterator[LintFinding]:
    """Find texts without a language: of names always, else where nearly all others have one.

    In a project where no text has a language, that is worth a word and no more.
    """
    with_tag: Counter[str] = Counter()
    without: list[tuple[str, ox.Quad]] = []
    for quad in subject.quads:
        value, name = quad.object, quad.predicate.value
        if isinstance(value, ox.Literal):
            if value.language:
                with_tag[name] += 1
            elif value.datatype.value == XSD + "string" and _is_text(value.value):
                without.append((name, quad))
    bare = Counter(name for name, _ in without)
    for name, quad in without:
        mostly = with_tag[name] >= max(_OFTEN, _OF_TEN * bare[name])
        if name in _TEXTS or mostly:
            yield LintFinding(
                quad.subject,  # type: ignore[arg-type]
                f"A value of {subject.name(name)} has no language. Add its tag, such as @en.",
                at=quad,
                is_info=not with_tag,
            )


def _is_text(value: str) -> bool:
    return any(character.isalpha() for character in value)
