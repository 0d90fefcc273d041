"""A project in its git repository."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.project.git.changes import (
    FORMAT,
    LINK,
    SUBMODULE,
    Change,
    Commit,
    parse_log,
    parse_raw,
)
from foc_graph.project.git.program import GitError, git, in_groups, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from foc_graph.project.source import Source

_WHOLE_HISTORY = "git fetch --unshallow (actions/checkout: fetch-depth: 0; GitLab: GIT_DEPTH: 0)"


@dataclass(frozen=True)
class Repository:
    """Reads the history of one project. All paths are relative to the project's folder.

    ``start`` is the path of the project in the repository (``""``, or ``sub/folder/``).
    """

    root: Path
    start: str

    @classmethod
    def of(cls, project: Source) -> Repository:
        """Find the repository that a project lies in.

        Raises:
            CouldNotRun: there is no git program, no repository, or no commit in it.

        """
        try:
            start = git(project.root, "rev-parse", "--show-prefix").decode().rstrip("\n")
        except GitError as error:
            raise CouldNotRun(error.said, place=str(project.root), fix="see git status") from error
        repository = cls(project.root, start)
        if repository._commit("HEAD") is None:
            raise CouldNotRun(
                "the repository has no commit yet", place=str(project.root), fix="git commit first"
            )
        return repository

    def resolve(self, revision: str) -> str:
        """Return the id of the commit that a revision names (gitrevisions(7)).

        Raises:
            UsageProblem: there is no such commit.
            CouldNotRun: it may be one that a shallow clone left out.

        """
        found = self._commit(revision)
        if found is not None:
            return found
        if self.is_shallow:
            raise CouldNotRun(
                "no such commit in this shallow clone", place=revision, fix=_WHOLE_HISTORY
            )
        raise UsageProblem(
            "no such revision",
            place=revision or "(empty)",
            fix="name a commit, a tag or a branch; git fetch brings those of the server",
        )

    def branch_point(self, revision: str) -> str:
        """Return the newest commit that HEAD and a revision have in common (git-merge-base(1)).

        Raises:
            UsageProblem: there is no such revision, or the two have nothing in common.
            CouldNotRun: a shallow clone does not tell.

        """
        commit = self.resolve(revision)
        try:
            return git(self.root, "merge-base", commit, "HEAD").decode().strip()
        except GitError as error:
            if self.is_shallow:
                what = "this shallow clone does not hold the commit where the branches part"
                raise CouldNotRun(what, place=revision, fix=_WHOLE_HISTORY) from error
            raise UsageProblem(
                "has no history in common with HEAD", place=revision, fix="name another revision"
            ) from error

    @property
    def is_shallow(self) -> bool:
        """Whether the clone holds only the newest part of the history."""
        return git(self.root, "rev-parse", "--is-shallow-repository").strip() == b"true"

    def changed_files(
        self, revision: str, *, under: Iterable[str] = (".",), ignored: bool = False
    ) -> list[Change]:
        """Return what differs between a commit and the files on disk, by path.

        Changes that are not committed count, and so do files that git does not know yet; those
        that it ignores only with ``ignored``. ``under`` names files or folders.
        """
        commit, places = self.resolve(revision), tuple(under)
        arguments = (
            "--raw",
            "-z",
            "-M",
            "--no-abbrev",
            "--no-ext-diff",
            "--ignore-submodules=none",
        )
        output = git(self.root, "diff", *arguments, commit, "--", *places)
        found = list(parse_raw(iter(pieces(output)), self.start))
        # A file that was taken out of the index only is still there.
        present = {path for change in found if (path := change.path)}
        new = (path for path in self.untracked(places, ignored=ignored) if path not in present)
        found += [Change("added", path, None) for path in new]
        return sorted(found, key=lambda change: change.path or change.old_path or "")

    def untracked(self, under: Iterable[str] = (".",), *, ignored: bool = False) -> list[str]:
        """Return the files that git does not know; those that it ignores only on demand."""
        excluded = () if ignored else ("--exclude-standard",)
        return pieces(git(self.root, "ls-files", "--others", "-z", *excluded, "--", *under))[:-1]

    def special_files(self, under: Iterable[str] = (".",)) -> list[str]:
        """Return the symbolic links and submodules, whose content git does not compare."""
        found = (
            line.partition("\t")
            for line in pieces(git(self.root, "ls-files", "-s", "-z", "--", *under))
        )
        return [path for mode, _, path in found if mode[:6] in {LINK, SUBMODULE}]

    def files(self, revision: str, under: Iterable[str] = ()) -> dict[str, str]:
        """Return the files of a commit: path -> id of the content, for `contents`."""
        places = [f"{self.start}{path}" for path in under] or [self.start] * bool(self.start)
        found: dict[str, str] = {}
        for group in in_groups(places) or [()]:
            output = git(self.root, "ls-tree", "-r", "-z", "--full-tree", revision, "--", *group)
            for line in pieces(output)[:-1]:
                kind, _, path = line.partition("\t")
                found[path.removeprefix(self.start)] = kind.split(" ")[2]
        return found

    def read(self, revision: str, path: str) -> bytes:
        """Return a file as a commit has it.

        Raises:
            UsageProblem: the commit has no such file.

        """
        name = f"{self.resolve(revision)}:{self.start}{path}"
        try:
            return git(self.root, "cat-file", "blob", name)
        except GitError as error:
            raise UsageProblem(
                f"is not a file of {revision}", place=path, fix="check the path and the revision"
            ) from error

    def contents(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """Return many contents at once, by their ids; one process, however many there are."""
        wanted = sorted(set(blobs))
        if not wanted:
            return {}
        output = git(self.root, "cat-file", "--batch", given="\n".join(wanted).encode() + b"\n")
        found: dict[str, bytes] = {}
        position = 0
        for blob in wanted:
            end = output.index(b"\n", position)
            header = output[position:end].split(b" ")
            if header[-1] == b"missing":
                raise CouldNotRun(
                    "a file of that time is not in this clone",
                    place=blob,
                    fix="git fetch --refetch",
                )
            size = int(header[2])
            found[blob] = output[end + 1 : end + 1 + size]
            position = end + 1 + size + 1
        return found

    def log(
        self, under: Iterable[str] = (".",), *, since: str | None = None, limit: int | None = None
    ) -> Iterator[Commit]:
        """Yield the commits up to HEAD that touched these paths, newest first.

        ``since`` leaves out what that revision already had. Merges are left out: what they bring
        is in the commits that they merge.
        """
        span = "HEAD" if since is None else f"{self.resolve(since)}..HEAD"
        counted = () if limit is None else (f"--max-count={limit}",)
        arguments = ("-z", "--raw", "-M", "--no-abbrev", "--no-merges", f"--format={FORMAT}")
        output = git(self.root, "log", *arguments, *counted, span, "--", *under)
        yield from parse_log(pieces(output), self.start)

    def _commit(self, revision: str) -> str | None:
        if not revision or revision.startswith("-"):
            return None
        try:
            found = git(self.root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        except GitError:
            return None
        return found.decode().strip()
