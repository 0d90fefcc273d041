"""The home page: the journey of a norm at a glance, counts, ways in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.pictures.journey import journey
from foc_graph.web.pages.page_kind import PageContent, PageKind, folder_name
from foc_graph.web.pages.views.rows import TextRow, text_rows
from foc_graph.web.pages.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator


#: What is counted: label, classes, page that lists it.
COUNTS = (
    ("texts", ("foc:Instrument", "foc:Resolution"), "browse/doc.html"),
    ("affirmations of a principle", ("foc:Affirmation",), "browse/principle.html"),
    ("citations between texts", ("cito:Citation",), "lineage.html"),
    ("sponsorships", ("foc:Sponsorship",), "sponsors.html"),
    ("votes", ("foc:Vote",), "browse/state.html"),
    ("memberships and roles", ("org:Membership",), "members.html"),
    ("states", ("foc:State",), "browse/state.html"),
    ("sources", ("schema:WebPage", "schema:NewsArticle"), "browse/source.html"),
)

#: Ways in: page, name, what for.
WAYS = (
    ("browse/doc.html", "Texts", "Resolutions and statements: what they say, who backs them."),
    ("members.html", "Members", "Who belonged to the coalition on any day, and on what evidence."),
    ("sponsors.html", "Sponsors", "Which states backed which texts, side by side."),
    ("lineage.html", "Lineage", "How texts cite each other, and how the wording changed."),
    ("timeline.html", "Timeline", "Every affirmation in the order of time."),
    ("browse/principle.html", "Principles", "One idea, the words it was put into, and where."),
    ("query/index.html", "Questions", "Ready-made questions; results as tables and files."),
    ("sparql.html", "SPARQL", "Ask the graph yourself."),
    ("about.html", "Data", "Downloads, licence, formats, identifiers."),
)  # fmt: skip

#: Texts listed as the latest.
LATEST = 6


class Home(PageKind):
    """One page."""

    path = "index.html"

    def show(self, path: str) -> PageContent:
        """Show what there is."""
        site = self.site
        brand, colon, rest = site.title.partition(":")
        return PageContent(
            "home.html",
            title=site.title,
            summary=site.description["description"],
            heading=sentence(rest.strip()) if colon else brand,
            picture=journey(site.picture_facts(path)),
            counts=list(self._counts()),
            ways=WAYS,
            folders=[
                (folder_name(f), len(iris), f"browse/{f}.html") for f, iris in site.folders.items()
            ],
            latest=self._latest(),
        )

    def _counts(self) -> Iterator[tuple[int, str, str]]:
        for label, classes, target in COUNTS:
            found = len(self.site.content.instances(*classes))
            if found:
                yield found, label, target

    def _latest(self) -> list[TextRow]:
        texts = self.site.content.instances("foc:Instrument", "foc:Resolution")
        dated = [row for row in text_rows(self.site, texts) if row.date]
        return dated[-LATEST:][::-1]
