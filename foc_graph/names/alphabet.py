"""The order in which readers look for names."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from foc_graph.rdf.ordering import natural_key


@lru_cache(maxsize=65536)
def by_name(name: str) -> tuple[object, ...]:
    """Return a sort key without regard to capitals and accents; numbers by their size.

    >>> sorted(["Cyprus", "Côte d'Ivoire", "Chile", "ci"], key=by_name)
    ['Chile', 'ci', "Côte d'Ivoire", 'Cyprus']
    """
    letters = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return natural_key(plain.casefold()), name
