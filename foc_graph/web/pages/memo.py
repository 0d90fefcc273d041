"""What is worked out once for a site, and goes away with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from foc_graph.web.pages.site import Site

Found = TypeVar("Found")


def kept(site: Site, make: Callable[[Site], Found]) -> Found:
    """Return ``make(site)``, made once a site.

    Kept in the site itself: a server that reloads its data drops the old site with all of it.
    """
    store = cast("dict[Callable[[Site], object], object]", vars(site).setdefault("kept", {}))
    if make not in store:
        store[make] = make(site)
    return cast("Found", store[make])
