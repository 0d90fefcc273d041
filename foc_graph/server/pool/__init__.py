"""Queries in processes of their own, for ``/sparql``, ``/api`` and the pages.

- ``pool``: workers over the data of the moment; ``workers``: those over one snapshot of them;
- ``forkserver``: the process that holds the snapshot and forks workers; ``worker``: one of those;
- ``messages``: what they say to each other; ``limits``: what a query may cost;
- ``answers``, ``canned``: a query -> its response, within a worker;
- ``engine``: the pool as the engine of the pages.
"""
