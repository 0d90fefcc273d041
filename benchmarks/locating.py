"""What places cost: about 1,000 results over 600 files of our own data, located and not.

    python -m benchmarks.locating

In some files one or two values are made wrong, which tells on the records of others. The run is
timed with the places and without them; what is left is the cost of places, those of shapes and
hints included. Then the same with all data in a single file.
"""

from __future__ import annotations

import re
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from foc_graph.dataset import load_dataset
from foc_graph.project import Project, find_project
from foc_graph.shacl import validate
from foc_graph.shacl.placement import Placement

#: Mistakes tell on other records, too: those of so many files give results in twice as many.
FILES = 130
RUNS = 5

_LITERAL = re.compile(
    r"^(  dcterms:title|  skos:prefLabel|  schema:name|  eli:date_document) .* ;$", re.MULTILINE
)
_STATUS = re.compile(r"^  (adms:status|foc:mode|dcterms:type) <[^>]+> ;$", re.MULTILINE)


def spoil(project: Project, root: Path) -> int:
    """Copy a project and put mistakes into its files; return how many files have one."""
    for name in ("ontology", "data"):
        shutil.copytree(getattr(project, name), root / name)
    count = 0
    for path in sorted((root / "data").rglob("*.ttl")):
        text = path.read_text(encoding="utf-8")
        new = _LITERAL.sub(r'\1 "wrong"^^<urn:wrong> ;', text, count=1)
        new = _STATUS.sub(r'  \1 "wrong" ;', new, count=1)
        if new != text and count < FILES:
            path.write_text(new, encoding="utf-8")
            count += 1
    return count


def join(root: Path) -> int:
    """Put all data into one file; return how many characters it has."""
    files = sorted((root / "data").rglob("*.ttl"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    for path in files:
        path.unlink()
    (root / "data" / "all.ttl").write_text(text, encoding="utf-8")
    return len(text)


def measure(root: Path) -> dict[str, float]:
    """Return how many results there are, and the median seconds with and without places."""
    dataset = load_dataset(Project(root))
    report = validate(dataset)

    def timed() -> float:
        start = time.process_time()
        validate(dataset)
        return time.process_time() - start

    located = statistics.median(timed() for _ in range(RUNS))
    with patch.object(Placement, "result", lambda _, result: result):
        bare = statistics.median(timed() for _ in range(RUNS))
    placed = [result for result in report.results if result.line]
    return {
        "results": len(report.results),
        "with a line": len(placed),
        "files with results": len({result.file for result in placed}),
        "CPU seconds with places": round(located, 3),
        "CPU seconds without": round(bare, 3),
        "CPU seconds for places": round(located - bare, 3),
    }


def main() -> None:
    """Print the figures, one a line."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "p"
        print(f"files with a mistake: {spoil(find_project(), root)}")
        show(measure(root))
        print(f"characters in one file: {join(root)}")
        show(measure(root))


def show(figures: dict[str, float]) -> None:
    """Print figures, one a line."""
    for name, value in figures.items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
