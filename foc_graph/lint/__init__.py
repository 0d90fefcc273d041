"""What shapes cannot see: dead links, lost identifiers, texts without a language, duplicates.

>>> from foc_graph.dataset import load_dataset
>>> from foc_graph.lint import lint
>>> from foc_graph.project import find_project
>>> lint(load_dataset(find_project())).passes("warning")  # doctest: +SKIP
True
"""

from __future__ import annotations

from foc_graph.lint.run import CHECKS, Check, Linted, lint, with_lint
from foc_graph.rdf.terms import LINT

__all__ = ["CHECKS", "LINT", "Check", "Linted", "lint", "with_lint"]
