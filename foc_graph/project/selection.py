"""Which files a run reports on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.errors import UsageProblem
from foc_graph.rdf.formats import RDF_FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from foc_graph.project.source import Source


def select_files(project: Source, paths: list[Path]) -> frozenset[Path] | None:
    """Return the files that paths name, those of the project in a folder; None without paths.

    Files in a folder under ``data/`` that are not read are among them, to be reported.

    Raises:
        UsageProblem: there is nothing at a path, it is not part of the project, or it holds
            shapes or prefixes only.

    """
    if not paths:
        return None
    known = {
        file.resolve(): file
        for file in (*project.ontology_files(), *project.shape_files(), *project.data_files())
    }
    unread = {file.resolve(): file for file in project.unread_files()}
    found: set[Path] = set()
    for path in paths:
        place = path.resolve()
        if not path.exists():
            raise UsageProblem("no such file or folder", place=str(path), fix="check the path")
        if path.is_dir():
            inside = {**known, **unread}
            found.update(file for where, file in inside.items() if where.is_relative_to(place))
        elif place in known:
            found.add(known[place])
        else:
            raise _outside(path)
    shapes = frozenset(project.shape_files())
    if found and all(file in shapes or project.is_prefix_map(file) for file in found):
        raise UsageProblem(
            "holds no data to check",
            place=", ".join(map(str, paths)),
            fix="shapes and prefixes are checked in every run: name data, or give no path",
        )
    return frozenset(found)


def _outside(file: Path) -> UsageProblem:
    if file.suffix not in RDF_FORMATS:
        names = ", ".join(sorted(RDF_FORMATS))
        return UsageProblem("is not an RDF file", place=str(file), fix=f"files end in {names}")
    return UsageProblem(
        "is not part of the project",
        place=str(file),
        fix="put it under data/ or ontology/, or name another project with --root",
    )
