"""The templates: Jinja2, everything escaped, every missing name an error."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from foc_graph.web.pages import words

ASSETS = Path(__file__).parent / "assets"


@cache
def environment() -> Environment:
    """Return the one environment; templates are compiled once a process."""
    found = Environment(
        loader=PackageLoader("foc_graph.web.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.do"],
    )
    found.filters.update(
        date=words.date_in_words,
        number=words.number,
        count=words.count,
        sentence=words.sentence,
        code=words.with_code,
    )
    return found
