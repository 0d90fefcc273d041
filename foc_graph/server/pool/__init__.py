"""Queries in processes of their own, for ``/sparql``, ``/api`` and the pages.

- ``pool``: workers over the data of the moment, and the engine that pages have of it;
- ``workers``: those over one snapshot of the data; ``forkserver``: the process that forks them;
- ``messages``: what processes say to each other, and the snapshot;
- ``answers``, ``results``: a query -> its response, within a worker.
"""
