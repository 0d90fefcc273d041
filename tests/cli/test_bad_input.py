"""Whatever lies in data/: one clear sentence, the right exit code, the other files still checked.

Nothing is fetched: every test runs without sockets.
"""

from __future__ import annotations

import re
import shutil
import socket
import tracemalloc
from pathlib import Path
from typing import NamedTuple

import pytest

from foc_graph.cli import run
from foc_graph.rdf.documents import read_file
from tests.conftest import ROOT

TINY = ROOT / "tests/projects/tiny"
BASE = "https://w3id.org/foc-graph/id/"

#: Place, what, and what to do.
SENTENCE = re.compile(r"foc-graph: [^\n]+: [^\n]+ - [^\n]+")


@pytest.fixture(scope="module", autouse=True)
def offline():
    """Raise where anything opens a connection or looks a name up."""

    def refuse(*arguments: object, **_: object) -> None:
        pytest.fail(f"went to the network: {arguments}")

    with pytest.MonkeyPatch.context() as patch:
        for name in ("socket", "create_connection", "getaddrinfo"):
            patch.setattr(socket, name, refuse)
        yield


class Case(NamedTuple):
    """A file that cannot be taken as it is."""

    name: str
    content: bytes
    line: int | None
    message: str


XML = b'<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [\n%b]>\n%b'
RDF = (
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="urn:a:">'
    b'<rdf:Description rdf:about="urn:x"><a:b>%b</a:b></rdf:Description></rdf:RDF>'
)
LAUGHS = b'<!ENTITY e0 "lol">\n' + b"".join(
    b'<!ENTITY e%d "%b">\n' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10)
)
MULTIPLY = (
    "declares XML entities that multiply, which is refused"
    " - write the characters themselves; only short entities for namespaces are read"
)
EXTERNAL = MULTIPLY.replace("XML entities that multiply", "an external XML entity")
REMOTE = (
    "the context is in another document"
    " - write the context into the file; nothing is fetched from the network"
)
WHOLE_IRI = "write a full IRI without blanks or quotes between < and >"

CASES = [
    Case(
        "syntax.ttl",
        b"<bad/a> <urn:p> 1\n<bad/b> <urn:p> 2 .\n",
        2,
        "syntax error: A dot is expected at the end of statements - mend the syntax there",
    ),
    Case(
        "unfinished.ttl",
        b'<bad/a> <urn:p> """never\nclosed .\n',
        1,
        "syntax error: Unexpected end of file - mend the syntax there",
    ),
    Case(
        "prefix.ttl",
        b"\n\n<bad/a> fo:p 1 .\n",
        3,
        "syntax error: The prefix fo: has not been declared"
        " - declare the prefix at the top, as other files do",
    ),
    Case(
        "iri.ttl",
        b"<bad/a> <urn:p> <https://example.org/a b> .\n",
        1,
        f"syntax error: Invalid IRI code point ' ' - {WHOLE_IRI}",
    ),
    Case(
        "percent.ttl",
        b"<bad/a> <urn:p> <http://example.org/100%> .\n",
        1,
        f"syntax error: Invalid IRI percent encoding '%' - {WHOLE_IRI}",
    ),
    Case(
        "latin1.ttl",
        '<bad/a> <urn:p>\n"café" .\n'.encode("latin-1"),
        2,
        "is not UTF-8 - save the file as UTF-8",
    ),
    Case(
        "utf16.ttl",
        '<bad/a> <urn:p> "x" .\n'.encode("utf-16"),
        1,
        "is not UTF-8 - save the file as UTF-8",
    ),
    Case("empty.ttl", b"", None, "holds no statement - describe something in it, or remove it"),
    Case(
        "blank.ttl", b"\n \n", None, "holds no statement - describe something in it, or remove it"
    ),
    Case(
        "comment.ttl",
        b"# later\n",
        None,
        "holds no statement - describe something in it, or remove it",
    ),
    Case(
        "deep.ttl",
        b"<bad/a> <urn:p> " + b"<<( <urn:a> <urn:p> " * 50_000 + b"1" + b" )>>" * 50_000 + b" .",
        None,
        "holds more than 1,000 triples about triples, which RDF 1.1 does not have"
        " - write records of their own instead",
    ),
    Case(
        "open.rdf",
        RDF.replace(b"<rdf:Des", b"\n <rdf:Des").replace(b"</a:b>", b"</a:c>") % b"1",
        2,
        "syntax error: ill-formed document: expected `</a:b>`, but `</a:c>` was found"
        " - mend the syntax there",
    ),
    Case("bomb.rdf", XML % (LAUGHS, RDF % b"&e9;"), 3, MULTIPLY),
    Case(
        "quadratic.rdf",
        XML % (b'<!ENTITY e "%b">\n' % (b"x" * 10_000), RDF % (b"&e;" * 10_000)),
        3,
        MULTIPLY,
    ),
    Case(
        "file.rdf",
        XML % (b'<!ENTITY e SYSTEM "file:///etc/passwd">\n', RDF % b"&e;"),
        3,
        EXTERNAL,
    ),
    Case(
        "remote.rdf",
        XML % (b'<!ENTITY % e PUBLIC "e" "http://example.org/e.dtd">\n%e;\n', RDF % b"1"),
        3,
        EXTERNAL,
    ),
    Case(
        "remote.jsonld",
        b'{"@context": "https://example.org/c.jsonld", "@id": "urn:x", "urn:p": 1}',
        None,
        f"syntax error: {REMOTE}",
    ),
    Case(
        "import.jsonld",
        b'{"@context": {"@import": "https://example.org/c.jsonld"}, "@id": "urn:x", "urn:p": 1}',
        None,
        f"syntax error: {REMOTE}",
    ),
    Case(
        "syntax.jsonld",
        b'{"@context": ',
        1,
        "syntax error: Unexpected end of file, a value was expected - mend the syntax there",
    ),
]
TURTLE = [case for case in CASES if case.name.endswith(".ttl")]

by_name = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def fill(root: Path, cases: list[Case]) -> Path:
    """Put the bad files beside good ones."""
    bad = root / "data/bad"
    bad.mkdir()
    for case in cases:
        (bad / case.name).write_bytes(case.content)
    return root


@pytest.fixture(scope="module")
def broken(tmp_path_factory) -> Path:
    """A good project with every bad file in it."""
    root = tmp_path_factory.mktemp("broken") / "project"
    return fill(Path(shutil.copytree(TINY, root)), CASES)


def sentences(text: str) -> list[str]:
    """The lines of stderr; each must say where, what and what to do."""
    lines = text.splitlines()
    assert [line for line in lines if not SENTENCE.fullmatch(line)] == []
    return lines


@by_name
def test_reading_gives_one_problem_with_its_line(broken, case):
    document = read_file(broken / "data/bad" / case.name, base=BASE)
    (problem,) = document.problems
    assert (problem.line, f"{problem.message} - {problem.fix}") == (case.line, case.message)
    assert document.quads == ()


def test_a_dtd_that_lies_elsewhere_is_not_fetched(tmp_path):
    path = tmp_path / "dtd.rdf"
    path.write_bytes(b'<!DOCTYPE rdf:RDF SYSTEM "http://example.org/x.dtd">\n' + RDF % b"1")
    assert len(read_file(path, base=BASE).quads) == 1


def test_show_names_every_bad_file_and_shows_what_the_good_ones_say(broken, capsys):
    assert run(["--root", str(broken), "show", "state/EST"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("Estonia\nstate\n")
    unreadable = [case.name for case in CASES if "holds no statement" not in case.message]
    for name in unreadable:
        assert sum(f"/{name}" in line for line in sentences(captured.err)) == 1, name


def test_fmt_names_every_bad_file_and_rewrites_the_good_ones(tmp_path, capsys):
    root = fill(Path(shutil.copytree(TINY, tmp_path / "copy")), TURTLE)
    good = root / "data/bad/zzz.ttl"
    good.write_text("<bad/zzz> <urn:p> 1 .")
    assert run(["--root", str(root), "fmt"]) == 1
    captured = capsys.readouterr()
    assert captured.out == "rewritten: data/bad/zzz.ttl\n"
    *problems, summary = captured.err.splitlines()
    assert summary == f"{19 + len(TURTLE)} files: 1 rewritten, {len(TURTLE)} cannot be rewritten"
    assert len(sentences("\n".join(problems))) == len(TURTLE)
    for case in TURTLE:
        place = f"data/bad/{case.name}" + (f":{case.line}" if case.line else "")
        what = case.message.partition(" - ")[0]
        assert any(line.startswith(f"foc-graph: {place}: {what}") for line in problems), case.name
        assert (root / "data/bad" / case.name).read_bytes() == case.content


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ('"2013-02-29"^^xsd:date', '"2013-02-29" is not in the calendar'),
        ('"2012-13"^^xsd:gYearMonth', '"2012-13" is not a month'),
        ('"July 2012"^^xsd:date', '"July 2012" is not a date'),
    ],
)
def test_an_impossible_date_is_a_problem_with_its_line_and_what_to_do(tmp_path, value, message):
    path = tmp_path / "date.ttl"
    path.write_text(
        f"@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n<bad/a> <urn:p>\n  {value} .\n"
    )
    (problem,) = read_file(path, base=BASE).problems
    assert (problem.line, problem.message) == (3, message)
    assert problem.fix.startswith("write it as 2012-07")


@pytest.fixture(scope="module")
def validated(tmp_path_factory, repository):
    """What ``validate`` says of our own project with every bad file, and two wrong ones, in it."""
    root = tmp_path_factory.mktemp("validated") / "project"
    for name in ("ontology", "data"):
        shutil.copytree(repository / name, root / name)
    fill(root, CASES)
    (root / "data/bad/date.ttl").write_text(
        "@prefix schema: <https://schema.org/> .\n"
        '<bad/a> schema:startDate "2013-02-29"^^<http://www.w3.org/2001/XMLSchema#date> .\n'
    )
    (root / "data/state/QQQ.ttl").write_text(
        f"@base <{BASE}> .\n@prefix foc: <https://w3id.org/foc-graph/ns#> .\n"
        "<state/QQQ> a foc:State .\n"
    )
    import contextlib
    import io

    with contextlib.redirect_stdout(io.StringIO()) as out:
        code = run(["--root", str(root), "validate"])
    return code, out.getvalue()


def test_validate_exits_with_1_and_still_checks_the_others(validated):
    code, output = validated
    assert code == 1
    assert "state/QQQ" in output


@by_name
def test_validate_names_every_bad_file_with_its_line(validated, case):
    place = f"data/bad/{case.name}" + (f":{case.line}" if case.line else "")
    assert place in validated[1]


def test_validate_names_the_impossible_date_with_its_line(validated):
    assert re.search(r"data/bad/date\.ttl:2\b.*2013-02-29.*calendar", validated[1])


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf%b", b"\r\n%b\r\n"], ids=["BOM", "CR LF"])
def test_a_byte_order_mark_and_cr_lf_are_read_and_named_by_fmt(tmp_path, capsys, content):
    path = tmp_path / "odd.ttl"
    path.write_bytes(content % b"<urn:a> <urn:p> 1 .")
    assert read_file(path, base=BASE).problems == ()
    assert run(["--root", str(TINY), "fmt", "--check", str(path)]) == 1
    assert re.search(r"odd\.ttl \(has (a byte order mark|CR LF)\)\n", capsys.readouterr().out)


@pytest.fixture
def large(tmp_path) -> Path:
    """A file of 100 MB (a sparse one: it takes no room)."""
    path = tmp_path / "large.ttl"
    with path.open("wb") as stream:
        stream.write(b"<urn:a> <urn:p> 1 .\n")
        stream.truncate(100_000_000)
    return path


def test_a_file_of_100_mb_is_refused_unread(large):
    tracemalloc.start()
    (problem,) = read_file(large, base=BASE).problems
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert str(problem) == (
        f"{large}: is 100 MB, and a file may have 52 MB"
        " - split it by entity, or raise FOC_GRAPH_LARGEST_FILE (bytes)"
    )
    assert peak < 1_000_000


def test_fmt_refuses_a_file_of_100_mb_and_does_the_others(large, capsys):
    good = large.with_name("good.ttl")
    good.write_text("<urn:a> <urn:p> 1 .")
    assert run(["--root", str(TINY), "fmt", str(large), str(good)]) == 1
    captured = capsys.readouterr()
    assert "is 100 MB, and a file may have 52 MB" in captured.err
    assert captured.out == f"rewritten: {good}\n"


def test_the_limit_can_be_set(monkeypatch, tmp_path):
    path = tmp_path / "a.ttl"
    path.write_text("<urn:a> <urn:p> 1 .")
    monkeypatch.setenv("FOC_GRAPH_LARGEST_FILE", "10")
    assert len(read_file(path, base=BASE).problems) == 1


def test_a_limit_that_is_no_number_is_a_wrong_call(monkeypatch, capsys):
    monkeypatch.setenv("FOC_GRAPH_LARGEST_FILE", "50MB")
    assert run(["--root", str(TINY), "fmt", "--check"]) == 2
    assert sentences(capsys.readouterr().err) == [
        (
            "foc-graph: FOC_GRAPH_LARGEST_FILE: '50MB' is not a number of bytes"
            " - write digits only, such as 52428800"
        )
    ]


ROOTED = [
    ["validate"],
    ["fmt"],
    ["show", "state/EST"],
    ["stats"],
    ["query", "--list"],
    ["export", "-f", "turtle"],
]


@pytest.mark.parametrize("command", ROOTED, ids=lambda command: command[0])
@pytest.mark.parametrize(
    ("root", "message"),
    [
        ("none", "no such folder"),
        ("file", "no such folder - give --root a folder"),
        ("empty", "not a project: ontology/prefixes.ttl is missing - add it: a line `@base"),
    ],
)
def test_a_root_that_is_no_project_is_a_wrong_call(tmp_path, capsys, command, root, message):
    (tmp_path / "file").write_text("")
    (tmp_path / "empty").mkdir()
    assert run(["--root", str(tmp_path / root), *command]) == 2
    (line,) = sentences(capsys.readouterr().err)
    assert line.startswith(f"foc-graph: {tmp_path / root}: {message}")


@pytest.mark.parametrize("command", [["fmt"], ["show", "state/EST"], ["stats"]])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("@prefix a: <urn:a>\n", "is not Turtle"),
        ("@prefix a: <urn:a:> .\n", "declares no @base"),
    ],
)
def test_a_prefix_map_that_cannot_be_read_stops_with_3(tmp_path, capsys, command, content, message):
    root = Path(shutil.copytree(TINY, tmp_path / "copy"))
    (root / "ontology/prefixes.ttl").write_text(content)
    assert run(["--root", str(root), *command]) == 3
    (line,) = sentences(capsys.readouterr().err)
    assert message in line


def test_an_ontology_that_cannot_be_read_stops_show_with_3(tmp_path, capsys):
    root = Path(shutil.copytree(TINY, tmp_path / "copy"))
    (root / "ontology/foc.ttl").write_text("foc:State a owl:Class .\n")
    assert run(["--root", str(root), "show", "state/EST"]) == 3
    assert sentences(capsys.readouterr().err) == [
        (
            "foc-graph: ontology/foc.ttl:1: syntax error: The prefix foc: has not been declared"
            " - declare the prefix at the top, as other files do"
        )
    ]
