"""Names in the order in which readers look for them, and in a sentence."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from foc_graph.rdf.ordering import natural_key

if TYPE_CHECKING:
    from collections.abc import Sequence

_ADDRESS = re.compile(r"https?://(?:www\.)?")


@lru_cache(maxsize=65536)
def by_name(name: str) -> tuple[object, ...]:
    """Return a sort key without regard to capitals and accents; numbers by their size.

    An address stands where its host does.

    >>> sorted(["Cyprus", "Côte d'Ivoire", "Chile", "ci"], key=by_name)
    ['Chile', 'ci', "Côte d'Ivoire", 'Cyprus']
    """
    address = _ADDRESS.match(name)
    letters = unicodedata.normalize("NFKD", name[address.end() :] if address else name)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return natural_key(plain.casefold()), name


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    *first, last = words or [""]
    return f"{', '.join(first)} and {last}" if first else last
