"""Patterns that stand for the address book and for negotiation, proved against both."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foc_graph.dataset import load_dataset
from foc_graph.errors import UsageProblem
from foc_graph.web.addresses import FORMATS, Addresses, choose
from foc_graph.web.hosting import HOSTS, identifier_rules, rules_for
from foc_graph.web.hosting.rules import lead
from tests.conftest import PATIENCE
from tests.web.hosting.conftest import ROWS, best, suffix_of

URL = "https://example.org"


def test_the_rules_say_what_the_address_book_says(addresses):
    rules = identifier_rules(addresses)
    assert len(rules) < 10
    checked = 0
    for path, (document, anchor) in addresses.identifiers():
        if path.startswith("/id/"):
            expected = document.path[1:] + (f"#{anchor}" if anchor else "")
            assert lead(rules, path[1:]) == expected
            checked += 1
    assert checked > 3000


def test_names_that_begin_alike_are_told_apart(small):
    folder = small.data / "thing"
    for name in ("a", "a-b"):
        (folder / f"{name}.ttl").write_text(
            "@base <https://example.org/id/> .\n@prefix ex: <https://example.org/ns#> .\n"
            f"<thing/{name}> a ex:Thing . <part/{name}-1> a ex:Part . <odd/{name}x> a ex:Odd .\n"
            "<ns/kept> a ex:Thing .\n",
            encoding="utf-8",
        )
    rules = identifier_rules(Addresses(load_dataset(small)))
    assert lead(rules, "id/part/a-1") == "thing/a#part-a-1"
    assert lead(rules, "id/part/a-b-1") == "thing/a-b#part-a-b-1"
    assert lead(rules, "id/odd/ax") == "thing/a#odd-ax"
    assert lead(rules, "id/ns/kept") == "thing/a-b#ns-kept"  # the first file that has it


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["client"])
def test_the_patterns_choose_one_of_the_best(row):
    found = suffix_of(row["accept"])
    if row["format"] == "406":
        assert found is None
    elif row["accept"]:
        assert found[1:] in best(row["accept"])
    else:
        assert found == ".html"


def test_only_hosts_that_are_known_have_rules(addresses):
    with pytest.raises(UsageProblem, match="choose from apache"):
        rules_for("gopher", addresses, url=URL, title="x")


@pytest.mark.parametrize("host", HOSTS)
def test_rules_are_the_same_every_time_and_say_how_they_are_made(addresses, host):
    made = [rules_for(host, addresses, url=URL, title="x") for _ in range(2)]
    assert made[0] == made[1]
    assert any(f"foc-graph hosting {host}" in text for text in made[0].values())


@pytest.mark.parametrize("host", ["netlify", "cloudflare"])
def test_the_functions_choose_as_the_server_does(addresses, tmp_path, host):
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    files = rules_for(host, addresses, url=URL, title="x")
    code = next(text for name, text in files.items() if name.endswith(".js"))
    (tmp_path / "rules.mjs").write_text(code + "\nexport { FORMATS };\n", encoding="utf-8")
    (tmp_path / "ask.mjs").write_text(ASK, encoding="utf-8")
    given = [row["accept"] for row in ROWS]
    done = subprocess.run(
        [node, "ask.mjs"], cwd=tmp_path, input=json.dumps(given), capture_output=True, text=True,
        check=True, timeout=PATIENCE,
    )  # fmt: skip
    answers = json.loads(done.stdout)
    expected = [None if r["format"] == "406" else f".{r['format']}" for r in ROWS]
    assert answers["chosen"] == expected
    assert answers["led"] == "doc/A-HRC-RES-47-16#vote-A-HRC-RES-47-16-CHN"
    assert answers["statuses"] == [303, 200, 406, 200, 404]
    assert answers["location"] == "/doc/X.ttl"


ASK = """
import { answer, choose, lead } from "./rules.mjs";
import { readFileSync } from "node:fs";
const files = ["/doc/X.html", "/doc/X.ttl", "/index.html"];
const file = async (path) => files.includes(path)
  ? new Response(path) : new Response("no", { status: 404 });
const ask = (path, accept) =>
  answer(new Request(`https://example.org${path}`, { headers: { Accept: accept } }), file);
const got = [await ask("/id/state/EST", "*/*"), await ask("/doc/X", "text/turtle"),
  await ask("/doc/X", "image/png"), await ask("/doc/X?format=ttl", "text/html"),
  await ask("/doc/Y", "text/turtle")];
console.log(JSON.stringify({
  chosen: JSON.parse(readFileSync(0, "utf8")).map((accept) => choose(accept)),
  led: lead("id/vote/A-HRC-RES-47-16-CHN"),
  statuses: got.map((response) => response.status),
  location: got[3].headers.get("Content-Location"),
}));
"""


TYPES = st.sampled_from(
    ["text/html", "text/turtle", "application/ld+json", "application/rdf+xml", "text/csv",
     "application/n-triples", "application/trig", "image/png", "text/plain", "application/xml",
     "*/*", "text/*", "application/*"]
)  # fmt: skip
WEIGHTS = st.sampled_from(["", ";q=1", ";q=0.9", "; q=0.5", ";q=0.35", ";q=0.1", ";charset=utf-8"])
HEADERS = st.lists(st.tuples(TYPES, WEIGHTS).map("".join), max_size=6, unique=True).map(", ".join)


@settings(max_examples=300)
@given(accept=HEADERS)
def test_patterns_never_choose_what_the_client_cannot_use(accept):
    found = suffix_of(accept)
    chosen = choose(accept)
    assert (found is None) == (chosen is None)
    if found is not None:
        acceptable = {form.suffix for form in FORMATS if choose(accept, (form,))}
        assert found in acceptable
