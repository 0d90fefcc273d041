"""The process: a port, a server on it, a quiet end."""

from __future__ import annotations

import contextlib
import errno
import signal
import socket
from typing import TYPE_CHECKING

import uvicorn

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.server import logs
from foc_graph.server.app import make_app
from foc_graph.server.connection import LimitedProtocol
from foc_graph.server.loader import freeze_objects, load_site
from foc_graph.server.state import ServerState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foc_graph.project import Project
    from foc_graph.server.settings import Settings

#: Connections that wait to be accepted.
BACKLOG = 2048


def serve(project: Project, settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve a project until told to stop; ``announce`` gets the address once it is open.

    Raises:
        CouldNotRun: the port is taken, or the ontology cannot be read.
        NotConforming: a file of the data cannot be read.
        UsageProblem: the host is none of this machine.

    """
    listener = listen(settings)
    with contextlib.closing(listener):
        state = ServerState(project, settings, load_site(project))
        logs.configure()
        address = address_of(listener)
        if settings.workers > 1:
            from foc_graph.server.supervisor import supervise

            supervise(
                state,
                lambda child: run_server(child, listener, lambda: None),
                lambda: announce(address),
            )
        else:
            run_server(state, listener, lambda: announce(address))


def run_server(state: ServerState, listener: socket.socket, started: Callable[[], None]) -> None:
    """Serve in this process until SIGTERM or SIGINT, then finish what is under way."""
    freeze_objects()
    Server(state, configuration(state), started).run(sockets=[listener])


def configuration(state: ServerState) -> uvicorn.Config:
    """Return how uvicorn is to run."""
    settings = state.settings
    return uvicorn.Config(
        make_app(state),
        http=_protocol(settings),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=BACKLOG,
        limit_concurrency=settings.connections,
        timeout_keep_alive=settings.keep_alive,
        timeout_graceful_shutdown=settings.grace,
    )


def _protocol(settings: Settings) -> type[LimitedProtocol]:
    class Protocol(LimitedProtocol):
        """With the limits of these settings."""

        seconds = settings.request_seconds
        longest_head = settings.longest_headers + settings.longest_target

    return Protocol


class Server(uvicorn.Server):
    """Ends with 0 when it is told to end: uvicorn raises the signal again, as if it had failed."""

    def __init__(
        self, state: ServerState, config: uvicorn.Config, on_start: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._state = state
        self._on_start = on_start

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so when signals and requests are taken."""
        await super().startup(sockets)
        self._on_start()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take SIGINT and SIGTERM as the wish to end."""
        former = {s: signal.signal(s, self._stop) for s in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in former.items():
                signal.signal(number, handler)

    def _stop(self, number: int, frame: object) -> None:
        self._state.stopping.set()
        self.handle_exit(number, frame)  # type: ignore[arg-type]


def listen(settings: Settings) -> socket.socket:
    """Open the port.

    Raises:
        CouldNotRun: another program has it, or we may not.
        UsageProblem: the host is none of this machine.

    """
    place = f"{settings.host}:{settings.port}"
    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((settings.host, settings.port), family=family)
    except (OSError, OverflowError, UnicodeError) as error:
        raise _problem(place, error) from error
    listener.set_inheritable(True)
    return listener


def _problem(place: str, error: Exception) -> CouldNotRun | UsageProblem:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return CouldNotRun(
            "the port is in use by another program", place=place, fix="choose another with --port"
        )
    if number == errno.EACCES:
        return CouldNotRun(
            "the port is reserved for the system",
            place=place,
            fix="choose one above 1023 with --port, and put a proxy in front",
        )
    return UsageProblem(
        f"cannot be listened on ({error})",
        place=place,
        fix="give --host an address of this machine",
    )


def address_of(listener: socket.socket) -> str:
    """Return the address of an open port as a URL."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
