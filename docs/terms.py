"""The tables of docs/model.md, read off the ontology and the shapes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.project import Project
from foc_graph.project.source import read_prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PROJECT = Project(Path(__file__).resolve().parent.parent)
PREFIXES = read_prefixes(PROJECT)
TYPE, LABEL, DEFINITION, DOMAIN, RANGE, REASON = (
    ox.NamedNode(PREFIXES.expand(curie) or "")
    for curie in (
        "rdf:type", "rdfs:label", "skos:definition", "schema:domainIncludes",
        "schema:rangeIncludes", "skos:editorialNote",
    )
)  # fmt: skip
#: How a mapping is written in the tables, by its property.
MAPPINGS = {
    "rdfs:subClassOf": "⊂",
    "rdfs:subPropertyOf": "⊂",
    "owl:inverseOf": "inverse of",
    "skos:closeMatch": "close",
    "skos:broadMatch": "narrower than",
    "skos:relatedMatch": "see",
}


def read(*paths: Path) -> ox.Store:
    """Load Turtle files into one store."""
    store = ox.Store()
    for path in paths:
        store.extend(
            ox.Quad(t.subject, t.predicate, t.object)
            for t in ox.parse(path=str(path), base_iri=PREFIXES.id_base)
        )
    return store


def ontology() -> ox.Store:
    """The terms and their mappings."""
    return read(PROJECT.ontology / "foc.ttl", PROJECT.ontology / "align.ttl")


def short(term: object) -> str:
    """A term as a CURIE, or in angle brackets."""
    if isinstance(term, ox.NamedNode):
        return PREFIXES.compress(term.value) or f"<{term.value}>"
    return str(term)


def values(store: ox.Store, subject: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
    """The values of a property, sorted, literals without language."""
    found = [q.object for q in store.quads_for_pattern(subject, predicate, None, None)]
    return sorted(v.value if isinstance(v, ox.Literal) else short(v) for v in found)


def terms(store: ox.Store, *kinds: str) -> list[ox.NamedNode]:
    """Our own terms of these kinds, sorted."""
    found = {
        q.subject
        for kind in kinds
        for q in store.quads_for_pattern(
            None, TYPE, ox.NamedNode(PREFIXES.expand(kind) or ""), None
        )
    }
    own = [t for t in found if isinstance(t, ox.NamedNode) and short(t).startswith("foc:")]
    return sorted(own, key=lambda term: term.value)


def mappings(store: ox.Store, term: ox.NamedNode) -> str:
    """What a term maps to, or the reason why it maps to nothing."""
    parts = [
        f"{how} {', '.join(f'`{v}`' for v in found)}"
        for curie, how in MAPPINGS.items()
        if (found := values(store, term, ox.NamedNode(PREFIXES.expand(curie) or "")))
    ]
    return "; ".join(parts) or " ".join(values(store, term, REASON))


def table(head: str, rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    columns = head.split("|")
    lines = [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows), ""])


def classes() -> str:
    """Every class: what it is, what it maps to."""
    store = ontology()
    rows = (
        (f"`{short(t)}`", values(store, t, DEFINITION)[0], mappings(store, t))
        for t in terms(store, "owl:Class")
    )
    return table("Class|Definition|Maps to", rows)


def properties() -> str:
    """Every property: of what, to what, what it is, what it maps to."""
    store = ontology()
    kinds = ("owl:ObjectProperty", "owl:DatatypeProperty")
    return table(
        "Property|Of|Value|Definition|Maps to",
        (
            (
                f"`{short(t)}`",
                _listed(values(store, t, DOMAIN)),
                _listed(values(store, t, RANGE)),
                values(store, t, DEFINITION)[0],
                mappings(store, t),
            )
            for t in terms(store, *kinds)
        ),
    )


def _listed(names: list[str]) -> str:
    """Up to five names; more are every record."""
    return "every record" if len(names) > 5 else ", ".join(f"`{n}`" for n in names)  # noqa: PLR2004


def shapes() -> str:
    """Every file of shapes: what it is about, how many shapes there are of each severity."""
    return table("File|Is about|Violations|Warnings|Infos", _shape_rows())


def _shape_rows() -> Iterator[tuple[str, ...]]:
    severity = ox.NamedNode(PREFIXES.expand("sh:severity") or "")
    wanted = ("sh:minCount", "sh:maxCount", "sh:class", "sh:datatype", "sh:nodeKind", "sh:pattern",
              "sh:or", "sh:in", "sh:hasValue", "sh:closed", "sh:sparql", "sh:minInclusive",
              "sh:minLength", "sh:maxLength", "sh:languageIn", "sh:uniqueLang",
              "sh:qualifiedMinCount")  # fmt: skip
    for path in sorted(PROJECT.shapes.glob("*.ttl")):
        store, count = read(path), Counter[str]()
        for quad in store:
            if short(quad.predicate) in wanted and isinstance(quad.subject, ox.NamedNode):
                count[(values(store, quad.subject, severity) or ["sh:Violation"])[0]] += 1
        about = path.read_text("utf-8").partition("\n@")[0].removeprefix("# ").replace("\n# ", " ")
        numbers = (str(count[f"sh:{s}"] or "") for s in ("Violation", "Warning", "Info"))
        yield f"`{path.stem}`", about, *numbers


def uses() -> str:
    """Every class that records have, and the properties that are allowed on it."""
    return table("Class|Properties", sorted(_uses()))


def _uses() -> Iterator[tuple[str, str]]:
    ignored, target = (
        ox.NamedNode(PREFIXES.expand(curie) or "")
        for curie in ("sh:ignoredProperties", "sh:targetClass")
    )
    store = read(*sorted(PROJECT.shapes.glob("*.ttl")))
    for quad in store.quads_for_pattern(None, ignored, None, None):
        targets = values(store, quad.subject, target) or ["skos:Concept"]  # type: ignore[arg-type]
        names = sorted(short(term) for term in _members(store, quad.object) if term != TYPE)
        yield ", ".join(f"`{name}`" for name in targets), ", ".join(f"`{n}`" for n in names)


def _members(store: ox.Store, head: object) -> Iterator[object]:
    """The members of an RDF list."""
    first, rest = (ox.NamedNode(PREFIXES.expand(f"rdf:{name}") or "") for name in ("first", "rest"))
    while isinstance(head, ox.BlankNode):
        yield next(store.quads_for_pattern(head, first, None, None)).object
        head = next(store.quads_for_pattern(head, rest, None, None)).object
