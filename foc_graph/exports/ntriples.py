"""N-Triples: the union of all graphs, a statement a line, sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.exports.common import SingleFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.dataset.content import Content


def sorted_lines(statements: Iterable[ox.Triple] | Iterable[ox.Quad], form: ox.RdfFormat) -> bytes:
    """Serialize as canonical N-Triples or N-Quads, lines in code point order (RDFC-1.0, 4.4)."""
    # No newline but the final one: canonical N-Triples escapes those in literals.
    lines = serialized(statements, form).split(b"\n")[:-1]
    return b"".join(line + b"\n" for line in sorted(lines))


def serialized(
    statements: Iterable[ox.Triple] | Iterable[ox.Quad],
    form: ox.RdfFormat,
    prefixes: dict[str, str] | None = None,
) -> bytes:
    """Serialize with Oxigraph, in the order given."""
    # Without an output it returns the bytes; the stub says "or None".
    return ox.serialize(statements, format=form, prefixes=prefixes) or b""


class NTriples(SingleFile):
    """RDF 1.1 N-Triples (W3C Recommendation, 2014)."""

    name = "ntriples"
    title = "N-Triples"
    file_name = "foc-graph.nt"
    media_type = "application/n-triples"
    purpose = "One statement a line: for `grep`, `diff`, `sort` and the fastest loading."
    load = "riot --count foc-graph.nt"

    def render(self, content: Content) -> bytes:
        """Make the file."""
        return sorted_lines(content.triples, ox.RdfFormat.N_TRIPLES)
