"""The index as a file for the browser: compact, and the same bytes for the same data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from foc_graph.web.search.index import FIELDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foc_graph.web.search.index import SearchEntry, SearchIndex

#: Where the file lies, from the root of the site.
PATH = "search.json"

#: The browser refuses what it does not know.
VERSION = 1


def as_json(index: SearchIndex) -> bytes:
    """Return the index; ``postings`` hold the differences between neighbours."""
    kinds = list(dict.fromkeys(entry.kind for entry in index.entries))
    document = {
        "version": VERSION,
        "weights": list(FIELDS.values()),
        "kinds": kinds,
        "entries": [_entry(entry, kinds) for entry in index.entries],
        "vocabulary": " ".join(index.vocabulary),
        "postings": [differences(numbers) for numbers in index.postings],
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()


def _entry(entry: SearchEntry, kinds: list[str]) -> list[object]:
    """Path, title, kind, detail, whole names, codes."""
    return [
        entry.path,
        entry.title,
        kinds.index(entry.kind),
        entry.detail,
        list(entry.full_keys),
        list(entry.code_keys),
    ]


def differences(numbers: Sequence[int]) -> list[int]:
    """Return the first number, then how much larger each next one is.

    >>> differences((3, 5, 9))
    [3, 2, 4]
    """
    return [number - before for before, number in zip((0, *numbers[:-1]), numbers, strict=True)]
