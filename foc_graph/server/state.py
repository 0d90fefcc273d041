"""The site as it is loaded: one generation, swapped as a whole."""

from __future__ import annotations

import mmap
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.prefixes import expand
from foc_graph.server.response import PRIVATE, REVALIDATE

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from foc_graph.dataset import Dataset
    from foc_graph.project import Project
    from foc_graph.rdf.documents import RdfDocument as File
    from foc_graph.server.settings import Settings
    from foc_graph.web.addresses import Addresses
    from foc_graph.web.pages import Pages
    from foc_graph.web.representations import Representations
    from foc_graph.web.static import MadeFiles


@dataclass(frozen=True, eq=False)
class Generation:
    """One generation of the data with all that is made from it. Nothing in it changes."""

    dataset: Dataset
    files: tuple[File, ...]
    #: Over every input as it was when read: two generations with the same one answer alike.
    digest: str
    #: Seconds since 1970: the last change of any input.
    modified: int
    #: Pages for addresses that are not there, made as needed: depth of the path -> page.
    missing: dict[int, bytes] = field(default_factory=dict, init=False)
    #: Files for machines, made as needed: address of the site -> its files.
    made: dict[str, MadeFiles] = field(default_factory=dict, init=False)

    @cached_property
    def addresses(self) -> Addresses:
        """The address book."""
        from foc_graph.web.addresses import Addresses

        return Addresses(self.dataset, self.files)

    @cached_property
    def pages(self) -> Pages:
        """The HTML pages."""
        from foc_graph.web.pages import Pages

        return Pages(self.dataset, self.addresses)

    @cached_property
    def page_paths(self) -> frozenset[str]:
        """Paths of the pages, such as ``doc/A-HRC-RES-20-8.html``."""
        return frozenset(self.pages.paths())

    @cached_property
    def assets(self) -> dict[str, Path]:
        """Style sheets, scripts and icons: path from the root of the site -> file."""
        return self.pages.assets()

    @cached_property
    def representations(self) -> Representations:
        """The documents as data."""
        from foc_graph.web.representations import Representations

        return Representations(self.dataset, self.files)

    @cached_property
    def replacements(self) -> dict[str, list[str]]:
        """Identifier that was given up -> what to use instead."""
        term = ox.NamedNode(expand(self.dataset.prefixes, "dcterms:isReplacedBy"))
        found: dict[str, list[str]] = defaultdict(list)
        for quad in self.dataset.store.quads_for_pattern(None, term, None, None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                found[quad.subject.value].append(quad.object.value)
        return {iri: sorted(others) for iri, others in found.items()}


#: Bytes of a notice, with two in front that say how many are used.
ROOM = 1024


class Notice:
    """A sentence in memory that processes forked later see as it changes."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, ROOM)

    def write(self, text: str | None) -> None:
        """Put a sentence there, or take it away."""
        data = (text or "").encode("utf-8")[: ROOM - 2]
        self._memory[: len(data) + 2] = len(data).to_bytes(2, "big") + data

    def read(self) -> str | None:
        """Return the sentence; None where there is none."""
        length = int.from_bytes(self._memory[:2], "big")
        return self._memory[2 : length + 2].decode("utf-8", "ignore") or None


class ServerState:
    """What the routes share. Take ``site`` once a request: it may be swapped between two reads.

    ``dataset`` is that of the generation of the moment.
    """

    def __init__(
        self, project: Project, settings: Settings, site: Generation, notice: Notice | None = None
    ) -> None:
        self.project = project
        self.settings = settings
        self.site = site
        #: Grows with each swap; what was made for another number is out of date.
        self.generation = 1
        #: Bytes of results on their way to clients that have not taken them yet.
        self.held = 0
        #: Set when the server is asked to stop: ``/healthz`` then says 503.
        self.stopping = threading.Event()
        self.notice = notice or Notice()

    @property
    def refused(self) -> str | None:
        """Why the data on disk are not the data served; None while they are."""
        return self.notice.read()

    @refused.setter
    def refused(self, why: str | None) -> None:
        self.notice.write(why)

    @property
    def dataset(self) -> Dataset:
        """The dataset of the moment."""
        return self.site.dataset

    @property
    def url(self) -> str:
        """Where the site is seen from outside, without a slash at the end."""
        return (self.settings.url or self.dataset.prefixes.base).rstrip("/#")

    def address(self, request: Request) -> tuple[str, str]:
        """Return where clients find the server, without a slash, and how long that may be kept.

        Without ``--url`` it is where this client asked: nothing for caches that others share, as
        anybody can make up a ``Host``.
        """
        if self.settings.url:
            return self.url, REVALIDATE
        return str(request.base_url).rstrip("/"), PRIVATE

    @cached_property
    def prefix(self) -> str:
        """The folder that the site lies in at that address; empty at the root of a host."""
        from urllib.parse import urlsplit

        return urlsplit(self.settings.url or "").path.rstrip("/")

    def swap(self, site: Generation) -> None:
        """Serve another generation from now on; requests under way finish with the old one."""
        self.site = site
        self.generation += 1
        self.refused = None
