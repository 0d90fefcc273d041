"""SPARQL text: its tokens, its structure, property paths, and what is refused."""
