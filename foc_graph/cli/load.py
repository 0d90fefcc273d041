"""``foc-graph load``: the graph into a triple store, verified."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from foc_graph.cli.common import EXIT_CODES, Session, pass_session

if TYPE_CHECKING:
    from foc_graph.stores import Loader, StoreClient


@click.command(epilog=EXIT_CODES)
@click.argument("endpoint", metavar="ENDPOINT|PROFILE")
@click.option(
    "--profile", default="generic", show_default=True, metavar="NAME",
    help="What kind of store it is; see docs/stores/.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Print what would be done, and do nothing.")
@click.option("--prune", is_flag=True, help="Delete graphs that were loaded and are gone here.")
@click.option("--check", "checking", is_flag=True, help="Change nothing: compare only.")
@click.option("--remove", is_flag=True, help="Take out what was loaded; what others loaded stays.")
@click.option(
    "--timeout", type=click.FloatRange(min=1), default=60, show_default=True, metavar="SECONDS",
    help="How long to wait for an answer.",
)  # fmt: skip
@pass_session
def load(  # noqa: PLR0913 - one parameter an option
    session: Session,
    *,
    endpoint: str,
    profile: str,
    dry_run: bool,
    prune: bool,
    checking: bool,
    remove: bool,
    timeout: float,
) -> int:
    """Load the graph into a triple store, and check that all of it is there.

    Only what changed travels; then every graph is read back and compared.

    ENDPOINT is the address of the store; a PROFILE of the project (stores/NAME.toml) may hold it.
    Secrets come from the environment (FOC_GRAPH_USER and FOC_GRAPH_PASSWORD, or FOC_GRAPH_TOKEN)
    or from a netrc file.
    """
    from foc_graph.dataset.content import Content
    from foc_graph.exports import refuse_gaps
    from foc_graph.stores import Loader

    if dry_run + checking + remove > 1:
        raise click.UsageError("give one of --dry-run, --check and --remove")
    with _client(session, endpoint, profile, timeout) as client:
        refuse_gaps(session.dataset)
        content = Content(session.dataset)
        loader = Loader(client, content)
        if remove:
            click.echo(f"{client.url}: {loader.remove():,} graphs taken out")
            return 0
        if not checking:
            plan = loader.plan(prune=prune)
            click.echo("\n".join(plan.lines()))
            if dry_run:
                return 0
            loader.apply(plan)
        return _verify(client, loader)


def _client(session: Session, endpoint: str, profile: str, timeout: float) -> StoreClient:
    """Tell an address from a profile of the project."""
    from foc_graph.errors import UsageProblem
    from foc_graph.project.source import read_prefixes
    from foc_graph.queries.credentials import find_credentials
    from foc_graph.stores import StoreClient, read_profile

    is_address = "://" in endpoint
    found = read_profile(profile if is_address else endpoint, session.project)
    url = endpoint if is_address else found.url
    if url is None:
        raise UsageProblem(
            "is a kind of store", place=endpoint, fix=f"give its address and --profile {endpoint}"
        )
    credentials = find_credentials(found.auth, url)
    return StoreClient(url, found, read_prefixes(session.project), credentials, timeout=timeout)


def _verify(client: StoreClient, loader: Loader) -> int:
    differences = loader.check()
    for difference in differences:
        click.echo("\n".join(difference.lines()))
    triples = sum(graph.triples for graph in loader.graphs)
    held = f"{len(loader.graphs):,} graphs, {triples:,} triples"
    if differences:
        click.echo(f"{client.url}: {len(differences):,} graphs differ from the {held} here")
        return 1
    click.echo(f"{client.url}: holds all {held}, compared one by one")
    return 0
