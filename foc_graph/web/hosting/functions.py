"""Netlify and Cloudflare Pages: their rules cannot read ``Accept``, a small function can."""

from __future__ import annotations

import json
from importlib.resources import files as resources
from typing import TYPE_CHECKING

from foc_graph.web.addresses import FORMATS
from foc_graph.web.headers import CSP
from foc_graph.web.hosting.rules import HEADERS, NOTE, OTHER_TYPES

if TYPE_CHECKING:
    from foc_graph.web.hosting.rules import HostedSite

_NETLIFY = """
export default async (request, context) =>
  answer(request, (path) => context.next(new Request(new URL(path, request.url), request)));
export const config = { path: "/*" };
"""
_CLOUDFLARE = """
export const onRequest = ({ request, env }) =>
  answer(request, (path) => env.ASSETS.fetch(new Request(new URL(path, request.url), request)));
"""


def netlify(site: HostedSite) -> dict[str, str]:
    """Return an edge function, and headers."""
    return {
        "netlify/edge-functions/negotiation.js": _script(site, "netlify") + _NETLIFY,
        "_headers": _headers(),
    }


def cloudflare(site: HostedSite) -> dict[str, str]:
    """Return a function for Pages, and headers."""
    return {
        "functions/[[path]].js": _script(site, "cloudflare") + _CLOUDFLARE,
        "_headers": _headers(),
    }


def _script(site: HostedSite, host: str) -> str:
    """The tables, and the code that reads them."""
    formats = [
        {
            "name": form.name,
            "suffix": form.suffix,
            "type": form.media_type,
            "content": form.content_type,
            "aliases": form.aliases,
        }
        for form in FORMATS
    ]
    rules = [[rule.regex, rule.target] for rule in site.rules]
    code = resources("foc_graph.web.hosting").joinpath("javascript", "negotiation.js")
    return (
        f"// {NOTE.format(host=host)}\n"
        f"const FORMATS = {json.dumps(formats, indent=1)};\n"
        f"const RULES = {json.dumps(rules, indent=1)};\n"
        f"const PREFIX = {json.dumps(site.prefix)};\n\n" + code.read_text(encoding="utf-8")
    )


def _headers() -> str:
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
    lines.append(f"  Content-Security-Policy: {CSP}")
    for form in FORMATS:
        lines += [f"/*{form.suffix}", f"  Content-Type: {form.content_type}"]
    for suffix, media_type in OTHER_TYPES.items():
        lines += [f"/*.{suffix}", f"  Content-Type: {media_type}"]
    return "\n".join(lines) + "\n"
