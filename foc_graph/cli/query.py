"""``foc-graph query``: canned questions and one's own SPARQL, here or at an endpoint."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foc_graph.cli.common import EXIT_CODES, Session, pass_session
from foc_graph.queries.formats import FORMATS, write_answer
from foc_graph.queries.formats.grid import Screen
from foc_graph.queries.parameters import read_assignments
from foc_graph.queries.run import run_query

if TYPE_CHECKING:
    from foc_graph.queries.engines import QueryEngine
    from foc_graph.queries.model import CannedQuery
    from foc_graph.queries.results import Answer


@click.command(epilog=EXIT_CODES)
@click.argument("name", metavar="[NAME|FILE|-]", required=False)
@click.option(
    "-p", "--param", "params", multiple=True, metavar="NAME=VALUE",
    help="Set a parameter; can be repeated.",
)  # fmt: skip
@click.option(
    "-f", "--format", "form", type=click.Choice(list(FORMATS)),
    help="[default: table for rows, turtle for triples]",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Show the first N rows.")
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint, not the local graph.")
@click.option(
    "--timeout", type=click.FloatRange(min=1), default=30, show_default=True, metavar="SECONDS",
    help="How long to wait for the endpoint.",
)  # fmt: skip
@click.option("--list", "listing", is_flag=True, help="List the canned queries.")
@click.option(
    "--describe", is_flag=True,
    help="Tell what a query asks and takes, and print its SPARQL with the parameters bound.",
)  # fmt: skip
@pass_session
def query(  # noqa: PLR0913 - one parameter an option
    session: Session,
    *,
    name: str | None,
    params: tuple[str, ...],
    form: str | None,
    limit: int | None,
    endpoint: str | None,
    timeout: float,
    listing: bool,
    describe: bool,
) -> None:
    """Ask a canned question, or your own SPARQL.

    NAME is one of `foc-graph query --list`, FILE a SPARQL query, - reads one from stdin. Results
    go to stdout; what the data cannot tell goes below a table, else to stderr.
    """
    if listing or name is None:
        click.echo(_list(session))
        return
    asked = _find(session, name)
    if describe and endpoint is not None:
        raise click.UsageError("--describe needs no --endpoint; give one of the two")
    if describe:
        click.echo(_describe(session, asked, read_assignments(params)))
        return
    engine = _engine(session, endpoint, timeout)
    _check_endpoint(session, asked, engine)
    answer = run_query(asked, engine, read_assignments(params), limit=limit)
    click.echo(write_answer(answer, form, _screen()), nl=False, color=True)
    _tell_notes(answer, form)


def _list(session: Session) -> str:
    from foc_graph.queries.catalog import list_queries
    from foc_graph.queries.listing import query_list

    queries = list_queries(session.project)
    if not queries:
        return f"There are no canned queries in {session.project.queries}."
    hint = "Run one: foc-graph query NAME [--param NAME=VALUE]; about it: add --describe"
    return f"{query_list(queries, _screen().width)}\n\n{hint}"


def _find(session: Session, name: str) -> CannedQuery:
    """Anything that looks like a path is one; a canned query is named as its file without .rq."""
    from foc_graph.queries.catalog import SUFFIX, find_query, parse_query, read_query

    if name == "-":
        return parse_query(sys.stdin.read(), name="stdin")
    if os.sep in name or "/" in name or Path(name).suffix in {SUFFIX, ".sparql"}:
        return read_query(Path(name))
    return find_query(session.project, name)


def _describe(session: Session, asked: CannedQuery, given: dict[str, str]) -> str:
    """Parameters that are given, or have a default, are bound: names need the graph for that."""
    from foc_graph.queries.listing import description, without_header
    from foc_graph.queries.run import bound

    if not given:
        return description(asked, without_header(asked.sparql))
    return description(asked, without_header(bound(asked, _engine(session, None, 1), given)))


def _engine(session: Session, endpoint: str | None, timeout: float) -> QueryEngine:
    if endpoint is None:
        from foc_graph.queries.engines import OxigraphEngine

        return OxigraphEngine(session.dataset)
    from foc_graph.project.source import read_prefixes
    from foc_graph.queries.endpoint import EndpointEngine

    return EndpointEngine(endpoint, read_prefixes(session.project), timeout=timeout)


def _check_endpoint(session: Session, asked: CannedQuery, engine: QueryEngine) -> None:
    """A canned query is about the graph of the project; one's own may be about anything."""
    if engine.local:
        return
    from foc_graph.queries.contract import require_graph
    from foc_graph.queries.endpoint import EndpointEngine

    canned = asked.path is not None and asked.path.parent == session.project.queries
    if canned and isinstance(engine, EndpointEngine):
        require_graph(engine, session.project)


def _screen() -> Screen:
    """Colour only where somebody sees it (https://no-color.org)."""
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return Screen(shutil.get_terminal_size((100, 24)).columns, colour)


def _tell_notes(answer: Answer, form: str | None) -> None:
    if form is None or FORMATS[form].carries_notes:
        return
    for note in answer.query.coverage:
        click.echo(f"Note: {note}", err=True)
