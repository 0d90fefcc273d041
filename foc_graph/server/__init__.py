"""The graph as a web server: identifiers that dereference, pages, SPARQL and an API.

- ``process`` opens the port; ``supervisor`` runs several processes on it;
- ``loader``, ``reloader``: data on disk -> the ``state`` that is served;
- ``app``: which address is answered by what; ``responder``: each request on its way through it;
- ``documents``, ``dumps``, ``sparql``, ``api``, ``metrics``: what answers;
- ``pool``: the processes that queries run in.
"""
