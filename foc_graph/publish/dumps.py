"""The files to download: every format, the sources of the model, and what describes them."""

from __future__ import annotations

import gzip
from io import BytesIO
from typing import TYPE_CHECKING

from foc_graph.exports import EXPORTERS, Content, ExportedFile, formats_table
from foc_graph.exports.description import describe
from foc_graph.exports.manifest import Seal, manifest, sums

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Exports that get a compressed copy as well: the dumps that stores load.
COMPRESSED = ("ntriples", "nquads")

#: What an ontology folder holds.
MEDIA_TYPES = {
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".rq": "application/sparql-query",
}


def dumps(
    content: Content, seals: list[Seal], tell: Callable[[str], None]
) -> Iterator[ExportedFile]:
    """Make every file and put its seal into ``seals``; the later ones speak of those before."""
    for file in _files(content, seals, tell):
        seals.append(Seal.of(file))
        yield file


def _files(
    content: Content, seals: list[Seal], tell: Callable[[str], None]
) -> Iterator[ExportedFile]:
    for exporter in EXPORTERS.values():
        tell(exporter.name)
        for file in exporter.files(content):
            yield file
            if exporter.name in COMPRESSED:
                yield _compressed(file)
    tell("describe")
    yield from _sources(content)
    yield ExportedFile("dataset.ttl", "text/turtle", describe(content, tuple(seals)))
    yield ExportedFile("README.md", "text/markdown", reading_me(content))
    yield ExportedFile("manifest.json", "application/json", manifest(content, tuple(seals)))
    yield ExportedFile("SHA256SUMS", "text/plain", sums(tuple(seals)))


def _compressed(file: ExportedFile) -> ExportedFile:
    """Return the gzip copy, the same whenever and by whichever Python it is made.

    ``gzip.compress`` writes another header from Python 3.13 on (RFC 1952, section 2.3.1: OS).
    """
    packed = BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as stream:
        stream.write(file.data)
    return ExportedFile(f"{file.name}.gz", "application/gzip", packed.getvalue())


def _sources(content: Content) -> Iterator[ExportedFile]:
    """Copy the ontology as it is written, shapes, context, rules and comments included."""
    project = content.dataset.project
    for path in sorted(project.ontology.rglob("*")):
        if path.is_file() and path.suffix in MEDIA_TYPES and not path.name.startswith("."):
            name = path.relative_to(project.root).as_posix()
            yield ExportedFile(name, MEDIA_TYPES[path.suffix], path.read_bytes())


def reading_me(content: Content) -> bytes:
    """Return ``README.md`` of a publication: what the files are."""
    dataset = content.dataset_iri
    license_iri = content.text(dataset, "dcterms:license")
    parts = (
        f"# {content.title}",
        content.text(dataset, "dcterms:description"),
        f"Licence: <{license_iri}>" if license_iri else "",
        formats_table(),
        _REST,
    )
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


_REST = """\
`*.gz` are compressed copies. `ontology/` holds the terms, vocabularies, shapes, rules and the
JSON-LD context as they are written.

`dataset.ttl` describes the dataset and every file (DCAT, VoID). `manifest.json` has the number of
statements and a checksum for each named graph. To check the files: `sha256sum --check SHA256SUMS`.
"""
