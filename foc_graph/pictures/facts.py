"""What pictures are drawn from: the statements, the names of things, the links to their pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from foc_graph.dataset import Dataset
    from foc_graph.dataset.content import Content

    #: IRI -> link to its page as seen from the page of the picture; None where there is none.
    Link = Callable[[str], str | None]


class NodeNames(Protocol):
    """IRI -> name."""

    def __getitem__(self, iri: str) -> str:
        """Return what to call a thing."""


@dataclass(frozen=True)
class PictureFacts:
    """The facts, the names and the links of one page."""

    content: Content
    names: NodeNames
    link: Link

    @classmethod
    def of(cls, dataset: Dataset, *, link: Link) -> PictureFacts:
        """Return the ground of a dataset outside of any site."""
        from foc_graph.dataset.content import Content
        from foc_graph.names.labels import Labels

        content = Content(dataset)
        return cls(content, Labels(content), link)
