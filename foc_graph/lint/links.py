"""IRIs that lead nowhere: described never or no longer, or http where https is meant.

To RDF an address with http and one with https are two things (RFC 3987, 5.1).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.lint.subject import LintFinding
from foc_graph.names.likeness import Candidates, did_you_mean
from foc_graph.rdf.terms import OWL, TYPE, local_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from foc_graph.lint.subject import Subject

#: Properties of OWL whose values name versions of an ontology: documents, not things.
_VERSIONS = frozenset(
    OWL + name
    for name in ("versionIRI", "priorVersion", "backwardCompatibleWith", "incompatibleWith")
)


def dead_link(subject: Subject) -> Iterator[LintFinding]:
    """Find IRIs under the base that are used and that nothing describes, in every statement."""
    aside = _documents(subject)
    # A vocabulary of which nothing but shapes is here is described somewhere else.
    vocabularies = {_start(iri) for iri in subject.things}
    for quad in subject.quads:
        for iri, is_predicate in _used(quad):
            if not iri.startswith(subject.base) or iri in subject.described or iri in aside:
                continue
            is_term = is_predicate or quad.predicate == TYPE
            if is_term and _start(iri) not in vocabularies:
                continue
            yield LintFinding(
                quad.subject,  # type: ignore[arg-type]
                f"Nothing describes {subject.name(iri)}. Correct its spelling, or describe it in a"
                " file of its own.",
                at=quad,
                hint=_meant(subject, iri, subject.described),
                is_predicate=is_predicate,
            )


def _used(quad: ox.Quad) -> Iterator[tuple[str, bool]]:
    """Yield the IRIs that a statement uses, and whether each is its predicate."""
    yield quad.predicate.value, True
    if isinstance(quad.object, ox.NamedNode) and quad.predicate.value not in _VERSIONS:
        yield quad.object.value, False


def _documents(subject: Subject) -> frozenset[str]:
    """Return IRIs under the base of what is no thing: documents, namespaces, named graphs."""
    found = {subject.base, *subject.dataset.prefixes.namespaces.values()}
    found |= {iri.rstrip("/#") for iri in found}
    found |= {iri.partition("#")[0] for iri in subject.described if "#" in iri}
    graphs = subject.dataset.store.named_graphs()
    return frozenset(found | {graph.value for graph in graphs})


def lost_identifier(subject: Subject) -> Iterator[LintFinding]:
    """Find IRIs under the base that were described at a revision, and are no more."""
    if subject.past is None:
        return
    seen: set[str] = set()
    new = subject.described - {
        quad.subject.value
        for document in subject.past.documents
        for quad in document.quads
        if isinstance(quad.subject, ox.NamedNode)
    }
    for document in subject.past.documents:
        for quad in document.quads:
            node = quad.subject
            if not isinstance(node, ox.NamedNode) or not node.value.startswith(subject.base):
                continue
            if node.value in subject.described or node.value in seen:
                continue
            seen.add(node.value)
            yield LintFinding(
                node,
                f"Identifiers are never deleted: {subject.name(node.value)} was described at"
                f" {subject.past.revision}. Put it back, with owl:deprecated true and"
                " dcterms:isReplacedBy where something replaces it.",
                file=document.path,
                hint=_meant(subject, node.value, new),
            )


def _meant(subject: Subject, wrong: str, known: Collection[str]) -> str | None:
    """Return "did you mean …?" for an IRI, or None."""
    start = _start(wrong)
    there = {local_name(iri): iri for iri in sorted(known) if _start(iri) == start}
    near = Candidates(there.items()).alike(local_name(wrong))
    return did_you_mean(map(subject.name, near)) or None


def _start(iri: str) -> str:
    """Return an IRI without its last part."""
    return iri[: len(iri) - len(local_name(iri))]


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
