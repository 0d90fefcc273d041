"""Fill a new folder; a file that is as it was is the same file as before: a hard link.

What did not change keeps its inode and its time, so that rsync, caches and backups see what did.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foc_graph.exports.manifest import MADE_BY
from foc_graph.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from foc_graph.web.static import Outputs


@dataclass
class Filler:
    """Writes into ``folder`` and compares with ``before``, the last publication."""

    folder: Path
    before: Path | None = None
    written: list[str] = field(default_factory=list)
    seals: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Path -> size and SHA-256."""
    _folders: set[Path] = field(default_factory=set)

    @property
    def kept(self) -> int:
        """How many files are those of the last publication."""
        return len(self.seals) - len(self.written)

    def put(self, path: str, content: bytes) -> None:
        """Write one file, or link the old one where it has the same bytes.

        Raises:
            FileExistsError: two files have one path.

        """
        target = self.folder / path
        self._make_folder(target.parent)
        if self.before is None or not _keep(self.before / path, target, content):
            with target.open("xb") as stream:
                stream.write(content)
            self.written.append(path)
        self.seals[path] = len(content), hashlib.sha256(content).hexdigest()

    def _make_folder(self, folder: Path) -> None:
        if folder not in self._folders:
            folder.mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)


def _keep(old: Path, target: Path, content: bytes) -> bool:
    """Tell whether the old file has this content, and from now on is at ``target`` too."""
    try:
        if old.is_symlink() or old.stat().st_size != len(content) or old.read_bytes() != content:
            return False
        os.link(old, target)
    except OSError:
        # It is not there, or this file system has no hard links.
        return False
    return True


def site_manifest(filler: Filler, outputs: Outputs) -> bytes:
    """Return the list of the files with size and SHA-256, sorted and without a date."""
    files = [
        {"name": name, "size": size, "sha256": digest}
        for name, (size, digest) in sorted(filler.seals.items())
    ]
    document = {
        "made_by": MADE_BY,
        "tool_version": __version__,
        "address": outputs.address,
        "pages": outputs.pages_made,
        "left_out": sorted(outputs.gaps),
    }
    head = json.dumps(document, ensure_ascii=False, indent=1).removesuffix("\n}")
    # One line a file: the difference of two versions can be read.
    lines = ",\n".join(f"  {json.dumps(file, ensure_ascii=False)}" for file in files)
    return f'{head},\n "files": [\n{lines}\n ]\n}}\n'.encode()
