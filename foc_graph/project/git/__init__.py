"""What git knows of a project: what changed since a revision, files as they were, the history.

The ``git`` program is used, not a library: it is there wherever there is a checkout, it knows the
index, sparse checkouts, line endings and ownership rules of the user's own git, and it answers
"what changed" on ten thousand files in a few milliseconds. The index cache that makes it fast is
what pure Python libraries (dulwich) lack, and pygit2 does not read every kind of repository.

>>> from foc_graph.project import find_project
>>> repository = Repository.of(find_project())  # doctest: +SKIP
>>> repository.changed_files(repository.branch_point("origin/main"))  # doctest: +SKIP
"""

from __future__ import annotations

from foc_graph.project.git.changes import Change, Commit
from foc_graph.project.git.repository import Repository

__all__ = ["Change", "Commit", "Repository"]
