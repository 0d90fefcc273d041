"""The parts of drafting: readers, names, counts, files."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foc_graph.dataset import load_dataset
from foc_graph.draft import KINDS, DraftContext, bundle, draft, files, get_kind, read_answers, write
from foc_graph.draft.choices import AGENT, ConceptReader, ThingReader
from foc_graph.draft.drafts import count_new
from foc_graph.draft.kinds.membership import overlap
from foc_graph.draft.readers import DateReader, MonthReader, SourceReader, SymbolReader
from foc_graph.errors import CouldNotRun, NotConforming, UsageProblem

ATLANTIS = {
    "code": ["ATL"], "m49": ["998"], "name": ["Atlantis"],
    "source": ["https://example.org/atlantis"], "source-kind": ["press"], "accessed": ["2027-03"],
}  # fmt: skip


@pytest.fixture(scope="module")
def context(dataset):
    return DraftContext(dataset)


def atlantis(project):
    """A new state with a new source, in a project that can be written to."""
    context, kind = DraftContext(load_dataset(project)), get_kind("state")
    return bundle(draft(kind, read_answers(kind, context, ATLANTIS), context))


@pytest.mark.parametrize(
    ("text", "datatype"), [("2014", "gYear"), ("2014-06", "gYearMonth"), ("2014-06-26", "date")]
)
def test_dates_keep_their_precision(context, text, datatype):
    literal = DateReader().read(text, context)
    assert (literal.value, literal.datatype.value.rpartition("#")[2]) == (text, datatype)


@pytest.mark.parametrize("text", ["", "14", "2014-13", "2014-00", "2014/06", "2015-02-29", "٢٠١٤"])
def test_what_is_no_date_is_refused(context, text):
    with pytest.raises(UsageProblem, match="2014-06-26, 2014-06 or 2014"):
        DateReader().read(text, context)


def test_a_month_is_no_day(context):
    with pytest.raises(UsageProblem, match="2027-03"):
        MonthReader().read("2027-03-04", context)


def test_symbols_are_put_into_their_usual_spelling(context):
    assert SymbolReader().read("A/RES/217 (III) A", context).value == "A/RES/217(III)A"


@pytest.mark.parametrize("text", ["EST", "ee", "Estonia", "state/EST", "estonia"])
def test_states_go_by_code_name_and_id(context, text):
    assert context.short(ThingReader(AGENT, "WHO").read(text, context).value) == "state/EST"


def test_concepts_go_by_short_name_and_label(context):
    verbs = ConceptReader("concept/performative")
    assert verbs.read("calls upon", context) == verbs.read("calls-upon", context)
    assert len(verbs.choices(context)) > 20


def test_a_source_is_found_by_its_address_however_it_is_written(context):
    found = SourceReader().read("http://docs.un.org/en/A/RES/70/125/", context)
    assert context.short(found.value) == "source/un-a-res-70-125"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("2014", ""), ("2011-12", ""), True),
        (("2014", ""), ("2011", "2013"), False),
        (("2014", ""), ("2011", "2014"), False),
        (("2014-06", "2014-08"), ("2014-07-01", ""), True),
        (("", ""), ("2014", ""), True),
        (("2009", "2010"), ("2014", ""), False),
    ],
)
def test_intervals_overlap_as_in_the_shapes(one, other, expected):
    assert overlap(one, other) is expected
    assert overlap(other, one) is expected


@pytest.mark.parametrize("name", KINDS)
def test_kinds_know_their_names_and_read_their_defaults(context, name):
    kind = get_kind(name)
    assert kind.name == name
    names = [field.name for field in kind.fields]
    assert len(set(names)) == len(names)
    for field in kind.fields:
        if isinstance(field.default, str) and field.default:
            assert field.read.read(field.default, context)


def test_an_unknown_kind_is_named():
    with pytest.raises(UsageProblem, match="use one of resolution"):
        get_kind("treaty")


def test_only_what_is_new_is_added_to_the_counts(copy):
    catalog = copy.data / "catalog.ttl"
    text = catalog.read_text("utf-8").replace("void:entities 149 .", "void:entities 150 .")
    catalog.write_text(text, "utf-8")
    made = atlantis(copy)
    assert made.counts == {
        "foc:State": 151,
        "schema:NewsArticle": made.counts["schema:NewsArticle"],
    }


def test_a_project_without_a_catalog_has_nothing_to_count(copy):
    (copy.data / "catalog.ttl").unlink()
    made = atlantis(copy)
    assert count_new(made.dataset, made.drafts) == (None, {})
    assert len(made.files) == 2


def test_what_exists_is_not_overwritten(copy):
    made = atlantis(copy)
    write(made)
    with pytest.raises(UsageProblem, match=r"data/state/ATL\.ttl: exists"):
        write(made)
    with pytest.raises(NotConforming, match=r"data/state/ATL\.ttl"):
        atlantis(copy)


def test_a_failed_write_leaves_everything_as_it_was(copy):
    made = atlantis(copy)
    before = {path: path.read_bytes() for path in copy.data.rglob("*.ttl")}
    blocked = copy.data / "blocked"
    blocked.write_text("a file where a folder is needed")
    made = replace(made, files={**made.files, blocked / "x.ttl": b""})
    with pytest.raises(CouldNotRun, match="could not write"):
        write(made)
    blocked.unlink()
    assert {path: path.read_bytes() for path in copy.data.rglob("*.ttl")} == before


def test_the_copy_is_gone_afterwards(copy):
    with files.staged(atlantis(copy)) as other:
        assert (other.data / "state" / "ATL.ttl").exists()
    assert not other.root.exists()
    assert not (copy.data / "state" / "ATL.ttl").exists()
