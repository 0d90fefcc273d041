"""A static site of a few documents, as files."""

from __future__ import annotations

import csv
import re
import shutil
import tempfile
from pathlib import Path

import pytest

from foc_graph.web.addresses import FORMATS, HTML, Addresses
from foc_graph.web.hosting.rules import NO_PAGE, NOTHING, accept_patterns
from foc_graph.web.representations import Representations
from tests.conftest import ROOT

ROWS = list(
    csv.DictReader((ROOT / "tests/server/accept.csv").read_text(encoding="utf-8").splitlines())
)
PATHS = ("/doc/A-HRC-RES-20-8", "/doc/A-HRC-RES-47-16", "/state/EST", "/ns", "/ns/1.0.0",
         "/concept/mode")  # fmt: skip


def suffix_of(accept: str) -> str | None:
    """Return what the patterns choose: the meaning of the rules."""
    if re.search(NOTHING, accept):
        return HTML.suffix
    for pattern in accept_patterns():
        match = re.search(pattern.regex, accept, re.IGNORECASE)
        if match:
            form = pattern.meanings[match[1].lower()]
            barred = form == HTML and re.search(NO_PAGE, accept, re.IGNORECASE)
            return FORMATS[1].suffix if barred else form.suffix
    return None


@pytest.fixture(scope="session")
def addresses(dataset):
    """The address book of our own graph."""
    return Addresses(dataset)


@pytest.fixture(scope="session")
def site(dataset, addresses):
    """The folder of the site; readable by servers that give up the rights of root."""
    folder = Path(tempfile.mkdtemp(prefix="foc-graph-site-"))
    folder.chmod(0o755)
    made = Representations(dataset)
    for path in PATHS:
        document = addresses.by_path(path)
        for form in FORMATS:
            file = folder / f"{path[1:]}{form.suffix}"
            file.parent.mkdir(parents=True, exist_ok=True)
            page = b"<!doctype html><title>page</title>"
            file.write_bytes(page if form == HTML else made.render(document, form))
    for name in ("index.html", "404.html"):
        (folder / name).write_text(f"<!doctype html><title>{name}</title>", encoding="utf-8")
    yield folder
    shutil.rmtree(folder)


def best(accept: str) -> set[str]:
    """The formats that have the highest quality by the standard: of these a host may choose."""
    from foc_graph.web.addresses.negotiation import _rank, parse

    ranges = parse(accept)
    named = {f"{kind}/{subtype}": float(rest["q"]) for kind, subtype, rest in reversed(ranges)}
    ranks = {form: rank for form in FORMATS if (rank := _rank(form, ranges, named))}
    if not ranks:
        return set()
    # Steps of 0.05 are all that patterns see.
    steps = {form: (int(-rank[0] * 20), rank[1]) for form, rank in ranks.items()}
    most = max(step for step, _ in steps.values())
    return {form.suffix[1:] for form, (step, _) in steps.items() if step == most}
