"""Files that are no project: a data graph and a shapes graph, as other validators take them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import UsageProblem
from foc_graph.project.source import Source
from foc_graph.rdf.formats import RDF_FORMATS, files_below, is_rdf, rdf_files, without_suffix
from foc_graph.rdf.prefixes import PrefixMap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


#: Endings of RDF under other names than those that are read.
_ALSO_RDF = frozenset({".n3", ".owl", ".rdfs", ".shacl", ".shc", ".ntriples", ".nquads"})


@dataclass(frozen=True)
class FileSet(Source):
    """Data files and shapes files, wherever they lie; folders stand for the RDF files in them.

    There is no ontology, no rule and no layout, and each file is its own base IRI (RFC 3986,
    section 5.1.3).
    """

    root: Path = field(default_factory=Path.cwd)
    given_data: Sequence[Path] = ()
    given_shapes: Sequence[Path] = ()

    def data_files(self) -> list[Path]:
        """The data files, sorted.

        Raises:
            UsageProblem: there is nothing at a path, or no RDF.

        """
        return self._files(self.given_data)

    def shape_files(self) -> list[Path]:
        """The shapes files, sorted; raises as `data_files` does."""
        return self._files(self.given_shapes)

    def is_named_as_shapes(self, path: Path) -> bool:
        """Whether the file itself is given as shapes."""
        return path in {self.root / one for one in self.given_shapes}

    def unread_files(self) -> list[Path]:
        """What lies in the folders and is RDF by its ending, but none that is read; and links."""
        given = (self.root / one for one in (*self.given_data, *self.given_shapes))
        return sorted({path for folder in given for path in files_below(folder) if _unread(path)})

    def holds(self, path: Path) -> bool:
        """Whether a file is one of those that are read."""
        read = (*self.data_files(), *self.shape_files())
        return path.resolve() in {one.resolve() for one in read}

    def base_of(self, path: Path, base: str) -> str:  # noqa: ARG002  # there is no common base
        """Return the IRI of the file."""
        return path.resolve().as_uri()

    def local_graph(self, path: Path) -> str:
        """Return the path of the file without its ending: every file has a graph of its own."""
        return without_suffix(self.relative(path))

    def prefix_map(self) -> PrefixMap:
        """Return the prefixes that the files start with, to show names by; the first of a name."""
        return self._prefixes

    @cached_property
    def _prefixes(self) -> PrefixMap:
        found: dict[str, str] = {}
        for path in (*self.shape_files(), *self.data_files()):
            for prefix, namespace in _prefixes(path).items():
                found.setdefault(prefix, namespace)
        return PrefixMap(f"{self.root.resolve().as_uri()}/", found)

    def _files(self, given: Iterable[Path]) -> list[Path]:
        return sorted({path for one in given for path in _below(self.root / one)})


def _below(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise UsageProblem("no such file or folder", place=str(path), fix="check the path")
    found = rdf_files(path) if path.is_dir() else [path]
    if not found or found[0].suffix not in RDF_FORMATS:
        endings = ", ".join(sorted(RDF_FORMATS))
        what = "holds no RDF file" if path.is_dir() else "is not an RDF file"
        raise UsageProblem(what, place=str(path), fix=f"files end in {endings}")
    yield from found


def _unread(path: Path) -> bool:
    if is_rdf(path) or path.name.startswith("."):
        return False
    return path.is_dir() or path.suffix.lower() in RDF_FORMATS.keys() | _ALSO_RDF


def _prefixes(path: Path) -> dict[str, str]:
    """Return the prefixes in front of the first statement; none where it cannot be read."""
    try:
        form, base = RDF_FORMATS[path.suffix], path.resolve().as_uri()
        parser = ox.parse(path=path, format=form.syntax, base_iri=base)
        next(iter(parser), None)
    except (OSError, SyntaxError, ValueError):
        return {}
    return dict(parser.prefixes)
