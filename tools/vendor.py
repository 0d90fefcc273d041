"""Fetch the third-party files of the pages anew: ``python tools/vendor.py``.

Exact versions from npm. ``SHA256SUMS`` lists what lies in ``foc_graph/web/pages/assets/vendor/``; a
test compares. With ``--check`` nothing is fetched, only compared.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

VENDOR = (
    Path(__file__).resolve().parent.parent / "foc_graph" / "web" / "pages" / "assets" / "vendor"
)
SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Package:
    """An npm package, and which of its files the pages need."""

    name: str
    version: str
    files: tuple[str, ...]
    licence: str


PACKAGES = (
    Package(
        "oxigraph",
        "0.5.11",
        ("web.js", "web_bg.wasm"),
        "Oxigraph {version}, JavaScript build, https://github.com/oxigraph/oxigraph\n"
        "Copyright (c) 2018 Oxigraph developers. Licensed under either of MIT or Apache-2.0 at\n"
        "your choice; used here under Apache-2.0, whose text is in the LICENSE of foc-graph.\n",
    ),
)


def fetch(package: Package) -> None:
    """Put the files of a package into its folder.

    Raises:
        subprocess.CalledProcessError: npm cannot fetch that version.

    """
    folder = VENDOR / package.name
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
        subprocess.run(command, cwd=temporary, check=True)
        [archive] = Path(temporary).glob("*.tgz")
        with tarfile.open(archive) as packed:
            for name in package.files:
                member = packed.extractfile(f"package/{name}")
                assert member is not None  # noqa: S101 - `extractfile` gives None for folders only
                (folder / name).write_bytes(member.read())
    text = package.licence.format(version=package.version)
    (folder / "LICENSE.txt").write_text(text, encoding="utf-8")


def sums() -> str:
    """Return a line with the SHA-256 of each vendored file."""
    files = (path for path in VENDOR.rglob("*") if path.is_file() and path.name != SUMS)
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(VENDOR).as_posix()}\n"
        for path in sorted(files)
    )


def main() -> int:
    """Fetch and list, or compare."""
    listed = VENDOR / SUMS
    if "--check" in sys.argv[1:]:
        same = listed.read_text(encoding="utf-8") == sums()
        print(
            "vendored files are as listed" if same else f"{listed}: differs - run tools/vendor.py"
        )
        return 0 if same else 1
    for package in PACKAGES:
        fetch(package)
    listed.write_text(sums(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
