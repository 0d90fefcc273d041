"""``README.md`` of a publication: what the files are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.exports import formats_table

if TYPE_CHECKING:
    from foc_graph.exports import Content


def reading_me(content: Content) -> bytes:
    """Return it in Markdown."""
    dataset = content.dataset_iri
    license_iri = content.text(dataset, "dcterms:license")
    parts = (
        f"# {content.title}",
        content.text(dataset, "dcterms:description"),
        f"Licence: <{license_iri}>" if license_iri else "",
        formats_table(),
        _REST,
    )
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


_REST = """\
`*.gz` are compressed copies. `ontology/` holds the terms, vocabularies, shapes, rules and the
JSON-LD context as they are written.

`dataset.ttl` describes the dataset and every file (DCAT, VoID). `manifest.json` has the number of
statements and a checksum for each named graph. To check the files: `sha256sum --check SHA256SUMS`.
"""
