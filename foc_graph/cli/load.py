"""``foc-graph load``: the graph into a triple store, verified."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from foc_graph.cli.common import EXIT_CODES, Session, pass_session, progress_bar
from foc_graph.cli.store import opened_loader, store_client, store_options
from foc_graph.errors import CouldNotRun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from foc_graph.dataset.content import Content
    from foc_graph.stores import Loader, LoadPlan, StoreClient
    from foc_graph.stores.check import GraphDifference
    from foc_graph.stores.graphs import LocalGraph

    Comparison = Callable[..., list[GraphDifference]]


@click.command(epilog=EXIT_CODES)
@store_options
@click.option("--dry-run", is_flag=True, help="Print what would be done, and do nothing.")
@click.option("--prune", is_flag=True, help="Delete graphs that were loaded and are gone here.")
@click.option(
    "--since", metavar="REV",
    help="Send differences only, where the store holds a graph as it was at this git revision.",
)  # fmt: skip
@click.option("--watch", is_flag=True, help="Go on: load again whenever files change.")
@click.option("--check", "checking", is_flag=True, help="Change nothing: compare only.")
@click.option(
    "--detect", metavar="NAME",
    help="Try what the store can do, and write it to stores/NAME.toml; loads nothing.",
)  # fmt: skip
@click.option("--remove", is_flag=True, help="Take out what was loaded; what others loaded stays.")
@pass_session
def load(  # noqa: PLR0913 - one parameter an option
    session: Session,
    *,
    endpoint: str,
    profile: str,
    source: Path | None,
    dry_run: bool,
    prune: bool,
    since: str | None,
    watch: bool,
    checking: bool,
    detect: str | None,
    remove: bool,
    timeout: float,
) -> int:
    """Load the graph into a triple store, and check that all of it is there.

    Only what changed travels, and is read back and compared; --check compares everything.

    ENDPOINT is the address of the store; a PROFILE of the project (stores/NAME.toml) may hold it.
    Secrets come from the environment (FOC_GRAPH_USER and FOC_GRAPH_PASSWORD, or FOC_GRAPH_TOKEN)
    or from a netrc file.
    """
    if dry_run + checking + remove + watch + bool(detect) > 1:
        raise click.UsageError("give one of --dry-run, --check, --detect, --remove and --watch")
    if since and (checking or remove or watch or detect):
        raise click.UsageError("--since goes with a load and with --dry-run")
    if source and (watch or since or detect):
        raise click.UsageError("--from goes with a load, --dry-run, --check and --remove")
    if detect:
        return _detect(session, endpoint, detect, timeout)
    with store_client(session, endpoint, profile, timeout) as client:
        if watch:
            return _watch(session, client, prune=prune)
        with opened_loader(session, client, source) as loader:
            if remove:
                return _remove(client, loader)
            if checking:
                code = _verify(client, loader, loader.graphs, loader.check)
            else:
                with _content_at(session, since) as old:
                    plan = loader.plan(prune=prune, old=old)
                click.echo("\n".join(plan.lines()))
                if dry_run:
                    return 0
                code = _verify(client, loader, _sent(loader, plan), loader.verify)
        return code if code or source else _verify_answers(session, client)


def _sent(loader: Loader, plan: LoadPlan) -> tuple[LocalGraph, ...]:
    with progress_bar() as progress:
        loader.apply(plan, progress=progress)
    return plan.sent


def _remove(client: StoreClient, loader: Loader) -> int:
    click.echo(f"{client.url}: {loader.remove():,} graphs taken out")
    return 0


@contextmanager
def _content_at(session: Session, revision: str | None) -> Iterator[Content | None]:
    from foc_graph.dataset import load_dataset
    from foc_graph.dataset.content import Content
    from foc_graph.project.git.revision import project_at

    if revision is None:
        yield None
        return
    with project_at(session.project, revision) as project:
        yield Content(load_dataset(project))


def _watch(session: Session, client: StoreClient, *, prune: bool) -> int:
    from foc_graph.stores.watch import Reload, watch

    for done in watch(client, session.project, prune=prune):
        if isinstance(done, Reload):
            differ = (line for difference in done.differences for line in difference.lines())
            click.echo("\n".join((*done.plan.lines(), *differ)))
        else:
            click.echo(str(done), err=True)
    return 0


def _detect(session: Session, url: str, name: str, timeout: float) -> int:
    from foc_graph.project.atomic import write_atomic
    from foc_graph.project.source import read_prefixes
    from foc_graph.stores.detection import detect, profile_text

    path = session.project.root / "stores" / f"{name}.toml"
    if path.exists():
        raise CouldNotRun("is there already", place=str(path), fix="choose another name")
    prefixes = read_prefixes(session.project)
    text = profile_text(detect(name, url, session.project, prefixes, timeout=timeout))
    path.parent.mkdir(exist_ok=True)
    write_atomic(path, text.encode())
    click.echo(f"{text}{path}: written; `foc-graph load {name}` uses it")
    return 0


def _verify(
    client: StoreClient, loader: Loader, graphs: Sequence[LocalGraph], compare: Comparison
) -> int:
    """Read graphs back; of all others the plan has said that they are as they were loaded."""
    with progress_bar() as progress:
        differences = compare(graphs, progress=progress)
    for difference in differences:
        click.echo("\n".join(difference.lines()))
    triples = sum(graph.triples for graph in loader.graphs)
    held = f"{len(loader.graphs):,} graphs, {triples:,} triples"
    if differences:
        click.echo(f"{client.url}: {len(differences):,} graphs differ from the {held} here")
        return 1
    how = "compared one by one"
    if len(graphs) < len(loader.graphs):
        how = f"{len(graphs):,} {how} now, the others by the store's record and its counts"
    click.echo(f"{client.url}: holds all {held}, {how}")
    return 0


def _verify_answers(session: Session, client: StoreClient) -> int:
    from foc_graph.queries.contract import require_graph
    from foc_graph.stores.answers import compare_answers

    try:
        require_graph(client.engine, session.project)
    except CouldNotRun as error:
        click.echo(f"Canned queries were not compared: {error}")
        return 0
    found = list(compare_answers(client, session.project, session.dataset))
    for query in found:
        if query.agreement != "same":
            click.echo(f"  {query.agreement:8}  {query.name}: {query.said}")
    same = sum(query.agreement == "same" for query in found)
    click.echo(f"{same:,} of {len(found):,} canned queries give the same rows there")
    return int(any(query.agreement == "other" for query in found))
