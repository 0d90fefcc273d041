"""Where ``ontology/``, ``data/`` and ``queries/`` lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from foc_graph.errors import UsageProblem
from foc_graph.project.graphs import local_graph
from foc_graph.project.source import PREFIX_MAP, Source, read_prefix_map
from foc_graph.rdf.formats import below, files_below, is_rdf, rdf_files

if TYPE_CHECKING:
    from foc_graph.rdf.prefixes import PrefixMap

#: What makes a folder a project -> what belongs there (docs/your-own-graph.md).
PARTS = {
    PREFIX_MAP: "a line `@base <https://…/> .`, the start of every IRI, and prefixes",
    "data": "a folder with one entity a file, such as data/person/ada.ttl",
}

#: What people put beside data without meaning data.
_NO_DATA = frozenset({"README.md"})

_PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True)
class Project(Source):
    """A folder with a model, its data and its queries."""

    has_layout: ClassVar[bool] = True

    @property
    def ontology(self) -> Path:
        """Terms, mappings, vocabularies, shapes and rules."""
        return self.root / "ontology"

    @property
    def data(self) -> Path:
        """One entity a file."""
        return self.root / "data"

    @property
    def queries(self) -> Path:
        """Canned queries, ``<name>.rq``."""
        return self.root / "queries"

    @property
    def shapes(self) -> Path:
        """SHACL, one file a class."""
        return self.ontology / "shapes"

    @property
    def rules(self) -> Path:
        """CONSTRUCT queries that write the derived graph."""
        return self.ontology / "rules"

    @property
    def vocabulary(self) -> Path:
        """SKOS concept schemes."""
        return self.ontology / "vocabulary"

    @property
    def frames(self) -> Path:
        """JSON-LD frames, one a kind."""
        return self.ontology / "frames"

    @property
    def context(self) -> Path:
        """The JSON-LD context."""
        return self.ontology / "context.jsonld"

    @property
    def prefixes_file(self) -> Path:
        """The one prefix map; its ``@base`` is the base of every IRI."""
        return self.root / PREFIX_MAP

    def data_files(self) -> list[Path]:
        """Every RDF file under ``data/``, sorted."""
        return rdf_files(self.data)

    def ontology_files(self) -> list[Path]:
        """Every RDF file under ``ontology/`` that belongs to the dataset (no shapes), sorted."""
        aside = {self.shapes, self.frames}
        return [
            path
            for path in rdf_files(self.ontology)
            if path != self.context and not aside.intersection(path.parents)
        ]

    def shape_files(self) -> list[Path]:
        """Every shapes file, sorted."""
        return rdf_files(self.shapes)

    def unread_files(self) -> list[Path]:
        """What belongs to the project by its place and is not read, sorted.

        That is every file under ``data/`` that is no RDF, and linked folders there and under
        ``ontology/``; but no hidden files, and no README.md.
        """
        inside = [p for p in files_below(self.data) if p.name not in _NO_DATA and not is_rdf(p)]
        linked = [path for path in files_below(self.ontology) if path.is_dir()]
        return sorted(path for path in (*inside, *linked) if not self._is_hidden(path))

    def holds(self, path: Path) -> bool:
        """Whether a file is one that is read, or would be if it were there."""
        parts = (self.ontology, self.data, self.queries)
        return any(path.resolve().is_relative_to(part.resolve()) for part in parts)

    def _is_hidden(self, path: Path) -> bool:
        return any(part.startswith(".") for part in path.relative_to(self.root).parts)

    def rule_files(self) -> list[Path]:
        """Every rule, sorted."""
        return sorted(self.rules.glob("*.rq"))

    def prefix_map(self) -> PrefixMap:
        """Read the prefix map; raises as `foc_graph.project.source.read_prefixes` does."""
        return read_prefix_map(self.prefixes_file)

    def layout_name(self, path: Path) -> str | None:
        """Return the path of a file under ``data/``; None for files elsewhere."""
        return below(self.data, path)

    def local_graph(self, path: Path) -> str | None:
        """Return the end of the IRI of the graph of a file (docs/iri-policy.md)."""
        return local_graph(self.ontology, self.data, path)


def find_project(root: Path | None = None) -> Project:
    """Find the project: ``root`` if given, else a checkout around here, else the bundled copy.

    Raises:
        UsageProblem: ``root`` is no folder, or no project.

    """
    return _given_or_around(root) or bundled_project()


def find_own_project(root: Path | None = None) -> Project:
    """Find the project: ``root`` if given, else a checkout around here, and nothing else.

    For what rewrites files: those of the bundled copy are not for that.

    Raises:
        UsageProblem: ``root`` is no folder, or no project; or there is none here.

    """
    project = _given_or_around(root)
    if project is None:
        raise _none_here(Path.cwd())
    return project


def find_judged_project(root: Path | None = None) -> Project:
    """Find the project as `find_project` does, but not the bundled copy where another is meant.

    Its verdict would be taken for that of what lies here: in a git repository, in a folder with
    ``ontology/`` or ``data/``, and beside the folder of a project.

    Raises:
        UsageProblem: ``root`` is no folder, or no project; or there is none here, but one is meant.

    """
    project, here = _given_or_around(root), Path.cwd()
    if project is None and (_projects_in(here) or _is_somebodys(here)):
        raise _none_here(here)
    return project or bundled_project()


def _none_here(here: Path) -> UsageProblem:
    inside = _projects_in(here)
    return UsageProblem(
        "no project here: neither this folder nor one above it has ontology/prefixes.ttl and data/",
        place=str(here),
        fix=f"name it: --root {inside[0]}" if inside else "go into one, or name it with --root",
    )


def _projects_in(here: Path) -> list[str]:
    """Return the names of the folders here that are projects."""
    return sorted(path.name for path in here.iterdir() if _looks_like_project(path))


def _is_somebodys(here: Path) -> bool:
    if any((folder / ".git").exists() for folder in (here, *here.parents)):
        return True
    return any((here / name).is_dir() for name in ("ontology", "data"))


def _given_or_around(root: Path | None) -> Project | None:
    if root is not None:
        return _project_at(root)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if _looks_like_project(folder):
            return Project(folder)
    return None


def bundled_project() -> Project:
    """Return the copy that the wheel carries, or the checkout that the package runs from."""
    carried = _PACKAGE / "bundled"
    return Project(carried if carried.is_dir() else _PACKAGE.parent)


def _looks_like_project(folder: Path) -> bool:
    return (folder / PREFIX_MAP).is_file() and (folder / "data").is_dir()


def _project_at(root: Path) -> Project:
    if not root.is_dir():
        raise UsageProblem(
            "no such folder",
            place=str(root),
            fix="give --root a folder that holds ontology/ and data/",
        )
    for part, example in PARTS.items():
        if not (root / part).exists():
            raise UsageProblem(
                f"not a project: {part} is missing", place=str(root), fix=f"add it: {example}"
            )
    return Project(root)
