"""Text -> words that can be compared: the same on the server and in the browser.

`foc_graph/web/pages/assets/js/search-ranking.js` does the same to what is typed; a test compares
them.
"""

from __future__ import annotations

import re
import unicodedata

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
