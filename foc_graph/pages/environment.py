"""The templates: Jinja2, everything escaped, every missing name an error."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from foc_graph.pages import wording

ASSETS = Path(__file__).parent / "assets"


@cache
def environment() -> Environment:
    """Return the one environment; templates are compiled once a process."""
    found = Environment(
        loader=PackageLoader("foc_graph.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.do"],
    )
    found.filters.update(
        date=wording.date_in_words,
        number=wording.number,
        count=wording.count,
        sentence=wording.sentence,
        code=wording.with_code,
    )
    return found
