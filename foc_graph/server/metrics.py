"""``/metrics``: numbers for Prometheus, summed over all processes; ``/healthz`` beside it."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Literal

import prometheus_client as prometheus
from prometheus_client.multiprocess import MultiProcessCollector

from foc_graph.server.logs import timestamp
from foc_graph.server.response import NO_STORE, Response
from foc_graph.server.settings import SHARED_FOLDER
from foc_graph.version import __version__

if TYPE_CHECKING:
    from starlette.requests import Request

    from foc_graph.server.response import Cache, Key
    from foc_graph.server.state import ServerState

prometheus.disable_created_metrics()  # type: ignore[no-untyped-call]

_FIELDS = [("Cache-Control", NO_STORE)]
#: Seconds; most answers come from memory.
_BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})

#: Name -> what it says, and how several processes are taken together.
_GAUGES: dict[str, tuple[str, Literal["livesum", "mostrecent"]]] = {
    "cache_bytes": ("Bytes of bodies kept in memory.", "livesum"),
    "documents": ("Documents served.", "mostrecent"),
    "data_modified_timestamp_seconds": ("Last change of the data.", "mostrecent"),
    "data_refused": ("1 while the data on disk cannot be read, and older ones are served.",
                     "mostrecent"),
}  # fmt: skip


class Metrics:
    """The counters of one process."""

    def __init__(self, state: ServerState, caches: tuple[Cache, ...]) -> None:
        self._state = state
        self._caches = caches
        registry = self._registry = prometheus.CollectorRegistry()
        labels = ("method", "status", "kept")
        self._requests = prometheus.Counter(
            "foc_graph_http_requests", "Requests answered.", labels, registry=registry
        )
        self._seconds = prometheus.Histogram(
            "foc_graph_http_request_seconds", "Time to answer.", registry=registry, buckets=_BUCKETS
        )
        self._bytes = prometheus.Counter(
            "foc_graph_http_response_bytes", "Bytes of bodies sent.", registry=registry
        )
        self._gauges = {
            name: prometheus.Gauge(
                f"foc_graph_{name}", what, registry=registry, multiprocess_mode=mode
            )
            for name, (what, mode) in _GAUGES.items()
        }
        self._build = prometheus.Gauge(
            "foc_graph_build_info", "Version of the program.", ("version",),
            registry=registry, multiprocess_mode="mostrecent",
        )  # fmt: skip
        self._known: dict[tuple[str, int, bool], prometheus.Counter] = {}

    def count(self, method: str, status: int, size: int, seconds: float, *, kept: bool) -> None:
        """Count one request."""
        key = (method if method in _METHODS else "other", status, kept)
        counter = self._known.get(key)
        if counter is None:
            labels = (key[0], str(status), str(kept).lower())
            counter = self._known[key] = self._requests.labels(*labels)
        counter.inc()
        self._seconds.observe(seconds)
        self._bytes.inc(size)

    async def metrics(self, _: Request, __: Key) -> Response:
        """Answer with all numbers in the text format of Prometheus."""
        state = self._state
        values = {
            "cache_bytes": sum(cache.bytes for cache in self._caches),
            "documents": len(state.site.addresses.documents),
            "data_modified_timestamp_seconds": state.site.modified,
            "data_refused": int(state.refused is not None),
        }
        for name, value in values.items():
            self._gauges[name].set(value)
        self._build.labels(__version__).set(1)
        text = prometheus.generate_latest(self._collected())
        return Response(200, text, _FIELDS, prometheus.CONTENT_TYPE_LATEST)

    async def healthz(self, _: Request, __: Key) -> Response:
        """Answer whether the server is well, and what it serves."""
        state = self._state
        stopping = state.stopping.is_set()
        facts = {
            "status": "stopping" if stopping else "ok",
            "version": __version__,
            "generation": state.generation,
            "documents": len(state.site.addresses.documents),
            "modified": timestamp(state.site.modified),
            "refused": state.refused,
        }
        body = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()
        return Response(503 if stopping else 200, body, _FIELDS, "application/json")

    def _collected(self) -> prometheus.CollectorRegistry:
        if not os.environ.get(SHARED_FOLDER):
            return self._registry
        registry = prometheus.CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return registry
