"""Reads the one prefix map of a project, ``ontology/prefixes.ttl``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import CouldNotRun
from foc_graph.rdf.prefixes import PrefixMap

if TYPE_CHECKING:
    from pathlib import Path

    from foc_graph.project.source import Source


def read_prefixes(source: Source) -> PrefixMap:
    """Read the prefix map of a project; of other files, the prefixes that they start with.

    Raises:
        CouldNotRun: the file is missing, does not parse, or declares no ``@base`` to which names
            can be appended.

    """
    return source.prefix_map()


def read_prefix_map(path: Path) -> PrefixMap:
    """Read a file with the prefix map of a project; raises as `read_prefixes` does."""
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
