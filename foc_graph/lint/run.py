"""One run: read the project and what it was, run the checks of the table, find the places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.lint.links import dead_link, lost_identifier, scheme_slip
from foc_graph.lint.names import same_address, same_name, without_language
from foc_graph.lint.portability import unportable_query
from foc_graph.lint.subject import Past, Subject
from foc_graph.positions.lines import Span
from foc_graph.project.selection import select_files
from foc_graph.rdf.prefixes import PrefixMap
from foc_graph.rdf.terms import LINT
from foc_graph.shacl.locator import Locator
from foc_graph.shacl.report import SEVERITIES, Checked, Problem, Report, Result
from foc_graph.shacl.shapes.reader import read_shapes
from foc_graph.sparql.paths import Path

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path as FilePath

    from foc_graph.dataset import Dataset
    from foc_graph.lint.subject import LintFinding
    from foc_graph.rdf.documents import RdfDocument


@dataclass(frozen=True)
class Check:
    """A check: how serious its findings are unless it says otherwise, what it finds, and how."""

    severity: str
    description: str
    find: Callable[[Subject], Iterator[LintFinding]]


#: Name -> check.
CHECKS = {
    "dead-link": Check(
        "violation", "An IRI of this project is named, and nothing describes it.", dead_link
    ),
    "lost-identifier": Check(
        "violation", "An IRI was described, and is no more: identifiers stay.", lost_identifier
    ),
    "no-language": Check(
        "warning", "A name or a text does not say in which language it is.", without_language
    ),
    "scheme-slip": Check(
        "warning", "An IRI differs from a known one only by http or https.", scheme_slip
    ),
    "same-name": Check(
        "warning", "Two things of one class have the same name, or nearly.", same_name
    ),
    "same-address": Check(
        "warning", "Two things of one class have the same web address.", same_address
    ),
    "unportable-query": Check(
        "warning", "The query of a shape uses what engines treat differently.", unportable_query
    ),
}


#: With what a project is compared unless told: the first of these that is there.
MAIN = ("origin/main", "main", "origin/master", "master")


class Looked(Checked):
    """What the checks looked at."""

    command = "lint"
    thing = "subject"
    rule = "check"


@dataclass(frozen=True)
class Linted(Report):
    """A report, and why identifiers were not compared with those of a revision; None if so."""

    not_compared: str | None = None


def with_lint(prefixes: PrefixMap) -> PrefixMap:
    """Return a prefix map that also has a short name for the checks."""
    namespaces = {"lint": LINT, **prefixes.namespaces}
    return PrefixMap(prefixes.base, namespaces)


def lint(
    dataset: Dataset,
    paths: Iterable[FilePath] = (),
    *,
    since: str | None = None,
    skip: Collection[str] = (),
) -> Linted:
    """Run every check over a project, but those to ``skip``.

    With ``paths`` (files or folders) only what stands in those files is reported. Identifiers are
    compared with those at the commit where HEAD and ``since`` (a revision of git) parted; unless
    told otherwise with main, where there is one.

    Raises:
        UsageProblem: no such file, folder or revision.
        CouldNotRun: a shape cannot be read; or git does not tell what there was at ``since``.

    """
    project = dataset.project
    selected = select_files(project, list(paths))
    shapes = read_shapes(project, base=dataset.prefixes.base)
    aside = project.prefixes_file
    documents = tuple(d for d in dataset.documents() if d.path != aside)
    checks = {name: check for name, check in CHECKS.items() if name not in skip}
    past, why = _past(dataset, since) if "lost-identifier" in checks else (None, None)
    subject = Subject(dataset, documents, shapes, past)
    maker = _ResultMaker(subject)
    results = tuple(
        maker.result(name, check, found)
        for name, check in checks.items()
        for found in check.find(subject)
    )
    names = None if selected is None else {project.relative(path) for path in selected}
    looked_at = [d for d in documents if selected is None or d.path in selected]
    return Linted(
        Looked(
            "lint",
            len(looked_at),
            sum(len(d.quads) for d in looked_at),
            len(checks),
            len({quad.subject for document in looked_at for quad in document.quads}),
        ),
        results=tuple(r for r in results if names is None or r.file in names),
        problems=tuple(_problems(dataset, looked_at)),
        not_compared=why,
    )


def _problems(dataset: Dataset, documents: Iterable[RdfDocument]) -> Iterator[Problem]:
    """Yield the files that cannot be read: nothing in them was looked at."""
    for document in documents:
        for problem in document.problems if not document.quads else ():
            yield Problem.of_syntax(problem, dataset.project.relative(problem.path))


def _past(dataset: Dataset, since: str | None) -> tuple[Past | None, str | None]:
    """Return what there was, or why that is not known."""
    if since is not None:
        return _at(dataset, since), None
    for name in MAIN:
        try:
            return _at(dataset, name), None
        except UsageProblem:
            continue
        except CouldNotRun as error:
            return None, str(error)
    return None, f"there is no {' and no '.join(MAIN[:2])}; name a revision: --since REV"


def _at(dataset: Dataset, revision: str) -> Past:
    from foc_graph.shacl.since.difference import changed_files, old_documents

    project = dataset.project
    repository, files = changed_files(project, revision)
    shapes = f"{project.relative(project.shapes)}/"
    changes = tuple(c for c in files.changes if not (c.old_path or "").startswith(shapes))
    return Past(revision, tuple(old_documents(project, dataset.prefixes, repository, changes)))


class _ResultMaker:
    """Makes results of findings, with the place of the triple to blame."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._relative = subject.dataset.project.relative
        self._locator = Locator(subject.documents, self._relative)

    def result(self, name: str, check: Check, found: LintFinding) -> Result:
        """Return a finding as reports show it."""
        severity = "info" if found.is_info else check.severity
        title = "".join(word.capitalize() for word in name.split("-"))
        quad = found.at
        path = Path("", iri=quad.predicate) if quad and found.is_predicate else None
        value = None if path or quad is None else quad.object
        result = Result(
            severity=SEVERITIES[severity],
            focus_node=found.focus,
            component=ox.NamedNode(f"{LINT}{title}"),
            source_shape=ox.NamedNode(f"{LINT}{name}"),
            path=path,
            value=value,  # type: ignore[arg-type]
            messages=(ox.Literal(found.message, language="en"),),
            hint=found.hint,
        )
        return self._locator.locate(result) if path else replace(result, place=self._place(found))

    def _place(self, found: LintFinding) -> Span | None:
        if found.file is not None:
            return Span(self._relative(found.file))
        if found.at is not None:
            quad = found.at
            return self._locator.of_triple((quad.subject, quad.predicate, quad.object))  # type: ignore[arg-type]
        return self._subject.shapes.places.of(found.focus)  # type: ignore[arg-type]
