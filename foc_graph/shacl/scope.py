"""Focus nodes as a SPARQL graph pattern: the nodes are never carried one by one.

A pattern finds them; where a query starts from somewhere else, from the triples of a property, an
expression says whether a node is one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox

    from foc_graph.rdf.terms import Term
    from foc_graph.sparql.paths import Path

#: Stands for the name of the variable. NUL occurs in no query.
_NAME = "\0"


@dataclass(frozen=True)
class Targets:
    """What a shape is about (SHACL 2.1.3). ``other``: targets of SHACL Advanced Features."""

    nodes: tuple[Term, ...] = ()
    classes: tuple[ox.NamedNode, ...] = ()
    subjects_of: tuple[ox.NamedNode, ...] = ()
    objects_of: tuple[ox.NamedNode, ...] = ()
    other: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return any((self.nodes, self.classes, self.subjects_of, self.objects_of, self.other))


@dataclass(frozen=True)
class Scope:
    """A set of nodes, written as a graph pattern that binds a variable to each of them.

    ``once`` says that the pattern binds each node a single time. ``test``, where there is one, is
    an expression that is true of these nodes.
    """

    template: str
    once: bool = False
    test: str | None = None

    def pattern(self, name: str) -> str:
        """Return the pattern, binding the variable ``name``; a node may come more than once."""
        return self.template.replace(_NAME, name)

    def holds(self, name: str) -> str | None:
        """Return an expression that is true where ``name`` is one of the nodes, if there is one."""
        return None if self.test is None else self.test.replace(_NAME, name)

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


def union(parts: list[Scope], *, once: bool = False) -> Scope:
    """Return the scope of everything that one of the parts names."""
    tests = [part.test for part in parts if part.test]
    test = " || ".join(tests) if len(tests) == len(parts) else None
    if len(parts) == 1:
        return Scope(parts[0].template, once, test)
    return Scope(" UNION ".join(f"{{ {part.template} }}" for part in parts), once, test)


def of_class(classes: list[str]) -> Scope:
    """Return the instances of any of these classes, given as IRIs in brackets."""
    if len(classes) == 1:
        pattern = f"?{_NAME} a {classes[0]} ."
        return Scope(pattern, test=f"EXISTS {{ {pattern} }}")
    typed = f"?{_NAME} a ?{_NAME}_c"
    test = f"EXISTS {{ {typed} FILTER(?{_NAME}_c IN ({', '.join(classes)})) }}"
    return Scope(f"VALUES ?{_NAME}_c {{ {' '.join(classes)} }} {typed} .", test=test)


def of_nodes(nodes: list[str]) -> Scope:
    """Return these nodes. They are few: a query had better start from them."""
    return Scope(f"VALUES ?{_NAME} {{ {' '.join(nodes)} }}")


def of_subjects(predicate: str) -> Scope:
    """Return the subjects of a predicate."""
    pattern = f"?{_NAME} {predicate} ?{_NAME}_o ."
    return Scope(pattern, test=f"EXISTS {{ {pattern} }}")


def of_objects(predicate: str) -> Scope:
    """Return the objects of a predicate."""
    pattern = f"?{_NAME}_s {predicate} ?{_NAME} ."
    return Scope(pattern, test=f"EXISTS {{ {pattern} }}")
