"""What a query file says about itself, and how it is told that it says it wrong."""

from __future__ import annotations

import pytest

from foc_graph.errors import UsageProblem
from foc_graph.project import Project
from foc_graph.queries import find_query, list_queries, parse_query, queries_reference, read_query
from foc_graph.queries.listing import query_list
from foc_graph.queries.model import Parameter, ResultColumn

FULL = """#+ summary: Texts of a year
#+ question: 31. Which texts are of a year?
#+ group: time
#+ parameters:
#+   - name: on
#+     type: date
#+     label: the day
#+     required: true
#+     example: 2014
#+ columns:
#+   text: Text, once
#+   iri: IRI, hidden
#+ coverage: Some are missing.
#+ examples:
#+   - {on: 2014}
SELECT ?text ?iri { ?iri ?p ?text FILTER(?text = $on) } ORDER BY ?iri
"""


def test_header_is_read_as_text():
    """YAML 1.1 would make a boolean of `on` and a number of the year."""
    query = parse_query(FULL, name="texts")

    assert (query.number, query.question) == (31, "Which texts are of a year?")
    assert query.parameters == (Parameter("on", "date", "the day", required=True, example="2014"),)
    assert query.columns == (
        ResultColumn("text", "Text", once=True),
        ResultColumn("iri", "IRI", hidden=True),
    )
    assert query.coverage == ("Some are missing.",)
    assert query.examples == ({"on": "2014"},)
    assert query.sparql == FULL


def test_a_query_without_a_header_is_welcome():
    query = parse_query("ASK {}", name="mine")

    assert (query.name, query.summary, query.parameters) == ("mine", "", ())


def test_a_header_written_for_grlc_is_welcome():
    query = parse_query(
        "#+ summary: x\n#+ endpoint: http://e/\n#+ tags:\n#+   - y\nASK {}", name="q"
    )

    assert query.summary == "x"


WRONG = {
    "#+ summary: [x\nASK {}": "q.rq:2: the header is not YAML (did not find expected ',' or ']')",
    "\n\n#+ a: b: c\n": "q.rq:3: the header is not YAML (mapping values are not allowed in this",
    "#+ sumary: x": "q.rq: the header has no field 'sumary' - use summary, description",
    "#+ just words": "q.rq: the header is not `name: value` lines",
    "#+ summary: [a]": "q.rq: expected text, found ['a']",
    "#+ group: nobody": "q.rq: unknown group 'nobody' - use one of lineage, actors",
    "#+ parameters: {a: b}": "q.rq: `parameters` is not a list",
    "#+ parameters: [{name: a, type: date}]": "q.rq: a parameter has no label",
    "#+ parameters: [{name: a, label: b, type: day}]": "q.rq: unknown type 'day' - use one of date",
    "#+ parameters: [{name: a, nmae: b}]": "q.rq: a parameter has no field 'nmae'",
    "#+ parameters: [{name: a, label: b, type: integer, minimum: x}]": "q.rq: 'x' is not a whole",
    "#+ parameters: [{name: a, label: b, type: integer, minimum: ²}]": "q.rq: '²' is not a whole",
    "#+ parameters: [{name: a, label: b, type: concept}]": "q.rq: a concept has no scheme",
    "#+ kind: shortest-path": "q.rq: a shortest path has no parameter 'from' - give it `from`",
    "#+ summary: a\x07": "q.rq:1: the header is not YAML (",
    "#+ columns: {a: 'A, hiden'}": "q.rq: unknown column mark 'hiden' - use one of hidden",
    "#+ examples: {a: b}": "q.rq: `examples` is not a list",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_with_a_header(tmp_path, monkeypatch, text):
    monkeypatch.chdir(tmp_path)
    path = tmp_path.joinpath("q.rq")
    path.write_text(text)

    with pytest.raises(UsageProblem) as caught:
        read_query(path.relative_to(tmp_path))

    assert str(caught.value).startswith(WRONG[text])


def test_a_file_that_cannot_be_read(tmp_path):
    with pytest.raises(UsageProblem, match=r"no\.rq: cannot be read \(no such file or directory\)"):
        read_query(tmp_path / "no.rq")
    with pytest.raises(UsageProblem, match=r"cannot be read \(is a directory\)"):
        read_query(tmp_path)


def test_a_file_that_is_not_utf8(tmp_path):
    path = tmp_path / "latin.rq"
    path.write_bytes(b"# S\xe3o\nASK {}")

    with pytest.raises(UsageProblem, match=r"latin\.rq: is not UTF-8 - save it as UTF-8"):
        read_query(path)


def test_a_byte_order_mark_does_no_harm(tmp_path):
    path = tmp_path / "bom.rq"
    path.write_bytes(b"\xef\xbb\xbf#+ summary: x\nASK {}")

    assert read_query(path).summary == "x"


@pytest.mark.parametrize(
    ("name", "near"),
    [("memebrs", "members"), ("CITATION", "citations or citation-path"), ("../README", "ee `foc")],
)
def test_unknown_query_names_the_nearest(project, name, near):
    with pytest.raises(UsageProblem, match=r"there is no query '.*'") as caught:
        find_query(project, name)

    assert near in str(caught.value)


def test_a_name_does_not_lead_out_of_the_folder(tmp_path):
    (tmp_path / "queries").mkdir()
    (tmp_path / "secret.rq").write_text("ASK {}")

    with pytest.raises(UsageProblem, match="there is no query"):
        find_query(Project(tmp_path), "../secret")


def test_a_project_without_queries_has_none(tmp_path):
    assert list_queries(Project(tmp_path)) == []


def test_the_list_fits_the_screen(project):
    queries = list_queries(project)
    for width in (80, 100, 120):
        text = query_list(queries, width)
        assert max(map(len, text.splitlines())) <= width
        assert all(f"\n  {query.name} " in text for query in queries)


def test_the_reference_tells_all_about_each_query(project):
    text = queries_reference(project)
    for query in list_queries(project):
        assert f"### `{query.name}`" in text
        assert all(note in text for note in query.coverage)
