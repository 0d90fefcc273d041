"""The static site: the pages and data that the server gives, as files that any host can carry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from foc_graph.errors import NotConforming
from foc_graph.web.pages.renderer import DATA_FORMATS, NOT_FOUND
from foc_graph.web.static.files import VOID, Made, MadeFiles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from foc_graph.dataset import Dataset
    from foc_graph.web.addresses import Document, DocumentFormat
    from foc_graph.web.pages import Pages
    from foc_graph.web.representations import Representations

__all__ = ["VOID", "Made", "MadeFiles", "Outputs"]


#: A path, and the bytes of the file.
Output = tuple[str, bytes]

#: What hosts want to be told. GitHub Pages would leave out ``.well-known/`` without the first.
HOST_FILES = {".nojekyll": b""}

#: Hosts whose rules lie in the folder itself; for others: ``foc-graph hosting``.
RULED = ("apache", "netlify", "cloudflare")

#: A reference of a page that is relative to where it stands.
_RELATIVE = re.compile(r'(\s(?:href|src|action)=")(?![a-z][a-z0-9+.-]*:|[/#])')


class Outputs:
    """Makes the files of a site; what a format cannot hold is left out and named in ``gaps``."""

    def __init__(self, pages: Pages, representations: Representations, address: str = "") -> None:
        self._pages = pages
        self._representations = representations
        self._made = MadeFiles(pages, address)
        #: Where the site will be found.
        self.address = self._made.address
        self.gaps: list[str] = []
        self.pages_made = 0

    @classmethod
    def of(cls, dataset: Dataset, address: str = "") -> Outputs:
        """Return the outputs of a dataset; its files are read once for all of them."""
        from foc_graph.web.addresses import Addresses
        from foc_graph.web.pages import Pages
        from foc_graph.web.representations import Representations

        files = tuple(dataset.documents())
        pages = Pages(dataset, Addresses(dataset, files))
        return cls(pages, Representations(dataset, files), address)

    def render(self, path: str, query: Mapping[str, str]) -> str:
        """Return a page as the server gives it for these parameters."""
        return self._pages.render(path, query)

    def groups(self) -> dict[str, Iterator[Output]]:
        """Name of a step -> its files."""
        return {"pages": self.pages(), "data": self.data(), "others": self.others()}

    def pages(self) -> Iterator[Output]:
        """Every page of `Pages.paths`, and the one for what is not there."""
        for path in self._pages.paths():
            yield path, self._pages.render(path).encode()
            self.pages_made += 1
        yield NOT_FOUND, self._not_found()

    def data(self) -> Iterator[Output]:
        """Every document in every format of data, and the description of the dataset."""
        for document in self._pages.site.addresses.documents:
            for form in DATA_FORMATS:
                yield from self._data(document, form)

    def _data(self, document: Document, form: DocumentFormat) -> Iterator[Output]:
        path = f"{document.path.strip('/')}{form.suffix}"
        try:
            content = self._representations.render(document, form)
        except NotConforming:
            self.gaps.append(path)
            return
        yield path, content
        if document.kind == "dataset" and form.suffix == ".ttl":
            # RFC 8615; the VoID note, section 6.1, asks for it there.
            yield VOID, content

    def others(self) -> Iterator[Output]:
        """Style sheets and scripts, the search index, the feed, the map for search engines."""
        for path, file in self._pages.assets().items():
            yield path, file.read_bytes()
        for path, made in self._made.table.items():
            yield path, made.make()
        yield from HOST_FILES.items()
        yield from self._rules()

    def _rules(self) -> Iterator[Output]:
        """Rules that Apache, Netlify and Cloudflare Pages read in the folder itself."""
        from foc_graph.web.hosting import rules_for

        site = self._pages.site
        found: dict[str, str] = {}
        for host in RULED:
            rules = rules_for(host, site.addresses, url=self.address, title=site.title)
            found |= {name: text for name, text in rules.items() if "/" not in name}
        yield from ((name, text.encode()) for name, text in sorted(found.items()))

    def _not_found(self) -> bytes:
        """Return the page that hosts show at any depth: its links start at the root of the host."""
        root = urlsplit(self.address).path or "/"
        page = self._pages.not_found(NOT_FOUND)
        return _RELATIVE.sub(lambda match: f"{match[1]}{root}", page).encode()
