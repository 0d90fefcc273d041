"""Validate, write every format, describe and seal it: one folder that is ready to be served.

>>> from pathlib import Path
>>> from foc_graph.project import find_project
>>> from foc_graph.publishing import publish
>>> publish(find_project(), Path("dist"))  # doctest: +SKIP
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from foc_graph.atomic import atomic_directory
from foc_graph.dataset import load_dataset
from foc_graph.exporters import EXPORTERS, Content, ExportedFile, refuse_gaps
from foc_graph.publishing.checking import refuse_violations
from foc_graph.publishing.description import describe
from foc_graph.publishing.manifest import Seal, manifest, sums
from foc_graph.publishing.reading_me import reading_me
from foc_graph.publishing.target import refuse_foreign

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from foc_graph.exporters import Progress
    from foc_graph.project import Project

#: Exports that get a compressed copy as well: the dumps that stores load.
COMPRESSED = ("ntriples", "nquads")

#: Validating and describing come on top of the formats.
STEPS = len(EXPORTERS) + 2


@dataclass(frozen=True)
class Published:
    """What was published, and where."""

    folder: Path
    files: tuple[Seal, ...]
    statements: int


def publish(project: Project, out: Path, *, progress: Progress | None = None) -> Published:
    """Put a conforming dataset into ``out`` in every format, with checksums.

    All or nothing: until the last byte is on disk, ``out`` is what it was.

    Raises:
        UsageProblem: ``out`` exists and is not what an earlier call made.
        NotConforming: the dataset does not conform to its shapes, or a file cannot be read.
        CouldNotRun: the ontology cannot be read, the disk is full, and the like.

    """
    tell = progress or (lambda _what, _steps: None)
    out = out.resolve()
    refuse_foreign(out)
    tell("validate", STEPS)
    dataset = load_dataset(project)
    refuse_gaps(dataset)
    refuse_violations(dataset)
    content = Content(dataset)
    seals: list[Seal] = []
    with atomic_directory(out) as folder:
        for file in _files(content, seals, tell):
            # One by one: the later files tell what these are.
            seals.append(_write(folder, file))  # noqa: PERF401
    return Published(out, tuple(seals), len(content.quads))


def _files(content: Content, seals: list[Seal], tell: Progress) -> Iterator[ExportedFile]:
    """Make every file; the later ones speak of the seals of those before."""
    for exporter in EXPORTERS.values():
        tell(exporter.name, STEPS)
        for file in exporter.files(content):
            yield file
            if exporter.name in COMPRESSED:
                yield _compressed(file)
    tell("describe", STEPS)
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


#: What an ontology folder holds.
MEDIA_TYPES = {
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".rq": "application/sparql-query",
}


def _write(folder: Path, file: ExportedFile) -> Seal:
    path = folder / file.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.data)
    return Seal.of(file)
