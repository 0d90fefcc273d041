"""A project as it was at a revision."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from foc_graph.project.git.repository import Repository
from foc_graph.project.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def project_at(project: Project, revision: str) -> Iterator[Project]:
    """Yield a copy of a project as it was at a revision, in a folder that is removed afterwards.

    Raises:
        UsageProblem: there is no such revision.
        CouldNotRun: there is no git, no repository, or a shallow clone lacks the revision.

    """
    repository = Repository.of(project)
    folders = (project.ontology, project.data, project.queries)
    under = [folder.relative_to(project.root).as_posix() for folder in folders]
    files = repository.files(repository.resolve(revision), under)
    contents = repository.contents(files.values())
    with tempfile.TemporaryDirectory(prefix="foc-graph-") as folder:
        for path, blob in files.items():
            target = Path(folder, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(contents[blob])
        yield Project(Path(folder))
