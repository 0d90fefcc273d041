"""What `lint` and `test-shapes` print, on a project small enough to be read at once."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import blocks

PREFIXES = """\
@base <https://example.org/> .
@prefix ex: <https://example.org/ns#> .
@prefix schema: <https://schema.org/> .
"""
HEAD = PREFIXES.replace("example.org/>", "example.org/id/>")
SHAPE = """\
@prefix ex: <https://example.org/ns#> .
@prefix schema: <https://schema.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

ex:PersonShape
  a sh:NodeShape ;
  sh:targetClass ex:Person ;
  sh:property [
    sh:path schema:name ;
    sh:minCount 1 ;
    sh:maxCount 1
  ] .
"""
FILES = {
    "ontology/prefixes.ttl": PREFIXES,
    "data/person/ada.ttl": '<person/ada> a ex:Person ; schema:name "Ada Lovelace"@en .',
    "data/person/eve.ttl": '<person/eve> a ex:Person ; schema:name "Eve"@en .',
}
MISTAKES = {
    "data/person/ada-lovelace.ttl": (
        '<person/ada-lovelace> a ex:Person ;\n  schema:name "ada lovelace" ;\n'
        "  schema:knows <person/addda> ;\n"
        "  schema:url <http://schema.org/Person> ."
    ),
}
FIXTURES = {
    "tests/shapes/Person/valid/ada.ttl": FILES["data/person/ada.ttl"],
    "tests/shapes/Person/invalid/nameless.ttl": (
        "# expect: PersonShape/schema:name MinCount person/ada\n<person/ada> a ex:Person ."
    ),
}


def _write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        head = "" if text.startswith("@") else HEAD
        path.write_text(f"{head}{text}\n", "utf-8")


def _commit(root: Path) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for call in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "first"]):
        subprocess.run(["git", "-C", root, *identity, *call], check=True)


def lint() -> str:
    """What `foc-graph lint` says of a branch with a handful of mistakes."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        _write(root, FILES)
        _commit(root)
        _write(root, MISTAKES)
        (root / "data/person/eve.ttl").unlink()
        command = "foc-graph lint"
        said = blocks.output_of(command, exit_code=1, folder=root)
    return blocks.console(command, said.splitlines())


def lint_table() -> str:
    """The checks, from their table."""
    from foc_graph.lint import CHECKS

    rows = (f"| `{name}` | {c.severity} | {c.description} |" for name, c in CHECKS.items())
    return "\n".join(["| Check | Severity | What it finds |", "|---|---|---|", *rows, ""])


def test_shapes() -> str:
    """What `foc-graph test-shapes` says where one constraint is not tested."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        _write(root, {**FILES, **FIXTURES, "ontology/shapes/Person.ttl": SHAPE})
        command = "foc-graph test-shapes"
        said = blocks.output_of(command, exit_code=1, folder=root)
    return blocks.console(command, said.splitlines())
