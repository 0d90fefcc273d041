"""What a draft is written against: the graph as it is, and look-ups in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import UsageProblem
from foc_graph.names.names import Names
from foc_graph.names.resolver import ANY, ThingKind, find_thing
from foc_graph.project import bundled_project
from foc_graph.project.iris import path_for_iri
from foc_graph.rdf.prefixes import expand

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from foc_graph.dataset import Dataset

#: What an answer becomes.
Term = ox.NamedNode | ox.Literal

#: The class without which a project does not use our model.
_OURS = "foc:Instrument"


@dataclass(frozen=True)
class DraftContext:
    """The graph, the language of what is typed, and the month in which sources are read."""

    dataset: Dataset
    language: str = "en"
    #: ``2027-03``; empty where nobody says.
    month: str = ""

    def node(self, curie: str) -> ox.NamedNode:
        """Return the node of a CURIE, or of an id such as ``org/foc``."""
        if ":" in curie:
            return ox.NamedNode(expand(self.dataset.prefixes, curie))
        return ox.NamedNode(self.dataset.prefixes.id_base + curie)

    def local(self, iri: str) -> str:
        """Return the last part of an identifier: ``EST`` of ``id/state/EST``."""
        return iri.removeprefix(self.dataset.prefixes.id_base).partition("/")[2]

    def short(self, iri: str) -> str:
        """Return an identifier as people write it."""
        return self.dataset.prefixes.shorten(iri)

    def name(self, iri: str) -> str:
        """Return what a thing is called."""
        return Names(self.dataset)[iri]

    def file(self, iri: str) -> Path:
        """Return the file that describes an entity, or would."""
        return path_for_iri(iri, self.dataset.project, self.dataset.prefixes)

    def place(self, iri: str) -> str:
        """Return that file as users see it."""
        return self.dataset.project.relative(self.file(iri))

    def values(self, iri: str, curie: str) -> list[str]:
        """Return the values of a property, sorted, as text."""
        return sorted({getattr(term, "value", "") for term in self.dataset.values(iri, curie)})

    def first(self, iri: str, curie: str) -> str:
        """Return the first value of a property; empty where there is none."""
        return next(iter(self.values(iri, curie)), "")

    def subjects(self, curie: str, term: Term | None = None) -> list[str]:
        """Return what has a property (with this value), sorted."""
        quads = self.dataset.store.quads_for_pattern(None, self.node(curie), term, None)
        return sorted({q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode)})

    def with_text(self, curie: str, text: str) -> Iterator[str]:
        """Yield what has this text as a value, in any language and case, sorted."""
        wanted = " ".join(text.split()).casefold()
        for iri in self.subjects(curie):
            if wanted in (" ".join(value.split()).casefold() for value in self.values(iri, curie)):
                yield iri

    def is_a(self, iri: str, classes: tuple[str, ...]) -> bool:
        """Tell whether a thing is of one of these classes."""
        types = set(self.values(iri, "rdf:type"))
        return any(self.node(curie).value in types for curie in classes)

    def exists(self, iri: str) -> bool:
        """Tell whether an IRI is described, or its file is there."""
        return self.dataset.describes(iri) or self.file(iri).exists()

    def find(self, text: str, kind: ThingKind = ANY) -> str:
        """Return the IRI of what a person names."""
        return find_thing(self.dataset, text, kind)

    def refuse_bundled(self) -> None:
        """Make sure that the project is not the copy that the package carries.

        Raises:
            UsageProblem: it is; what is written there is lost with the next version.

        """
        project = self.dataset.project
        if project.root.name == "bundled" and project == bundled_project():
            raise UsageProblem(
                "is the copy that the package carries, to read only",
                place=str(project.root),
                fix="go into a checkout of the project, or name it with --root",
            )

    def refuse_other_projects(self) -> None:
        """Make sure that the project is one of ours.

        Raises:
            UsageProblem: it has a model of its own, of which we know no kinds.

        """
        if not self.dataset.describes(self.node(_OURS).value):
            raise UsageProblem(
                f"this project has no such kind: its ontology does not describe {_OURS}",
                place=str(self.dataset.project.root),
                fix="write the file by hand (docs/your-own-graph.md), then run"
                " `foc-graph fmt` and `foc-graph validate`",
            )
