"""One validation run: read, check the syntax, run an engine, find the places."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset import Dataset, load_dataset, quads_of
from foc_graph.errors import UsageProblem
from foc_graph.project import Project
from foc_graph.validation.coverage import count_focus_nodes, focus_nodes, idle_shapes
from foc_graph.validation.data import Data
from foc_graph.validation.engines import get_engine
from foc_graph.validation.layout import misnamed, unread, unread_files
from foc_graph.validation.places.locating import Locator
from foc_graph.validation.report import SEVERITIES, Checked, Problem, Report
from foc_graph.validation.selecting import select_files
from foc_graph.validation.shapes.reading import read_shapes
from foc_graph.validation.terms import rank, sh

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foc_graph.reading import Document
    from foc_graph.validation.engines.base import Engine
    from foc_graph.validation.report import Result
    from foc_graph.validation.shapes.model import Shapes
    from foc_graph.validation.terms import Term

_DATATYPE = sh("DatatypeConstraintComponent")


def validate(
    source: Dataset | Project,
    paths: Iterable[Path | str] = (),
    *,
    engine: str = "sparql",
    severity: str = "info",
) -> Report:
    """Check a project: the syntax of its files, then its data against its shapes.

    With ``paths`` (files or folders) only what those files describe is reported; everything else
    is still loaded, because shapes look across records. For results less serious than
    ``severity`` (violation, warning or info) no place is looked for.

    Raises:
        UsageProblem: no such engine, severity, file or folder; or a file outside the project.
        CouldNotRun: the ontology or a shape cannot be read, or a shape cannot be evaluated.

    """
    if severity not in SEVERITIES:
        raise UsageProblem(
            "no such severity", place=severity, fix=f"use one of {', '.join(SEVERITIES)}"
        )
    chosen = get_engine(engine)
    project = source if isinstance(source, Project) else source.project
    selected = select_files(project, [Path(path) for path in paths])
    shapes = read_shapes(project, base=_base(source))
    dataset = source if isinstance(source, Dataset) else load_dataset(project)
    return _Run(dataset, shapes, selected).report(chosen, severity)


def _base(source: Dataset | Project) -> str:
    from foc_graph.prefixes import read_prefixes

    return (source.prefixes if isinstance(source, Dataset) else read_prefixes(source)).base


class _Run:
    """The state of one run: the whole dataset, and the files that are reported on."""

    def __init__(self, dataset: Dataset, shapes: Shapes, selected: frozenset[Path] | None) -> None:
        self.dataset = dataset
        self.shapes = shapes
        self.selected = selected
        # The prefix map holds no statement, and so nothing to check.
        without = dataset.project.prefixes_file
        self.documents = tuple(d for d in dataset.documents() if d.path != without)
        self.data = Data(tuple(self._quads()), dataset.store)

    def report(self, engine: Engine, severity: str) -> Report:
        least = rank(SEVERITIES[severity])
        outcome = engine.run(self.data, self.shapes)
        located = [
            self._locator.locate(result) if rank(result.severity) >= least else result
            for result in outcome.results
            if self._is_reported(result.focus_node)
        ]
        if self.selected is None:
            located += [self._at_shape(r) for r in idle_shapes(self.data, self.shapes)]
        return Report(
            checked=self._checked(engine),
            results=tuple(located),
            problems=(*self._problems(located), *self._layout_problems()),
            fallback=outcome.fallback,
        )

    def _quads(self) -> Iterator[ox.Quad]:
        """Yield every quad as written, each in the graph of its file, and what rules derived."""
        dataset = self.dataset
        for document in self.documents:
            yield from quads_of(document, dataset.project, dataset.prefixes)
        for derived in dataset.derived_graphs():
            yield from dataset.store.quads_for_pattern(None, None, None, derived)

    @property
    def _reported(self) -> list[Document]:
        return [d for d in self.documents if self._is_selected(d.path)]

    def _is_selected(self, file: Path) -> bool:
        return self.selected is None or file in self.selected

    @cached_property
    def _subjects(self) -> frozenset[object]:
        """What the selected files describe."""
        return frozenset(quad.subject for d in self._reported for quad in d.quads)

    def _is_reported(self, node: Term) -> bool:
        return self.selected is None or node in self._subjects

    @cached_property
    def _locator(self) -> Locator:
        base = self.dataset.prefixes.id_base
        return Locator(self.documents, self.dataset.project.relative, base=base)

    def _at_shape(self, result: Result) -> Result:
        return replace(result, file=self.shapes.origins.get(result.source_shape))

    def _checked(self, engine: Engine) -> Checked:
        if self.selected is None:
            files, triples = len(self.documents), self.data.triples
            focus = count_focus_nodes(self.data, self.shapes)
        else:
            files = len(self._reported)
            triples = sum(len(document.quads) for document in self._reported)
            focus = len(focus_nodes(self.data, self.shapes) & self._subjects)
        return Checked(engine.name, files, triples, len(self.shapes.active), focus)

    def _problems(self, results: list[Result]) -> Iterator[Problem]:
        """Yield what is wrong in the files, but for values that a result says more about."""
        said = {
            (result.file, result.value.value)
            for result in results
            if result.component == _DATATYPE and isinstance(result.value, ox.Literal)
        }
        for document in self._reported:
            for problem in document.problems:
                file = self.dataset.project.relative(problem.path)
                if not any(file == f and f'"{value}"' in problem.message for f, value in said):
                    yield Problem(file, problem.line, problem.column, problem.message, problem.fix)

    def _layout_problems(self) -> Iterator[Problem]:
        """Yield the reported files that have the wrong name, or an ending that is not read."""
        project, prefixes = self.dataset.project, self.dataset.prefixes
        for path, problem in misnamed(self.documents, project, prefixes).items():
            if self._is_selected(path):
                yield problem
        yield from unread(filter(self._is_selected, unread_files(project)), project)
