"""One request for a document, a page or a file -> one response.

What cannot be answered is said in a browser as a page, else in one plain sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from foc_graph.errors import CouldNotRun, FocGraphError
from foc_graph.rdf.prefixes import NAMESPACES
from foc_graph.server.files import asset, generated_file
from foc_graph.server.response import NO_STORE, RETRY_AFTER, Response, plain
from foc_graph.web import headers as head
from foc_graph.web.addresses import (
    FORMATS,
    HTML,
    DocumentFormat,
    NotAcceptable,
    NotFound,
    Redirect,
    Represent,
    choose,
    resolve,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.queries.engines import QueryEngine
    from foc_graph.server.state import Generation
    from foc_graph.web.addresses import Document

#: Pages that answer to the parameters of their address, by the first segment of their path.
PARAMETRIZED = frozenset(
    {"search", "query", "members", "browse", "changes", "sponsors", "timeline"}
)

TURTLE = FORMATS[1]
VOID = ".well-known/void"

#: Parameters of one address that are read.
MOST_PARAMETERS = 50

#: Of what is not there. Plain text first: who does not ask for a page is a program.
_READABLE = (DocumentFormat("plain", ".txt", "text/plain", "Plain text"), HTML)

#: Deeper paths get the page of this depth.
DEEPEST = 16


def is_parametrized(path: str, query: bytes) -> bool:
    """Tell whether a page is worked out for the parameters of its address."""
    return bool(query) and path[1:].partition("/")[0].partition(".")[0] in PARAMETRIZED


@dataclass(frozen=True)
class DocumentRequest:
    """What a response depends on."""

    path: str
    query: str
    accept: str | None

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of the address; of several with one name the last counts."""
        try:
            pairs = parse_qsl(
                self.query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS,
                errors="replace",
            )  # fmt: skip
        except ValueError:
            return {}
        return dict(pairs)


@dataclass(frozen=True)
class Answerer:
    """Answers for one generation of the site. May run in any thread."""

    site: Generation
    #: The folder of the site on its host, and its address from outside (no slash at the end).
    prefix: str
    url: str
    #: What runs the canned queries of pages.
    engine: QueryEngine

    def answer(self, request: DocumentRequest) -> Response:
        """Return the response; never raises for what a client can send."""
        parameters = request.parameters
        found = resolve(self.site.addresses, request.path, parameters, request.accept)
        if isinstance(found, NotFound) and request.query:  # it may be part of the identifier
            whole = f"{request.path}?{request.query}"
            found = resolve(self.site.addresses, whole, {}, request.accept)
        if isinstance(found, Represent):
            return self._represent(found, request)
        if isinstance(found, NotAcceptable):
            return not_acceptable(found, self.prefix)
        other = self._elsewhere(request, parameters)
        if other is not None:
            return other
        if isinstance(found, Redirect):
            return self._redirect(found)
        return not_found(self.site, request.path, request.accept)

    def _redirect(self, found: Redirect) -> Response:
        where = f"{self.prefix}{found.location}"
        document = where.partition("#")[0]
        fields = [
            ("Location", head.header_safe(where)),
            ("Cache-Control", head.FRESH),
            ("Link", f'<{document}>; rel="describedby"'),
        ]
        text = f"See {where}"
        return replace(plain(found.status, text, fields), keep=True)

    def _represent(self, found: Represent, request: DocumentRequest) -> Response:
        document, form = found.document, found.form
        try:
            body = self._body(document, form)
        except FocGraphError as error:
            refused = tuple(other for other in FORMATS if other != form)
            if found.negotiated and (other := choose(request.accept, refused)):
                return self._represent(Represent(document, other, negotiated=True), request)
            return not_acceptable(
                NotAcceptable(document, refused, form.media_type), self.prefix, why=str(error)
            )
        fields = head.representation(
            document, form, negotiated=found.negotiated, prefix=self.prefix
        )
        links = link_headers(self.site, document, form, self.prefix, self.url)
        fields.append(("Link", links))
        return Response(200, body, fields, keep=True, key=("document", document.path, form.name))

    def _body(self, document: Document, form: DocumentFormat) -> bytes:
        if form != HTML:
            return self.site.representations.render(document, form)
        page = f"{document.path[1:]}{HTML.suffix}"
        if page in self.site.page_paths:
            return self.site.pages.render(page).encode()
        return bare_page(document, self.site).encode()

    def _elsewhere(
        self, request: DocumentRequest, parameters: Mapping[str, str]
    ) -> Response | None:
        """Pages that are no documents, style sheets and scripts, files for machines."""
        name = request.path[1:]
        if name.startswith("assets/"):
            return asset(self.site, name)
        if name == VOID:
            return self._void()
        page = self._page_name(name)
        if page:
            return self._page(page, request, parameters)
        if f"{name}/index.html" in self.site.page_paths:
            # Links of the page are relative to its folder.
            return self._redirect(Redirect(f"/{name}/", status=308))
        return generated_file(self.site, name, self.url)

    def _void(self) -> Response:
        """The description of the dataset at its well-known place (RFC 8615; VoID, 6.1)."""
        document = self.site.addresses.by_path("/dataset")
        assert document is not None  # noqa: S101 - every dataset has one
        anything = DocumentRequest("", "", None)
        return self._represent(Represent(document, TURTLE, negotiated=False), anything)

    def _page_name(self, name: str) -> str | None:
        """``search``, ``browse/``, ``index.html`` -> the page."""
        folder = not name or name.endswith("/")
        tries = (f"{name}index.html",) if folder else (name, f"{name}{HTML.suffix}")
        return next((page for page in tries if page in self.site.page_paths), None)

    def _page(self, page: str, request: DocumentRequest, parameters: Mapping[str, str]) -> Response:
        asked = dict(parameters) if is_parametrized(f"/{page}", request.query.encode()) else {}
        try:
            body = self.site.pages.render(page, asked, self.engine).encode()
        except CouldNotRun as error:
            retry = [("Retry-After", str(RETRY_AFTER)), ("Cache-Control", NO_STORE)]
            return plain(503, str(error), retry)
        fields = [
            ("Content-Type", HTML.content_type),
            ("Cache-Control", head.FRESH),
            ("Vary", "Accept-Encoding"),
            ("Content-Location", f"{self.prefix}/{page}" + (f"?{request.query}" if asked else "")),
        ]
        key = ("page", page, *(f"{name}={value}" for name, value in asked.items()))
        return Response(200, body, fields, keep=True, key=key)


def link_headers(
    site: Generation, document: Document, form: DocumentFormat, prefix: str, url: str
) -> str:
    """Return ``Link`` (RFC 8288): formats, the canonical address, what it describes, licence."""
    descriptions = site.representations.descriptions
    links = _alternates(document, prefix, (other for other in FORMATS if other != form))
    links.append(_link(f"{url.rstrip('/')}{document.path}", "canonical"))
    if descriptions.iri(document) != document.iri:
        links.append(_link(document.iri, "describes"))
        links.append(_link(f"{NAMESPACES['foaf']}Document", "type"))
    if document.kind != "dataset":
        links.append(_link(f"{prefix}/dataset", "describedby"))
    links += [_link(iri, "license") for iri in descriptions.licenses]
    links += [_link(iri, "successor-version") for iri in site.replacements.get(document.iri, ())]
    return ", ".join(links)


def _alternates(document: Document, prefix: str, available: Iterable[DocumentFormat]) -> list[str]:
    """Return the links to a document in these formats."""
    here = f"{prefix}{document.path}"
    return [_link(f"{here}{f.suffix}", "alternate", f'; type="{f.media_type}"') for f in available]


def _link(target: str, relation: str, more: str = "") -> str:
    return f'<{head.header_safe(target)}>; rel="{relation}"{more}'


def bare_page(document: Document, site: Generation) -> str:
    """Return the IRI, and links to the data."""
    name = document.path.rpartition("/")[2]
    items = "".join(
        f'<li><a href="{escape(name)}{form.suffix}">{escape(form.label)}</a></li>'
        for form in FORMATS
        if form != HTML
    )
    title = escape(site.dataset.prefixes.shorten(document.iri))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{title}</title></head>\n<body><main><h1>{title}</h1>\n"
        f"<p><code>{escape(document.iri)}</code></p>\n<ul>{items}</ul></main></body></html>\n"
    )


def not_found(site: Generation, path: str, accept: str | None) -> Response:
    """404. The page says where to look; its links depend on how deep the path is."""
    fields = [("Cache-Control", head.BRIEF), ("Vary", "Accept, Accept-Encoding")]
    if choose(accept, _READABLE) == HTML:
        body = _missing_page(site, path.count("/") - 1)
        return Response(404, body, fields, HTML.content_type)
    shown = path if len(path) <= 200 else f"{path[:200]}…"  # noqa: PLR2004
    return plain(404, f"{shown}: nothing is here - see /sitemap.xml for what is", fields)


def _missing_page(site: Generation, depth: int) -> bytes:
    depth = max(0, min(depth, DEEPEST))
    page = site.missing.get(depth)
    if page is None:
        page = site.missing[depth] = site.pages.not_found("x/" * depth + "404.html").encode()
    return page


def not_acceptable(found: NotAcceptable, prefix: str, *, why: str = "") -> Response:
    """406: says what there is, in the body and as links (RFC 9110, section 15.5.7)."""
    document = found.document
    rows = [f"{form.media_type}\t{prefix}{document.path}{form.suffix}" for form in found.available]
    asked = found.asked[:200] or "this"
    sentence = why or f"{document.path}: not to be had as {asked} - ask for one of these"
    fields = [
        ("Link", ", ".join(_alternates(document, prefix, found.available))),
        ("Vary", "Accept"),
        ("Cache-Control", head.BRIEF),
    ]
    return plain(406, "\n".join([sentence, *rows]), fields)
