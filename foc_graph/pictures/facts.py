"""What pictures are drawn from: the statements, the names of things, the links to their pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from foc_graph.dataset import Dataset
    from foc_graph.dataset.content import Content
    from foc_graph.names.names import Names

    #: IRI -> link to its page as seen from the page of the picture; None where there is none.
    Link = Callable[[str], str | None]


@dataclass(frozen=True)
class PictureFacts:
    """The facts, the names and the links of one page."""

    content: Content
    names: Names
    link: Link

    @classmethod
    def of(cls, dataset: Dataset, *, link: Link) -> PictureFacts:
        """Return the ground of a dataset outside of any site."""
        from foc_graph.dataset.content import Content
        from foc_graph.names.names import Names

        content = Content(dataset)
        return cls(content, Names(content), link)
