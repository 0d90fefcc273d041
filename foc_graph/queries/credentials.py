"""Who we are to a store: from the environment or a netrc file, never from the command line.

A secret is in no message and no log, and is sent to the one host that it is for.
"""

from __future__ import annotations

import netrc
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from foc_graph.errors import CouldNotRun, UsageProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

#: How a store wants to be told who asks (RFC 7617, RFC 7616, RFC 6750).
Auth = Literal["none", "basic", "digest", "bearer"]

USER, PASSWORD, TOKEN = "FOC_GRAPH_USER", "FOC_GRAPH_PASSWORD", "FOC_GRAPH_TOKEN"
NETRC = "NETRC"


@dataclass(frozen=True)
class Credentials:
    """A name with a password, or a token (RFC 6750); nothing where a store wants neither."""

    auth: Auth = "none"
    user: str = ""
    secret: str = field(default="", repr=False)


def find_credentials(
    auth: Auth, url: str, environment: Mapping[str, str] = os.environ
) -> Credentials:
    """Find what a store at ``url`` wants.

    Raises:
        UsageProblem: it wants something that is nowhere.
        CouldNotRun: the netrc file cannot be read.

    """
    if auth == "none":
        return Credentials()
    host = urlsplit(url).hostname or url
    if auth == "bearer":
        if token := environment.get(TOKEN):
            return Credentials(auth, "", token)
        raise UsageProblem("wants a token", place=host, fix=f"set {TOKEN} in the environment")
    if environment.get(USER) and PASSWORD in environment:
        return Credentials(auth, environment[USER], environment[PASSWORD])
    if found := _in_netrc(host, environment):
        return Credentials(auth, *found)
    raise UsageProblem(
        "wants a name and a password",
        place=host,
        fix=f"set {USER} and {PASSWORD} in the environment, or add the host to ~/.netrc",
    )


def _in_netrc(host: str, environment: Mapping[str, str]) -> tuple[str, str] | None:
    path = Path(environment.get(NETRC) or Path.home() / ".netrc")
    if not path.is_file():
        return None
    try:
        found = netrc.netrc(str(path)).authenticators(host)
    except (netrc.NetrcParseError, OSError) as error:
        # The text of the error may quote the line with the secret.
        raise CouldNotRun("cannot be read", place=str(path), fix="mend the netrc file") from error
    return (found[0], found[2] or "") if found else None
