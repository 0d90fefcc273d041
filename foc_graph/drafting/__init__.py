"""New records: from a few answers to files that conform.

>>> from foc_graph.dataset import load_dataset
>>> from foc_graph.drafting import Desk, bundle, draft, get_kind, read_answers
>>> from foc_graph.project import find_project
>>> desk = Desk(load_dataset(find_project()))
>>> kind = get_kind("state")
>>> given = {"code": ["ATL"], "m49": ["998"], "name": ["Atlantis"], "source": ["iso-3166"]}
>>> made = bundle(draft(kind, read_answers(kind, desk, given), desk))
>>> sorted(desk.dataset.project.relative(path) for path in made.files)
['data/catalog.ttl', 'data/state/ATL.ttl']
"""

from __future__ import annotations

from foc_graph.drafting.answering import Asker, read_answers, read_flag
from foc_graph.drafting.desk import Desk
from foc_graph.drafting.drafting import draft
from foc_graph.drafting.drafts import Draft
from foc_graph.drafting.kinds import KINDS, get_kind
from foc_graph.drafting.model import Answers, Field, Kind
from foc_graph.drafting.staging import Bundle, bundle, examine, staged, write

__all__ = [
    "KINDS",
    "Answers",
    "Asker",
    "Bundle",
    "Desk",
    "Draft",
    "Field",
    "Kind",
    "bundle",
    "draft",
    "examine",
    "get_kind",
    "read_answers",
    "read_flag",
    "staged",
    "write",
]
