"""The formats of RDF: one line a format, which files are of one, and statements written in one.

Exports, answers of the server and readers of places refer to these records.
"""

from __future__ import annotations

import os
from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph as ox


@dataclass(frozen=True)
class DocumentFormat:
    """A format in which a document can be had.

    ``suffix`` has its dot. ``media_type`` is registered with IANA. ``aliases`` are what some
    clients say when they mean it; they are heard where nothing else fits, and answered with
    ``media_type``. ``nicknames`` are what parameters of addresses call it, besides its name, its
    suffix and its media types.
    """

    name: str
    suffix: str
    media_type: str
    label: str
    aliases: tuple[str, ...] = ()
    charset: str | None = "utf-8"
    _: KW_ONLY
    nicknames: tuple[str, ...] = ()

    def is_called(self, name: str) -> bool:
        """Tell whether a parameter of an address means this format.

        A ``+`` in a query string is read as a blank by servers: ``ld json`` is heard too.
        """
        wanted = name.partition(";")[0].strip().lower().replace(" ", "+").lstrip(".")
        known = (self.name, self.suffix[1:], self.media_type, *self.aliases, *self.nicknames)
        return wanted in known

    @property
    def content_type(self) -> str:
        """The value of ``Content-Type``. RDF/XML, JSON-LD and N-Triples say their own encoding."""
        return f"{self.media_type}; charset={self.charset}" if self.charset else self.media_type


@dataclass(frozen=True)
class RdfFormat(DocumentFormat):
    """A format of RDF.

    ``like_turtle`` where a text is a sequence of statements of Turtle or of a part of it: these
    can be read one by one, and a blank node is seen.
    """

    _: KW_ONLY
    like_turtle: bool = False

    @cached_property
    def syntax(self) -> ox.RdfFormat:
        """How Oxigraph calls it."""
        import pyoxigraph as ox  # not at start-up: which files are RDF is asked there, too

        found = ox.RdfFormat.from_media_type(self.media_type)
        assert found is not None  # noqa: S101  # for each of the table
        return found


TURTLE = RdfFormat(
    "turtle", ".ttl", "text/turtle", "Turtle",
    ("application/x-turtle", "text/n3", "text/rdf+n3"), like_turtle=True, nicknames=("n3",),
)  # fmt: skip
TRIG = RdfFormat(
    "trig", ".trig", "application/trig", "TriG",
    ("application/x-trig",), charset=None, like_turtle=True,
)  # fmt: skip
N_TRIPLES = RdfFormat(
    "ntriples", ".nt", "application/n-triples", "N-Triples",
    ("text/plain",), charset=None, like_turtle=True, nicknames=("n-triples",),
)  # fmt: skip
N_QUADS = RdfFormat(
    "nquads", ".nq", "application/n-quads", "N-Quads", charset=None, like_turtle=True
)
JSON_LD = RdfFormat(
    "jsonld", ".jsonld", "application/ld+json", "JSON-LD",
    ("application/json",), charset=None, nicknames=("json-ld", "ld+json", "json"),
)  # fmt: skip
RDF_XML = RdfFormat(
    "rdfxml", ".rdf", "application/rdf+xml", "RDF/XML",
    ("application/xml", "text/xml"), charset=None, nicknames=("rdf+xml", "xml"),
)  # fmt: skip

#: File suffix -> format; what ends otherwise is not read as RDF.
RDF_FORMATS = {form.suffix: form for form in (TURTLE, TRIG, N_TRIPLES, N_QUADS, JSON_LD, RDF_XML)}


def below(folder: Path, path: Path) -> str | None:
    """``path`` from a folder on, with forward slashes; None where it does not start with that.

    Names are compared, links are not followed: this is asked for every file, again and again.
    """
    start = f"{folder}{os.sep}"
    text = str(path)
    return text[len(start) :].replace(os.sep, "/") if text.startswith(start) else None


def without_suffix(name: str) -> str:
    """The path of a file without the ending of its name: ``doc/A-HRC-20-L.13`` for Turtle."""
    return name.removesuffix(PurePosixPath(name).suffix)


def rdf_files(folder: Path) -> list[Path]:
    """Every RDF file under ``folder``, sorted; hidden ones are left out."""
    return sorted(
        path for path in files_below(folder) if is_rdf(path) and not path.name.startswith(".")
    )


def is_rdf(path: PurePath) -> bool:
    """Whether the name of a file ends as RDF does."""
    return path.suffix in RDF_FORMATS


def files_below(folder: Path) -> Iterator[Path]:
    """Yield every file under a folder, if there is one, in the order of their names.

    A link to a folder is not followed but yielded, and so is a link to nothing, and a pipe: who
    reads files says why that cannot be read, so that nothing is passed over.
    """
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                yield from files_below(Path(entry.path))
            else:
                yield Path(entry.path)


def serialized(
    statements: Iterable[ox.Triple] | Iterable[ox.Quad],
    form: RdfFormat,
    prefixes: dict[str, str] | None = None,
) -> bytes:
    """Serialize in the order given."""
    import pyoxigraph as ox

    # Without an output it returns the bytes; the stub says "or None".
    return ox.serialize(statements, format=form.syntax, prefixes=prefixes) or b""


def sorted_lines(statements: Iterable[ox.Triple] | Iterable[ox.Quad], form: RdfFormat) -> bytes:
    """Serialize as canonical N-Triples or N-Quads, lines in code point order (RDFC-1.0, 4.4)."""
    # No newline but the final one: canonical N-Triples escapes those in literals.
    lines = serialized(statements, form).split(b"\n")[:-1]
    return b"".join(line + b"\n" for line in sorted(lines))
