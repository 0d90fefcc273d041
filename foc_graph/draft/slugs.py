"""Names in IRIs: small letters, digits and dashes (docs/iri-policy.md)."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

#: A name in an IRI ends before this length, at a whole word.
LONGEST = 60

#: Words that say little in a name.
_SMALL = frozenset({"a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to", "with"})

#: What host names start and end with, whoever publishes.
_COMMON_START = re.compile(r"^(?:www|docs|en)\.")
_COMMON_END = re.compile(r"\.(?:com|org|net|int|info|eu)$")


#: Whose addresses end in the symbol of a document.
_OFFICIAL = frozenset({"docs.un.org", "undocs.org"})


def slug(text: str, *, small_words: bool = True) -> str:
    """Return a name for an IRI.

    >>> slug("Déclaration on Public Wi-Fi", small_words=False)
    'declaration-public-wi-fi'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    words = re.findall(r"[a-z0-9]+", plain.casefold().replace("'", ""))
    taken = [word for word in words if small_words or word not in _SMALL] or words
    while len("-".join(taken)) > LONGEST and len(taken) > 1:
        taken.pop()
    return "-".join(taken)


def host_of(address: str) -> str:
    """Return the publisher of an address: its host name, ``www.`` left out.

    >>> host_of("https://www.apc.org/en/news")
    'apc.org'
    """
    return (urlsplit(address).hostname or "").removeprefix("www.")


def source_slug(publisher: str, title: str, address: str) -> str:
    """Return a name made of publisher and title; of the address where there is no title.

    >>> source_slug("docs.un.org", "", "https://docs.un.org/en/A/RES/70/125")
    'un-a-res-70-125'
    """
    if publisher in _OFFICIAL:
        return slug(f"un {urlsplit(address).path.removeprefix('/en/')}")
    host = _COMMON_END.sub("", _COMMON_START.sub("", publisher))
    return slug(f"{host} {title or urlsplit(address).path}")


def same_address(address: str) -> str:
    """Return what addresses of one page have in common.

    >>> same_address("http://www.apc.org/x/") == same_address("https://apc.org/x")
    True
    """
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return f"{host_of(address)}{parts.path.rstrip('/')}{query}"
