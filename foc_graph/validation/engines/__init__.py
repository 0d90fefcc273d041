"""Engines behind one interface; each is imported only when it is used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from foc_graph.errors import UsageProblem

if TYPE_CHECKING:
    from foc_graph.validation.engines.base import Engine

#: Name -> module that holds the engine under the name ``ENGINE``. The first is the default.
ENGINES = {
    "sparql": "foc_graph.validation.engines.sparql",
    "pyshacl": "foc_graph.validation.engines.reference",
}


def get_engine(name: str) -> Engine:
    """Import an engine and return it.

    Raises:
        UsageProblem: there is no engine of that name.

    """
    if name not in ENGINES:
        raise UsageProblem("no such engine", place=name, fix=f"use one of {', '.join(ENGINES)}")
    engine: Engine = import_module(ENGINES[name]).ENGINE
    return engine
