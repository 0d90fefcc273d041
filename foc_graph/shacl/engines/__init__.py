"""Engines behind one interface; each is imported only when it is used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from foc_graph.errors import UsageProblem

if TYPE_CHECKING:
    from foc_graph.shacl.engines.base import ValidationEngine

#: Name -> module that holds the engine under the name ``ENGINE``. The first is the default.
ENGINES = {
    "sparql": "foc_graph.shacl.engines.sparql",
    "pyshacl": "foc_graph.shacl.engines.pyshacl",
}


def get_engine(name: str) -> ValidationEngine:
    """Import an engine and return it.

    Raises:
        UsageProblem: there is no engine of that name.

    """
    if name not in ENGINES:
        raise UsageProblem("no such engine", place=name, fix=f"use one of {', '.join(ENGINES)}")
    engine: ValidationEngine = import_module(ENGINES[name]).ENGINE
    return engine
