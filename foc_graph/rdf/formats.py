"""The formats of RDF: one line a format, with all that files and the web need to know of it.

Exports, answers of the server and readers of places refer to these records.
"""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox


@dataclass(frozen=True)
class DocumentFormat:
    """A format in which a document can be had.

    ``suffix`` has its dot. ``media_type`` is registered with IANA. ``aliases`` are what some
    clients say when they mean it; they are heard where nothing else fits, and answered with
    ``media_type``.
    """

    name: str
    suffix: str
    media_type: str
    label: str
    aliases: tuple[str, ...] = ()
    charset: str | None = "utf-8"

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
    ("application/x-turtle", "text/n3", "text/rdf+n3"), like_turtle=True,
)  # fmt: skip
TRIG = RdfFormat(
    "trig", ".trig", "application/trig", "TriG",
    ("application/x-trig",), charset=None, like_turtle=True,
)  # fmt: skip
N_TRIPLES = RdfFormat(
    "ntriples", ".nt", "application/n-triples", "N-Triples",
    ("text/plain",), charset=None, like_turtle=True,
)  # fmt: skip
N_QUADS = RdfFormat(
    "nquads", ".nq", "application/n-quads", "N-Quads", charset=None, like_turtle=True
)
JSON_LD = RdfFormat(
    "jsonld", ".jsonld", "application/ld+json", "JSON-LD",
    ("application/json",), charset=None,
)  # fmt: skip
RDF_XML = RdfFormat(
    "rdfxml", ".rdf", "application/rdf+xml", "RDF/XML",
    ("application/xml", "text/xml"), charset=None,
)  # fmt: skip

#: File suffix -> format; what ends otherwise is not read as RDF.
RDF_FORMATS = {form.suffix: form for form in (TURTLE, TRIG, N_TRIPLES, N_QUADS, JSON_LD, RDF_XML)}
