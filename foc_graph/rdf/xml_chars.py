"""What an XML 1.0 document can hold (production [2] Char)."""

from __future__ import annotations

import re

#: What it cannot hold, not even as a reference.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    r"""Replace what XML cannot hold with the replacement character.

    >>> xml_text("a\x01b")
    'a\ufffdb'
    """
    return NOT_XML.sub("\ufffd", text)
