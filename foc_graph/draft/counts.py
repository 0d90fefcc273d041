"""The counts in ``data/catalog.ttl``, brought up to date with what is new."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from foc_graph.turtle import format_turtle, layout_for

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from foc_graph.dataset import Dataset
    from foc_graph.draft.drafts import Draft

#: As ``fmt`` writes it: the class, and how many there are of it.
_COUNT = re.compile(r"(void:class\s+(\S+)\s*;\s*void:entities\s+)(\d+)")


def catalog_of(dataset: Dataset) -> Path:
    """Return the file that counts."""
    return dataset.project.data / "catalog.ttl"


def count_new(dataset: Dataset, drafts: Iterable[Draft]) -> tuple[str | None, dict[str, int]]:
    """Return the catalog with the new records counted, and the new number of each class.

    Only what is new is added, so that a count that was wrong before stays visible. None where
    there is no catalog or nothing in it changes.
    """
    path = catalog_of(dataset)
    if not path.is_file():
        return None, {}
    added = Counter(
        dataset.prefixes.shorten(class_) for made in drafts for class_ in made.classes()
    )
    numbers: dict[str, int] = {}

    def count(match: re.Match[str]) -> str:
        curie = match[2]
        if not added[curie]:
            return match[0]
        numbers[curie] = int(match[3]) + added[curie]
        return f"{match[1]}{numbers[curie]}"

    before = path.read_text("utf-8")
    after = _COUNT.sub(count, before)
    if not numbers:
        return None, {}
    layout = layout_for(dataset.project, dataset.prefixes, path)
    return format_turtle(after, layout, place=dataset.project.relative(path)), numbers
