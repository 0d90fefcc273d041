"""Write the generated parts of the documentation, or check that they are current.

    python docs/generate.py            write them
    python docs/generate.py --check    exit 1 and name each part that is out of date

A Markdown file says in cog markers what belongs where (`blocks.py` and `templates.py` have the
functions). The picture of the lineage is an export; the folder for w3id is what `hosting` writes.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import architecture
import blocks
import reporting
import templates
from cogapp import Cog
from cogapp.cogapp import CogError

if TYPE_CHECKING:
    from collections.abc import Callable

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
PICTURE = DOCS / "lineage.svg"
W3ID = ROOT / "deploy" / "w3id"
#: Stands for the host until there is one.
HOST = "https://example.org"
FUNCTIONS = {**vars(blocks), **vars(templates), **vars(reporting), **vars(architecture)}
REMEDY = "write it anew: python docs/generate.py (or: make docs)"


def generated_files() -> dict[Path, Callable[[], str]]:
    """Every generated file, and the function that gives its content."""
    pages = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])
    marked = [page for page in pages if "[[[cog" in page.read_text("utf-8")]
    rules = {W3ID / name: partial(str, text) for name, text in redirects().items()}
    return {PICTURE: picture, **rules, **{page: partial(filled, page) for page in marked}}


def redirects() -> dict[str, str]:
    """The rules for w3id: a text whose name breaks the pattern has a line in them."""
    from foc_graph.dataset import load_dataset
    from foc_graph.exports import Content
    from foc_graph.project import Project
    from foc_graph.web.addresses import Addresses
    from foc_graph.web.hosting import rules_for

    dataset = load_dataset(Project(ROOT))
    return rules_for("w3id", Addresses(dataset), url=HOST, title=Content(dataset).title)


def picture() -> str:
    """The lineage of the principle, drawn by our own exporter."""
    return blocks.output_of("foc-graph export --format svg")


def filled(page: Path) -> str:
    """The page with its generated parts as they should be.

    Raises:
        RuntimeError: a part cannot be made, because a command in it fails.

    """
    written = StringIO()
    try:
        source = StringIO(page.read_text("utf-8"))
        Cog().process_file(source, written, str(page), globals=dict(FUNCTIONS))
    except CogError as error:
        raise RuntimeError(str(error).strip().splitlines()[-1]) from error
    return written.getvalue()


def check(page: Path, content: str) -> bool:
    """Say so where the file is out of date; return whether it is current."""
    current = page.is_file() and page.read_text("utf-8") == content
    if not current:
        print(f"{page.relative_to(ROOT)}: out of date - {REMEDY}")
    return current


def write(page: Path, content: str) -> bool:
    """Write the file if it is out of date; the answer is always yes."""
    if not page.is_file() or page.read_text("utf-8") != content:
        page.write_text(content, "utf-8", newline="\n")
        print(f"wrote {page.relative_to(ROOT)}")
    return True


def settle(page: Path, make: Callable[[], str], do: Callable[[Path, str], bool]) -> bool:
    """Make the content of one file and check or write it; a part that fails is named."""
    try:
        return do(page, make())
    except RuntimeError as error:
        print(f"{page.relative_to(ROOT)}: a part of it cannot be made - {error}")
        return False


def main(arguments: list[str]) -> int:
    """Run with these arguments; return the exit code."""
    parser = argparse.ArgumentParser(description="Generated parts of the documentation.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if stale")
    do = check if parser.parse_args(arguments).check else write
    good = [settle(page, make, do) for page, make in generated_files().items()]
    print(f"{sum(good)} of {len(good)} generated files are current")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
