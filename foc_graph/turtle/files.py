"""The Turtle files of a project, formatted one by one."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import unified_diff
from typing import TYPE_CHECKING

from foc_graph.errors import FocGraphError, NotConforming, UsageProblem
from foc_graph.project.atomic import write_atomic
from foc_graph.project.iris import iri_for_path
from foc_graph.project.source import read_prefixes
from foc_graph.rdf.documents import BOM, SyntaxProblem, read_bytes
from foc_graph.rdf.formats import TURTLE, rdf_files
from foc_graph.turtle.canonical import Layout, format_turtle
from foc_graph.turtle.graph import at_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from foc_graph.project import Project
    from foc_graph.rdf.prefixes import PrefixMap

#: What diff and git write below a last line without its end.
_NO_NEWLINE = "\n\\ No newline at end of file\n"


@dataclass(frozen=True)
class Formatted:
    """One file before and after; ``after`` is None where ``problem`` says why."""

    path: Path
    #: As users see it, from the root of the project.
    name: str
    before: bytes
    after: bytes | None
    problem: FocGraphError | None = None

    @property
    def differs(self) -> bool:
        """Whether the file is readable and not in canonical form."""
        return self.after is not None and self.after != self.before

    @property
    def oddities(self) -> tuple[str, ...]:
        """What an editor may not show: a byte order mark, CR LF line ends."""
        signs = {"a byte order mark": self.before.startswith(BOM), "CR LF": b"\r" in self.before}
        return tuple(name for name, present in signs.items() if present)

    def diff(self) -> str:
        """Return a unified diff from before to after."""
        before = self.before.decode("utf-8").splitlines(keepends=True)
        after = (self.after or b"").decode("utf-8").splitlines(keepends=True)
        lines = unified_diff(before, after, self.name, f"{self.name} (formatted)")
        return "".join(line if line.endswith("\n") else f"{line}{_NO_NEWLINE}" for line in lines)

    def write(self) -> None:
        """Put the canonical form in place, atomically.

        Raises:
            CouldNotRun: the file cannot be written; it is then as it was.

        """
        if self.after is not None and self.differs:
            write_atomic(self.path, self.after)


def format_files(project: Project, paths: Iterable[Path] = ()) -> Iterator[Formatted]:
    """Format files and folders, without writing; no ``paths``: every ``.ttl`` of the project.

    Raises:
        UsageProblem: a path is not there, or no Turtle is under it.
        CouldNotRun: the prefix map cannot be read.

    """
    prefixes = read_prefixes(project)
    for path in _turtle_files(project, tuple(paths)):
        yield format_file(project, prefixes, path)


def format_file(project: Project, prefixes: PrefixMap, path: Path) -> Formatted:
    """Format one file, without writing."""
    name = project.relative(path)
    content = read_bytes(path)
    if isinstance(content, SyntaxProblem):
        return Formatted(path, name, b"", None, _as_error(content, name))
    try:
        text = content.decode("utf-8")
        after = format_turtle(text, layout_for(project, prefixes, path), place=name)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = NotConforming("is not UTF-8", place=at_line(name, line), fix="save it as UTF-8")
        return Formatted(path, name, content, None, problem)
    except FocGraphError as problem:
        return Formatted(path, name, content, None, problem)
    mark = BOM if path.stat().st_size > len(content) else b""
    return Formatted(path, name, mark + content, after.encode("utf-8"))


def layout_for(project: Project, prefixes: PrefixMap, path: Path) -> Layout:
    """Return the layout of a file by its place: data have the base of the ids and a main entity."""
    project, path = type(project)(project.root.resolve()), path.resolve()
    namespaces, read_base = prefixes.namespaces, prefixes.id_base
    if path.is_relative_to(project.data):
        main = iri_for_path(path, project, prefixes)
        return Layout(namespaces, prefixes.id_base, main, read_base)
    return Layout(namespaces, read_base=read_base, every_prefix=path == project.prefixes_file)


def _turtle_files(project: Project, paths: tuple[Path, ...]) -> list[Path]:
    """Named files as they are; of folders what ends in ``.ttl``; each once."""
    if not paths:
        return _turtle_under(project.data) + _turtle_under(project.ontology)
    found: dict[Path, None] = {}
    for path in paths:
        inside = _turtle_under(path)
        if not inside:
            what = "holds no Turtle" if path.exists() else "no such file or folder"
            raise UsageProblem(what, place=str(path), fix="give .ttl files or folders of them")
        found |= dict.fromkeys(inside)
    return list(found)


def _turtle_under(path: Path) -> list[Path]:
    files = [path] if path.is_file() else rdf_files(path)
    return [file for file in files if file.suffix == TURTLE.suffix]


def _as_error(problem: SyntaxProblem, name: str) -> NotConforming:
    return NotConforming(problem.message, place=at_line(name, problem.line), fix=problem.fix)
