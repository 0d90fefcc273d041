"""The home page: a norm at a glance, counts, ways in; and the page about the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from foc_graph.exports import EXPORTERS
from foc_graph.pictures.journey import journey
from foc_graph.web.pages.page import Page, PageContent, PageKind, folder_name
from foc_graph.web.pages.views.rows import TextRow, text_rows
from foc_graph.web.pages.words import date_in_words, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.names.names import Value

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


class About(PageKind):
    """One page: what the data are, licence, version, downloads, how sure they are."""

    path = "about.html"

    def show(self, path: str) -> PageContent:
        """Show the data as a whole."""
        site = self.site
        return PageContent(
            "about.html",
            title="About the data",
            summary=site.description["description"],
            crumbs=(("About the data", None),),
            facts=list(self._facts(path)),
            notes=[v.text for v in site.names.objects(site.content.dataset_iri, "skos:note")],
            exports=list(EXPORTERS.values()),
            bases=list(self._bases()),
            citation=self._citation(),
        )

    def _facts(self, path: str) -> Iterator[tuple[str, str | Markup]]:
        site, described = self.site, self.site.description
        found: dict[str, str | Markup] = {
            "Publisher": described["publisher"],
            "Version": described["version"],
            "Date": date_in_words(described["issued"]),
            "Statements": f"{len(site.content.triples):,}",
            "Documents": f"{len(site.documents):,}",
            "Identifiers start with": Markup("<code>{}</code>").format(site.prefixes.base),
        }
        if described["license"]:
            found["Licence"] = Page(site, path).linked(described["license"], site.license_name)
        link = site.link(site.content.dataset_iri, path)
        if link:
            found["Description for machines"] = Markup('<a href="{}">DCAT and VoID</a>').format(
                link
            )
        return ((label, value) for label, value in found.items() if value)

    def _bases(self) -> Iterator[tuple[Value, str]]:
        """Yield why a statement may stand without a source seen, as the vocabulary says it."""
        site = self.site
        scheme = f"{site.prefixes.id_base}concept/basis"
        for iri in site.content.subjects("skos:inScheme", scheme):
            yield site.names.value_of(iri), site.content.text(iri, "skos:definition")

    def _citation(self) -> str:
        site, described = self.site, self.site.description
        version = f"version {described['version']}" if described["version"] else ""
        parts = (described["publisher"], site.title, version, date_in_words(described["issued"]))
        return f"{', '.join(part for part in parts if part)}. {site.prefixes.base}"
