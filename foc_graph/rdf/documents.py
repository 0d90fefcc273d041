"""RDF files -> quads. A file that does not parse is a result beside the others, not a crash.

Nothing is fetched: JSON-LD with a remote context and RDF/XML with external entities are refused.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from xml.parsers import expat

import pyoxigraph as ox

from foc_graph.errors import UsageProblem
from foc_graph.rdf.datatypes import lexical_problem
from foc_graph.rdf.formats import RDF_FORMATS, RDF_XML

if TYPE_CHECKING:
    from pathlib import Path

#: The parser repeats the place in its message; we say it in front.
_PLACE = re.compile(r"^Parser error (?:at line \d+ (?:column \d+|between .*?)|between line .*?): ")


@dataclass(frozen=True)
class SyntaxProblem:
    """Why a file, or one value in it, cannot be taken as it is. Lines and columns start at 1."""

    path: Path
    line: int | None
    column: int | None
    message: str
    fix: str

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        return f"{place}: {self.message} - {self.fix}"


def syntax_problem(path: Path, error: Exception, content: bytes) -> SyntaxProblem:
    """Turn the parser's error into one sentence with its place and what to do."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as wrong:
        start = content.count(b"\n", 0, wrong.start) + 1
        return SyntaxProblem(path, start, None, "is not UTF-8", "save the file as UTF-8")
    message = _PLACE.sub("", getattr(error, "msg", None) or str(error)).strip().rstrip(".")
    if "LoadDocumentCallback" in message:
        message = "the context is in another document"
    line, column = getattr(error, "lineno", None), getattr(error, "offset", None)
    if line is None and path.suffix == RDF_XML.suffix:
        line, column = _in_xml(content)
    return SyntaxProblem(
        path,
        line,
        column,
        f"syntax error: {message.removeprefix('syntax error: ')}",
        next((fix for sign, fix in FIXES.items() if sign in message), "mend the syntax there"),
    )


#: What the parser says -> what to do about it.
FIXES = {
    # Typographic quotation marks, pasted from a text processor.
    **dict.fromkeys("\u201c\u201d\u201e\u2018\u2019\u00ab", 'use straight ones: "…"'),
    "prefix": "declare the prefix at the top, as other files do",
    "Invalid IRI": "write a full IRI without blanks or quotes between < and >",
    "IRI": "write a full IRI without blanks or quotes between < and >",
    "context": "write the context into the file; nothing is fetched from the network",
    "entit": "write the characters themselves; entities are not expanded",
    "language tag": "use a tag such as @en",
}


def _in_xml(content: bytes) -> tuple[int | None, int | None]:
    """Return where a document stops being XML; the parser of RDF/XML does not tell.

    Entities that multiply, or are elsewhere, have been refused before.
    """
    try:
        expat.ParserCreate().Parse(content, True)  # noqa: FBT003  # takes no names
    except expat.ExpatError as wrong:
        return wrong.lineno, wrong.offset + 1
    return None, None


#: Bytes, where FOC_GRAPH_LARGEST_FILE says nothing else. A curated file is a few kilobytes; what is
#: larger is a dump in the wrong place.
LARGEST = 50 * 1024 * 1024

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class RdfDocument:
    """What one file holds; ``quads`` is empty where it does not parse.

    ``base`` is what relative IRIs are resolved against where the file names no other.
    """

    path: Path
    quads: tuple[ox.Quad, ...]
    problems: tuple[SyntaxProblem, ...]
    prefixes: dict[str, str]
    base: str = ""


def read_bytes(path: Path) -> bytes | SyntaxProblem:
    """Return the content without a byte order mark, or why it cannot be read."""
    largest = largest_file()
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return SyntaxProblem(path, None, None, "is no file", "put a file in its place")
        size = status.st_size
        if size > largest:
            return SyntaxProblem(
                path, None, None,
                f"is {size / 1e6:,.0f} MB, and a file may have {largest / 1e6:,.0f} MB",
                "split it by entity, or raise FOC_GRAPH_LARGEST_FILE (bytes)",
            )  # fmt: skip
        content = path.read_bytes().removeprefix(BOM)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return SyntaxProblem(path, None, None, f"cannot be read ({reason})", "check the file")
    return nesting_problem(path, content) or content


def largest_file() -> int:
    """Return how many bytes a file may have.

    Raises:
        UsageProblem: FOC_GRAPH_LARGEST_FILE is not a number.

    """
    given = os.environ.get("FOC_GRAPH_LARGEST_FILE", "")
    if given and not given.isdecimal():
        raise UsageProblem(
            f"{given!r} is not a number of bytes",
            place="FOC_GRAPH_LARGEST_FILE",
            fix=f"write digits only, such as {LARGEST}",
        )
    return int(given) if given else LARGEST


def read_file(path: Path, *, base: str, scope: str = "") -> RdfDocument:
    """Read one file; relative IRIs are resolved against its own ``@base``, else ``base``.

    With ``scope`` (the file's path in its project) the labels of blank nodes are made unique to
    the file: the same label in two files names two nodes (RDF 1.1 Concepts, section 3.4).

    Literals are kept as written. Those that are not in the lexical space of their datatype
    (RDF 1.1 Concepts, section 5) are problems with a line, and stay in ``quads``.
    """
    content = read_bytes(path)
    if isinstance(content, SyntaxProblem):
        return RdfDocument(path, (), (content,), {})
    if not content.strip():
        return RdfDocument(path, (), (_empty(path),), {})
    entities = entity_problem(path, content)
    if entities:
        return RdfDocument(path, (), (entities,), {})
    try:
        parser = ox.parse(content, format=RDF_FORMATS[path.suffix].syntax, base_iri=base)
        quads = tuple(parser)
    except (SyntaxError, ValueError) as error:
        return RdfDocument(path, (), (syntax_problem(path, error, content),), {})
    if scope and _may_have_blank_nodes(path, content):
        quads = tuple(_as_quad(quad, scope) for quad in quads)
    problems = (_empty(path),) if not quads else tuple(_ill_typed(path, quads, content))
    return RdfDocument(path, quads, problems, dict(parser.prefixes), base)


#: ``<<`` in one file. RDF 1.1 has no triples about triples; some ten thousand, one in another,
#: overflow the stack of the parser and end the process.
NESTED = 1_000


def nesting_problem(path: Path, content: bytes) -> SyntaxProblem | None:
    """Refuse what would crash the parser, so that the other files are still read."""
    if content.count(b"<<") <= NESTED:
        return None
    what = f"holds more than {NESTED:,} triples about triples, which RDF 1.1 does not have"
    return SyntaxProblem(path, None, None, what, "write records of their own instead")


#: Bytes that the entities of a file may come to where they are used: namespaces need far less.
ENTITIES = 16 * 1024 * 1024
_ENTITY = re.compile(rb"<!ENTITY\s+%?\s*(?P<name>[^\s>]+)\s+(?P<value>[^>]*)>")


def entity_problem(path: Path, content: bytes) -> SyntaxProblem | None:
    """Refuse XML entities that expand into others, grow large, or lie outside the file.

    The parser expands entities without a limit (XML 1.0, section 4.4: "billion laughs").
    """
    if path.suffix != RDF_XML.suffix:
        return None
    # Not a dict: a name may be declared twice.
    declared = [(match["name"], match["value"]) for match in _ENTITY.finditer(content)]
    external = any(value.startswith((b"SYSTEM", b"PUBLIC")) for _, value in declared)
    nested = any(b"&" in value.replace(b"&#", b"") for _, value in declared)
    expanded = sum(len(value) * content.count(b"&%b;" % name) for name, value in declared)
    if not external and not nested and expanded <= ENTITIES:
        return None
    position = content.find(b"<!ENTITY")
    what = "an external XML entity" if external else "XML entities that multiply"
    return SyntaxProblem(
        path,
        content.count(b"\n", 0, position) + 1,
        None,
        f"declares {what}, which is refused",
        "write the characters themselves; only short entities for namespaces are read",
    )


def _may_have_blank_nodes(path: Path, content: bytes) -> bool:
    """Whether there is a sign of a blank node; where the format is like Turtle it is seen."""
    if not RDF_FORMATS[path.suffix].like_turtle:
        return True
    return b"[" in content or b"_:" in content or b"(" in content


def _as_quad(quad: ox.Quad, scope: str) -> ox.Quad:
    subject, value, graph = quad.subject, quad.object, quad.graph_name
    blank = ox.BlankNode
    if not (isinstance(subject, blank) or isinstance(value, blank) or isinstance(graph, blank)):
        return quad
    return ox.Quad(
        scoped(subject, scope), quad.predicate, scoped(value, scope), scoped(graph, scope)
    )


_Node = TypeVar("_Node")


def scoped(node: _Node, scope: str) -> _Node | ox.BlankNode:
    """Return a term; a blank node under a name of its own, made of ``scope`` and its label."""
    if not isinstance(node, ox.BlankNode):
        return node
    return ox.BlankNode("b" + hashlib.sha256(f"{scope} {node.value}".encode()).hexdigest()[:24])


#: What is said of a file that parses and is empty: data say something, an ontology need not.
NO_STATEMENT = "holds no statement"


def _empty(path: Path) -> SyntaxProblem:
    return SyntaxProblem(path, None, None, NO_STATEMENT, "describe something in it, or remove it")


def _ill_typed(path: Path, quads: tuple[ox.Quad, ...], content: bytes) -> list[SyntaxProblem]:
    problems = []
    for quad in quads:
        if not isinstance(quad.object, ox.Literal):
            continue
        found = lexical_problem(quad.object)
        if found:
            value = quad.object.value
            line = _line_of(value, content)
            problems.append(SyntaxProblem(path, line, None, f'"{value}" {found[0]}', found[1]))
    return problems


def _line_of(value: str, content: bytes) -> int | None:
    position = content.find(f'"{value}"'.encode())
    return content.count(b"\n", 0, position) + 1 if position >= 0 else None
