"""What the canned queries answer, worked out a second time from the fact files, without RDF."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import pytest

from foc_graph.queries import OxigraphEngine, find_query, run_query, write_answer

INTERNET = "human-rights-on-the-internet"
HELD = {"complete", "draft-list-only"}


@pytest.fixture(scope="module")
def ask(project, dataset):
    engine = OxigraphEngine(dataset)

    def rows(name, **given):
        answer = run_query(find_query(project, name), engine, given)
        return list(csv.DictReader(io.StringIO(write_answer(answer, "csv"))))

    return rows


@pytest.fixture(scope="module")
def facts(shared):
    names = ("members", "hrc-resolutions", "ga-resolutions", "affirmations", "conferences")
    return {name: json.loads((shared / "facts" / f"{name}.json").read_text()) for name in names}


@pytest.fixture(scope="module")
def iso3(dataset):
    """ISO 3166 alpha-2 -> alpha-3, as the graph has it."""
    found = dataset.query("SELECT ?two ?three { ?s schema:identifier ?two ; skos:notation ?three }")
    return {row["two"].value: row["three"].value for row in found}


def span(text, first="0000-01-01", last="9999-12-31"):
    """The first and the last day that a date of any precision may mean."""
    if not text:
        return first, last
    return text + "0000-01-01"[len(text) :], text + "0000-12-31"[len(text) :]


def expected_members(members, on):
    day_first, day_last = span(on)
    sure, possible = set(), set()
    for member in members:
        first, last = span(member["joined"])
        lower, upper = member["joined_not_before"], member["joined_not_after"]
        if lower:
            first = max(first, lower) if member["joined_status"] == "verified" else lower
        last = min(last, upper) if upper else last
        gone_first, gone_last = span(member["left"], *["9999-12-31"] * 2)
        if member["iso3"] == "USA":  # its sources give three dates; see the notes of the fact
            gone_first, gone_last = "2026-01-07", "2026-02-12"
        if first <= day_last and gone_last >= day_first:
            is_sure = last <= day_last and gone_first >= day_first
            (sure if is_sure else possible).add(member["iso3"])
    return sure, possible


DAYS = [
    *("2010", "2011-12-09", "2012", "2012-12-06", "2012-12-07", "2013-08", "2014-04-28", "2014"),
    *("2016-10", "2020-11-05", "2021-01-01", "2022-12-06", "2023-03-28", "2023-08-28", "2024-06"),
    *("2026-01-20", "2026-02-12", "2026-02-13"),
]


@pytest.mark.parametrize("on", DAYS)
def test_members_on_a_day(ask, facts, on):
    rows = ask("members", on=on)
    found = tuple({r["iso3"] for r in rows if r["member"] == m} for m in ("yes", "possibly"))

    assert found == expected_members(facts["members"], on)


def test_members_at_tallinn_agree_with_the_number_reported(ask):
    """Estonia counted 23 governments that adopted the Tallinn Agenda; three of ours are unsure."""
    counts = Counter(row["member"] for row in ask("members", on="2014-04-28"))

    assert counts["yes"] <= 23 <= counts.total()


def test_growth_adds_up_to_the_members(ask, facts):
    rows = ask("growth")
    joined = sum(int(row["joined"]) for row in rows)
    left = sum(int(row["left"]) for row in rows)

    assert (joined, left) == (len(facts["members"]), 1)
    assert int(rows[-1]["members"]) == joined - left == len(ask("members"))


def sponsors(resolution):
    return {*(resolution["main_sponsors"] or ()), *(resolution["co_sponsors"] or ())}


def test_members_that_never_sponsored(ask, facts, iso3):
    series = [r for r in facts["hrc-resolutions"] if r["series"] == INTERNET]
    ever = set().union(*map(sponsors, series))
    never = {iso3[m["iso2"]] for m in facts["members"] if m["iso2"] not in ever}

    assert {row["state_iri"][-3:] for row in ask("never-sponsored")} == never


def test_outside_sponsors(ask, facts, iso3):
    members = {m["iso2"] for m in facts["members"]}
    series = [r for r in facts["hrc-resolutions"] if r["series"] == INTERNET]
    lists = [sponsors(r) for r in series if r["co_sponsors_status"] in HELD]
    counts = Counter(iso3[s] for found in lists for s in found - members)
    rows = ask("outside-sponsors")

    assert {row["state_iri"][-3:]: int(row["sponsored"]) for row in rows} == counts
    assert {row["lists"] for row in rows} == {str(len(lists))}


def test_sponsors_that_never_joined(ask, facts, iso3):
    members = {m["iso2"] for m in facts["members"]}
    states_it = {a["symbol"] for a in facts["affirmations"]}
    counts = Counter()
    for r in facts["hrc-resolutions"] + facts["ga-resolutions"]:
        if r["symbol"] in states_it or r["principle"]["affirms"]:
            counts.update(iso3[s] for s in sponsors(r) - members)
    rows = ask("sponsors-not-members")

    assert {row["state_iri"][-3:]: int(row["texts"]) for row in rows} == counts


@pytest.mark.parametrize("number", ["32/31", "38/12", "47/16", "49/18"])
def test_votes(ask, facts, iso3, number):
    (vote,) = [r["vote"] for r in facts["hrc-resolutions"] if r["short"] == number]
    found = defaultdict(set)
    for row in ask("votes", text=number):
        found[row["position"]].add(row["vote"][-3:])

    lists = {"yes": "for_list", "no": "against_list", "abstaining": "abstain_list"}
    assert found == {name: {iso3[s] for s in vote[key]} for name, key in lists.items() if vote[key]}


def test_a_vote_counts_members_of_the_day(ask):
    members, others, possibly = ask("cohesion", text="47/16")

    assert [members["votes"], possibly["votes"], others["votes"]] == ["11", "1", "35"]
    assert members["cohesion"] == "100"


@pytest.mark.parametrize("symbol", ["A/HRC/RES/32/13", "A/RES/71/199", "A/HRC/RES/57/29"])
def test_citations_of_a_text(ask, facts, symbol):
    texts = facts["hrc-resolutions"] + facts["ga-resolutions"]
    cited = next(set(r["cites"]) for r in texts if r["symbol"] == symbol)
    citing = {r["symbol"] for r in texts if symbol in (r["cites"] or ())}
    rows = ask("citations", text=symbol)

    assert {row["other"] for row in rows if row["direction"] == "cites"} == cited
    assert {row["other"] for row in rows if row["direction"] == "is cited by"} >= citing


def test_every_paragraph_read_is_in_the_lineage(ask, facts):
    found = {(row["text"], row["paragraph"]) for row in ask("lineage")}
    for text in facts["affirmations"]:
        for a in text["affirmations"]:
            number = a["printed_number"]
            paragraph = f"OP{number}" if a["section"] == "operative" else f"PP{a['ordinal']}"
            assert (text["symbol"], paragraph) in found


def test_lineage_has_the_texts_that_state_the_principle_and_no_other(ask, facts):
    found = {row["text"] for row in ask("lineage")}
    read = {a["symbol"] for a in facts["affirmations"]}
    for r in facts["hrc-resolutions"] + facts["ga-resolutions"]:
        states_it = r["symbol"] in read or bool(r["principle"]["affirms"])
        assert (r["symbol"] in found) == states_it, r["symbol"]


def test_lineage_begins_before_the_council(ask):
    dates = {row["text"]: row["date"] for row in ask("lineage")}

    assert dates["Freedom Online: Joint Action for Free Expression on the Internet"] == "2011-12-09"
    assert dates["A/HRC/RES/20/8"] == "2012-07-05"


def test_days_after_conferences(ask):
    for row in ask("after-conferences", months="12"):
        if row["days"]:
            days = date.fromisoformat(row["date"]) - date.fromisoformat(row["ended"])
            assert days.days == int(row["days"])


def test_renewals_of_the_internet_series(ask, facts):
    texts = [r for r in facts["hrc-resolutions"] if r["series"] == INTERNET]
    texts.sort(key=lambda r: r["adopted"])
    found = defaultdict(Counter)
    for row in ask("renewals"):
        topics = [t for t in row["what"].split("; ") if not t.startswith("right: ")]
        found[row["text"]][row["change"]] += len(topics)

    for before, text in pairwise(texts):
        old, new = set(before["topics"]), set(text["topics"])
        expected = Counter(added=len(new - old), kept=len(new & old), dropped=len(old - new))
        assert found[text["symbol"]] == expected, text["symbol"]


def test_sponsors_of_20_8_that_joined_before(ask, facts, iso3):
    (text,) = [r for r in facts["hrc-resolutions"] if r["short"] == "20/8"]
    founders = {m["iso2"] for m in facts["members"] if m["founding"]}
    rows = ask("joined-before-sponsoring")
    found = defaultdict(set)
    for row in rows:
        found[row["joined"]].add(row["sponsorship"][-3:])

    assert found["before"] == {iso3[s] for s in sponsors(text) & founders}
    assert found["same time"] == {"CRI", "FIN"}, "both joined in 2012, month not known"
    assert len(rows) == len(sponsors(text))


def test_silence_is_counted_apart_from_gaps(ask, facts):
    read = {a["symbol"] for a in facts["affirmations"]}
    for row in ask("silence-or-gap", body="hrc"):
        texts = [r for r in facts["hrc-resolutions"] if (r["adopted"] or "")[:4] == row["year"]]
        states_it = [r for r in texts if r["symbol"] in read or r["principle"]["affirms"]]
        silent = [r for r in texts if r["principle"]["affirms"] is False]
        assert (row["affirm"], row["silent"]) == (str(len(states_it)), str(len(silent)))
