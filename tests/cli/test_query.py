"""``foc-graph query``."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from foc_graph.cli import run
from tests.conftest import ROOT


@pytest.fixture
def query(capsys, monkeypatch):
    """Run the command on our own project; return exit code, stdout and stderr."""
    monkeypatch.setenv("COLUMNS", "80")

    def invoke(*arguments, stdin=None, root=ROOT):
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        code = run(["--root", str(root), "query", *arguments])
        return (code, *capsys.readouterr())

    return invoke


MEMBERS_IN_2012 = """\
The members of the coalition, on a day or now
on: 2012-12-06

State           Member    Since    Until       Why unsure
──────────────  ────────  ───────  ──────────  ──────────────
Austria         yes       2011-12
Canada          yes       2011-12
Czech Republic  yes       2011-12
Estonia         yes       2011-12
France          yes       2011-12
Ghana           yes       2011-12
Ireland         yes       2011-12
Kenya           yes       2011-12
Maldives        yes       2011-12
Mexico          yes       2011-12
Mongolia        yes       2011-12
Netherlands     yes       2011-12
Sweden          yes       2011-12
Tunisia         yes       2012-09
United Kingdom  yes       2011-12
United States   yes       2011-12  2026-02-10
Costa Rica      possibly  2012                 joined in 2012
Finland         possibly  2012                 joined in 2012

18 rows: 16 yes, 2 possibly
"""


def test_members_on_the_day_before_latvia_joined(query):
    code, out, err = query("members", "--param", "on=2012-12-06")

    assert (code, err) == (0, "")
    assert out.startswith(MEMBERS_IN_2012)
    assert out.removeprefix(MEMBERS_IN_2012).startswith("Note: ")


def test_rows_for_programs_stand_alone_and_notes_go_to_stderr(query):
    code, out, err = query("members", "-p", "on=2010", "-f", "csv")

    assert code == 0
    assert out == "state,member,since,until,why,iso3,membership\n"
    assert err.startswith("Note: Founding members are dated to the month")


@pytest.mark.parametrize("arguments", [["--list"], []])
def test_the_list_has_groups_and_every_query(query, arguments):
    code, out, _ = query(*arguments)

    assert code == 0
    assert out.startswith("Lineage of the principle\n  lineage     ")
    names = [line.split()[0] for line in out.splitlines() if line[:3].strip()]
    assert {path.stem for path in (ROOT / "queries").glob("*.rq")} <= set(names)


def test_a_project_without_queries_says_so(query, small):
    code, out, _ = query(root=small.root)

    assert (code, out) == (0, f"There are no canned queries in {small.queries}.\n")


def test_describe_tells_all_and_binds_what_is_given(query):
    _, plain, _ = query("members", "--describe")
    _, bound, _ = query("members", "-p", "on=2014", "--describe")

    assert "Question: 16. Who were the members on a given date?" in plain
    assert "on (optional): the day, month or year; YYYY, YYYY-MM or YYYY-MM-DD" in plain
    assert "STR($on)" in plain
    assert 'STR("2014"^^<http://www.w3.org/2001/XMLSchema#gYear>)' in bound
    assert "#+" not in plain


def test_what_describe_prints_can_be_run(query):
    _, described, _ = query("citations", "-p", "text=32/13", "--describe")
    sparql = described.partition("\nSPARQL\n")[2]
    _, direct, _ = query("citations", "-p", "text=32/13", "-f", "csv")

    assert query("-", "-f", "csv", stdin=sparql)[1] == direct


def test_a_file_of_ones_own(query, tmp_path):
    path = tmp_path / "mine.rq"
    path.write_text("SELECT ?name { <id/state/EST> skos:prefLabel ?name }")

    assert query(str(path), "-f", "csv") == (0, "name\nEstonia\n", "")


def test_limit(query):
    _, out, _ = query("members", "--limit", "2")

    assert "\n2 of 40 rows\n" in out


SYNTAX = {
    "SELECT * {\n  ?s a foc:State ": "stdin:1:10: nothing closes this '{' - close it, or remove it",
    "SELECT * {\n  ?s zork:b ?o\n}": "stdin:2:6: unknown prefix 'zork:' - declare it with PREFIX",
    "SELECT *\n{ ?s ?p ?o . } FILTER": "stdin:2:",
    "SELECT * {\n SERVICE <http://e/> { ?s ?p ?o } }": "stdin:2:2: SERVICE is refused",
    "INSERT DATA { <a:b> <a:c> <a:d> }": "stdin: is an update, and queries only read",
    "": "stdin: holds no query",
    "hello": "stdin: holds no query",
}


@pytest.mark.parametrize("text", SYNTAX)
def test_text_that_cannot_be_run(query, text):
    code, out, err = query("-", stdin=text)

    assert (code, out) == (2, "")
    assert err.startswith(f"foc-graph: {SYNTAX[text]}")
    assert err.count("\n") == 1


def test_a_syntax_error_in_a_file_has_its_line(query, tmp_path):
    path = tmp_path / "mine.rq"
    path.write_text("#+ summary: Mine\nSELECT ?s\nWHERE { ?s a foc:State ; ; , }\n")
    code, _, err = query(str(path))

    assert code == 2
    assert err.startswith(f"foc-graph: {path}:3:28: ")
    assert "is not SPARQL from `, }` on - mend the query there" in err


def test_prefixes_that_we_add_do_not_move_the_place(query):
    _, _, err = query("-", stdin="SELECT ?s { ?s a foc:State , , }")

    assert err.startswith("foc-graph: stdin:1:30: ")


WRONG = {
    (
        "memebrs",
    ): "there is no query 'memebrs' - did you mean members? See `foc-graph query --list`",
    ("citations",): "query citations: needs the parameter text (the text) - give a symbol",
    ("members", "-p", "on=2014-13"): "query members: parameter on: '2014-13' is not a date",
    ("members", "-p", "when=2014"): "query members: has no parameter 'when' - it takes on",
    ("members", "-p", "on"): "--param on: is not name=value - write, say, --param on=2014",
    ("members", "-p", "on=2014", "-p", "on=2015"): "--param on: is given twice - give it once",
    ("members", "-f", "turtle"): "query members: gives rows, which turtle cannot hold",
    ("text", "-p", "text=20/8", "-f", "csv"): "query text: gives triples, which csv cannot hold",
    ("no/such.rq",): "no/such.rq: cannot be read (no such file or directory) - check the path",
    ("members", "--endpoint", "ftp://e/"): "ftp://e/: is not the address of an endpoint",
    ("members", "--limit", "0"): "Invalid value for '--limit'",
    ("members", "-f", "xlsx"): "Invalid value for '-f' / '--format'",
}


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_a_wrong_call_is_one_sentence(query, arguments):
    code, out, err = query(*arguments)

    assert (code, out) == (2, "")
    assert WRONG[arguments] in err


def test_an_endpoint_that_is_down(query):
    code, out, err = query("members", "--endpoint", "http://127.0.0.1:9/sparql")

    assert (code, out) == (3, "")
    assert "http://127.0.0.1:9/sparql: cannot be reached (connection refused) - check" in err


HEAVY = {"rdflib", "pyshacl", "rich", "SPARQLWrapper", "networkx", "pyld", "oxrdflib", "lxml"}


def test_nothing_heavy_is_imported():
    """`query members` answers within half a second from a cold start: measured in benchmarks/."""
    code = (
        "import sys; from foc_graph.cli import run; run(['query', 'members', '-p', 'on=2014']);"
        f" sys.exit(' '.join({HEAVY!r} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )

    assert (done.returncode, done.stderr) == (0, "") or done.stderr == "\n"


def test_output_is_plain_where_nobody_looks():
    done = subprocess.run(
        [sys.executable, "-m", "foc_graph", "query", "members"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert "\x1b" not in done.stdout


def test_from_chooses_the_graph(query):
    links = (
        "SELECT DISTINCT ?p FROM <https://w3id.org/foc-graph/graph/links> { ?s ?p ?o } ORDER BY ?p"
    )

    code, out, _ = query("-", "--format", "csv", stdin=links)

    assert code == 0
    assert {line.rpartition("#")[2] for line in out.splitlines()[1:]} <= {"exactMatch", "note"}


def test_a_row_without_any_value_is_shown_empty(query):
    code, out, _ = query("-", stdin="SELECT (MAX(?d) AS ?m) { ?s foc:nothing ?d }")

    assert code == 0
    assert out.endswith("1 row\n")


def test_limit_and_triples_do_not_go_together(query):
    code, _, err = query("-", "--limit", "1", stdin="CONSTRUCT WHERE { ?a a foc:Vote }")

    assert (code, err.count("--limit counts rows")) == (2, 1)


def test_describe_and_endpoint_do_not_go_together(query):
    code, _, err = query("members", "--describe", "--endpoint", "http://127.0.0.1:1/")

    assert (code, err.count("--describe needs no --endpoint")) == (2, 1)
