"""What commands on a triple store share: their arguments, and the store that these name."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foc_graph.cli.common import Session
    from foc_graph.stores import Loader, StoreClient


def store_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the argument and the options that say which store is meant."""
    for option in (
        click.option(
            "--timeout", type=click.FloatRange(min=1), default=60, show_default=True,
            metavar="SECONDS", help="How long to wait for an answer.",
        ),
        click.option(
            "--profile", default="generic", show_default=True, metavar="NAME",
            help="What kind of store it is; see docs/stores/.",
        ),
        click.option(
            "--from", "source", type=click.Path(exists=True, path_type=Path), metavar="PATH",
            help="Take the graph from parts of `export --bulk`, or from N-Quads, in little memory.",
        ),
        click.argument("endpoint", metavar="ENDPOINT|PROFILE"),
    ):  # fmt: skip
        command = option(command)
    return command


def store_client(session: Session, endpoint: str, profile: str, timeout: float) -> StoreClient:
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


@contextmanager
def opened_loader(session: Session, client: StoreClient, source: Path | None) -> Iterator[Loader]:
    """Yield what loads the graph of the project, or what lies on disk."""
    from foc_graph.stores import Loader, disk_source

    if source is None:
        yield Loader.of(client, session.dataset)
        return
    with disk_source(source, client.prefixes.base) as found:
        yield Loader(client, found)
