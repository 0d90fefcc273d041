"""A version of the ontology, by the identifier that ``owl:versionIRI`` gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foc_graph.web.pages.site import Site


def paths(site: Site) -> Iterable[str]:
    """One page a version."""
    return (path for path, found in site.documents.items() if found.kind == "version")


def render(site: Site, path: str, query: Mapping[str, str]) -> str:
    """Render a version: which ontology it is one of."""
    del query
    version = site.documents[path].iri
    wholes = site.content.subjects("owl:versionIRI", version)
    ontology = site.names.value_of(wholes[0]) if wholes else None
    name = version.rpartition("/")[2] or version
    return site.render(
        "version.html",
        path,
        title=f"Version {name}" + (f" of {ontology.text}" if ontology else ""),
        crumbs=((f"Version {name}", None),),
        ontology=ontology,
    )
