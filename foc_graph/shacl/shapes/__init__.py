"""Shapes: read from a graph, checked, and kept as records."""
