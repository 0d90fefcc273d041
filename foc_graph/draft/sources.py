"""The source of a record: one that is described, or a new one that gets a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.draft.choices import ConceptReader
from foc_graph.draft.drafts import Draft
from foc_graph.draft.model import Answers, Field
from foc_graph.draft.readers import MonthReader, SourceReader, TextReader
from foc_graph.draft.slugs import host_of, source_slug
from foc_graph.errors import UsageProblem

if TYPE_CHECKING:
    from foc_graph.draft.context import DraftContext

#: Whose pages they are -> the kind of source.
_KINDS_BY_HOST = {
    "freedomonlinecoalition.com": "coalition",
    "docs.un.org": "official-text",
    "undocs.org": "official-text",
    "web.archive.org": "archive",
    "en.wikipedia.org": "reference",
}
_WORDS = "a --source that is new"


def new_address(answers: Answers) -> str:
    """Return the address of the source that is not described yet; empty where all are."""
    return next((t.value for t in answers.all("source") if isinstance(t, ox.Literal)), "")


def _is_new(answers: Answers) -> bool:
    return bool(new_address(answers))


def kind_by_host(address: str) -> str:
    """Return the kind of source where its host tells."""
    return _KINDS_BY_HOST.get(host_of(address), "")


def _title(answers: Answers, _: DraftContext) -> str:
    """Return what the page is called, where the record tells."""
    if kind_by_host(new_address(answers)) == "official-text" and answers.text("symbol"):
        return f"Official text of {answers.text('symbol')}"
    return answers.text("title") or answers.text("name")


def publisher_of(answers: Answers, _: DraftContext) -> str:
    """Return the host of the new source."""
    return host_of(new_address(answers))


SOURCE_FIELDS = (
    Field(
        "source",
        "Where you read it: an address, or a source that is described",
        SourceReader(),
        required=True,
        many=True,
    ),
    Field(
        "source-title",
        "Title of the new source",
        TextReader(),
        default=_title,
        when=_is_new,
        goes_with=_WORDS,
        spare=True,
    ),
    Field(
        "source-kind",
        "Kind of the new source",
        ConceptReader("concept/source-kind"),
        required=True,
        default=lambda answers, _: kind_by_host(new_address(answers)),
        when=_is_new,
        goes_with=_WORDS,
        spare=True,
    ),
    Field(
        "source-publisher",
        "Publisher of the new source",
        TextReader(tagged=False),
        required=True,
        default=publisher_of,
        asked=False,
        when=_is_new,
        goes_with=_WORDS,
        spare=True,
    ),
    Field(
        "accessed",
        "Month in which you read it",
        MonthReader(),
        required=True,
        default=lambda _, context: context.month,
        when=_is_new,
        goes_with=_WORDS,
        spare=True,
    ),
)


def sources_of(answers: Answers, context: DraftContext) -> tuple[ox.NamedNode, ...]:
    """Return the sources of a record, the new one by the IRI that it gets."""
    return tuple(
        term if isinstance(term, ox.NamedNode) else ox.NamedNode(_iri_of_new(answers, context))
        for term in answers.all("source")
    )


def draft_source(answers: Answers, context: DraftContext) -> Draft | None:
    """Describe the source that is new; None where all are described.

    Raises:
        UsageProblem: there are several new ones, or its name is taken.

    """
    addresses = {t.value for t in answers.all("source") if isinstance(t, ox.Literal)}
    if not addresses:
        return None
    if len(addresses) > 1:
        raise UsageProblem(
            "several of them are new",
            place="--source",
            fix="describe all but one first, with `foc-graph new source`",
        )
    draft = Draft(context, _iri_of_new(answers, context))
    describe_source(
        draft,
        Answers(
            {
                "url": (ox.NamedNode(new_address(answers)),),
                "title": answers.all("source-title"),
                "kind": answers.all("source-kind"),
                "publisher": answers.all("source-publisher"),
                "accessed": answers.all("accessed"),
            }
        ),
    )
    return draft


def describe_source(draft: Draft, answers: Answers) -> None:
    """Say all that is said about a source."""
    draft.describe(
        draft.iri,
        class_of_source(answers),
        dcterms_publisher=answers.all("publisher"),
        dcterms_type=answers.all("kind"),
        foc_accessed=answers.all("accessed"),
        schema_name=answers.all("title"),
        schema_url=answers.all("url"),
    )


def class_of_source(answers: Answers) -> str:
    """Press articles have a class of their own."""
    is_press = answers.text("kind").endswith("/source-kind/press")
    return "schema:NewsArticle" if is_press else "schema:WebPage"


def _iri_of_new(answers: Answers, context: DraftContext) -> str:
    """Return the first free name made of publisher and title."""
    parts = answers.text("source-publisher"), answers.text("source-title"), new_address(answers)
    return free_iri(context, f"source/{source_slug(*parts)}")


def free_iri(context: DraftContext, local: str) -> str:
    """Return the IRI of this name; with -2, -3 … where it is taken."""
    iri, number = context.node(local).value, 2
    while context.exists(iri):
        iri, number = context.node(f"{local}-{number}").value, number + 1
    return iri
