"""The version of the product; a test ties it to ``pyproject.toml``."""

__version__ = "0.1.0"
