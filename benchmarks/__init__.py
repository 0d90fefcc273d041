"""Measurements beside the tools that people would otherwise use; run by `make bench`."""
