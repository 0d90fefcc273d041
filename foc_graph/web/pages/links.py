"""Relative links, so that pages work at any address and from a disk."""

from __future__ import annotations


def relative(target: str, path: str) -> str:
    """Return the reference from one page to a file of the site; both are paths from its root.

    >>> relative("doc/a.html#op1", "doc/a.html"), relative("doc/b.html", "doc/a.html")
    ('#op1', 'b.html')
    >>> relative("assets/style.css", "doc/a.html")
    '../assets/style.css'
    """
    file, hash_mark, fragment = target.partition("#")
    if file == path and hash_mark:
        return f"#{fragment}"
    wanted, here = file.split("/"), path.split("/")
    common = 0
    while common < min(len(wanted), len(here)) - 1 and wanted[common] == here[common]:
        common += 1
    found = "../" * (len(here) - 1 - common) + "/".join(wanted[common:])
    # A colon in the first segment would read as a scheme: RFC 3986, section 4.2.
    start = "./" if ":" in found.partition("/")[0] else ""
    return f"{start}{found}{hash_mark}{fragment}"
