"""What the rules of every host are made from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from foc_graph.web.addresses import FORMATS, HTML

if TYPE_CHECKING:
    from foc_graph.web.hosting.identifiers import RewriteRule


@dataclass(frozen=True)
class HostedSite:
    """A static site at an address (no slash at its end)."""

    url: str
    title: str
    base: str
    rules: list[RewriteRule]

    @property
    def prefix(self) -> str:
        """The folder on the host; empty at its root."""
        return urlsplit(self.url).path.rstrip("/")


#: Suffixes without their dots, for patterns.
SUFFIXES = "|".join(form.suffix[1:] for form in FORMATS)

#: What ``?format=`` may say, as a pattern -> suffix without its dot.
ASKED = {
    form.suffix[1:]: "|".join(
        re.escape(name).replace("/", "(?:/|%2F)").replace(r"\+", r"(?:\+|%2B|%20)")
        for name in (form.suffix[1:], form.name, form.media_type)
    )
    for form in FORMATS
}

#: Files beside the formats whose media type hosts do not know.
OTHER_TYPES = {"atom": "application/atom+xml", "nq": "application/n-quads",
               "wasm": "application/wasm"}  # fmt: skip

#: Sent with every file: open data, and pages that take nothing from elsewhere.
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Location, ETag, Last-Modified, Link, Location",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}

NOTE = "Made by `foc-graph hosting {host}`: change nothing here, make it anew."

PAGE = HTML.suffix[1:]
