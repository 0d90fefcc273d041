"""Small projects and graphs, made as the tests of validation make them."""

from __future__ import annotations

from tests.shacl.conftest import build, check, quads

__all__ = ["build", "check", "quads"]
