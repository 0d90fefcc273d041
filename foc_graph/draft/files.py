"""Nothing is written that does not conform: drafts are tried on a copy of the project first."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from foc_graph.draft.answers import refuse_doubles, refuse_taken
from foc_graph.draft.drafts import Draft, catalog_of, count_new
from foc_graph.draft.sources import draft_source, sources_of
from foc_graph.errors import UsageProblem
from foc_graph.project import Project
from foc_graph.project.atomic import write_atomic
from foc_graph.shacl import validate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from foc_graph.dataset import Dataset
    from foc_graph.draft.context import DraftContext
    from foc_graph.draft.model import Answers, RecordKind
    from foc_graph.shacl.report import Report, Result


@dataclass(frozen=True)
class Bundle:
    """The files to write, each whole: the drafts, and the catalog that counts them."""

    dataset: Dataset
    drafts: tuple[Draft, ...]
    files: Mapping[Path, bytes]
    #: Class -> how many there are now, where the catalog counts them.
    counts: Mapping[str, int]

    @property
    def subjects(self) -> frozenset[str]:
        """Everything that the drafts describe."""
        return frozenset().union(*(made.subjects for made in self.drafts))


def bundle(drafts: tuple[Draft, ...]) -> Bundle:
    """Put the files together that the drafts make."""
    dataset = drafts[0].context.dataset
    files = {made.path: made.turtle().encode("utf-8") for made in reversed(drafts)}
    catalog, counts = count_new(dataset, drafts)
    if catalog is not None:
        files[catalog_of(dataset)] = catalog.encode("utf-8")
    return Bundle(dataset, drafts, files, counts)


@contextmanager
def staged(made: Bundle) -> Iterator[Project]:
    """Yield a copy of the project with the new files in it; it is gone afterwards."""
    project = made.dataset.project
    with tempfile.TemporaryDirectory(prefix="foc-graph-new-") as folder:
        root = Path(folder).resolve()
        for part in (project.ontology, project.data):
            target = root / part.relative_to(project.root)
            shutil.copytree(part, target, ignore_dangling_symlinks=True)
        for path, content in made.files.items():
            target = root / path.relative_to(project.root)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        yield Project(root)


def examine(made: Bundle, copy: Project) -> Report:
    """Validate the copy as a whole; the report keeps what the new files bring about.

    That is what is said about their records, or stands in them, and every violation that was
    not there before.
    """
    after = validate(copy, severity="warning")
    serious = {result.key for result in after.shown("violation") if not _is_about(made, result)}
    faults: set[tuple[str, str]] = set()
    if serious or after.problems:
        before = validate(made.dataset, severity="violation")
        serious -= {result.key for result in before.results}
        faults = {(problem.file, problem.message) for problem in before.problems}
    return replace(
        after,
        results=tuple(
            result for result in after.results if _is_about(made, result) or result.key in serious
        ),
        problems=tuple(p for p in after.problems if (p.file, p.message) not in faults),
    )


def _is_about(made: Bundle, result: Result) -> bool:
    """Whether a result is about a new record, or names one as its value."""
    nodes = (getattr(term, "value", "") for term in (result.focus_node, result.value))
    return any(node in made.subjects for node in nodes)


def write(made: Bundle) -> None:
    """Write every file, or none.

    Raises:
        UsageProblem: one of the new files came into being meanwhile.
        CouldNotRun: a file cannot be written.

    """
    for draft in made.drafts:
        if draft.path.exists():
            raise UsageProblem("exists", place=draft.place, fix="correct that file instead")
    former = {path: path.read_bytes() if path.exists() else None for path in made.files}
    written: list[Path] = []
    try:
        for path, content in made.files.items():
            written.append(path)
            write_atomic(path, content)
    except BaseException:
        for path in written:
            _restore(path, former[path])
        raise


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        with suppress(NotADirectoryError):
            path.unlink(missing_ok=True)
    else:
        write_atomic(path, content)


def draft(kind: RecordKind, answers: Answers, context: DraftContext) -> tuple[Draft, ...]:
    """Describe a record, and its source where that is new.

    Raises:
        NotConforming: the record is described already.
        UsageProblem: several of its sources are new.

    """
    refuse_taken(kind, answers, context)
    refuse_doubles(kind, answers, context)
    made = Draft(context, context.node(kind.local(answers, context)).value)
    made.add(made.iri, "rdf:type", context.node(kind.class_of(answers)))
    for asked in kind.fields:
        if asked.curie:
            made.add(made.iri, asked.curie, answers.all(asked.name))
    made.add(made.iri, "dcterms:source", sources_of(answers, context))
    kind.complete(made, answers, context)
    source = draft_source(answers, context)
    return (made, source) if source else (made,)
