"""What every format has in common: a name, files, and one way to write them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from foc_graph.dataset.content import Content
from foc_graph.project.atomic import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from foc_graph.dataset import Dataset
    from foc_graph.rdf.formats import RdfFormat


@dataclass(frozen=True)
class ExportedFile:
    """One file of a format: its path inside the export, its media type and its bytes."""

    name: str
    media_type: str
    data: bytes


class Exporter(ABC):
    """One format. The same dataset gives the same bytes: no clock, no order left to chance."""

    #: What ``--format`` takes.
    name: ClassVar[str]
    #: What a reader calls it.
    title: ClassVar[str]
    #: The file, or a pattern of the files, that it writes.
    file_name: ClassVar[str]
    #: Registered with IANA where there is a registration.
    media_type: ClassVar[str]
    #: Whether it is.
    registered: ClassVar[bool] = True
    #: Whether a terminal cannot show it.
    binary: ClassVar[bool] = False
    #: What it is for, in one sentence.
    purpose: ClassVar[str]
    #: How to load it: one line of code or of shell.
    load: ClassVar[str]

    @abstractmethod
    def files(self, content: Content) -> Iterator[ExportedFile]:
        """Make the files, sorted by name."""

    def export(self, dataset: Dataset | Content, directory: Path) -> list[Path]:
        """Write the files into ``directory`` and return their paths.

        Pass the same `Content` to several exporters and the dataset is read once.

        Raises:
            CouldNotRun: the disk is full, the folder is not writable, and the like.

        """
        written = []
        for file in self.files(Content.of(dataset)):
            path = directory / file.name
            write_atomic(path, file.data)
            written.append(path)
        return written


class SingleFile(Exporter):
    """A format of one file, which can go to standard output as well."""

    @abstractmethod
    def render(self, content: Content) -> bytes:
        """Make the bytes of the file."""

    def files(self, content: Content) -> Iterator[ExportedFile]:
        """Make the one file."""
        yield ExportedFile(self.file_name, self.media_type, self.render(content))


class RdfFile(SingleFile):
    """A format of RDF; its names stand in the table of those."""

    form: ClassVar[RdfFormat]

    def __init_subclass__(cls) -> None:
        """Take the names over."""
        cls.name, cls.title, cls.media_type = cls.form.name, cls.form.label, cls.form.media_type
        cls.file_name = f"foc-graph{cls.form.suffix}"
