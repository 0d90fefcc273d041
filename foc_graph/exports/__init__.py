"""Every format the graph can be written in: one line a format.

>>> from foc_graph.exports import EXPORTERS
>>> EXPORTERS["nquads"].file_name
'foc-graph.nq'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.dataset.content import Content
from foc_graph.errors import NotConforming, UsageProblem
from foc_graph.exports.bibliographies import BibTex, Csl, Ris
from foc_graph.exports.common import ExportedFile, Exporter, SingleFile
from foc_graph.exports.csv_tables import Csv
from foc_graph.exports.framed import Framed
from foc_graph.exports.jsonld import JsonLd
from foc_graph.exports.lines import NQuads, NTriples
from foc_graph.exports.networks import Gexf, GraphMl
from foc_graph.exports.rdfxml import RdfXml
from foc_graph.exports.svg import Svg
from foc_graph.exports.turtle import TriG, Turtle
from foc_graph.exports.xlsx import Xlsx
from foc_graph.project.atomic import staged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from foc_graph.dataset import Dataset

    #: Is told what is done next, and how many steps there are in all.
    Progress = Callable[[str, int], None]

__all__ = [
    "EXPORTERS",
    "Content",
    "ExportedFile",
    "Exporter",
    "SingleFile",
    "export",
    "find_exporter",
    "formats_table",
]

#: Name -> exporter, in the order that readers meet them: RDF, tables, networks, references.
EXPORTERS: dict[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        Turtle(),
        TriG(),
        NTriples(),
        NQuads(),
        JsonLd(),
        Framed(),
        RdfXml(),
        Csv(),
        Xlsx(),
        GraphMl(),
        Gexf(),
        BibTex(),
        Csl(),
        Ris(),
        Svg(),
    )
}


def find_exporter(name: str) -> Exporter:
    """Return the exporter of that name.

    Raises:
        UsageProblem: there is none.

    """
    try:
        return EXPORTERS[name]
    except KeyError:
        raise UsageProblem(
            "no such format", place=name, fix=f"choose from {', '.join(EXPORTERS)}"
        ) from None


def export(
    dataset: Dataset, names: Iterable[str], directory: Path, *, progress: Progress | None = None
) -> list[Path]:
    """Write the named formats into ``directory`` and return the paths, in the order written.

    All or nothing: a file comes into the folder when the last one is made. ``progress`` is told the
    name of each format before it is made.

    Raises:
        UsageProblem: there is no such format, or ``directory`` is a file.
        NotConforming: files of the dataset could not be read, so that the export would lack them.
        CouldNotRun: the disk is full, the folder is not writable, and the like.

    """
    refuse_gaps(dataset)
    content = Content.of(dataset)
    chosen = [find_exporter(name) for name in dict.fromkeys(names)]
    written: list[Path] = []
    with staged(directory) as stage:
        for exporter in chosen:
            if progress:
                progress(exporter.name, len(chosen))
            written.extend(exporter.export(content, stage))
    return [directory / path.relative_to(stage) for path in written]


def refuse_gaps(dataset: Dataset) -> None:
    """Check that no file of the dataset was left out.

    Raises:
        NotConforming: one was; says which.

    """
    if dataset.problems:
        first, more = dataset.problems[0], len(dataset.problems) - 1
        raise NotConforming(
            f"cannot be read ({first.message})" + (f", and {more} more" if more else ""),
            place=dataset.project.relative(first.path),
            fix="run `foc-graph validate`; nothing was exported, for it would not be complete",
        )


def formats_table() -> str:
    """Return the formats as a Markdown table; docs/exports.md holds it, and a test compares."""
    lines = [
        "| Format | File | Media type | What it is for | To load it |",
        "|---|---|---|---|---|",
    ]
    for exporter in EXPORTERS.values():
        cells = (
            f"`{exporter.name}`",
            f"`{exporter.file_name}`",
            f"`{exporter.media_type}`",
            f"{exporter.title}. {exporter.purpose}",
            f"`{exporter.load}`",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
