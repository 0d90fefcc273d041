"""What a store can do: its addresses, sizes and habits, as data (``profiles/*.toml``).

A project may add its own in ``stores/NAME.toml``; there ``url`` says where the store is.
"""

from __future__ import annotations

import shlex
import tomllib
from dataclasses import dataclass, fields
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, get_args, get_type_hints

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.names.likeness import did_you_mean, nearest
from foc_graph.queries.credentials import Auth  # noqa: TC001 - read at run time

if TYPE_CHECKING:
    from pathlib import Path

    from foc_graph.project import Project

SUFFIX = ".toml"
GENERIC = "generic"

#: What a query without GRAPH looks at: all graphs, one of its own, or nobody has said.
DefaultGraph = Literal["union", "separate", "unknown"]
#: Whether a store gives literals back as they were written, or others of the same value.
Literals = Literal["exact", "value"]


@dataclass(frozen=True)
class StoreProfile:
    """One kind of store, or one store. Addresses are relative to that of the store."""

    name: str
    title: str
    query: str
    update: str
    default_graph: DefaultGraph
    literals: Literals
    atomic_update: bool
    #: How many triples one ``INSERT DATA`` takes, and one body of the Graph Store Protocol.
    triples_per_update: int
    triples_per_body: int = 0
    #: SPARQL 1.1 Graph Store HTTP Protocol; None where the store has none.
    graphs: str | None = None
    #: Where a body of N-Quads is added to all graphs at once, not in one transaction; None where
    #: that cannot be done or is not quicker.
    quads: str | None = None
    auth: Auth = "none"
    url: str | None = None
    #: The command of the store's own loader; ``DIR`` is the folder of the parts, ``PART...`` they.
    bulk: str | None = None

    def bulk_command(self, folder: Path) -> str:
        """Return the command that loads the parts in a folder; empty where none is known."""
        parts = shlex.quote(str(folder)) + "/*.nq.gz"
        return (self.bulk or "").replace("PART...", parts).replace("DIR", str(folder.absolute()))


def read_profile(name: str, project: Project) -> StoreProfile:
    """Read a profile: one of the project, else one that comes with the package.

    Raises:
        UsageProblem: there is none of that name.
        CouldNotRun: the file is no profile; says which line or field.

    """
    own = project.root / "stores" / f"{name}{SUFFIX}"
    if own.is_file():
        return parse_profile(name, own.read_text("utf-8"), place=project.relative(own))
    shipped = files("foc_graph.stores").joinpath("profiles", f"{name}{SUFFIX}")
    if name not in profile_names(project) or not shipped.is_file():
        meant = did_you_mean(nearest(name, profile_names(project)))
        raise UsageProblem(
            "no such store profile",
            place=name,
            fix=meant or f"choose from {', '.join(shipped_names())}",
        )
    return parse_profile(name, shipped.read_text("utf-8"), place=f"{name}{SUFFIX}")


def shipped_names() -> list[str]:
    """Return the profiles that come with the package, sorted."""
    folder = files("foc_graph.stores").joinpath("profiles")
    return sorted(f.name.removesuffix(SUFFIX) for f in folder.iterdir() if f.name.endswith(SUFFIX))


def profile_names(project: Project) -> list[str]:
    """Return the profiles that can be named in a project, sorted."""
    own: list[Path] = sorted((project.root / "stores").glob(f"*{SUFFIX}"))
    return sorted({*shipped_names(), *(path.stem for path in own)})


def parse_profile(name: str, text: str, *, place: str) -> StoreProfile:
    """Read the text of a profile.

    Raises:
        CouldNotRun: it is not TOML, a field is missing, unknown or has a value it cannot have.

    """
    try:
        found: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CouldNotRun(f"is not TOML ({error})", place=place, fix="mend that line") from error
    for field, value in found.items():
        _check(field, value, place)
    try:
        return StoreProfile(name=name, **found)
    except TypeError as error:
        missing = [f.name for f in fields(StoreProfile) if f.name in str(error)]
        raise CouldNotRun(
            f"lacks {', '.join(missing)}", place=place, fix="see docs/stores/index.md"
        ) from error


def _check(field: str, value: object, place: str) -> None:
    hints = get_type_hints(StoreProfile)
    if field not in hints or field == "name":
        raise CouldNotRun(f"has a field that no profile has: {field}", place=place, fix="strike it")
    choices = [choice for choice in get_args(hints[field]) if isinstance(choice, str)]
    if choices and value not in choices:
        raise CouldNotRun(
            f"{field} is {value!r}", place=place, fix=f"choose from {', '.join(choices)}"
        )
    wanted = {"triples_per_update": int, "triples_per_body": int, "atomic_update": bool}
    if type(value) is not wanted.get(field, str):
        raise CouldNotRun(
            f"{field} is {value!r}", place=place, fix=f"give a {wanted.get(field, str).__name__}"
        )
