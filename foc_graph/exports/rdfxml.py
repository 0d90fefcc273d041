"""RDF/XML: the union of all graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import NotConforming
from foc_graph.exports.common import RdfFile
from foc_graph.rdf.formats import RDF_XML, serialized
from foc_graph.rdf.xml_chars import NOT_XML

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foc_graph.dataset.content import Content
    from foc_graph.rdf.prefixes import PrefixMap


class RdfXml(RdfFile):
    """RDF 1.1 XML Syntax (W3C Recommendation, 2014)."""

    form = RDF_XML
    purpose = "The union of all graphs for XML tool chains, Protégé and older stores."
    load = "rapper -c foc-graph.rdf"

    def render(self, content: Content) -> bytes:
        r"""Make the file.

        A carriage return is written as a reference: an XML parser turns a bare one into ``\n``
        (XML 1.0, section 2.11).

        Raises:
            NotConforming: a text has a control character that XML cannot hold.

        """
        return write_rdfxml(content.triples, content.prefixes)


def write_rdfxml(triples: Sequence[ox.Triple], prefixes: PrefixMap) -> bytes:
    """Return triples as RDF/XML, with the namespaces that they use.

    Raises:
        NotConforming: a text has a control character that XML cannot hold.

    """
    for triple in triples:
        _check(triple)
    # Namespaces that nothing uses would be declared all the same.
    used = {triple.predicate.value for triple in triples}
    used |= {o.value for t in triples if isinstance(o := t.object, ox.NamedNode)}
    needed = {
        prefix: namespace
        for prefix, namespace in prefixes.namespaces.items()
        if any(iri.startswith(namespace) for iri in used)
    }
    xml = serialized(triples, RDF_XML, needed)
    return xml.replace(b"\r", b"&#13;")


def _check(triple: ox.Triple) -> None:
    if isinstance(triple.object, ox.Literal):
        found = NOT_XML.search(triple.object.value)
        if found:
            raise NotConforming(
                f"has a control character (U+{ord(found[0]):04X}) that XML cannot hold",
                place=f"{triple.subject} {triple.predicate}",
                fix="remove it from the text",
            )
