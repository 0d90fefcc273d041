"""One changed file in a graph of half a million triples: `validate --since` beside a whole run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from benchmarks.constraints import MATERIAL, generate
from benchmarks.measuring import Candidate, measure
from benchmarks.tables import comparison

if TYPE_CHECKING:
    from pathlib import Path

_STATEMENT = re.compile(r"(?<= \.)\n(?=\S)")
_NOBODY = {
    f"GIT_{who}_{what}": "bench" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
}


def section(rounds: int, folder: Path) -> str:
    """Measure a whole run, a run since a commit, and one with a kept store."""
    if not MATERIAL.is_dir():
        return ""
    folder.mkdir(parents=True, exist_ok=True)
    root = folder / "project"
    files = split(generate(100, folder), root)
    _commit(root)
    _change(root)
    foc = (sys.executable, "-m", "foc_graph", "--root", str(root))
    kept = (*foc, "--store", str(folder / "kept"))
    since = ("validate", "--since", "HEAD")
    found = [
        Candidate("`foc-graph validate`", (*foc, "validate"), (0, 1)),
        Candidate("`validate --since HEAD`", (*foc, *since), (0, 1)),
        Candidate("`--store DIR validate --since HEAD`", (*kept, *since), (0, 1)),
    ]
    subprocess.run(found[-1].command, check=False, capture_output=True)  # makes the store
    return (
        "## One changed file\n\n"
        f"493,594 triples in {files:,} files; one title is changed. The kept store is there from"
        f" an earlier run.\n\n{comparison(measure(found, rounds))}"
    )


def split(data: Path, root: Path) -> int:
    """Write a project with one document a file; return how many files it has."""
    text = data.read_text("utf-8")
    head = "".join(re.findall(r"^@prefix .*\n", text, re.MULTILINE))
    statements = _STATEMENT.split(text[text.index("\nun:") + 1 :])
    (root / "ontology" / "shapes").mkdir(parents=True)
    (root / "ontology" / "prefixes.ttl").write_text("@base <https://example.org/> .\n" + head)
    shapes = (MATERIAL / "shapes-portable.ttl").read_text("utf-8")
    (root / "ontology" / "shapes" / "shapes.ttl").write_text(shapes, "utf-8")
    groups: list[list[str]] = [[]]
    for statement in statements:
        if statement.startswith("r:doc_") or len(groups[-1]) > 20:  # noqa: PLR2004
            groups.append([])
        if statement.startswith(("un:", "r:")):
            groups[-1].append(statement)
    (root / "data" / "part").mkdir(parents=True)
    for number, group in enumerate(groups):
        path = root / "data" / "part" / f"{number:06}.ttl"
        path.write_text(head + "\n".join(group) + "\n", "utf-8")
    return len(groups)


def _commit(root: Path) -> None:
    environment = os.environ | _NOBODY
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "data"]):
        subprocess.run(["git", "-C", root, *command], check=True, env=environment)


def _change(root: Path) -> None:
    files = sorted((root / "data" / "part").iterdir())
    path = next(p for p in files[len(files) // 2 :] if "un:title" in p.read_text("utf-8"))
    path.write_text(path.read_text("utf-8").replace('un:title "', 'un:title "Changed ', 1), "utf-8")
