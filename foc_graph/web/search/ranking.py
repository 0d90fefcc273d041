"""Which entries answer a query, the best first.

The browser ranks by the same rules (`foc_graph/web/pages/assets/js/search-ranking.js`): whole
numbers only, and ties are told by the order of the entries, so that both give the same list.
No library for Python has a twin in JavaScript that is maintained (lunr.js: last release in 2020).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foc_graph.web.search.index import FIELDS, SearchEntry, SearchIndex, is_near, key, words

if TYPE_CHECKING:
    from collections.abc import Iterator


#: The query is the whole of a name or symbol, the end of a symbol, or the start of these.
WHOLE, END, WHOLE_START, END_START = 10_000, 8_000, 4_000, 2_000
#: A word of the query is a word of the entry, the start of one, or one with a slip.
SAME, START, NEAR = 10, 6, 3

#: Shorter words have no slips: too many others are near.
SHORTEST_NEAR = 4
SHORTEST_START = 2
#: What is typed beyond these words is not looked at.
MOST_WORDS = 16

_WEIGHTS = tuple(FIELDS.values())


@dataclass(frozen=True)
class Hit:
    """One result."""

    entry: SearchEntry
    score: int


def search(index: SearchIndex, query: str) -> list[Hit]:
    """Return the entries that have every word of the query, or a whole name or symbol that it is.

    Where no entry has them all, those that have the most.
    """
    typed = list(dict.fromkeys(words(query)[:MOST_WORDS]))
    scores: dict[int, int] = defaultdict(int)
    found: dict[int, int] = defaultdict(int)
    for word in typed:
        for number, score in _of_word(index, word).items():
            scores[number] += score
            found[number] += 1
    most = max(found.values(), default=0)
    chosen = {number: scores[number] for number, count in found.items() if count == most}
    for number, score in _of_whole(index, key(query)):
        chosen[number] = max(chosen.get(number, 0), score + scores.get(number, 0))
    ordered = sorted(chosen, key=lambda number: (-chosen[number], number))
    return [Hit(index.entries[number], chosen[number]) for number in ordered]


def _of_word(index: SearchIndex, word: str) -> dict[int, int]:
    """Entry -> what it scores by one word of the query."""
    best: dict[int, int] = {}
    for number, quality in _matching(index, word):
        for posting in index.postings[number]:
            entry, field = divmod(posting, len(_WEIGHTS))
            best[entry] = max(best.get(entry, 0), quality * _WEIGHTS[field])
    return best


def _matching(index: SearchIndex, word: str) -> list[tuple[int, int]]:
    """Words of the vocabulary that are meant by one of the query, with how well they fit.

    Slips are looked for only where nothing else fits.
    """
    same = index.word_numbers.get(word)
    found = [] if same is None else [(same, SAME)]
    if len(word) >= SHORTEST_START:
        longer = enumerate(index.vocabulary)
        found += [(n, START) for n, other in longer if n != same and other.startswith(word)]
    if found or len(word) < SHORTEST_NEAR:
        return found
    return [(n, NEAR) for n, other in enumerate(index.vocabulary) if is_near(word, other)]


def _of_whole(index: SearchIndex, typed: str) -> Iterator[tuple[int, int]]:
    """Yield (entry, score) for the whole query, best first where an entry comes twice."""
    if not typed:
        return
    for table, same, start in (
        (index.full_keys, WHOLE, WHOLE_START),
        (index.ends, END, END_START),
    ):
        yield from ((number, same) for number in table.get(typed, ()))
        if len(typed) >= SHORTEST_START:
            for name, numbers in table.items():
                if name != typed and name.startswith(typed):
                    yield from ((number, start) for number in numbers)
