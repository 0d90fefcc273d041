"""Pictures of a dataset: inline SVG, with a table that holds the same facts behind each.

No JavaScript: marks are links, and what the pointer or the keyboard rests on is brought out by the
style sheet. Layout is our own: networkx places nodes but knows no time axis, drawsvg and svg.py
are untyped or do not escape, matplotlib draws texts as outlines, Vega needs a script. The shapes
needed are few: circles, bars, arcs, texts.

>>> from foc_graph.pictures import PictureFacts
>>> from foc_graph.pictures.journey import journey
>>> journey(PictureFacts.of(dataset, link=lambda iri: None))  # doctest: +SKIP
"""

from __future__ import annotations

from foc_graph.pictures.model import Cell, Picture, PictureFacts, PictureRow, PictureTable

__all__ = ["Cell", "Picture", "PictureFacts", "PictureRow", "PictureTable"]
