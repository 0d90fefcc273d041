"""A small project with a real history in git."""

from __future__ import annotations

import subprocess

import pytest

HEAD = (
    "@base <https://example.org/id/> .\n@prefix ex: <https://example.org/ns#> .\n"
    "@prefix foc: <https://w3id.org/foc-graph/ns#> .\n"
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
)


class Repository:
    """Writes files and commits them, each commit a day after the one before."""

    def __init__(self, project):
        self.project = project
        self.day = 0
        self.git("init", "-q", "-b", "main")
        self.commit("first", {})

    def git(self, *arguments):
        """Run git a day later; return what it prints."""
        self.day += 1
        time = f"2026-01-{self.day:02}T12:00:00+01:00"
        identity = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.c", "GIT_COMMITTER_NAME": "A",
                    "GIT_COMMITTER_EMAIL": "a@b.c", "GIT_AUTHOR_DATE": time,
                    "GIT_COMMITTER_DATE": time, "PATH": "/usr/bin:/bin:/usr/local/bin",
                    "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}  # fmt: skip
        done = subprocess.run(
            ["git", "-C", self.project.root, *arguments], env=identity, check=True,
            capture_output=True, encoding="utf-8",
        )  # fmt: skip
        return done.stdout.strip()

    def commit(self, subject, files):
        """Write or remove (None) files under data/, and commit; return the id."""
        for name, text in files.items():
            path = self.project.data / name
            path.parent.mkdir(exist_ok=True, parents=True)
            if text is None:
                path.unlink()
            else:
                path.write_text(HEAD + text, "utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", subject)
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def repository_of(small):
    return Repository(small)
