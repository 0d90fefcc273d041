"""The search index: what can be found, and by which words; also as a file for the browser.

`foc_graph/web/pages/assets/js/search-ranking.js` makes the same words of what is typed; a test
compares them.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: Letters that Unicode does not decompose, and what people type for them.
FOLDED = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
          "ħ": "h", "\N{LATIN SMALL LETTER DOTLESS I}": "i"}  # fmt: skip

#: Not a part of a name: "(the) same rights that people have offline".
ARTICLE = "the"

_FOLDED = str.maketrans(FOLDED)
_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile(r"[\u0300-\u036f]")


def fold(text: str) -> str:
    """Return ``text`` in lower case and without diacritics.

    >>> fold("Côte d'Ivoire"), fold("Øresund Straße")
    ("cote d'ivoire", 'oresund strasse')
    """
    plain = unicodedata.normalize("NFKD", text.lower().translate(_FOLDED))
    return _MARK.sub("", plain).lower()


def words(text: str) -> list[str]:
    """Return the words of ``text``: runs of letters and digits.

    >>> words("A/HRC/RES/20/8")
    ['a', 'hrc', 'res', '20', '8']
    """
    return _WORD.findall(fold(text))


def key(text: str) -> str:
    """Return what two spellings of one name or symbol share; a name may do without its article.

    >>> key("A/RES/217 (III) A") == key("A-RES-217-III-A")
    True
    """
    found = words(text)
    return "/".join(found[1:] if found[:1] == [ARTICLE] else found)


def is_near(one: str, other: str) -> bool:
    """Tell whether one letter too many, missing, wrong or exchanged parts two words.

    >>> is_near("talinn", "tallinn"), is_near("estonai", "estonia"), is_near("cat", "dog")
    (True, True, False)
    """
    if abs(len(one) - len(other)) > 1:
        return False
    start = _common(one, other)
    one, other = one[start:], other[start:]
    end = _common(one[::-1], other[::-1])
    one, other = one[: len(one) - end], other[: len(other) - end]
    return max(len(one), len(other)) <= 1 or (len(one) == len(other) == 2 and one == other[::-1])  # noqa: PLR2004


def _common(one: str, other: str) -> int:
    """Count the letters that two words share from their start."""
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length


#: Where a word stands -> how much it counts there. The number of a field is its place here.
FIELDS = {"names": 8, "codes": 8, "alternatives": 6, "texts": 2}

#: Longer names than these are not found as a whole, only by their words.
LONGEST_KEY = 24

#: Where the file for the browser lies, from the root of the site.
PATH = "search.json"

#: The browser refuses what it does not know.
VERSION = 1


@dataclass(frozen=True)
class SearchEntry:
    """One thing that can be found. ``path`` leads to its page, from the root of the site."""

    path: str
    title: str
    kind: str
    detail: str = ""
    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    texts: tuple[str, ...] = field(default=(), repr=False)

    def words(self) -> Iterator[tuple[str, int]]:
        """Yield every word with the number of the field that it stands in."""
        for number, name in enumerate(FIELDS):
            for text in getattr(self, name):
                yield from ((word, number) for word in words(text))

    @cached_property
    def full_keys(self) -> tuple[str, ...]:
        """Names as a whole: who types one of them means this entry."""
        found = map(key, (*self.names, *self.alternatives))
        short = (name for name in found if name.count("/") < LONGEST_KEY)
        return tuple(dict.fromkeys(name for name in short if name))

    @cached_property
    def code_keys(self) -> tuple[str, ...]:
        """Symbols and codes as a whole; what they end in will do as well (``20/8``)."""
        return tuple(dict.fromkeys(filter(None, map(key, self.codes))))


@dataclass(frozen=True)
class SearchIndex:
    """Entries in the order in which equally good ones are shown, and where each word occurs.

    ``postings[n]`` tells of ``vocabulary[n]``: entry number * number of fields + field.
    """

    entries: tuple[SearchEntry, ...]
    vocabulary: tuple[str, ...]
    postings: tuple[tuple[int, ...], ...]

    @cached_property
    def word_numbers(self) -> dict[str, int]:
        """Word -> its place in the vocabulary."""
        return {word: number for number, word in enumerate(self.vocabulary)}

    @cached_property
    def full_keys(self) -> dict[str, tuple[int, ...]]:
        """Whole name or code -> entries."""
        return _grouped(
            (name, number)
            for number, entry in enumerate(self.entries)
            for name in (*entry.full_keys, *entry.code_keys)
        )

    @cached_property
    def ends(self) -> dict[str, tuple[int, ...]]:
        """What a code ends in, of two words or more -> entries."""
        return _grouped(
            (end, number)
            for number, entry in enumerate(self.entries)
            for code in entry.code_keys
            for end in ends_of(code)
        )


def ends_of(code: str) -> Iterator[str]:
    """Yield the ends of a code, the longest first.

    >>> list(ends_of("a/hrc/res/20/8"))
    ['hrc/res/20/8', 'res/20/8', '20/8']
    """
    parts = code.split("/")
    for start in range(1, len(parts) - 1):
        yield "/".join(parts[start:])


def build(entries: Iterable[SearchEntry]) -> SearchIndex:
    """Index the entries; their order is that of equally good results."""
    ordered = tuple(entries)
    occurrences: dict[str, set[int]] = defaultdict(set)
    for number, entry in enumerate(ordered):
        best: dict[str, int] = {}
        for word, field_number in entry.words():
            best[word] = min(best.get(word, field_number), field_number)
        for word, field_number in best.items():
            occurrences[word].add(number * len(FIELDS) + field_number)
    vocabulary = tuple(sorted(occurrences))
    postings = tuple(tuple(sorted(occurrences[word])) for word in vocabulary)
    return SearchIndex(ordered, vocabulary, postings)


def _grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, dict[int, None]] = defaultdict(dict)
    for name, number in pairs:
        found[name][number] = None
    return {name: tuple(numbers) for name, numbers in found.items()}


def as_json(index: SearchIndex) -> bytes:
    """Return the file for the browser; ``postings`` hold the differences between neighbours."""
    kinds = list(dict.fromkeys(entry.kind for entry in index.entries))
    document = {
        "version": VERSION,
        "weights": list(FIELDS.values()),
        "kinds": kinds,
        "entries": [_as_list(entry, kinds) for entry in index.entries],
        "vocabulary": " ".join(index.vocabulary),
        "postings": [differences(numbers) for numbers in index.postings],
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()


def _as_list(entry: SearchEntry, kinds: list[str]) -> list[object]:
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
