"""The canned queries of a project: ``queries/*.rq``, name = file stem, and how they are read.

Their header is comment lines that start with ``#+`` and hold YAML (as in grlc), so that the file
stays plain SPARQL that runs anywhere. Every scalar is read as text: YAML would make a boolean of a
parameter called ``on`` and a number of the year in an example.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from foc_graph.errors import UsageProblem
from foc_graph.queries.fields import HeaderProblem, header_fields
from foc_graph.queries.model import GROUPS, CannedQuery

if TYPE_CHECKING:
    from pathlib import Path

    from foc_graph.project import Project

MARK = "#+"

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_query(path: Path) -> CannedQuery:
    """Read a query file, canned or one's own: a header is welcome and not required.

    Raises:
        UsageProblem: no such file, not UTF-8, or a header that cannot be understood.

    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageProblem("is not UTF-8", place=str(path), fix="save it as UTF-8") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageProblem(
            f"cannot be read ({reason})", place=str(path), fix="check the path"
        ) from error
    return parse_query(text, name=path.stem, path=path)


def parse_query(text: str, *, name: str, path: Path | None = None) -> CannedQuery:
    """Split query text into its header and its SPARQL; the SPARQL keeps every line in its place.

    Raises:
        UsageProblem: a header that is not YAML or says something that we do not know.

    """
    place = str(path) if path else name
    try:
        fields = header_fields(_header(text, place))
    except HeaderProblem as problem:
        raise UsageProblem(problem.what, place=place, fix=problem.fix) from problem
    return CannedQuery(name=name, path=path, sparql=text, **fields)


def _header(text: str, place: str) -> dict[str, Any]:
    # Lines that are no header become blank ones, so that YAML counts the lines as an editor does.
    lines = (line[len(MARK) :] if line.startswith(MARK) else "" for line in text.splitlines())
    try:
        header = yaml.load("\n".join(lines), Loader=_LOADER) or {}  # noqa: S506 - builds text only
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        what = getattr(error, "problem", None) or getattr(error, "reason", "unreadable")
        raise UsageProblem(
            f"the header is not YAML ({what})",
            place=f"{place}:{line}",
            fix=f"mend the lines that start with {MARK}",
        ) from error
    if not isinstance(header, dict):
        raise UsageProblem(
            "the header is not `name: value` lines", place=place, fix=f"write `{MARK} summary: …`"
        )
    return header


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
