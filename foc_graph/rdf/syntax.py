"""What is wrong with the text of a file, where, and what to do about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat

from foc_graph.rdf.formats import RDF_XML

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
