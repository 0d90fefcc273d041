"""Numbers for Prometheus at ``/metrics``, summed over all processes of the server."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

import prometheus_client as prometheus
from prometheus_client.multiprocess import MultiProcessCollector

from foc_graph.version import __version__

if TYPE_CHECKING:
    from foc_graph.server.cache import Cache
    from foc_graph.server.state import ServerState

#: Folder through which processes share their numbers; the library reads it when first imported.
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"

prometheus.disable_created_metrics()  # type: ignore[no-untyped-call]

CONTENT_TYPE = prometheus.CONTENT_TYPE_LATEST
_NAMESPACE = "foc_graph"
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

    def __init__(self) -> None:
        registry = self._registry = prometheus.CollectorRegistry()
        self._requests = prometheus.Counter(
            "http_requests",
            "Requests answered.",
            ("method", "status", "kept"),
            namespace=_NAMESPACE,
            registry=registry,
        )
        self._seconds = prometheus.Histogram(
            "http_request_seconds",
            "Time to answer.",
            namespace=_NAMESPACE,
            registry=registry,
            buckets=_BUCKETS,
        )
        self._bytes = prometheus.Counter(
            "http_response_bytes",
            "Bytes of bodies sent.",
            namespace=_NAMESPACE,
            registry=registry,
        )
        self._gauges = {
            name: prometheus.Gauge(
                name, what, namespace=_NAMESPACE, registry=registry, multiprocess_mode=mode
            )
            for name, (what, mode) in _GAUGES.items()
        }
        self._build = prometheus.Gauge(
            "build_info",
            "Version of the program.",
            ("version",),
            namespace=_NAMESPACE,
            registry=registry,
            multiprocess_mode="mostrecent",
        )
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

    def text(self, state: ServerState, cache: Cache) -> bytes:
        """Return all numbers in the text format of Prometheus."""
        values = {
            "cache_bytes": cache.bytes,
            "documents": len(state.addresses.documents),
            "data_modified_timestamp_seconds": state.site.modified,
            "data_refused": int(state.refused is not None),
        }
        for name, value in values.items():
            self._gauges[name].set(value)
        self._build.labels(__version__).set(1)
        return prometheus.generate_latest(self._collected())

    def _collected(self) -> prometheus.CollectorRegistry:
        if not os.environ.get(SHARED_FOLDER):
            return self._registry
        registry = prometheus.CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return registry
