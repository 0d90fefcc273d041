"""The static site: the pages and data that the server gives, as files that any host can carry."""

from __future__ import annotations

from foc_graph.publishing.site.made import VOID, Made, MadeFiles, made_files
from foc_graph.publishing.site.outputs import Outputs
from foc_graph.publishing.site.sealing import site_manifest

__all__ = ["VOID", "Made", "MadeFiles", "Outputs", "made_files", "site_manifest"]
