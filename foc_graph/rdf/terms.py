"""Names of the standards that validation speaks, and small things done with terms."""

from __future__ import annotations

import pyoxigraph as ox

Node = ox.NamedNode | ox.BlankNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal

SH = "http://www.w3.org/ns/shacl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWL = "http://www.w3.org/2002/07/owl#"

#: The namespace of the checks of `foc_graph.lint`, which are the "shapes" of their findings.
LINT = "https://w3id.org/foc-graph/lint#"

TYPE = ox.NamedNode(RDF + "type")
FIRST = ox.NamedNode(RDF + "first")
REST = ox.NamedNode(RDF + "rest")
NIL = ox.NamedNode(RDF + "nil")
SUBCLASS = ox.NamedNode(RDFS + "subClassOf")
CLASS = ox.NamedNode(RDFS + "Class")

TRUE = ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean"))
FALSE = ox.Literal("false", datatype=ox.NamedNode(XSD + "boolean"))


def sh(name: str) -> ox.NamedNode:
    """Return a term of the SHACL vocabulary."""
    return ox.NamedNode(SH + name)


VIOLATION, WARNING, INFO = sh("Violation"), sh("Warning"), sh("Info")

#: How serious a result is. Any IRI may be a severity (SHACL 2.1.4); an unknown one counts as
#: the worst, so that nothing slips through.
RANKS = {INFO: 0, WARNING: 1, VIOLATION: 2}


def rank(severity: ox.NamedNode) -> int:
    """Return 0 for information, 1 for a warning, 2 for everything else."""
    return RANKS.get(severity, 2)


def local_name(iri: str) -> str:
    """Return what follows the last ``#`` or ``/``."""
    return iri.rstrip("/#").rpartition("#")[2].rpartition("/")[2]


def key_of(term: Term | ox.Triple) -> str:
    """Return a node as a string (``_:x`` for a blank one), a literal as its value."""
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value


def text_of(term: Term) -> str:
    """Return a term as people write it: the IRI itself, the characters of a literal."""
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else term.value


def order_of(term: Term | None) -> str:
    """Return a key to sort by. Blank nodes have no stable name, so all are equal."""
    return "" if term is None else "_:" if isinstance(term, ox.BlankNode) else str(term)
