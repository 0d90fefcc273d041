"""The graph as a web server: identifiers that dereference, pages, SPARQL and an API.

- ``process`` opens the port; ``supervisor`` runs several processes on it;
- ``loader``: data on disk -> the ``state`` that is served, once and whenever they change;
- ``app``: which address is answered by what; ``responder``: each request on its way through it;
- ``documents``, ``files``, ``sparql``, ``api``, ``metrics``: what answers;
- ``pool``: the processes that queries run in.
"""
