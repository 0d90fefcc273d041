"""What texts of every kind have in common: fields, acts, citations, doubles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from foc_graph.draft.choices import AGENT, EVENT, NOTE, STATUS, ConceptReader, ThingReader
from foc_graph.draft.model import Answers, Field
from foc_graph.draft.readers import AddressReader, DateReader, ParagraphReader, TextReader
from foc_graph.draft.slugs import slug
from foc_graph.draft.sources import SOURCE_FIELDS, new_address, sources_of
from foc_graph.names.resolver import TEXT, ThingKind
from foc_graph.rdf.datatypes import XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foc_graph.draft.context import DraftContext, Term
    from foc_graph.draft.drafts import Draft

TITLE = Field("title", "Title as printed", TextReader(), "dcterms:title", required=True)
DATE = Field(
    "date", "Date of the text", DateReader(), "eli:date_document", required=True, settles=True
)
PRINCIPLE, VERB = (
    ThingReader(
        ThingKind(
            "a principle", "a name, an id (same-rights-online) or an IRI", ("foc:Principle",)
        ),
        "PRINCIPLE",
    ),
    ConceptReader("concept/performative"),
)


def name_of_title(answers: Answers, _: DraftContext) -> str:
    """Return the words of the title, as the short name of a text."""
    return slug(answers.text("title"), small_words=False)


def _own_address(answers: Answers, _: DraftContext) -> str:
    """Return the address of the new source, unless that only tells of the text."""
    tells = answers.text("source-kind").rpartition("/")[2] in {"press", "reference", "archive"}
    return "" if tells else new_address(answers)


def _affirms(answers: Answers) -> bool:
    return bool(answers.all("affirms"))


#: What follows the fields that tell the kinds of text apart.
ABOUT_TEXTS = (
    Field(
        "topic", "Topics", ConceptReader("concept/topic"), "dcterms:subject", many=True
    ),
    *SOURCE_FIELDS,
    Field(
        "url",
        "Where the text itself can be read",
        AddressReader(),
        "schema:url",
        default=_own_address,
    ),
    Field("affirms", "Principles that it affirms", PRINCIPLE, many=True),
    Field("verb", "With which verb", VERB, required=True, when=_affirms, goes_with="--affirms"),
    Field(
        "paragraph", "In which paragraph (OP1, PP9, Article 6)", ParagraphReader(),
        when=_affirms, goes_with="--affirms",
    ),
    Field(
        "quote", "Its words, 8 to 400 characters", TextReader(shortest=8, longest=400),
        when=_affirms, goes_with="--affirms",
    ),
    Field("cites", "Texts that it cites", ThingReader(TEXT, "SYMBOL|NAME"), many=True),
    Field(
        "cites-verb", "With which verb it cites", VERB, asked=False,
        when=lambda answers: bool(answers.all("cites")), goes_with="--cites",
    ),
    Field("issued-at", "Event at which it was issued", ThingReader(EVENT, "EVENT"),
          "foc:issuedAt", asked=False),
    NOTE,
    STATUS,
)  # fmt: skip

BY = ThingReader(AGENT, "WHO")


def complete_text(draft: Draft, answers: Answers, context: DraftContext) -> None:
    """Add the acts and citations of a text."""
    paragraph = _describe_paragraph(draft, answers, context) if answers.first("paragraph") else None
    for principle in answers.all("affirms"):
        _describe_affirmation(draft, answers, context, principle, paragraph or draft.iri)
    for cited in dict.fromkeys(answers.all("cites")):
        draft.describe(
            context.node(f"citation/{draft.local}-{context.local(cited.value)}").value,
            "cito:Citation",
            cito_hasCitedEntity=cited,
            cito_hasCitingEntity=ox.NamedNode(draft.iri),
            dcterms_source=sources_of(answers, context),
            foc_performative=answers.all("cites-verb"),
        )


_NUMBERED = re.compile(r"(op|pp)\s*\.?\s*(\d+)([a-z]*)", re.IGNORECASE)
_SECTIONS = {"op": "operative", "pp": "preambular"}
#: First word of a printed label -> section.
_LABELS = {"article": "article", "art": "article", "annex": "annex", "part": "part",
           "principle": "principle"}  # fmt: skip


def _describe_paragraph(draft: Draft, answers: Answers, context: DraftContext) -> str:
    """Describe the paragraph in which the principles are affirmed, and return its IRI."""
    label = answers.text("paragraph")
    numbered = _NUMBERED.fullmatch(label)
    if numbered:
        start, number, letters = (part.lower() for part in numbered.groups())
        fragment, section, printed = f"{start}{int(number)}{letters}", _SECTIONS[start], number
    else:
        words = slug(label).split("-")
        fragment, section, printed = slug(label), _LABELS.get(words[0], "paragraph"), label
        number, letters = "", ""
    iri = f"{draft.iri}#{fragment}"
    counts = bool(numbered) and not letters
    is_operative = section == "operative"
    ordinal = (
        ox.Literal(str(int(number)), datatype=ox.NamedNode(XSD + "integer")) if counts else None
    )
    draft.describe(
        iri,
        "foc:Provision",
        dcterms_source=sources_of(answers, context),
        eli_is_part_of=ox.NamedNode(draft.iri),
        eli_number=None
        if numbered and not is_operative
        else ox.Literal(fragment[2:] if numbered else printed),
        eli_type_subdivision=context.node(f"concept/section/{section}"),
        foc_ordinal=ordinal,
    )
    return iri


def _describe_affirmation(
    draft: Draft, answers: Answers, context: DraftContext, principle: Term, expressed_in: str
) -> None:
    place = context.local(expressed_in).replace("#", "-")
    iri = context.node(f"act/{place}-{_word_or_two(answers, context, principle)}").value
    evidence = f"{iri}#e1" if answers.first("quote") else None
    draft.describe(
        iri,
        "foc:Affirmation",
        dcterms_source=sources_of(answers, context),
        foc_actor=next(iter(actors(answers, context)), None),
        foc_evidence=ox.NamedNode(evidence) if evidence else None,
        foc_expressedIn=ox.NamedNode(expressed_in),
        foc_performative=answers.first("verb"),
        foc_principle=principle,
    )
    if evidence:
        draft.describe(
            evidence,
            "foc:Evidence",
            foc_stance=context.node("concept/stance/supports"),
            oa_hasSelector=ox.NamedNode(f"{evidence}q"),
            oa_hasSource=sources_of(answers, context)[0],
        )
        draft.describe(f"{evidence}q", "oa:TextQuoteSelector", oa_exact=answers.first("quote"))


def _word_or_two(answers: Answers, context: DraftContext, principle: Term) -> str:
    """Return the first two words of a principle's name; the whole where two start alike."""

    def short(term: Term) -> str:
        return "-".join(context.local(term.value).split("-")[:2])

    others = [other for other in answers.all("affirms") if other != principle]
    alike = any(short(other) == short(principle) for other in others)
    return context.local(principle.value) if alike else short(principle)


def actors(answers: Answers, context: DraftContext) -> tuple[Term, ...]:
    """Return who issued the text."""
    symbol = answers.text("symbol")
    return answers.all("by") or ((context.node(body_of(symbol)),) if body_of(symbol) else ())


#: Start of a symbol -> the body that issues such texts.
_BODIES = {
    "A/HRC/RES/": "org/un-hrc",
    "A/RES/": "org/un-ga",
    "S/RES/": "org/un-sc",
    "E/RES/": "org/un-ecosoc",
    "E/CN.4/RES/": "org/un-chr",
}


def body_of(symbol: str) -> str:
    """Return the id of the body whose resolutions have such symbols; empty for others."""
    return next((body for start, body in _BODIES.items() if symbol.startswith(start)), "")


def text_doubles(answers: Answers, context: DraftContext) -> Iterator[tuple[str, str]]:
    """Yield texts with the same symbol, or with the same title and date."""
    symbol = answers.text("symbol")
    if symbol:
        yield from (
            (iri, f"has the symbol {symbol}") for iri in context.with_text("foc:symbol", symbol)
        )
    date = answers.text("date")
    for iri in context.with_text("dcterms:title", answers.text("title")):
        if date and date in context.values(iri, "eli:date_document"):
            yield iri, f"has the same title and date ({date})"
