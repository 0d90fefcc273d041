"""What a checkout and a set of files have in common: data, shapes, rules and prefixes in files."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from foc_graph.errors import CouldNotRun
from foc_graph.rdf.formats import below
from foc_graph.rdf.prefixes import PrefixMap

if TYPE_CHECKING:
    from pathlib import Path

#: Where the prefix map of a project lies.
PREFIX_MAP = "ontology/prefixes.ttl"


@dataclass(frozen=True)
class Source(ABC):
    """Files to validate. Paths are shown from ``root`` on."""

    root: Path

    #: Whether a file is named after what it describes, and every shape is to find something.
    has_layout: ClassVar[bool] = False

    @abstractmethod
    def data_files(self) -> list[Path]:
        """Every file of data, sorted."""

    @abstractmethod
    def shape_files(self) -> list[Path]:
        """Every shapes file, sorted."""

    @abstractmethod
    def unread_files(self) -> list[Path]:
        """What belongs to the data by its place and is not read, sorted."""

    @abstractmethod
    def holds(self, path: Path) -> bool:
        """Whether a file is one that is read, or would be if it were there."""

    @abstractmethod
    def prefix_map(self) -> PrefixMap:
        """Read the prefixes and the base of all IRIs."""

    @abstractmethod
    def local_graph(self, path: Path) -> str | None:
        """Return the end of the IRI of the graph of a file; None is the default graph."""

    def ontology_files(self) -> list[Path]:
        """Every file of the dataset beside the data and the shapes, sorted."""
        return []

    def rule_files(self) -> list[Path]:
        """Every rule, a CONSTRUCT query, sorted."""
        return []

    def is_named_as_shapes(self, path: Path) -> bool:  # noqa: ARG002
        """Whether somebody said of this file, and not of its folder, that it holds shapes."""
        return False

    def base_of(self, path: Path, base: str) -> str:  # noqa: ARG002
        """Return the base IRI of a file that names none; ``base`` is the one of the source."""
        return base

    def layout_name(self, path: Path) -> str | None:  # noqa: ARG002
        """Return the name of a file that says what it describes: ``state/EST.ttl``."""
        return None

    def is_prefix_map(self, path: Path) -> bool:
        """Whether a file declares prefixes, and has nothing to check."""
        return path == self.root / PREFIX_MAP

    @cached_property
    def _resolved(self) -> Path:
        return self.root.resolve()

    def relative(self, path: Path) -> str:
        """``path`` as users see it: from the root, with forward slashes."""
        inside = below(self.root, path)
        if inside is not None and ".." not in path.parts:
            return inside
        try:
            return path.resolve().relative_to(self._resolved).as_posix()
        except ValueError:
            return str(path)


def read_prefixes(source: Source) -> PrefixMap:
    """Read the prefix map of a project; of other files, the prefixes that they start with.

    Raises:
        CouldNotRun: the file is missing, does not parse, or declares no ``@base`` to which names
            can be appended.

    """
    return source.prefix_map()


def read_prefix_map(path: Path) -> PrefixMap:
    """Read a file with the prefix map of a project; raises as `read_prefixes` does."""
    import pyoxigraph as ox  # not at start-up

    try:
        parser = ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
        for _ in parser:
            pass
    except OSError as error:
        raise CouldNotRun(
            "cannot be read", place=str(path), fix="restore the prefix map"
        ) from error
    except SyntaxError as error:
        raise CouldNotRun(
            f"is not Turtle ({error.msg})", place=f"{path}:{error.lineno}", fix="mend that line"
        ) from error
    if parser.base_iri is None or not parser.base_iri.endswith(("/", "#")):
        raise CouldNotRun(
            "declares no @base that ends in / or #",
            place=str(path),
            fix="add `@base <https://…/> .`, the start of every IRI of the project",
        )
    return PrefixMap(parser.base_iri, dict(parser.prefixes))
