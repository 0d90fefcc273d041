"""``site.json``: what a site is made of, byte by byte."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import foc_graph
from foc_graph.publishing.manifest import MADE_BY

if TYPE_CHECKING:
    from foc_graph.publishing.filling import Filler
    from foc_graph.publishing.site.outputs import Outputs


def site_manifest(filler: Filler, outputs: Outputs) -> bytes:
    """Return the list of the files with size and SHA-256, sorted and without a date."""
    files = [
        {"name": name, "size": size, "sha256": digest}
        for name, (size, digest) in sorted(filler.seals.items())
    ]
    document = {
        "made_by": MADE_BY,
        "tool_version": foc_graph.__version__,
        "address": outputs.address,
        "pages": outputs.pages_made,
        "left_out": sorted(outputs.gaps),
    }
    head = json.dumps(document, ensure_ascii=False, indent=1).removesuffix("\n}")
    # One line a file: the difference of two versions can be read.
    lines = ",\n".join(f"  {json.dumps(file, ensure_ascii=False)}" for file in files)
    return f'{head},\n "files": [\n{lines}\n ]\n}}\n'.encode()
