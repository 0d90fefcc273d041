"""One validation run: read, check the syntax, run an engine, find the places."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from foc_graph.dataset import Dataset, quads_of
from foc_graph.dataset.data_graph import DataGraph
from foc_graph.dataset.unloaded import UnloadedDataset
from foc_graph.errors import UsageProblem
from foc_graph.project import Project
from foc_graph.project.selection import select_files
from foc_graph.rdf.terms import INFO, VIOLATION, rank
from foc_graph.shacl.coverage import count_focus_nodes, focus_nodes, idle_shapes
from foc_graph.shacl.engines import get_engine
from foc_graph.shacl.engines.time_limit import TIMEOUT
from foc_graph.shacl.layout import misnamed, unread
from foc_graph.shacl.placement import Placing
from foc_graph.shacl.report import SEVERITIES, Checked, Report
from foc_graph.shacl.shapes.reader import read_shapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph as ox

    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.rdf.terms import Term
    from foc_graph.shacl.engines.base import ValidationEngine
    from foc_graph.shacl.report import Problem, Result
    from foc_graph.shacl.shapes.model import Shapes
    from foc_graph.shacl.since import Affected


def validate(  # noqa: PLR0913  # one parameter an option
    source: Dataset | Project,
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
    project = source if isinstance(source, Project) else source.project
    selected = select_files(project, [Path(path) for path in paths])
    shapes = read_shapes(project, base=_base(source))
    if since is not None and store_dir is not None and selected is None:
        from foc_graph.shacl.since.commit_run import open_kept_run

        with open_kept_run(project, shapes, since, store_dir) as kept:
            if kept is not None:
                return kept.report(chosen, severity, timeout)
    # The files decide, also where a store was loaded from them: there blank nodes and some
    # literals are other terms than in the files.
    return ValidationRun(UnloadedDataset(project), shapes, selected, since).report(
        chosen, severity, timeout
    )


def _base(source: Dataset | Project) -> str:
    from foc_graph.project.prefixes import read_prefixes

    return (source.prefixes if isinstance(source, Dataset) else read_prefixes(source)).base


class ValidationRun:
    """The state of one run: the whole dataset, and the files that are reported on."""

    def __init__(
        self,
        dataset: Dataset,
        shapes: Shapes,
        selected: frozenset[Path] | None,
        since: str | None = None,
    ) -> None:
        self.dataset = dataset
        self.shapes = shapes
        self.selected = selected
        # The prefix map holds no statement, and so nothing to check.
        without = dataset.project.prefixes_file
        self.documents: list[RdfDocument] = []
        self.data = DataGraph(self._quads(d for d in dataset.documents() if d.path != without))
        self.affected = self._find_affected(since) if since is not None else None

    def _find_affected(self, revision: str) -> Affected:
        from foc_graph.shacl.since import find_affected

        return find_affected(self.dataset, self.documents, self.data, self.shapes, revision)

    def report(self, engine: ValidationEngine, severity: str, timeout: float = TIMEOUT) -> Report:
        """Run an engine, and find the places of what it found."""
        least = rank(SEVERITIES[severity])
        among = self.affected.among if self.affected else None
        outcome = engine.run(self.data, self.shapes, among=among, timeout=timeout)
        self._prepare(outcome.results)
        located = [
            self._placing.result(result) if rank(result.severity) >= least else result
            for result in outcome.results
            if self._is_reported(result.focus_node)
        ]
        if self.selected is None:
            located += [self._placing.at_shape(result) for result in self._idle()]
        return Report(
            checked=self._checked(engine),
            results=tuple(located),
            problems=(
                *self._placing.problems(self._reported, located),
                *self._layout_problems(),
            ),
            fallback=outcome.fallback,
        )

    def _idle(self) -> Iterator[Result]:
        """Yield the shapes without a focus node: of no consequence with shapes of somebody else."""
        severity = VIOLATION if self.dataset.project.has_layout else INFO
        return idle_shapes(self.data, self.shapes, severity)

    def _prepare(self, results: tuple[Result, ...]) -> None:
        """Get ready to say where results stand."""

    def _quads(self, documents: Iterable[RdfDocument]) -> Iterator[ox.Quad]:
        """Read the files; yield every quad as written, in its graph, and what rules derived.

        Where no shape asks for a graph by its name, triples go without one, which is faster.
        """
        dataset, named = self.dataset, self.shapes.name_graphs
        for document in documents:
            self.documents.append(document)
            yield from (
                quads_of(document, dataset.project, dataset.prefixes) if named else document.quads
            )
        for derived in dataset.derived_graphs():
            yield from dataset.store.quads_for_pattern(None, None, None, derived)

    @property
    def _reported(self) -> list[RdfDocument]:
        return [d for d in self.documents if self._is_selected(d.path)]

    def _is_selected(self, file: Path) -> bool:
        if self.affected and not self.affected.since.why_all and file not in self.affected.files:
            return False
        return self.selected is None or file in self.selected

    @cached_property
    def _subjects(self) -> frozenset[object]:
        """What the selected files describe."""
        selected = self.selected or frozenset()
        return frozenset(q.subject for d in self.documents if d.path in selected for q in d.quads)

    def _is_reported(self, node: Term) -> bool:
        return self.selected is None or node in self._subjects

    @cached_property
    def _placing(self) -> Placing:
        return Placing(self.dataset, self.documents, self.data, self.shapes)

    def _checked(self, engine: ValidationEngine) -> Checked:
        if self.affected and not self.affected.since.why_all:
            files, triples = self.affected.since.files, self.affected.triples
            focus = count_focus_nodes(self.data, self.shapes, self.affected.among)
        elif self.selected is None:
            files, triples = len(self.documents), self.data.triples
            focus = count_focus_nodes(self.data, self.shapes)
        else:
            files = len(self._reported)
            triples = sum(len(document.quads) for document in self._reported)
            focus = len(focus_nodes(self.data, self.shapes) & self._subjects)
        since = self.affected.since if self.affected else None
        return Checked(engine.name, files, triples, len(self.shapes.active), focus, since)

    def _not_read(self) -> tuple[int, int]:
        """Return how many files there are beside the documents, and how many have a wrong name."""
        return 0, 0

    def _layout_problems(self) -> Iterator[Problem]:
        """Yield the reported files that have the wrong name, or an ending that is not read."""
        project, prefixes = self.dataset.project, self.dataset.prefixes
        found: dict[Path, Problem] = {}
        if project.has_layout:
            found = misnamed(self.documents, project, prefixes, self._not_read())
        for path, problem in found.items():
            if self._is_selected(path):
                yield problem
        yield from unread(filter(self._is_selected, project.unread_files()), project)
