"""Loads the files of a project into a store, in memory or on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.dataset.dataset import Dataset, quads_of
from foc_graph.dataset.rules import apply_rules
from foc_graph.errors import CouldNotRun
from foc_graph.project.graphs import graph_name
from foc_graph.project.source import read_prefixes
from foc_graph.rdf.documents import (
    NO_STATEMENT,
    RdfDocument,
    SyntaxProblem,
    entity_problem,
    read_bytes,
    read_file,
    syntax_problem,
)
from foc_graph.rdf.formats import RDF_FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from foc_graph.project.project import Project
    from foc_graph.project.source import Source
    from foc_graph.rdf.prefixes import PrefixMap


def load_dataset(
    project: Project, *, derive: bool = True, store_dir: Path | None = None
) -> Dataset:
    """Load a project's ontology and data, and derive what the rules say.

    With ``store_dir`` the store is kept on disk and used again while no input has changed.

    Raises:
        UsageProblem: ``store_dir`` exists and is no store of ours.
        CouldNotRun: the ontology or a rule cannot be read, or the store not be written. Data files
            that cannot be read are left out and named in ``problems``.

    """
    if store_dir is not None:
        return _load_from_disk(project, store_dir, derive=derive)
    return _fill(ox.Store(), project, derive=derive)


def _load_from_disk(project: Project, folder: Path, *, derive: bool) -> Dataset:
    """Open the store in a folder, made anew where the input has changed."""
    from foc_graph.dataset.disk_store import DiskStore, digest

    disk = DiskStore(folder)
    paths = (*project.ontology_files(), *project.rule_files(), *project.data_files())
    wanted = digest(((project.relative(path), path) for path in paths), derive)
    if disk.read_stamp().get("digest") != wanted:
        loaded = _fill(ox.Store(), project, derive=derive)
        if loaded.problems:  # the files will be mended: nothing to use again
            return loaded

        def fill(store: ox.Store) -> dict[str, object]:
            store.bulk_extend(loaded.store)
            return {"digest": wanted}

        disk.replace(fill)
    files = (*project.ontology_files(), *project.data_files())
    return Dataset(project, read_prefixes(project), disk.open(), files)


def _fill(store: ox.Store, project: Project, *, derive: bool) -> Dataset:
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


def check_ontology(source: Source, document: RdfDocument) -> None:
    """Refuse a file of the ontology that does not parse; an empty one may stand there.

    Raises:
        CouldNotRun: it does not parse.

    """
    for problem in () if document.quads else document.problems:
        if problem.message != NO_STATEMENT:
            raise _unreadable(source, problem)


def _unreadable(source: Source, problem: SyntaxProblem) -> CouldNotRun:
    line = f":{problem.line}" if problem.line else ""
    place = f"{source.relative(problem.path)}{line}"
    return CouldNotRun(problem.message, place=place, fix=problem.fix)


def _load(
    store: ox.Store, project: Project, prefixes: PrefixMap, path: Path
) -> SyntaxProblem | None:
    syntax = RDF_FORMATS[path.suffix].syntax
    if syntax.supports_datasets:
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
        store.load(content, format=syntax, base_iri=prefixes.id_base, to_graph=graph)
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
