"""The one prefix map, read from ``ontology/prefixes.ttl``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import CouldNotRun

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foc_graph.project import Project

#: A local part that needs no escapes: a safe subset of PN_LOCAL, Turtle 1.1 section 6.5 [168s].
LOCAL_PART = re.compile(r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?)?\Z")


@dataclass(frozen=True)
class PrefixMap:
    """Prefixes and the base IRI, both ways."""

    base: str
    namespaces: Mapping[str, str]

    @property
    def id_base(self) -> str:
        """The namespace of every identifier in ``data/``."""
        return f"{self.base}id/"

    @cached_property
    def _longest_first(self) -> list[tuple[str, str]]:
        return sorted(self.namespaces.items(), key=lambda item: (-len(item[1]), item[0]))

    def expand(self, curie: str) -> str | None:
        """``foc:Affirmation`` -> its IRI, or None where the prefix is unknown."""
        prefix, colon, local = curie.partition(":")
        namespace = self.namespaces.get(prefix)
        return f"{namespace}{local}" if colon and namespace is not None else None

    def compress(self, iri: str) -> str | None:
        """Return the CURIE of an IRI, or None where no prefix fits without escapes."""
        for prefix, namespace in self._longest_first:
            if iri.startswith(namespace) and LOCAL_PART.match(iri, len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        return None

    def shorten(self, iri: str) -> str:
        """Return what to show a reader: a CURIE, an id without the base, else the IRI itself."""
        if iri.startswith(self.id_base):
            return iri[len(self.id_base) :]
        curie = self.compress(iri)
        # A namespace itself says more than its bare prefix.
        return curie if curie and not curie.endswith(":") else iri


def read_prefixes(project: Project) -> PrefixMap:
    """Read the prefix map of a project.

    Raises:
        CouldNotRun: the file is missing, does not parse, or declares no ``@base`` to which names
            can be appended.

    """
    if project.prefixes is not None:
        return project.prefixes
    path = project.prefixes_file
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
