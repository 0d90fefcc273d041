"""http where https is meant, or the reverse: to RDF these are two things (RFC 3987, 5.1)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.lint.subject import LintFinding
from foc_graph.names.likeness import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.lint.subject import Subject


def scheme_slip(subject: Subject) -> Iterator[LintFinding]:
    """Find IRIs in the other scheme of a namespace; once a file and namespace, then of each IRI."""
    known = {subject.base, *subject.dataset.prefixes.namespaces.values()}
    wrong = {_other(namespace): namespace for namespace in sorted(known)}
    # Both may be declared, on purpose.
    wrong = {slip: right for slip, right in wrong.items() if slip and slip not in known}
    for document in subject.documents:
        found: dict[str, list[tuple[ox.Quad, str]]] = defaultdict(list)
        for quad in document.quads:
            for iri in _iris(quad):
                slip = next((slip for slip in wrong if iri.startswith(slip)), None)
                if slip:
                    found[slip].append((quad, iri))
        for slip, uses in found.items():
            yield _in_namespace(subject, slip, wrong[slip], uses)
    yield from _pairs(subject, tuple(wrong))


def _in_namespace(
    subject: Subject, slip: str, right: str, uses: list[tuple[ox.Quad, str]]
) -> LintFinding:
    quad, iri = uses[0]
    more = f", and {len(uses) - 1} more in this file" if len(uses) > 1 else ""
    meant = subject.name(f"{right}{iri[len(slip) :]}")
    return LintFinding(
        quad.subject,  # type: ignore[arg-type]
        f"This project writes {right}, not {slip}: to RDF <{iri}> is another thing{more}.",
        at=quad,
        hint=did_you_mean([meant]),
    )


def _pairs(subject: Subject, aside: tuple[str, ...]) -> Iterator[LintFinding]:
    """Yield IRIs that are there in both schemes. An address that is only linked to may be right."""
    uses: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in subject.quads:
        for iri in _iris(quad):
            uses[iri].append(quad)
    for iri in uses:
        other = _other(iri)
        if not iri.startswith("http:") or other not in uses or iri.startswith(aside):
            continue
        rarer, usual = sorted((iri, other), key=lambda one: (len(uses[one]), one))
        quad = uses[rarer][0]
        is_named = {iri, other} & subject.described or quad.predicate.value in {iri, other}
        yield LintFinding(
            quad.subject,  # type: ignore[arg-type]
            f"Both <{rarer}> and <{usual}> are in the data. Keep one of them.",
            at=quad,
            is_info=not is_named,
        )


def _iris(quad: ox.Quad) -> list[str]:
    terms = (quad.subject, quad.predicate, quad.object)
    return [term.value for term in terms if isinstance(term, ox.NamedNode)]


def _other(iri: str) -> str:
    """Return an IRI in the other scheme; empty where it has another one altogether."""
    scheme, mark, rest = iri.partition("://")
    other = {"http": "https", "https": "http"}.get(scheme)
    return f"{other}{mark}{rest}" if other and mark else ""
