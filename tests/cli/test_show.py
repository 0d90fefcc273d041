"""``foc-graph show``."""

from __future__ import annotations

import json
import shutil

import pytest

from foc_graph.cli import run
from tests.conftest import ROOT

TINY = ROOT / "tests/projects/tiny"


def show(*arguments: str) -> int:
    return run(["--root", str(TINY), "show", *arguments])


RESOLUTION = """\
A/HRC/RES/20/8 — Human rights on the Internet
resolution
https://w3id.org/foc-graph/id/doc/A-HRC-RES-20-8
data/doc/A-HRC-RES-20-8.ttl

  adopted from  A/HRC/20/L.13
  affirms       Same rights online as offline
  creator       Human Rights Council
  date          2012-07-05
  note          The first of its series.
                Premier texte de la série. (fr)
  status        checked

Paragraphs held (1)
  op1 · operative part · 1
      “Affirms that the same rights […]”

What it says (1)
  op1 · Human Rights Council · affirms · Same rights online as offline · verbatim
      “the same rights that people have offline must also be protected online”

Decision (1)
  adopted · recorded vote · 2012-07-05 · Human Rights Council · 2 for · 0 against · (recalled)

Votes (2)
  yes (2): Estonia, Latvia

Sponsors (2)
  co-sponsor (1): Latvia
  main sponsor (1): Estonia

Cites (1)
  recalls · 2011-12 · Freedom Online · (recalled)

Caveats (2)
  recalled · A/HRC/RES/20/8 → Freedom Online
  recalled · A/HRC/RES/20/8 · adopted · votes for · 2

Evidence (2)
  Human Rights Council · affirms · Same rights online as offline · Council speaks ·
    https://press.example/council
      “the same rights that people have offline must also be protected online”
  contradicts · A/HRC/RES/20/8 · adopted · start date · 2012-06 · Council speaks ·
    https://press.example/council

Sources (2)
  government · https://gov.example/foc
  Council speaks · press · https://press.example/council
"""

STATE = """\
Estonia
state
https://w3id.org/foc-graph/id/state/EST
data/state/EST.ttl

  exact match  Wikidata Q191
  notation     EST
  pref label   Estonia
               Estonie (fr)

Memberships (2)
  Freedom Online Coalition · member · from 2011-12
  Freedom Online Coalition · chair · from 2013 · until 2014

Speech acts (1)
  2011-12 · Freedom Online · Freedom Online Coalition · recalls · visit each other · to Estonia,
    Latvia

Texts sponsored (1)
  A/HRC/20/L.13 · main sponsor

Votes cast (1)
  2012-07-05 · A/HRC/RES/20/8 · Human rights on the Internet · yes
"""

TERM = """\
affirmation
class
https://w3id.org/foc-graph/ns#Affirmation
ontology/foc.ttl

  definition  A speech act whose object is a principle.

Of this class (1)
  act/A-HRC-RES-20-8-op1-same-rights · Human Rights Council · affirms · Same rights online as
    offline
"""


@pytest.mark.parametrize(
    ("thing", "output"),
    [("20/8", RESOLUTION), ("state/EST", STATE), ("foc:Affirmation", TERM)],
    ids=["resolution", "state", "term"],
)
def test_text_tells_everything_about_a_thing(monkeypatch, capsys, thing, output):
    monkeypatch.setenv("COLUMNS", "100")
    assert show(thing) == 0
    assert capsys.readouterr() == (output, "")


def test_turtle_is_the_file_of_the_entity(capsys):
    assert show("20/8", "--format", "turtle") == 0
    assert capsys.readouterr().out == (TINY / "data/doc/A-HRC-RES-20-8.ttl").read_text()


def test_json_has_properties_and_records(capsys):
    assert show("20/8", "-f", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["file"], len(found["records"]["votes"])) == ("data/doc/A-HRC-RES-20-8.ttl", 2)


def test_an_unknown_thing_is_one_sentence_with_the_nearest(capsys):
    assert show("Estnia") == 2
    assert capsys.readouterr() == (
        "",
        (
            "foc-graph: Estnia: nothing in the graph goes by that name"
            " - did you mean Estonia (state/EST)?\n"
        ),
    )


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_shown(capsys, tmp_path):
    root = tmp_path / "copy"
    shutil.copytree(TINY, root)
    (root / "data/state/LVA.ttl").write_text("<state/LVA> a foc:State .\n")
    assert run(["--root", str(root), "show", "state/EST"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("Estonia\nstate\n")
    assert "LVA.ttl:1:15: syntax error: The prefix foc: has not been declared" in captured.err
