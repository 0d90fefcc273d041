"""JSON-LD: every named graph, compacted with the project's context; RDF -> expanded in linear time.

PyLD's own ``from_rdf`` is quadratic, and Oxigraph writes ``rdf:type`` as a plain property, which
frames do not match; so the objects are made here (JSON-LD 1.1 API, "Serialize RDF as JSON-LD",
native types only where they say the same: ``1.50`` stays ``1.50``).
"""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from foc_graph.dataset.content import RDF_TYPE
from foc_graph.exports.common import RdfFile
from foc_graph.exports.contexts import compact, explaining, read_context
from foc_graph.rdf.datatypes import XSD
from foc_graph.rdf.formats import JSON_LD
from foc_graph.rdf.terms import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.dataset.content import Content, Term

Json = dict[str, Any]

_STRING = f"{XSD}string"


def expanded_dataset(quads: Iterable[ox.Quad]) -> list[Json]:
    """Return one object a named graph, after the nodes of the default graph.

    ``quads`` are sorted by graph and subject.
    """
    found: list[Json] = []
    for graph, members in groupby(quads, key=lambda quad: quad.graph_name):
        nodes = _nodes(members)
        if isinstance(graph, ox.DefaultGraph):
            found.extend(nodes)
        else:
            found.append({"@id": key_of(graph), "@graph": nodes})
    return found


def _nodes(quads: Iterable[ox.Quad]) -> list[Json]:
    return [
        expanded_node(key_of(subject), _properties(members))
        for subject, members in groupby(quads, key=lambda quad: quad.subject)
    ]


def _properties(quads: Iterable[ox.Quad]) -> dict[str, list[Term]]:
    return {
        predicate.value: [quad.object for quad in members]
        for predicate, members in groupby(quads, key=lambda quad: quad.predicate)
    }


def expanded_node(subject: str, properties: Mapping[str, list[Term]]) -> Json:
    """Return one node object."""
    node: Json = {"@id": subject}
    for predicate, values in properties.items():
        if predicate == RDF_TYPE:
            node["@type"] = [key_of(value) for value in values]
        else:
            node[predicate] = [expanded_value(value) for value in values]
    return node


def expanded_value(term: Term) -> Json:
    """Return a value object or a node reference."""
    if not isinstance(term, ox.Literal):
        return {"@id": key_of(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _STRING:
        return {"@value": term.value}
    return {"@value": _native(term), "@type": term.datatype.value}


#: Where JSON's own form says exactly the same, it is used: `"ordinal": 1`, `"founding": true`.
_NATIVE = {"true": True, "false": False}
_INTEGERS = {f"{XSD}{name}" for name in ("integer", "nonNegativeInteger", "positiveInteger")}
#: No leading zero or sign, and small enough for every reader of JSON (RFC 8259, section 6).
_PLAIN_INTEGER = re.compile(r"0|[1-9]\d{0,14}")


def _native(term: ox.Literal) -> str | int | bool:
    """Return a JSON number or boolean that reads back to the very same literal, else the text."""
    datatype = term.datatype.value
    if datatype == f"{XSD}boolean":
        return _NATIVE.get(term.value, term.value)
    if datatype in _INTEGERS and _PLAIN_INTEGER.fullmatch(term.value):
        return int(term.value)
    return term.value


class JsonLd(RdfFile):
    """JSON-LD 1.1 (W3C Recommendation, 2020), compacted by PyLD."""

    form = JSON_LD
    purpose = "Every named graph as JSON with short names; the context is inside, nothing to fetch."
    load = 'json.load(open("foc-graph.jsonld"))'

    def render(self, content: Content) -> bytes:
        """Make the file."""
        project = content.dataset.project
        with explaining(project.context):
            return to_bytes(compact(expanded_dataset(content.quads), read_context(project)))


def to_bytes(document: dict[str, Any]) -> bytes:
    """Return JSON with the context first and one final line break."""
    ordered = {"@context": document.pop("@context", {}), **document}
    return (json.dumps(ordered, ensure_ascii=False, indent=1) + "\n").encode()
