"""SPARQL over HTTP: ``/sparql``."""
