"""New records: from a few answers to files that conform.

>>> from foc_graph.dataset import load_dataset
>>> from foc_graph.draft import DraftContext, bundle, draft, get_kind, read_answers
>>> from foc_graph.project import find_project
>>> context = DraftContext(load_dataset(find_project()))
>>> kind = get_kind("state")
>>> given = {"code": ["ATL"], "m49": ["998"], "name": ["Atlantis"], "source": ["iso-3166"]}
>>> made = bundle(draft(kind, read_answers(kind, context, given), context))
>>> sorted(context.dataset.project.relative(path) for path in made.files)
['data/catalog.ttl', 'data/state/ATL.ttl']
"""

from __future__ import annotations

from foc_graph.draft.answers import Asker, read_answers, read_flag
from foc_graph.draft.context import DraftContext
from foc_graph.draft.drafts import Draft
from foc_graph.draft.files import Bundle, bundle, draft, examine, staged, write
from foc_graph.draft.kinds import KINDS, get_kind
from foc_graph.draft.model import Answers, Field, RecordKind

__all__ = [
    "KINDS",
    "Answers",
    "Asker",
    "Bundle",
    "Draft",
    "DraftContext",
    "Field",
    "RecordKind",
    "bundle",
    "draft",
    "examine",
    "get_kind",
    "read_answers",
    "read_flag",
    "staged",
    "write",
]
