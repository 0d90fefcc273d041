"""From answers to the files to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foc_graph.drafting.drafts import Draft
from foc_graph.drafting.sources import draft_source, sources_of
from foc_graph.drafting.twins import refuse_taken, refuse_twins

if TYPE_CHECKING:
    from foc_graph.drafting.desk import Desk
    from foc_graph.drafting.model import Answers, Kind


def draft(kind: Kind, answers: Answers, desk: Desk) -> tuple[Draft, ...]:
    """Describe a record, and its source where that is new.

    Raises:
        NotConforming: the record is described already.
        UsageProblem: several of its sources are new.

    """
    refuse_taken(kind, answers, desk)
    refuse_twins(kind, answers, desk)
    made = Draft(desk, desk.node(kind.local(answers, desk)).value)
    made.add(made.iri, "rdf:type", desk.node(kind.class_of(answers)))
    for field in kind.fields:
        if field.curie:
            made.add(made.iri, field.curie, answers.all(field.name))
    made.add(made.iri, "dcterms:source", sources_of(answers, desk))
    kind.complete(made, answers, desk)
    source = draft_source(answers, desk)
    return (made, source) if source else (made,)
