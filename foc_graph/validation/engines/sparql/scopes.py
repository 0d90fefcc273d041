"""Focus nodes as a SPARQL graph pattern: the nodes are never carried one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foc_graph.validation.paths import Path

#: Stands for the name of the variable. NUL occurs in no query.
_NAME = "\0"


@dataclass(frozen=True)
class Scope:
    """A set of nodes, written as a graph pattern that binds a variable to each of them.

    ``once`` says that the pattern binds each node a single time.
    """

    template: str
    once: bool = False

    def pattern(self, name: str) -> str:
        """Return the pattern, binding the variable ``name``; a node may come more than once."""
        return self.template.replace(_NAME, name)

    def distinct(self, name: str) -> str:
        """Return a pattern that binds ``name`` to each node a single time."""
        if self.once:
            return self.pattern(name)
        return f"{{ SELECT DISTINCT ?{name} WHERE {{ {self.pattern(name)} }} }}"

    def values(self, path: Path | None, name: str, value: str) -> str:
        """Return a pattern that binds ``value`` to each value node of the focus node ``name``.

        A path that leads from a node to itself does so for every focus node, in the graph or not
        (SPARQL 1.1, section 18.5, ZeroLengthPath), which engines do not do for a joined variable.
        """
        if path is None:
            return f"{self.pattern(name)} BIND(?{name} AS ?{value})"
        step = f"{self.pattern(name)} ?{name} {path.sparql()} ?{value} ."
        if not path.nullable:
            return step
        return f"{{ {self.pattern(name)} BIND(?{name} AS ?{value}) }} UNION {{ {step} }}"

    def below(self, path: Path) -> Scope:
        """Return the scope of the value nodes of this one."""
        values = self.values(path, f"{_NAME}_", _NAME)
        return Scope(f"{{ SELECT DISTINCT ?{_NAME} WHERE {{ {values} }} }}", once=True)


def union(parts: list[str]) -> Scope:
    """Return the scope of everything that one of the patterns binds; ``{0}`` is the name."""
    if len(parts) == 1:
        return Scope(parts[0])
    return Scope(" UNION ".join(f"{{ {part} }}" for part in parts))


def of_class(classes: list[str]) -> str:
    """Return a pattern for the instances of any of these classes, given as IRIs in brackets."""
    if len(classes) == 1:
        return f"?{_NAME} a {classes[0]} ."
    return f"VALUES ?{_NAME}_c {{ {' '.join(classes)} }} ?{_NAME} a ?{_NAME}_c ."


def of_nodes(nodes: list[str]) -> str:
    """Return a pattern for these nodes."""
    return f"VALUES ?{_NAME} {{ {' '.join(nodes)} }}"


def of_subjects(predicate: str) -> str:
    """Return a pattern for the subjects of a predicate."""
    return f"?{_NAME} {predicate} ?{_NAME}_o ."


def of_objects(predicate: str) -> str:
    """Return a pattern for the objects of a predicate."""
    return f"?{_NAME}_s {predicate} ?{_NAME} ."
