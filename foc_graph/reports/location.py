"""Where a project lies: its folder in the repository, and what a runner of GitHub says of the run.

All of it makes a report better and none of it is needed: what is not known is left out.
"""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foc_graph.errors import CouldNotRun
from foc_graph.project.git.program import GitError, git

if TYPE_CHECKING:
    from collections.abc import Mapping

_HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")

#: What git has for the branch before its first push.
_NO_COMMIT = re.compile(r"^0*$")


def folder_of(root: Path) -> str:
    """Return the path of the project in its repository: empty, or ending in ``/``."""
    try:
        return git(root, "rev-parse", "--show-prefix").decode("utf-8", "replace").rstrip("\n")
    except (CouldNotRun, GitError):
        return _in_workspace(root)


def _in_workspace(root: Path) -> str:
    """Return the path in the runner's workspace, where git does not tell."""
    workspace = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR")
    if not workspace:
        return ""
    try:
        inside = root.resolve().relative_to(Path(workspace).resolve()).as_posix()
    except ValueError:
        return ""
    return "" if inside == "." else f"{inside}/"


def base_of_change(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the commit that a pull request or a push starts from, as the runner tells it."""
    event = _event(environment)
    request = event.get("pull_request")
    base = request.get("base") if isinstance(request, dict) else None
    sha = base.get("sha") if isinstance(base, dict) else event.get("before")
    if isinstance(sha, str) and not _NO_COMMIT.match(sha):
        return sha
    branch = environment.get("GITHUB_BASE_REF")
    return f"origin/{branch}" if branch else None


def _event(environment: Mapping[str, str]) -> dict[str, Any]:
    try:
        event = json.loads(Path(environment.get("GITHUB_EVENT_PATH", "")).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return event if isinstance(event, dict) else {}


def changed_lines(root: Path, revision: str | None) -> Mapping[str, frozenset[int]] | None:
    """Return the lines that are new since a revision, by file; None where that is not known."""
    if revision is None or revision.startswith("-"):
        return None
    options = ("-U0", "--relative", "--no-color", "--no-ext-diff", "--dst-prefix=")
    try:
        printed = git(root, "-c", "core.quotePath=false", "diff", *options, revision, "--", ".")
    except (CouldNotRun, GitError):
        return None
    return parse_diff(printed.decode("utf-8", "replace"))


def parse_diff(text: str) -> Mapping[str, frozenset[int]]:
    """Return the lines that a diff without context adds, by file."""
    lines: dict[str, set[int]] = defaultdict(set)
    file, left = "", 0
    for line in text.split("\n"):
        hunk = _HUNK.match(line)
        if hunk:
            first, left = int(hunk[1]), int(hunk[2] or 1)
            lines[file].update(range(first, first + left))
        elif line.startswith("+++ ") and left == 0:
            file = line.removeprefix("+++ ").rstrip("\t")
        elif line.startswith("+"):
            left -= 1
    return {name: frozenset(numbers) for name, numbers in lines.items()}


def web_address(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the address that the paths of this commit go after, in a job of GitHub."""
    names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA")
    values = [environment.get(name) for name in names]
    if not all(values):
        return None
    server, repository, commit = values
    return f"{server}/{repository}/blob/{commit}/"


def append_summary(text: str, environment: Mapping[str, str] = os.environ) -> None:
    """Add to the job's summary, where there is one and it has room (GitHub takes 1 MiB a step)."""
    name = environment.get("GITHUB_STEP_SUMMARY")
    if not name:
        return
    try:
        with Path(name).open("a", encoding="utf-8", errors="replace") as stream:
            if stream.tell() + len(text.encode("utf-8", "replace")) < 2**20:
                stream.write(text)
    except OSError:
        return
