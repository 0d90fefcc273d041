"""A project: where its files lie, which IRI and graph they stand for, what git knows of them."""

from foc_graph.project.project import (
    Project,
    bundled_project,
    find_judged_project,
    find_own_project,
    find_project,
)

__all__ = ["Project", "bundled_project", "find_judged_project", "find_own_project", "find_project"]
