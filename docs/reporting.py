"""What the pages on validation in CI show: a small project with mistakes, and its reports."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from blocks import ENVIRONMENT, ROOT, console, shortened

FILE = re.compile(r"^`([\w/.-]+)`\n\n```\w+\n(.*?)```", re.MULTILINE | re.DOTALL)

#: The mistake in data/person/ada.ttl: the property is misspelt.
MISTAKE = ("ex:born", "ex:bron")

#: Not from the surroundings in which the documentation is made.
_CI = re.compile("^(GITHUB|CI|GITLAB|RUNNER)")


def report(arguments: str, *, head: int | None = None, shows: str = "") -> str:
    """A run of `validate` on the project of your-own-graph.md with a mistake, and what it prints.

    With ``shows``, the file that the run writes is printed in place of its output.
    """
    command = f"foc-graph validate {arguments}".strip()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_project(folder)
        printed = _run(arguments.split(), folder)
        if shows:
            text = (folder / shows).read_text("utf-8")
            return _block(shows, shortened(text.splitlines(), head, 0))
    return console(command, shortened(printed.splitlines(), head, 0))


def _block(file: str, lines: list[str]) -> str:
    kinds = {".json": "json", ".sarif": "json", ".xml": "xml", ".md": "markdown"}
    return "\n".join([f"```{kinds.get(Path(file).suffix, 'text')}", *lines, "```", ""])


def shown(file: str) -> str:
    """A file of the repository as a block."""
    text = (ROOT / file).read_text("utf-8").rstrip()
    return f"```yaml\n{text}\n```\n"


def _write_project(folder: Path) -> None:
    page = (ROOT / "docs" / "your-own-graph.md").read_text("utf-8")
    for name, text in FILE.findall(page):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        mended = text.replace(*MISTAKE) if name.startswith("data/") else text
        path.write_text(mended, "utf-8")


def _run(arguments: list[str], folder: Path) -> str:
    given = {name: value for name, value in os.environ.items() if not _CI.match(name)}
    done = subprocess.run(
        [sys.executable, "-m", "foc_graph", "validate", *arguments],
        cwd=folder,
        env={**given, **ENVIRONMENT, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(f"validate {arguments} exited {done.returncode}:\n{done.stdout}")
    return done.stdout
