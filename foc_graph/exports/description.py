"""``dataset.ttl``: what the dataset is, what its parts are, and where to get which file.

DCAT 3 (W3C Recommendation, 2024) and VoID (W3C Note, 2011), on top of ``data/catalog.ttl``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox

from foc_graph.exports import EXPORTERS
from foc_graph.exports.common import RdfFile
from foc_graph.exports.manifest import graph_seals
from foc_graph.exports.turtle import Blocks
from foc_graph.rdf.datatypes import XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.exports import Content
    from foc_graph.exports.manifest import Seal

#: DCAT 3, 6.8.11: media types are those of the IANA registry, by their IRI there.
IANA = "https://www.iana.org/assignments/media-types/"
#: What we write and IANA does not have.
_UNREGISTERED = frozenset(
    exporter.media_type for exporter in EXPORTERS.values() if not exporter.registered
)
SPDX_SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"

#: Where the files of the distribution are served from, below the base.
DIST = "dist/"
#: Its files are copies of the model, not distributions of the dataset.
ONTOLOGY = "ontology/"

#: Formats that hold the RDF itself, and so are dumps in the sense of VoID.
_DUMPS = frozenset(
    exporter.file_name for exporter in EXPORTERS.values() if isinstance(exporter, RdfFile)
)

_TITLES = {exporter.file_name: exporter.title for exporter in EXPORTERS.values()}


def describe(content: Content, files: tuple[Seal, ...]) -> bytes:
    """Return the description in Turtle. It knows no date but those in the catalog."""
    triples = {q.triple for q in content.quads if isinstance(q.graph_name, ox.DefaultGraph)}
    maker = _Maker(content, content.dataset_iri)
    triples.update(maker.graphs())
    for seal in files:
        if not seal.name.startswith(ONTOLOGY):
            triples.update(maker.file(seal))
    blocks = Blocks(content)
    return blocks.document(blocks.of(triples))


class _Maker:
    """Makes triples about one dataset."""

    def __init__(self, content: Content, dataset: str) -> None:
        self._content = content
        self._dataset = dataset
        self._licenses = [
            iri for iri in content.nodes(dataset, "dcterms:license") if not iri.startswith("_:")
        ]

    def _term(self, curie: str) -> ox.NamedNode:
        return ox.NamedNode(self._content.expand(curie))

    def _triple(self, subject: str, predicate: str, value: str | ox.Literal) -> ox.Triple:
        """Make a triple; the predicate, and the value of ``rdf:type``, are CURIEs."""
        target = value if isinstance(value, ox.Literal) else self._node(predicate, value)
        return ox.Triple(ox.NamedNode(subject), self._term(predicate), target)

    def _node(self, predicate: str, value: str) -> ox.NamedNode:
        return self._term(value) if predicate == "rdf:type" else ox.NamedNode(value)

    def graphs(self) -> Iterator[ox.Triple]:
        """Count the statements of the whole and of each named graph."""
        yield self._triple(self._dataset, "void:triples", _count(len(self._content.triples)))
        for seal in graph_seals(self._content):
            if seal.graph is not None:
                yield self._triple(self._dataset, "void:subset", seal.graph)
                yield self._triple(seal.graph, "rdf:type", "void:Dataset")
                yield self._triple(seal.graph, "void:triples", _count(seal.triples))

    def file(self, seal: Seal) -> Iterator[ox.Triple]:
        """Describe one file: where it is, what it is, how large, and its checksum."""
        name = quote(seal.name)
        node = f"{self._dataset}#file-{name}"
        url = f"{self._content.prefixes.base}{DIST}{name}"
        yield self._triple(self._dataset, "dcat:distribution", node)
        yield self._triple(node, "rdf:type", "dcat:Distribution")
        yield self._triple(node, "dcterms:title", ox.Literal(_title(seal), language="en"))
        yield self._triple(node, "dcat:downloadURL", url)
        yield self._triple(node, "dcat:byteSize", _count(seal.size))
        yield from self._media(node, seal)
        yield from self._checksum(node, seal)
        for license_iri in self._licenses:
            yield self._triple(node, "dcterms:license", license_iri)
        if seal.name.removesuffix(".gz") in _DUMPS:
            yield self._triple(self._dataset, "void:dataDump", url)

    def _media(self, node: str, seal: Seal) -> Iterator[ox.Triple]:
        media_type = seal.media_type
        # DCAT 3, 6.8.12: of a compressed file, the media type is that of the content.
        if seal.name.endswith(".gz"):
            yield self._triple(node, "dcat:compressFormat", f"{IANA}{media_type}")
            media_type = _content_type(seal.name)
        yield self._triple(node, "schema:encodingFormat", ox.Literal(media_type))
        if media_type not in _UNREGISTERED:
            yield self._triple(node, "dcat:mediaType", f"{IANA}{media_type}")

    def _checksum(self, node: str, seal: Seal) -> Iterator[ox.Triple]:
        checksum = f"{node}-sha256"
        value = ox.Literal(seal.sha256, datatype=ox.NamedNode(f"{XSD}hexBinary"))
        yield self._triple(node, "spdx:checksum", checksum)
        yield self._triple(checksum, "rdf:type", "spdx:Checksum")
        yield self._triple(checksum, "spdx:algorithm", SPDX_SHA256)
        yield self._triple(checksum, "spdx:checksumValue", value)


def _count(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=ox.NamedNode(f"{XSD}nonNegativeInteger"))


def _content_type(name: str) -> str:
    plain = name.removesuffix(".gz")
    return next(e.media_type for e in EXPORTERS.values() if e.file_name == plain)


def _title(seal: Seal) -> str:
    plain = seal.name.removesuffix(".gz")
    title = _TITLES.get(plain, plain)
    return f"{title}, compressed" if seal.name != plain else title
