"""A dataset in a file without a name, for processes that do not share memory with the server.

The first line is JSON, N-Quads follow. The file goes when the last process closes it.
"""

from __future__ import annotations

import json
import mmap
from dataclasses import asdict
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from foc_graph.dataset import Dataset
from foc_graph.project import Project
from foc_graph.rdf.prefixes import PrefixMap
from foc_graph.server.pool.limits import Limits

Snapshot = tuple[Dataset, Limits]


def write_snapshot(dataset: Dataset, limits: Limits, file: IO[bytes]) -> None:
    """Write a dataset and the limits on its queries."""
    setup = {
        "root": str(dataset.project.root),
        "base": dataset.prefixes.base,
        "namespaces": dict(dataset.prefixes.namespaces),
        "limits": asdict(limits),
    }
    file.write(json.dumps(setup).encode() + b"\n")
    dataset.store.dump(file, ox.RdfFormat.N_QUADS)
    file.flush()


def read_snapshot(descriptor: int) -> Snapshot:
    """Load what `write_snapshot` wrote. Processes that share the file may read it at once."""
    store = ox.Store()
    with mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ) as file:
        setup = json.loads(file.readline())
        store.bulk_load(cast("IO[bytes]", file), format=ox.RdfFormat.N_QUADS)
    prefixes = PrefixMap(setup["base"], setup["namespaces"])
    dataset = Dataset(Project(Path(setup["root"])), prefixes, store, ())
    return dataset, Limits(**setup["limits"])
