"""``python -m foc_graph``."""

from foc_graph.cli import main

main()
