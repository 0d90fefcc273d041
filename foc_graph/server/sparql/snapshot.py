"""A dataset as files, for processes that do not share memory with the server."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset import Dataset
from foc_graph.project import Project
from foc_graph.rdf.prefixes import PrefixMap
from foc_graph.server.sparql.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Mapping

_QUADS = "dataset.nq"
_SETUP = "setup.json"


@dataclass(frozen=True)
class Snapshot:
    """A folder with the quads, and what is needed to ask them."""

    folder: Path
    root: str
    base: str
    namespaces: Mapping[str, str]
    limits: Limits

    def open(self) -> Dataset:
        """Load the quads into memory."""
        store = ox.Store()
        store.bulk_load(path=str(self.folder / _QUADS), format=ox.RdfFormat.N_QUADS)
        prefixes = PrefixMap(self.base, self.namespaces)
        return Dataset(Project(Path(self.root)), prefixes, store, ())


def write_snapshot(dataset: Dataset, limits: Limits, folder: Path) -> None:
    """Write a dataset into an empty folder."""
    dataset.store.dump(str(folder / _QUADS), ox.RdfFormat.N_QUADS)
    setup = {
        "root": str(dataset.project.root),
        "base": dataset.prefixes.base,
        "namespaces": dict(dataset.prefixes.namespaces),
        "limits": asdict(limits),
    }
    (folder / _SETUP).write_text(json.dumps(setup), encoding="utf-8")


def read_snapshot(folder: Path) -> Snapshot:
    """Return what `write_snapshot` wrote; the quads are read by ``open``."""
    setup = json.loads((folder / _SETUP).read_text(encoding="utf-8"))
    limits = Limits(**setup.pop("limits"))
    return Snapshot(folder, limits=limits, **setup)
