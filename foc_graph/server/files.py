"""Files of the site, looked up in tables and never on a path; and ``/dist/…``, the dumps."""

from __future__ import annotations

import asyncio
import mimetypes
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import FileResponse

from foc_graph.errors import FocGraphError
from foc_graph.exports import EXPORTERS, export
from foc_graph.rdf.formats import RDF_FORMATS
from foc_graph.server.response import Response, plain
from foc_graph.web import headers as head

if TYPE_CHECKING:
    from starlette.requests import Request

    from foc_graph.server.response import Key
    from foc_graph.server.state import Generation, ServerState

#: What the table of the system may lack or get wrong.
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".xml": "application/xml",
    ".atom": "application/atom+xml",
    **{suffix: form.content_type for suffix, form in RDF_FORMATS.items()},
    ".csv": "text/csv; charset=utf-8",
    ".woff2": "font/woff2",
}


def media_type_of(name: str) -> str:
    """Return the media type of a file by its suffix."""
    suffix = "." + name.rpartition(".")[2].lower()
    guessed = MEDIA_TYPES.get(suffix) or mimetypes.guess_type(name, strict=True)[0]
    return guessed or "application/octet-stream"


def asset(site: Generation, name: str) -> Response | None:
    """Return a style sheet, a script or an icon."""
    path = site.assets.get(name)
    return _file(name, path.read_bytes(), media_type_of(name)) if path else None


def generated_file(site: Generation, name: str, url: str) -> Response | None:
    """Return a file for machines: ``robots.txt``, ``sitemap.xml``, ``feed.atom`` and the like."""
    from foc_graph.web.static import MadeFiles

    address = f"{url}/"
    if address not in site.made:
        site.made[address] = MadeFiles(site.pages, address)
    made = site.made[address].table.get(name)
    if made is None:
        return None
    text = made.media_type.startswith("text/")
    media_type = f"{made.media_type}; charset=utf-8" if text else made.media_type
    return _file(name, made.make(), media_type, head.LASTING if made.lasting else head.FRESH)


def _file(name: str, body: bytes, media_type: str, lasts: str = head.FRESH) -> Response:
    fields = [("Cache-Control", lasts), ("Vary", "Accept-Encoding")]
    return Response(200, body, fields, media_type, keep=True, key=("file", name))


#: File -> the format that writes it; those of one file, so that one request makes one export.
_MADE = {e.file_name: e.name for e in EXPORTERS.values() if "*" not in e.file_name}
_CSV = "csv/"


class Dumps:
    """Serves a folder that ``foc-graph publish`` made, else makes a dump when first asked for."""

    def __init__(self, state: ServerState) -> None:
        self._state = state
        self._making = asyncio.Lock()
        self._folders: dict[int, Path] = {}
        #: Formats that the folder of this generation has.
        self._written: set[str] = set()

    async def answer(self, request: Request, _: Key) -> Response | FileResponse:
        """Answer one request."""
        name = request.scope["path"].removeprefix("/dist/")
        try:
            path = await self._find(name)
        except FocGraphError as error:  # a format that cannot hold what the graph says
            return plain(404, str(error))
        if path is None:
            return plain(404, f"/dist/{name[:200]}: no such dump - /about.html lists them")
        fields = {"Cache-Control": head.FRESH, "Accept-Ranges": "bytes"}
        return FileResponse(
            path, headers=fields, media_type=media_type_of(name), stat_result=path.stat()
        )

    async def _find(self, name: str) -> Path | None:
        dist = self._state.settings.dist
        if dist is not None:
            return await asyncio.to_thread(_within, dist, name)
        form = "csv" if name.startswith(_CSV) else _MADE.get(name)
        if form is None:
            return None
        async with self._making:
            folder = self._folder()
            if form not in self._written:
                await asyncio.to_thread(export, self._state.dataset, [form], folder)
                self._written.add(form)
        return await asyncio.to_thread(_within, folder, name)

    def _folder(self) -> Path:
        """Return the folder of this generation; those of older ones go."""
        generation = self._state.generation
        if generation not in self._folders:
            self.close()
            self._folders[generation] = Path(tempfile.mkdtemp(prefix="foc-graph-dist-"))
        return self._folders[generation]

    def close(self) -> None:
        """Remove what was made."""
        for folder in self._folders.values():
            shutil.rmtree(folder, ignore_errors=True)
        self._folders.clear()
        self._written.clear()


def _within(folder: Path, name: str) -> Path | None:
    """Return a file of the folder; nothing outside of it, whatever the name says."""
    known = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    path = known.get(name)
    inside = path is not None and path.resolve().is_relative_to(folder.resolve())
    return path if path and inside and path.is_file() else None
