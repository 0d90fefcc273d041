"""The canned queries of a project: ``queries/*.rq``, name = file stem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.errors import UsageProblem
from foc_graph.queries.header import read_query
from foc_graph.queries.model import GROUPS

if TYPE_CHECKING:
    from pathlib import Path

    from foc_graph.project import Project
    from foc_graph.queries.model import CannedQuery

SUFFIX = ".rq"


def query_files(project: Project) -> list[Path]:
    """Every canned query, sorted by name."""
    return sorted(project.queries.glob(f"*{SUFFIX}"))


def list_queries(project: Project) -> list[CannedQuery]:
    """Read every canned query; in the order of the groups, then of the questions, then by name.

    Raises:
        UsageProblem: a header that cannot be understood.

    """
    groups = list(GROUPS)
    queries = [read_query(path) for path in query_files(project)]
    return sorted(queries, key=lambda q: (groups.index(q.group), q.number or 99, q.name))


def find_query(project: Project, name: str) -> CannedQuery:
    """Read the canned query of this name.

    Raises:
        UsageProblem: there is none; the message names the nearest ones.

    """
    path = project.queries / f"{name}{SUFFIX}"
    # Only names in the folder itself: `../notes` is a file, to be given as one.
    if "/" not in name and "\\" not in name and path.is_file():
        return read_query(path)
    raise _unknown(project, name)


def _unknown(project: Project, name: str) -> UsageProblem:
    from foc_graph.names.likeness import did_you_mean, nearest

    meant = did_you_mean(nearest(name, [path.stem for path in query_files(project)]))
    return UsageProblem(
        f"there is no query {name!r}",
        place=str(project.queries),
        fix=f"{f'{meant} See' if meant else 'see'} `foc-graph query --list`",
    )
