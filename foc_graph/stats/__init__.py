"""Counts of what the graph holds: by class, graph, body and year, status, basis, source."""

from __future__ import annotations

from foc_graph.stats.counts import FORMATS, Count, CountTable, count_all, to_csv, to_json, to_text

__all__ = ["FORMATS", "Count", "CountTable", "count_all", "to_csv", "to_json", "to_text"]
