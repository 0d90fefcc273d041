"""The layout of ``data/``: one entity a file, named after its IRI, and no file passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.positions.lines import Span
from foc_graph.project.iris import iri_for_path
from foc_graph.rdf.formats import RDF_FORMATS, below
from foc_graph.shacl.report import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from foc_graph.project.source import Source
    from foc_graph.rdf.documents import RdfDocument
    from foc_graph.rdf.prefixes import PrefixMap


def misnamed(
    documents: Iterable[RdfDocument],
    project: Source,
    prefixes: PrefixMap,
    others: tuple[int, int] = (0, 0),
) -> dict[Path, Problem]:
    """Return the files that do not describe what their names say, with the reason.

    A project follows the layout when at least half of its files do; any other has a layout of
    its own, and nothing is said. ``others`` has how many files there are beside the documents,
    and how many of those are wrong. Files that do not parse describe nothing, and are not asked.
    """
    expected = [
        (document, iri)
        for document in documents
        if document.quads and (iri := iri_for_path(document.path, project, prefixes))
    ]
    wrong = {d.path: iri for d, iri in expected if not describes(d, iri)}
    if 2 * (len(wrong) + others[1]) > len(expected) + others[0]:
        return {}
    described = {d.path: _main(d, prefixes) for d, _ in expected if d.path in wrong}
    return {
        path: Problem(
            Span(project.relative(path), 1),
            f"does not describe <{iri.removeprefix(prefixes.base)}>, which its name says",
            _remedy(described.get(path), path),
        )
        for path, iri in wrong.items()
    }  # fmt: skip


def describes(document: RdfDocument, iri: str) -> bool:
    """Whether a file says something of the node with an IRI."""
    node = node_of(iri)
    return any(quad.subject == node for quad in document.quads)


def node_of(iri: str) -> ox.NamedNode | None:
    """Return the node; None where the name of a file holds what no IRI does, such as a blank."""
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return None


def unread(files: Iterable[Path], project: Source) -> Iterator[Problem]:
    """Yield that a file is not read, though it stands where data does, and what to do."""
    endings = ", ".join(sorted(RDF_FORMATS))
    for path in files:
        what, fix = f"its ending is none of {endings}", "rename it, or move it elsewhere"
        if path.is_dir():
            what, fix = "it is a link to a folder", "put the files themselves there"
        # The path of a link, not that of what it leads to.
        name = below(project.root, path) or project.relative(path)
        yield Problem(Span(name), f"is not read: {what}", fix)


def _main(document: RdfDocument, prefixes: PrefixMap) -> str | None:
    """Return the id of the one entity that a file is about, of its class if there is one."""
    folder = f"{prefixes.id_base}{document.path.parent.name}/"
    found = {
        quad.subject.value
        for quad in document.quads
        if isinstance(quad.subject, ox.NamedNode)
        and quad.subject.value.startswith(folder)
        and "#" not in quad.subject.value
    }
    return found.pop().removeprefix(folder) if len(found) == 1 else None


def _remedy(name: str | None, path: Path) -> str:
    if name is None:
        return "rename the file or the entity"
    if path.with_name(f"{name}.ttl").exists():
        return f"it describes {name}, as {name}.ttl does: bring the two together there"
    return f"it describes {name}: rename the file to {name}.ttl, then run foc-graph fmt"
