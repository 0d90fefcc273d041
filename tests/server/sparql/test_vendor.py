"""The third-party files of the pages are those that were fetched."""

from __future__ import annotations

import hashlib


def test_vendored_files_are_as_listed(repository):
    folder = repository / "foc_graph" / "web" / "pages" / "assets" / "vendor"
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    listed = {name: digest for digest, name in (line.split("  ") for line in lines)}
    found = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "SHA256SUMS"
    }
    assert found == listed
    assert any(name.endswith("LICENSE.txt") for name in found)
