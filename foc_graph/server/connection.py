"""HTTP/1.1 as uvicorn speaks it, with limits on time and length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

if TYPE_CHECKING:
    import asyncio

_TOO_LONG = b"the headers are too long - 16 kB is the limit\n"


class LimitedProtocol(HttpToolsProtocol):
    """Closes connections that send or read too slowly, and refuses headers without end.

    uvicorn limits how long an idle connection is kept after a response, not how long one may take
    to send its first request, nor how large its headers may grow.
    """

    #: Seconds for a whole request, and for a reader to take what waits for it.
    seconds: ClassVar[float] = 10.0
    #: Bytes of a request line and its headers.
    longest_head: ClassVar[int] = 24 * 1024

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(*arguments, **options)
        #: Bytes received since the head began, and bytes of its parts so far.
        self._head = self._parts = 0
        self._in_head = True
        self._request_timer: asyncio.TimerHandle | None = None
        self._writing_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._start_request_timer()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_request_timer()
        self._stop_writing_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came, if it is not too much of a head."""
        self._head += len(data) if self._in_head else 0
        if self._in_head and self._request_timer is None:
            self._start_request_timer()  # a further request on the same connection has begun
        super().data_received(data)
        if self._in_head and self._head > self.longest_head:
            self._refuse(431, _TOO_LONG)

    def on_message_begin(self) -> None:
        """A request begins."""
        self._in_head, self._parts = True, 0
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """Count the address."""
        self._parts += len(url)
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Count a header."""
        self._parts += len(name) + len(value)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head has ended; a body may follow."""
        self._in_head, self._head = False, 0
        if self._parts > self.longest_head:
            raise ValueError(_TOO_LONG)  # the parser stops and has the request refused
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse what the parser could not take."""
        if self._parts > self.longest_head:
            self._refuse(431, _TOO_LONG)
        else:
            super().send_400_response(msg)

    def on_message_complete(self) -> None:
        """The request is whole."""
        self._stop_request_timer()
        self._in_head, self._head = True, 0
        super().on_message_complete()

    def pause_writing(self) -> None:
        """The client does not take what we send."""
        super().pause_writing()
        self._writing_timer = self._writing_timer or self.loop.call_later(self.seconds, self._abort)

    def resume_writing(self) -> None:
        """It does again."""
        self._stop_writing_timer()
        super().resume_writing()

    def _start_request_timer(self) -> None:
        self._stop_request_timer()
        self._request_timer = self.loop.call_later(self.seconds, self._too_slow)

    def _stop_request_timer(self) -> None:
        if self._request_timer is not None:
            self._request_timer.cancel()
            self._request_timer = None

    def _stop_writing_timer(self) -> None:
        if self._writing_timer is not None:
            self._writing_timer.cancel()
            self._writing_timer = None

    def _too_slow(self) -> None:
        self._request_timer = None
        begun = self._head > 0 or not self._in_head
        if begun and (self.cycle is None or not self.cycle.response_started):
            self._refuse(408, b"the request came too slowly\n")
        else:
            self.transport.close()

    def _abort(self) -> None:
        self._writing_timer = None
        self.transport.abort()

    def _refuse(self, status: int, sentence: bytes) -> None:
        if self.transport.is_closing():
            return
        lines = (
            STATUS_LINE[status],
            b"content-type: text/plain; charset=utf-8\r\nconnection: close\r\n",
            b"content-length: %d\r\n\r\n" % len(sentence),
            sentence,
        )
        self.transport.write(b"".join(lines))
        self.transport.close()
