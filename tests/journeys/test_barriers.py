"""axe-core on every kind of page: in the light, and in the dark on a phone.

Pages with pictures are in tests/pictures, the editor's errors and results in tests/server/sparql.
"""

from __future__ import annotations

from tests.journeys.conftest import DESK, PHONE, is_too_wide

PAGES = (
    "doc/A-HRC-RES-20-8.html", "state/CZE.html", "org/foc.html", "members.html?on=2014-04-28",
    "search.html?q=20/8", "sparql.html", "query/index.html", "query/members.html",
    "browse/doc.html", "browse/state.html", "changes.html", "principle/same-rights-online.html",
    "about.html", "graph/index.html", "event/foc-conference-2014-tallinn.html", "dataset.html",
    "formulation/same-rights-un-2012.html", "membership/foc-USA-1.html", "concept/topic.html",
    "concept/topic/privacy.html", "source/mediarightsagenda-foc-itu.html",
)  # fmt: skip

SERIOUS = ("serious", "critical")


#: The pages are the same bytes on both: each is tried in one of the two ways of looking at them.
LOOKS = {"server": ("light", DESK), "static": ("dark", PHONE)}


def test_nobody_is_kept_out(host, visit):
    scheme, viewport = LOOKS[host.kind]
    page = visit(viewport=viewport, scheme=scheme)
    found = {}
    for path in PAGES:
        page.goto(f"{host.url}{path}")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        found[path] = _barriers(page) + ["too wide"] * is_too_wide(page)
    assert {path: barriers for path, barriers in found.items() if barriers} == {}


def _barriers(page):
    from axe_playwright_python.sync_playwright import Axe

    violations = Axe().run(page).response["violations"]
    return [
        f"{found['id']}: {found['nodes'][0]['html'][:150]}"
        for found in violations
        if found["impact"] in SERIOUS
    ]
