"""``foc-graph load``, and canned queries on what it loaded."""

from __future__ import annotations

import httpx
import pytest

from foc_graph.cli import run
from tests.stores.conftest import oxigraph
from tests.stores.test_load import change


def foc_graph(project, *arguments: str) -> int:
    return run(["--root", str(project.root), *map(str, arguments)])


def test_it_says_what_it_does_and_what_is_there(tiny, store, capsys):
    arguments = ("load", store, "--profile", "oxigraph")
    assert foc_graph(tiny, *arguments, "--dry-run") == 0
    assert "add      https://w3id.org/foc-graph/graph/org" in capsys.readouterr().out
    assert foc_graph(tiny, *arguments, "--check") == 1
    assert "graphs differ" in capsys.readouterr().out
    assert foc_graph(tiny, *arguments) == 0
    out = capsys.readouterr().out
    assert f"{store}: holds all" in out
    assert "compared one by one" in out
    assert foc_graph(tiny, *arguments, "--check") == 0
    capsys.readouterr()
    change(tiny)
    assert foc_graph(tiny, *arguments, "--check") == 1
    assert "  missing  <https://w3id.org/foc-graph/id/state/EST>" in capsys.readouterr().out
    assert foc_graph(tiny, *arguments, "--remove") == 0
    assert "graphs taken out" in capsys.readouterr().out


def test_a_profile_of_the_project_holds_the_address(tiny, store, capsys):
    (tiny.root / "stores").mkdir()
    text = f'title = "ours"\nurl = "{store}"\nquery = "query"\nupdate = "update"\n'
    text += 'graphs = "store"\ndefault_graph = "union"\nliterals = "value"\n'
    text += "atomic_update = true\ntriples_per_update = 100\n"
    (tiny.root / "stores" / "ours.toml").write_text(text, encoding="utf-8")
    assert foc_graph(tiny, "load", "ours") == 0
    assert "compared one by one" in capsys.readouterr().out


WRONG = {
    ("oxigraph",): (2, "oxigraph: is a kind of store - give its address and --profile oxigraph"),
    ("oxigraf",): (2, "oxigraf: no such store profile - did you mean oxigraph?"),
    ("http://127.0.0.1:9/",): (3, "http://127.0.0.1:9/: cannot be reached (connection refused)"),
    ("ftp://e/",): (2, "ftp://e/: is not the address of an endpoint"),
    ("http://127.0.0.1:9/", "--profile", "virtuoso"): (
        2,
        "127.0.0.1: wants a name and a password - set FOC_GRAPH_USER and FOC_GRAPH_PASSWORD",
    ),
    ("http://127.0.0.1:9/", "--check", "--since", "HEAD"): (2, "--since goes with a load"),
    ("http://127.0.0.1:9/", "--check", "--remove"): (2, "give one of --dry-run, --check"),
}


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_what_is_wrong_is_said(tiny, capsys, monkeypatch, arguments):
    monkeypatch.setenv("NETRC", str(tiny.root / "none"))
    code, sentence = WRONG[arguments]
    assert foc_graph(tiny, "load", *arguments) == code
    assert sentence in capsys.readouterr().err


PROFILE_FAULTS = {
    "title = ": "is not TOML",
    'title = "x"': "lacks query",
    'colour = "red"': "has a field that no profile has: colour",
    'default_graph = "big"': "default_graph is 'big' - choose from union, separate, unknown",
    "triples_per_update = true": "triples_per_update is True - give a int",
}


@pytest.mark.parametrize("text", PROFILE_FAULTS)
def test_a_profile_that_cannot_be_read(tiny, capsys, text):
    (tiny.root / "stores").mkdir()
    (tiny.root / "stores" / "ours.toml").write_text(text, encoding="utf-8")
    assert foc_graph(tiny, "load", "ours") == 3
    assert f"stores/ours.toml: {PROFILE_FAULTS[text]}" in capsys.readouterr().err


def members(url, capsys):
    code = run(["query", "members", "-p", "on=2014-04-28", "--endpoint", f"{url}query"])
    return code, *capsys.readouterr()


def load_all(url, project):
    """Load our own graph as its dump has it."""
    from foc_graph.dataset import load_dataset
    from foc_graph.exports import EXPORTERS, Content

    body = EXPORTERS["nquads"].render(Content(load_dataset(project)))
    httpx.post(
        f"{url}store", content=body, headers={"Content-Type": "application/n-quads"},
        trust_env=False, timeout=120,
    ).raise_for_status()  # fmt: skip


def test_a_canned_query_is_not_asked_where_the_graph_is_not(project, store, capsys):
    code, out, err = members(store, capsys)
    assert (code, out) == (3, "")
    assert "holds nothing of this graph - load it (`foc-graph load`), or check" in err
    load_all(store, project)
    code, out, _ = members(store, capsys)
    assert code == 0
    assert "Estonia" in out
    httpx.post(
        f"{store}update", headers={"Content-Type": "application/sparql-update"}, trust_env=False,
        content=b"DELETE { ?d ?version ?v } INSERT { ?d ?version '0.0.9' } WHERE { ?d ?version ?v"
        b" VALUES ?version { <http://www.w3.org/ns/dcat#version> } }",
    ).raise_for_status()  # fmt: skip
    code, _, err = members(store, capsys)
    assert code == 3
    assert "holds version 0.0.9 of this graph, and version 0.1.0 is here" in err


def test_named_graphs_alone_are_not_enough(project, tmp_path, capsys):
    with oxigraph(tmp_path) as (url, _):
        load_all(url, project)
        code, out, err = members(url, capsys)
    assert (code, out) == (3, "")
    assert "holds nothing of this graph in its default graph; it has it in named graphs" in err


def test_a_query_of_ones_own_may_be_about_anything(store, tmp_path, capsys):
    path = tmp_path / "any.rq"
    path.write_text("SELECT (1 AS ?one) {}", encoding="utf-8")
    assert run(["query", str(path), "--endpoint", f"{store}query"]) == 0
    assert "1" in capsys.readouterr().out
