"""A dataset that is loaded from disk: parts of `export --bulk`, or any files of N-Quads.

A load holds a few words a graph in memory; triples are read when they are sent. Files without a
manifest are sorted by graph into one file first, which is gone afterwards.
"""

from __future__ import annotations

import gzip
import json
import zlib
from contextlib import contextmanager
from functools import partial
from hashlib import file_digest
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, cast

import pyoxigraph as ox

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.rdf.formats import N_QUADS, serialized
from foc_graph.rdf.prefixes import NAMESPACES
from foc_graph.rdf.terms import key_of
from foc_graph.stores.bulk import MANIFEST, PACKED, BulkGraph
from foc_graph.stores.graphs import LoadSource, LocalGraph, catalog_graph
from foc_graph.stores.lines import PIECE, SortedLines, TripleLines, batches, compared, parsed, seal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.stores.profiles import Literals

#: What files of N-Quads are called, packed or not.
SUFFIXES = (".nq", f".nq{PACKED}")
_DATASET = ox.NamedNode(f"{NAMESPACES['dcat']}Dataset")
_VERSION = ox.NamedNode(f"{NAMESPACES['dcat']}version")


@contextmanager
def disk_source(path: Path, base: str) -> Iterator[LoadSource]:
    """Open a folder of parts, a folder of N-Quads or a file of them.

    Without a manifest, the graphs have to lie below ``graph/`` of ``base``.

    Raises:
        UsageProblem: there are no such files.
        CouldNotRun: a part is not as the manifest says, a file cannot be read, or a graph is none
            of the base.

    """
    if (path / MANIFEST).is_file():
        yield _read_parts(path)
        return
    files = sorted(filter(_is_quads, path.iterdir() if path.is_dir() else [path]))
    if not files:
        raise UsageProblem(
            "is neither N-Quads nor a folder of them",
            place=str(path),
            fix=f"give files that end in {' or '.join(SUFFIXES)}",
        )
    with TemporaryDirectory(prefix="foc-graph-") as folder:
        yield _sorted_source(files, Path(folder, "sorted"), base)


def _is_quads(path: Path) -> bool:
    return path.name.endswith(SUFFIXES)


def _read_parts(folder: Path) -> LoadSource:
    try:
        found = json.loads((folder / MANIFEST).read_text("utf-8"))
        parts = [(folder / Path(part["file"]).name, part) for part in found["parts"]]
        held = [(path, BulkGraph(**graph)) for path, part in parts for graph in part["graphs"]]
        sums = [(path, part["sha256"]) for path, part in parts]
        base, dataset, version = (str(found[key]) for key in ("base", "dataset", "version"))
    except (ValueError, TypeError, KeyError) as error:
        raise CouldNotRun(
            "is no manifest that this version wrote",
            place=str(folder / MANIFEST),
            fix="write the parts anew (`foc-graph export --bulk`)",
        ) from error
    for path, sha256 in sums:
        _require(path, sha256)
    return LoadSource(base, dataset, version, partial(_graphs_of_parts, held))


def _require(path: Path, sha256: str) -> None:
    """Refuse a part that is not the one that was written."""
    try:
        with path.open("rb") as file:
            as_written = file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        as_written = False
    if not as_written:
        raise CouldNotRun(
            "is not as the manifest says",
            place=str(path),
            fix="copy it again, or write the parts anew (`foc-graph export --bulk`)",
        )


def _graphs_of_parts(
    held: list[tuple[Path, BulkGraph]], literals: Literals
) -> Iterator[LocalGraph]:
    for path, graph in held:
        lines = TripleLines(partial(_open_at, path, graph.offset), graph.triples, graph.iri)
        sums = (graph.triples, graph.sha256)
        if literals == "value":
            sums = (graph.triples_by_value, graph.sha256_by_value)
        yield LocalGraph(graph.iri, *sums, lines=lines)


@contextmanager
def _open_at(path: Path, offset: int = 0) -> Iterator[IO[bytes]]:
    with path.open("rb") as file:
        file.seek(offset)
        if path.suffix != PACKED:
            yield file
            return
        with gzip.GzipFile(fileobj=file) as stream:
            yield cast("IO[bytes]", stream)


def _sorted_source(files: list[Path], path: Path, base: str) -> LoadSource:
    entries = (piece for file in files for piece in _entries(file, base, rename=len(files) > 1))
    held = list(_written(SortedLines(entries), path))
    about = [t for iri, lines in held if iri == catalog_graph(base) for t in parsed(lines)]
    dataset = next((key_of(t.subject) for t in about if t.object == _DATASET), f"{base}dataset")
    version = next((key_of(t.object) for t in about if t.predicate == _VERSION), "")
    return LoadSource(base, dataset, version, partial(_sealed, held))


def _sealed(held: list[tuple[str, TripleLines]], literals: Literals) -> Iterator[LocalGraph]:
    for iri, lines in held:
        yield LocalGraph(iri, *seal(compared(lines, literals)), lines=lines)


def _written(entries: SortedLines, path: Path) -> Iterator[tuple[str, TripleLines]]:
    """Write triples, graph after graph, and yield where each of them lies."""
    with path.open("wb") as file:
        for graph, members in groupby(entries, key=lambda entry: entry.partition(b"\t")[0]):
            offset, count, start = file.tell(), 0, len(graph) + 1
            for some in batches(members, PIECE):
                file.writelines(entry[start:] for entry in some)
                count += len(some)
            yield graph[1:-1].decode(), TripleLines(partial(_open_at, path, offset), count)


def _entries(path: Path, base: str, *, rename: bool) -> Iterator[bytes]:
    """Yield lines of graph, tabulator and triple; a label means another node in another file."""
    try:
        with _open_at(path) as stream:
            quads = ox.parse(stream, format=ox.RdfFormat.N_QUADS, rename_blank_nodes=rename)
            for some in batches(quads, PIECE):
                lines = serialized(_named(some, base), N_QUADS).splitlines()
                parts = (line.rsplit(b" ", 2) for line in lines)
                yield b"".join(b"%b\t%b .\n" % (graph, triple) for triple, graph, _ in parts)
    except SyntaxError as error:
        raise _unreadable(f"{path}:{error.lineno}", error.msg) from error
    except (OSError, EOFError, zlib.error) as error:
        raise _unreadable(str(path), str(error)) from error


def _unreadable(place: str, what: str) -> CouldNotRun:
    return CouldNotRun(
        f"cannot be read as N-Quads ({what})", place=place, fix="mend it, or copy it again"
    )


def _named(quads: tuple[ox.Quad, ...], base: str) -> Iterator[ox.Quad]:
    """Put what is in the default graph into the one that it has in a store."""
    known: set[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = set()
    catalog = ox.NamedNode(catalog_graph(base))
    for quad in quads:
        name = quad.graph_name
        if name not in known:
            _require_ours(name, base)
            known.add(name)
        if isinstance(name, ox.DefaultGraph):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, catalog)
        else:
            yield quad


def _require_ours(name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph, base: str) -> None:
    if isinstance(name, ox.DefaultGraph):
        return
    if isinstance(name, ox.BlankNode) or not name.value.startswith(f"{base}graph/"):
        raise CouldNotRun(
            f"is no graph of this project: those lie below {base}graph/",
            place=str(name),
            fix="load it in the project that it belongs to (--root)",
        )
