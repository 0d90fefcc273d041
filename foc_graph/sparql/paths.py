"""SHACL property paths (SHACL 2.3.1): read from a graph, written as SPARQL and as triples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.rdf.terms import FIRST, NIL, REST, Node, Term, sh
from foc_graph.rdf.triples import MalformedListError, TripleIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_INVERSE = sh("inversePath")
_ALTERNATIVE = sh("alternativePath")
#: Predicate -> the sign that SPARQL 1.1 puts behind the path (section 9.1).
_REPEATS = {
    sh("zeroOrMorePath"): "*",
    sh("oneOrMorePath"): "+",
    sh("zeroOrOnePath"): "?",
}


class MalformedPathError(ValueError):
    """A node is no well-formed property path."""


@dataclass(frozen=True)
class Path:
    """One step of a path. ``kind`` is the sign that SPARQL uses: ``/ | ^ * + ?``, or none.

    Two equal paths are equivalent in the sense of SHACL 2.3.1.
    """

    kind: str
    parts: tuple[Path, ...] = ()
    iri: ox.NamedNode | None = None

    @property
    def nullable(self) -> bool:
        """Whether the path leads from every node to itself."""
        if self.kind in ("*", "?"):
            return True
        any_or_all = any if self.kind == "|" else all
        return bool(self.parts) and any_or_all(part.nullable for part in self.parts)

    @property
    def step(self) -> str | None:
        """The predicate, as SPARQL writes it, of a path of a single step in either direction."""
        single = self.parts[0] if self.kind == "^" else self
        return None if single.iri is None else str(single.iri)

    @property
    def first_iris(self) -> frozenset[ox.NamedNode]:
        """The predicates that the path names."""
        own = frozenset() if self.iri is None else frozenset({self.iri})
        return own.union(*(part.first_iris for part in self.parts))

    def sparql(self) -> str:
        """Return the path as SPARQL 1.1 writes it."""
        if self.iri is not None:
            return str(self.iri)
        inner = [part.sparql() for part in self.parts]
        if self.kind == "^":
            return f"^{inner[0]}" if self.parts[0].iri else f"^({inner[0]})"
        if self.kind in ("*", "+", "?"):
            return f"({inner[0]}){self.kind}"
        return f"({self.kind.join(inner)})"

    def __str__(self) -> str:
        return self.sparql()

    def quads(self, new: Callable[[], ox.BlankNode]) -> tuple[Node, list[ox.Quad]]:
        """Return the path as SHACL writes it: its node, and the triples about that node."""
        if self.iri is not None:
            return self.iri, []
        node = new()
        if self.kind == "/":
            return node, list(_list_quads(node, self.parts, new))
        predicate = _PREDICATES[self.kind]
        if self.kind == "|":
            head = new()
            return node, [ox.Quad(node, predicate, head), *_list_quads(head, self.parts, new)]
        inner, quads = self.parts[0].quads(new)
        return node, [ox.Quad(node, predicate, inner), *quads]


_PREDICATES = {"^": _INVERSE, "|": _ALTERNATIVE, **{sign: p for p, sign in _REPEATS.items()}}


def predicate_path(iri: ox.NamedNode) -> Path:
    """Return the path that is one predicate."""
    return Path("", iri=iri)


def _list_quads(
    head: Node, parts: tuple[Path, ...], new: Callable[[], ox.BlankNode]
) -> Iterator[ox.Quad]:
    for position, part in enumerate(parts):
        inner, quads = part.quads(new)
        rest: Node = new() if position < len(parts) - 1 else NIL
        yield ox.Quad(head, FIRST, inner)
        yield ox.Quad(head, REST, rest)
        yield from quads
        head = rest


def read_path(graph: TripleIndex, node: Term, *, above: tuple[Term, ...] = ()) -> Path:
    """Read a path from a graph.

    A node that is both a list and something else is read as a list, as the W3C test suite
    expects (core/path/path-strange-001).

    Raises:
        MalformedPathError: the node is no path, or refers to itself.

    """
    if isinstance(node, ox.NamedNode) and node != NIL:
        return predicate_path(node)
    if isinstance(node, ox.Literal) or node in above:
        raise MalformedPathError
    above = (*above, node)
    if graph.objects(node, FIRST):
        return Path("/", _members(graph, node, above))
    for predicate in (_INVERSE, _ALTERNATIVE, *_REPEATS):
        value = graph.value(node, predicate)
        if value is not None:
            return _composed(graph, predicate, value, above)
    raise MalformedPathError


def _composed(
    graph: TripleIndex, predicate: ox.NamedNode, value: Term, above: tuple[Term, ...]
) -> Path:
    if predicate == _ALTERNATIVE:
        return Path("|", _members(graph, value, above))
    sign = "^" if predicate == _INVERSE else _REPEATS[predicate]
    return Path(sign, (read_path(graph, value, above=above),))


def _members(graph: TripleIndex, head: Term, above: tuple[Term, ...]) -> tuple[Path, ...]:
    try:
        members = graph.members(head)
    except MalformedListError as error:
        raise MalformedPathError from error
    if len(members) < 2:  # noqa: PLR2004  # "at least two members", SHACL 2.3.1.2 and 2.3.1.3
        raise MalformedPathError
    return tuple(read_path(graph, member, above=above) for member in members)
