"""IRIs of the project that lead nowhere: never described, or described no longer."""

from __future__ import annotations

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
