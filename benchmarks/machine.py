"""On what was measured: versions and the class of machine, never its name."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version

from foc_graph import __version__

PACKAGES = ("pyoxigraph", "rdflib", "pyshacl", "oxrdflib", "click")


def description() -> str:
    """One line on the machine, one on the versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"Machine: {machine}.\nVersions: foc-graph {__version__}, {python}, {versions}.\n"
