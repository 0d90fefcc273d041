"""Statements -> bytes, by Oxigraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foc_graph.rdf.formats import RdfFormat


def serialized(
    statements: Iterable[ox.Triple] | Iterable[ox.Quad],
    form: RdfFormat,
    prefixes: dict[str, str] | None = None,
) -> bytes:
    """Serialize in the order given."""
    # Without an output it returns the bytes; the stub says "or None".
    return ox.serialize(statements, format=form.syntax, prefixes=prefixes) or b""


def sorted_lines(statements: Iterable[ox.Triple] | Iterable[ox.Quad], form: RdfFormat) -> bytes:
    """Serialize as canonical N-Triples or N-Quads, lines in code point order (RDFC-1.0, 4.4)."""
    # No newline but the final one: canonical N-Triples escapes those in literals.
    lines = serialized(statements, form).split(b"\n")[:-1]
    return b"".join(line + b"\n" for line in sorted(lines))
