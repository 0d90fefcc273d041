"""One validation run: read, check the syntax, run an engine, find the places."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from foc_graph.errors import UsageProblem
from foc_graph.project.project import Project
from foc_graph.project.selection import select_files
from foc_graph.project.source import Source, read_prefixes
from foc_graph.rdf.terms import INFO, VIOLATION, rank
from foc_graph.shacl.coverage import count_focus_nodes, focus_nodes, idle_shapes
from foc_graph.shacl.engines import get_engine
from foc_graph.shacl.engines.time_limit import TIMEOUT
from foc_graph.shacl.layout import misnamed, unread
from foc_graph.shacl.placement import Placement
from foc_graph.shacl.report import SEVERITIES, Checked, Report
from foc_graph.shacl.run_data import read_run_data
from foc_graph.shacl.shapes.reader import read_shapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foc_graph.dataset.dataset import Dataset
    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.shacl.engines import ValidationEngine
    from foc_graph.shacl.report import Problem
    from foc_graph.shacl.run_data import RunData
    from foc_graph.shacl.shapes import Shapes
    from foc_graph.shacl.since.affected import Affected


def validate(  # noqa: PLR0913  # one parameter an option
    source: Dataset | Source,
    paths: Iterable[Path | str] = (),
    *,
    engine: str = "sparql",
    severity: str = "info",
    since: str | None = None,
    timeout: float = TIMEOUT,
    store_dir: Path | None = None,
) -> Report:
    """Check a project: the syntax of its files, then its data against its shapes.

    With ``paths`` (files or folders) only what those files describe is reported; everything else
    is still loaded, because shapes look across records. For results less serious than
    ``severity`` (violation, warning or info) no place is looked for. With ``since`` (a revision of
    git) only what changes since then can have an effect on is looked at (docs/since.md). Each
    SPARQL constraint may take ``timeout`` seconds. ``store_dir`` is a folder in which a run with
    ``since`` keeps the graph of the commit that it compares with.

    Raises:
        UsageProblem: no such engine, severity, file, folder or revision; or a file outside the
            project; or an engine that cannot look at a part.
        CouldNotRun: the ontology or a shape cannot be read, or a shape cannot be evaluated; or
            git does not tell what changed.

    """
    if severity not in SEVERITIES:
        raise UsageProblem(
            "no such severity", place=severity, fix=f"use one of {', '.join(SEVERITIES)}"
        )
    chosen = get_engine(engine)
    # The files decide, also where a store was loaded from them: there blank nodes and some
    # literals are other terms than in the files.
    files = source if isinstance(source, Source) else source.project
    selected = select_files(files, [Path(path) for path in paths])
    shapes = read_shapes(files, base=read_prefixes(files).base)
    if since is not None and not isinstance(files, Project):
        fix = "leave one of the two out"
        raise UsageProblem("looks at the changes of a project", place="--since", fix=fix)
    if isinstance(files, Project) and since is not None and store_dir and selected is None:
        from foc_graph.shacl.since.commit_data import open_commit_data

        with open_commit_data(files, shapes, since, store_dir) as commit:
            if commit is not None:
                return ValidationRun(commit, shapes, None).report(chosen, severity, timeout)
    data = read_run_data(files, shapes, since)
    return ValidationRun(data, shapes, selected).report(chosen, severity, timeout)


class ValidationRun:
    """One run: the data, and the files that are reported on (None is all)."""

    def __init__(self, data: RunData, shapes: Shapes, selected: frozenset[Path] | None) -> None:
        self._data = data
        self._shapes = shapes
        self._selected = selected
        self._placement = Placement(data, shapes)

    def report(self, engine: ValidationEngine, severity: str, timeout: float = TIMEOUT) -> Report:
        """Run an engine, and find the places of what it found."""
        least = rank(SEVERITIES[severity])
        among = self._data.affected.among if self._data.affected else None
        outcome = engine.run(self._data.graph, self._shapes, among=among, timeout=timeout)
        self._data.read_for(outcome.results)
        located = [
            self._placement.result(result) if rank(result.severity) >= least else result
            for result in outcome.results
            if self._selected is None or result.focus_node in self._subjects
        ]
        if self._selected is None:
            # A shape without a focus node is of no consequence where it is somebody else's.
            weight = VIOLATION if self._data.source.has_layout else INFO
            idle = idle_shapes(self._data.graph, self._shapes, weight)
            located += [self._placement.at_shape(result) for result in idle]
        return Report(
            checked=self._checked(engine),
            results=tuple(located),
            problems=(
                *self._placement.problems(self._reported, located),
                *self._layout_problems(),
            ),
            fallback=outcome.fallback,
        )

    @property
    def _reported(self) -> list[RdfDocument]:
        return [d for d in self._data.documents if self._is_selected(d.path)]

    @property
    def _part(self) -> Affected | None:
        """What a change can affect; None where everything is looked at."""
        affected = self._data.affected
        return None if affected is None or affected.since.why_all else affected

    def _is_selected(self, file: Path) -> bool:
        if self._part and file not in self._part.files:
            return False
        return self._selected is None or file in self._selected

    @cached_property
    def _subjects(self) -> frozenset[object]:
        """What the selected files describe."""
        files = self._selected or frozenset()
        documents = self._data.documents
        return frozenset(q.subject for d in documents if d.path in files for q in d.quads)

    def _checked(self, engine: ValidationEngine) -> Checked:
        graph, shapes, affected = self._data.graph, self._shapes, self._data.affected
        if self._part:
            files, triples = self._part.since.files, self._part.triples
            focus = count_focus_nodes(graph, shapes, self._part.among)
        elif self._selected is None:
            files, triples = len(self._data.documents), graph.triples
            focus = count_focus_nodes(graph, shapes)
        else:
            files = len(self._reported)
            triples = sum(len(document.quads) for document in self._reported)
            focus = len(focus_nodes(graph, shapes) & self._subjects)
        since = affected.since if affected else None
        return Checked(engine.name, files, triples, len(shapes.active), focus, since)

    def _layout_problems(self) -> Iterator[Problem]:
        """Yield the reported files that have the wrong name, or an ending that is not read."""
        data = self._data
        others = data.unread_names(self._reported)
        found = misnamed(data.documents, data.source, data.prefixes, others)
        for path, problem in found.items():
            if self._is_selected(path):
                yield problem
        yield from unread(filter(self._is_selected, data.source.unread_files()), data.source)
