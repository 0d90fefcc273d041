"""Run the quick tests of the parts that a change touches, and nothing else.

Usage: python tools/test_fast.py [PART...]

A part is a folder of tests/, such as `shacl` or `web/pages`; it mirrors a package. Without a name:
the parts of every file that differs from where this branch left main, new ones included.
Tests marked `slow` are left out; `make test` runs them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent

#: What is no package, or lies beside the tests -> the part that tests it.
TESTED_BY = {
    "data": "graph",
    "deploy": "web/hosting",
    "ontology": "graph",
    "queries": "queries",
    "tests/shapes": "graph",
}
#: The command prints what stands in the modules beside the packages: version, errors.
BESIDE_PACKAGES = "cli"
#: Repository, packaging, documentation, tools.
OTHER = "house"


def part_of(path: str) -> str | None:
    """Return the part that tests a file; None for material that every part may use."""
    folder = PurePosixPath(path).parent
    for parent in (folder, *folder.parents):
        if str(parent) in TESTED_BY:
            return TESTED_BY[str(parent)]
    if folder.parts[:1] not in {("foc_graph",), ("tests",)}:
        return OTHER
    top, *inner = folder.parts
    mirrored = ("/".join(inner[:depth]) for depth in range(len(inner), 0, -1))
    return next(filter(is_part, mirrored), BESIDE_PACKAGES if top == "foc_graph" else None)


def is_part(name: str) -> bool:
    """Tell whether a folder of tests/ has this name, and tests in it."""
    return any((ROOT / "tests" / name).rglob("test_*.py"))


def changed_files() -> list[str]:
    """Return what differs from the commit at which this branch left main, sorted."""
    start = _git("merge-base", "HEAD", "main") or _git("merge-base", "HEAD", "origin/main")
    changed = _git("diff", "--name-only", "--no-renames", *(start or ["HEAD"]))
    return sorted({*changed, *_git("ls-files", "--others", "--exclude-standard")})


def _git(*arguments: str) -> list[str]:
    """Return the lines that git prints, none when it fails."""
    command = ["git", "-C", str(ROOT), "-c", "core.quotePath=false", *arguments]
    return subprocess.run(
        command, capture_output=True, check=False, encoding="utf-8"
    ).stdout.splitlines()


def changed_parts() -> list[str]:
    """Return the parts of all changed files; say which files belong to no single one."""
    parts = {path: part_of(path) for path in changed_files()}
    for path in (path for path, part in parts.items() if part is None):
        print(f"{path}: every part may use it - `make test` runs them all")
    return sorted({part for part in parts.values() if part})


def main(named: list[str]) -> int:
    """Run the tests; return the exit code of pytest, 2 for a wrong name, 1 for nothing to run."""
    wrong = [part for part in named if not is_part(part)]
    if wrong:
        print(f"{wrong[0]}: is no folder of tests in tests/ - name one, such as shacl or web/pages")
        return 2
    parts = named or changed_parts()
    if not parts:
        print("nothing to test: no part changed - name one: make test-fast PART=shacl")
        return 1
    print(f"quick tests of {', '.join(parts)}; `make test` also runs what is deselected here")
    folders = [f"tests/{part}" for part in parts]
    command = [sys.executable, "-m", "pytest", "-q", "-m", "not slow", *folders]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
