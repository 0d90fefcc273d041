"""Which named graph a file belongs to (docs/iri-policy.md, "Named graphs")."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from foc_graph.rdf.formats import below, without_suffix

if TYPE_CHECKING:
    from pathlib import Path

    from foc_graph.project.source import Source
    from foc_graph.rdf.prefixes import PrefixMap

#: Folders of ``data/`` whose files share one graph. Any other folder: one graph a file.
SHARED = {
    "state": "org",
    "org": "org",
    "event": "event",
    "source": "source",
    "principle": "principle",
    "formulation": "principle",
    "links": "links",
}

#: What lies in ``ontology/``, by the first part of its path there.
ONTOLOGY = {"align.ttl": "align", "shapes": "shapes", "vocabulary": "vocab"}

DERIVED = "derived"

#: What a path of an IRI may hold beside letters and digits (RFC 3986, section 3.3).
_SAFE = "/:@!$&'()*+,;=-._~"


def graph_name(source: Source, prefixes: PrefixMap, path: Path) -> str | None:
    """Return the IRI of the named graph that holds ``path``; None is the default graph.

    The default graph holds the description of the dataset only (``data/catalog.ttl``).
    """
    local = source.local_graph(path)
    return None if local is None else f"{prefixes.base}graph/{quote(local, safe=_SAFE)}"


def derived_graph(prefixes: PrefixMap) -> str:
    """Return the IRI of the graph that the rules write."""
    return f"{prefixes.base}graph/{DERIVED}"


def local_graph(ontology: Path, data: Path, path: Path) -> str | None:
    """Return the end of the IRI of the graph of a file of a project; None is the default graph."""
    inside = below(ontology, path)
    if inside is not None:
        return ONTOLOGY.get(inside.partition("/")[0], "ontology")
    name = without_suffix(below(data, path) or path.name)
    kind, slash, local = name.partition("/")
    if not slash:
        return None if kind == "catalog" else kind
    if kind == "membership":
        return f"membership/{_organisation(data, local.rpartition('/')[2])}"
    return SHARED.get(kind, name)


def _organisation(data: Path, local: str) -> str:
    """Return the longest start of ``foc-LVA-1`` that has a file in ``data/org``."""
    parts = local.split("-")
    starts = ("-".join(parts[:length]) for length in range(len(parts) - 1, 0, -1))
    known = (start for start in starts if (data / "org" / f"{start}.ttl").is_file())
    return next(known, parts[0])
