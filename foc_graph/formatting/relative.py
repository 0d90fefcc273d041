"""IRIs relative to a base (RFC 3986, section 5.2), as far as they read well."""

from __future__ import annotations

import re

#: Scheme, authority and the path up to its last slash: what `<name>` is put behind.
_FOLDER = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*/(?:[^?#]*/)?")
#: A reference that resolves by being put behind the folder: no colon in its first segment.
_PLAIN = re.compile(r"[^:/?#]+(?:[/?#].*)?", re.DOTALL)
_DOT_SEGMENT = re.compile(r"(?:^|/)\.\.?(?:[/?#]|$)")


def relative_to(iri: str, base: str) -> str | None:
    """Return the reference that resolves to ``iri`` against ``base``, or None.

    Never one with ``..`` or a leading slash: nobody reads those with ease.

    >>> relative_to("https://w3id.org/g/id/doc/X#op1", "https://w3id.org/g/id/")
    'doc/X#op1'
    >>> relative_to("https://w3id.org/g/ns#A", "https://w3id.org/g/id/") is None
    True
    """
    document = base.partition("#")[0]
    if iri == document:
        return ""
    if iri.startswith(f"{document}#"):
        return iri[len(document) :]
    folder = _FOLDER.match(document)
    if folder is None or not iri.startswith(folder[0]) or _DOT_SEGMENT.search(document):
        return None
    rest = iri[folder.end() :]
    return rest if _PLAIN.fullmatch(rest) and not _DOT_SEGMENT.search(rest) else None
