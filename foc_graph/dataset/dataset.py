"""The graph in memory, or on disk: a pyoxigraph Store with one named graph a file or kind.

pyoxigraph is used directly and rdflib is a view on demand: importing rdflib costs more than
answering most queries (benchmarks/).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset.rules import apply_rules, rule_files
from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.project.graphs import derived_graph, graph_name
from foc_graph.project.prefixes import read_prefixes
from foc_graph.rdf.documents import (
    FORMATS,
    NO_STATEMENT,
    RdfDocument,
    entity_problem,
    read_bytes,
    read_file,
)
from foc_graph.rdf.prefixes import expand
from foc_graph.rdf.syntax import SyntaxProblem, syntax_problem
from foc_graph.sparql.tokens import names_its_graphs, refuse_service

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import rdflib

    from foc_graph.project import Project
    from foc_graph.rdf.prefixes import PrefixMap

Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True)
class Dataset:
    """Every graph of a project but its shapes; ``problems`` names the data files left out."""

    project: Project
    prefixes: PrefixMap
    store: ox.Store
    files: tuple[Path, ...]
    problems: tuple[SyntaxProblem, ...] = ()

    def query(self, sparql: str) -> Answer:
        """Run SPARQL 1.1 over the union of all graphs; ``GRAPH`` reaches the single ones.

        ``FROM`` and ``FROM NAMED`` choose other graphs. The project's prefixes are there without
        being declared. ``SERVICE`` is refused.

        Raises:
            UsageProblem: the text is not SPARQL, or asks for another server.

        """
        refuse_service(sparql)
        try:
            return self.store.query(
                sparql,
                base_iri=self.prefixes.base,
                prefixes=dict(self.prefixes.namespaces),
                use_default_graph_as_union=not names_its_graphs(sparql),
            )
        except SyntaxError as error:
            raise UsageProblem(
                f"not SPARQL ({error.msg})",
                place=f"line {error.lineno}" if error.lineno else None,
                fix="mend the query there",
            ) from error
        except (ValueError, OSError, RuntimeError) as error:
            raise UsageProblem(str(error), place="query", fix="mend the query") from error

    def describes(self, iri: str) -> bool:
        """Tell whether any statement is about this IRI."""
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return False
        return any(True for _ in self.store.quads_for_pattern(node, None, None, None))

    def values(self, subject: str, curie: str) -> set[Object]:
        """Return the objects of a node (``_:x`` for a blank one) and a property, each once."""
        blank = subject.startswith("_:")
        node = ox.BlankNode(subject[2:]) if blank else ox.NamedNode(subject)
        predicate = ox.NamedNode(expand(self.prefixes, curie))
        return {q.object for q in self.store.quads_for_pattern(node, predicate, None, None)}

    def as_rdflib(self) -> rdflib.Dataset:
        """Return an ``rdflib.Dataset`` view of the same store; default graph = union."""
        import rdflib
        from oxrdflib import OxigraphStore

        view = rdflib.Dataset(store=OxigraphStore(store=self.store), default_union=True)
        for prefix, namespace in sorted(self.prefixes.namespaces.items()):
            view.bind(prefix, namespace)
        return view

    def documents(self) -> Iterator[RdfDocument]:
        """Re-read every file of the dataset, with literals exactly as written."""
        for path in self.files:
            base = self.project.base_of(path, self.prefixes.id_base)
            yield read_file(path, base=base, scope=self.project.relative(path))

    def quads(self) -> Iterator[ox.Quad]:
        """Every quad with its literals as written (the store normalises some), derived ones last.

        ``1.50`` stays ``1.50`` here; in the store it is ``1.5``.
        """
        for document in self.documents():
            yield from quads_of(document, self.project, self.prefixes)
        for derived in self.derived_graphs():
            yield from self.store.quads_for_pattern(None, None, None, derived)

    def derived_graphs(self) -> list[ox.NamedNode]:
        """The graphs that the rules wrote, sorted."""
        start = derived_graph(self.prefixes)
        stems = sorted(path.stem for path in rule_files(self.project))
        named = (ox.NamedNode(f"{start}/{stem}") for stem in stems)
        return [graph for graph in named if self.store.contains_named_graph(graph)]


def quads_of(document: RdfDocument, project: Project, prefixes: PrefixMap) -> Iterator[ox.Quad]:
    """Yield the quads of a file, those without a graph of their own in the graph of the file."""
    name = graph_name(project, prefixes, document.path)
    graph = ox.NamedNode(name) if name else ox.DefaultGraph()
    for quad in document.quads:
        target = graph if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name
        yield ox.Quad(quad.subject, quad.predicate, quad.object, target)


def load_dataset(
    project: Project, *, derive: bool = True, store_dir: Path | None = None
) -> Dataset:
    """Load a project's ontology and data, and derive what the rules say.

    With ``store_dir`` the store is kept on disk and used again while no input has changed.

    Raises:
        CouldNotRun: the ontology or a rule cannot be read. Data files that cannot be read are
            left out and named in ``problems``.

    """
    if store_dir is not None:
        from foc_graph.dataset.store import open_kept

        return open_kept(project, store_dir, derive=derive)
    return fill(ox.Store(), project, derive=derive)


def fill(store: ox.Store, project: Project, *, derive: bool) -> Dataset:
    """Load a project into an empty store."""
    prefixes = read_prefixes(project)
    for path in project.ontology_files():
        problem = _load(store, project, prefixes, path)
        if problem:
            raise _unreadable(project, problem)
    data = project.data_files()
    found = [_load(store, project, prefixes, path) for path in data]
    problems = tuple(problem for problem in found if problem)
    if derive:
        apply_rules(store, project, prefixes)
    files = (*project.ontology_files(), *data)
    return Dataset(project, prefixes, store, files, problems)


def check_ontology(project: Project, document: RdfDocument) -> None:
    """Refuse a file of the ontology that does not parse; an empty one may stand there.

    Raises:
        CouldNotRun: it does not parse.

    """
    for problem in () if document.quads else document.problems:
        if problem.message != NO_STATEMENT:
            raise _unreadable(project, problem)


def _unreadable(project: Project, problem: SyntaxProblem) -> CouldNotRun:
    line = f":{problem.line}" if problem.line else ""
    place = f"{project.relative(problem.path)}{line}"
    return CouldNotRun(problem.message, place=place, fix=problem.fix)


def _load(
    store: ox.Store, project: Project, prefixes: PrefixMap, path: Path
) -> SyntaxProblem | None:
    if FORMATS[path.suffix].supports_datasets:
        return _load_dataset_file(store, project, prefixes, path)
    content = read_bytes(path)
    if isinstance(content, SyntaxProblem):
        return content
    entities = entity_problem(path, content)
    if entities:
        return entities
    name = graph_name(project, prefixes, path)
    graph = ox.NamedNode(name) if name else None
    try:
        store.load(content, format=FORMATS[path.suffix], base_iri=prefixes.id_base, to_graph=graph)
    except (SyntaxError, ValueError) as error:
        return syntax_problem(path, error, content)
    return None


def _load_dataset_file(
    store: ox.Store, project: Project, prefixes: PrefixMap, path: Path
) -> SyntaxProblem | None:
    """Load a format that may name graphs of its own: those are kept, the rest is the file's."""
    document = read_file(path, base=prefixes.id_base, scope=project.relative(path))
    store.extend(quads_of(document, project, prefixes))
    return None if document.quads else document.problems[0]
