"""Validate, write every format, describe and seal it: one folder that is ready to be served.

>>> from pathlib import Path
>>> from foc_graph.project import find_project
>>> from foc_graph.publish import publish
>>> publish(find_project(), Path("dist"))  # doctest: +SKIP
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.dataset import load_dataset
from foc_graph.exports import EXPORTERS, Content, refuse_gaps
from foc_graph.exports.description import DIST
from foc_graph.project.atomic import atomic_directory
from foc_graph.publish.checks import SITE_MANIFEST, refuse_foreign, refuse_violations
from foc_graph.publish.dumps import dumps
from foc_graph.publish.filler import Filler, site_manifest

if TYPE_CHECKING:
    from pathlib import Path

    from foc_graph.dataset import Dataset
    from foc_graph.exports import Progress
    from foc_graph.exports.manifest import Seal
    from foc_graph.project import Project

#: Validating and describing come on top of the formats; pages, data and other files of a site.
STEPS = len(EXPORTERS) + 2
SITE_STEPS = 3


@dataclass(frozen=True)
class Published:
    """What was published, and where. ``files`` are the dumps; the pages are only counted."""

    folder: Path
    files: tuple[Seal, ...]
    statements: int
    pages: int = 0
    written: tuple[str, ...] = ()
    """Files that are new or have new content, in the order of writing."""
    kept: int = 0
    """Files that are the same ones as in the last publication."""
    gaps: tuple[str, ...] = ()
    """Files that are missing because their format cannot hold what the data say."""


def publish(
    project: Project,
    out: Path,
    *,
    site: bool = False,
    address: str = "",
    progress: Progress | None = None,
) -> Published:
    """Put a conforming dataset into ``out`` in every format, with checksums.

    With ``site``, ``out`` becomes a web site that any host can carry, and the dumps lie in its
    folder ``dist/``; ``address`` is where it will be found (default: the base of the identifiers).
    All or nothing: until the last byte is on disk, ``out`` is what it was.

    Raises:
        UsageProblem: ``out`` exists and is not what an earlier call made.
        NotConforming: the dataset does not conform to its shapes, or a file cannot be read.
        CouldNotRun: the ontology cannot be read, the disk is full, and the like.

    """
    tell = progress or (lambda _what, _steps: None)
    out = out.resolve()
    refuse_foreign(out)
    steps = STEPS + SITE_STEPS * site
    tell("validate", steps)
    dataset = load_dataset(project)
    refuse_gaps(dataset)
    refuse_violations(dataset)
    content = Content(dataset)
    seals: list[Seal] = []
    with atomic_directory(out) as folder:
        filler = Filler(folder, out if out.exists() else None)
        start = DIST if site else ""
        for file in dumps(content, seals, lambda what: tell(what, steps)):
            filler.put(f"{start}{file.name}", file.data)
        pages, gaps = _add_site(dataset, filler, address, tell) if site else (0, ())
    return Published(
        out, tuple(seals), len(content.quads), pages, tuple(filler.written), filler.kept, gaps
    )


def _add_site(
    dataset: Dataset, filler: Filler, address: str, tell: Progress
) -> tuple[int, tuple[str, ...]]:
    """Add pages, data and what belongs to them; return the number of pages, and the gaps."""
    from foc_graph.web.static import Outputs

    outputs = Outputs.of(dataset, address)
    for name, files in outputs.groups().items():
        tell(name, STEPS + SITE_STEPS)
        for path, content in files:
            filler.put(path, content)
    filler.put(SITE_MANIFEST, site_manifest(filler, outputs))
    return outputs.pages_made, tuple(outputs.gaps)
