"""Canned queries as an API: ``/api/queries``, described by ``/api/openapi.json``."""
