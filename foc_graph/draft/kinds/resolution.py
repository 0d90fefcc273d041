"""A resolution of a UN body, with the decision that adopted it and its sponsors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.draft.choices import AGENT, ConceptReader, ThingReader
from foc_graph.draft.model import Answers, Field, RecordKind
from foc_graph.draft.readers import NumberReader, SymbolReader
from foc_graph.draft.sources import sources_of
from foc_graph.draft.texts import (
    ABOUT_TEXTS,
    BY,
    DATE,
    TITLE,
    actors,
    body_of,
    complete_text,
    text_doubles,
)
from foc_graph.names.resolver import TEXT
from foc_graph.project.iris import local_id

if TYPE_CHECKING:
    from foc_graph.draft.context import DraftContext
    from foc_graph.draft.drafts import Draft

_SPONSOR = ThingReader(AGENT, "WHO")

#: The counts of a recorded vote: field -> what it counts, and its property.
_COUNTS = {
    "votes-for": ("Votes in favour", "foc:votesFor"),
    "votes-against": ("Votes against", "foc:votesAgainst"),
    "abstentions": ("Abstentions", "foc:abstentions"),
}
#: Symbols whose last but one part is the number of a session.
_SESSION = re.compile(r"(?:A/HRC|A|E)/RES/([^/()]+)/[^/]+")


def _is_recorded(answers: Answers) -> bool:
    return answers.text("mode").endswith("/recorded-vote")


def _local(answers: Answers, _: DraftContext) -> str:
    return f"doc/{local_id(answers.text('symbol'))}"


def _body(answers: Answers, _: DraftContext) -> str:
    return body_of(answers.text("symbol"))


def _session(answers: Answers, context: DraftContext) -> ox.NamedNode | None:
    """Return the session that the symbol names, where it is described."""
    match = _SESSION.fullmatch(answers.text("symbol"))
    body = body_of(answers.text("symbol")).replace("org/", "event/")
    node = context.node(f"{body}-{match[1].lower()}") if match else None
    return node if node and context.dataset.describes(node.value) else None


def _complete(draft: Draft, answers: Answers, context: DraftContext) -> None:
    text, sources = ox.NamedNode(draft.iri), sources_of(answers, context)
    decision = context.node(f"decision/{draft.local}").value
    draft.describe(
        decision,
        "foc:Decision",
        adms_status=answers.first("status"),
        dcterms_source=sources,
        foc_decidedOn=text,
        foc_mode=answers.first("mode"),
        foc_outcome=context.node("concept/outcome/adopted"),
        foc_session=_session(answers, context),
        prov_wasAssociatedWith=next(iter(actors(answers, context)), None),
        schema_startDate=answers.first("date"),
    )
    for name, (_, curie) in _COUNTS.items():
        draft.add(decision, curie, answers.first(name))
    roles = dict.fromkeys(answers.all("co-sponsor"), "co-sponsor")
    roles |= dict.fromkeys(answers.all("main-sponsor"), "main-sponsor")
    for sponsor, role in roles.items():
        draft.describe(
            context.node(f"sponsorship/{draft.local}-{context.local(sponsor.value)}").value,
            "foc:Sponsorship",
            dcterms_source=sources,
            foc_actor=sponsor,
            foc_ofInstrument=text,
            foc_role=context.node(f"concept/role/{role}"),
        )
    complete_text(draft, answers, context)


KIND = RecordKind(
    "resolution",
    "a resolution",
    (
        Field(
            "symbol",
            "Symbol, in full",
            SymbolReader(resolution=True),
            "foc:symbol",
            required=True,
            settles=True,
        ),
        TITLE,
        DATE,
        Field(
            "by",
            "Issued by",
            BY,
            "dcterms:creator",
            required=True,
            default=_body,
            asked=False,
        ),
        Field(
            "type",
            "Type of text",
            ConceptReader("concept/doctype"),
            "eli:work_type",
            default="resolution",
            asked=False,
        ),
        Field("mode", "How it was adopted", ConceptReader("concept/mode"), required=True),
        *(
            Field(
                name,
                asks,
                NumberReader(),
                when=_is_recorded,
                goes_with="--mode recorded-vote",
            )
            for name, (asks, _) in _COUNTS.items()
        ),
        Field(
            "draft",
            "Draft that it was adopted from",
            ThingReader(TEXT, "SYMBOL|NAME"),
            "foc:adoptedFrom",
        ),
        Field("agenda-item", "Agenda item", ConceptReader("agenda"), "foc:agendaItem"),
        Field("series", "Series", ConceptReader("concept/series"), "foc:series"),
        Field("main-sponsor", "Main sponsors", _SPONSOR, many=True),
        Field("co-sponsor", "Other sponsors", _SPONSOR, many=True, asked=False),
        *ABOUT_TEXTS,
    ),
    lambda _: "foc:Resolution",
    _local,
    _complete,
    text_doubles,
)
