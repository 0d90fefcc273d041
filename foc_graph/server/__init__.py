"""The graph as a web server: identifiers that dereference, pages, SPARQL and an API.

The package is a few small parts around one table of answers:

- ``state``: the site as loaded, swapped as a whole when the data change;
- ``answering``: one request for a document, a page or a file -> one prepared response;
- ``gate``: the ASGI layer in front, which answers from memory what it answered before;
- ``app``: the routes behind it; ``running``: the process.
"""
