"""Time and memory as the dataset grows: every entity of data/ again under other names."""

from __future__ import annotations

import re
import shutil
import sys
from typing import TYPE_CHECKING

from benchmarks.measuring import Candidate, measure
from benchmarks.tables import seconds, table
from foc_graph.project import Project
from foc_graph.rdf.formats import rdf_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIZES = (1, 4, 16)

#: `<doc/A-HRC-RES-20-8#op1>`; values (`concept/…`, `agenda/…`) are shared by all copies.
ENTITY = re.compile(r"<((?!concept/|agenda/)[a-z]+/[^>#\s:]+)(#[^>\s]*)?>")

#: Values that must be unique: a copy gets its own, or every pair of copies would be a double.
UNIQUE = re.compile(
    r'((?:foc:symbol|skos:notation|schema:identifier|skosxl:literalForm) "[^"]*)"'
    r"|((?:schema:url|dcterms:spatial) <http[^>]*)>"
    r"|(dcterms:spatial m49:\d+)"
)

#: What is measured: arguments, and the exit codes that are an answer.
COMMANDS = {
    "query members": (("query", "members", "--param", "on=2014-04-28"), (0,)),
    "validate": (("validate",), (0, 1)),
    "export nquads": (("export", "--format", "nquads", "-o", "{out}"), (0,)),
}


def section(rounds: int, project: Project, folder: Path) -> str:
    """Measure our commands on the dataset 1, 4 and 16 times over."""
    header = ("", *(f"{size} x, {unit}" for size in SIZES for unit in ("s", "MB")))
    return (
        "## Growth\n\n"
        "The data of the project copied under other names, one file an entity as before. The"
        " copies break the policy for identifiers, so `validate` has more to report. One"
        " round each.\n\n" + table(header, rows(rounds, project, folder))
    )


def rows(rounds: int, project: Project, folder: Path) -> Iterator[tuple[str, ...]]:
    """One row a command: seconds and peak MB at every size."""
    projects = [multiply(project, size, folder / f"times{size}") for size in SIZES]
    for name, (arguments, accepted) in COMMANDS.items():
        cells = [_cells(name, arguments, accepted, one, rounds) for one in projects]
        yield name, *(cell for pair in cells for cell in pair)


def _cells(
    name: str,
    arguments: tuple[str, ...],
    accepted: tuple[int, ...],
    project: Project,
    rounds: int,
) -> tuple[str, str]:
    start = (sys.executable, "-m", "foc_graph", "--root", str(project.root))
    filled = [argument.format(out=project.root / "out") for argument in arguments]
    (measured,) = measure([Candidate(name, (*start, *filled), accepted)], rounds, warm=False)
    return seconds(measured.median), f"{measured.peak:.0f}"


def multiply(project: Project, times: int, folder: Path) -> Project:
    """Write a project whose data is `times` as large as that of `project`."""
    shutil.copytree(project.ontology, folder / "ontology")
    shutil.copytree(project.queries, folder / "queries")
    shutil.copytree(project.data, folder / "data")
    for path in rdf_files(project.data):
        for number in range(1, times):
            _copy(path, number, folder / "data" / path.parent.relative_to(project.data))
    return Project(folder)


def _copy(path: Path, number: int, folder: Path) -> None:
    mark = f"-copy{number}"
    text = ENTITY.sub(rf"<\1{mark}\2>", path.read_text("utf-8"))
    text = UNIQUE.sub(lambda found: _marked(found, mark), text)
    (folder / f"{path.stem}{mark}{path.suffix}").write_text(text, "utf-8")


def _marked(found: re.Match[str], mark: str) -> str:
    string, address, name = found.groups()
    return f'{string}{mark}"' if string else f"{address}{mark}>" if address else name + mark
