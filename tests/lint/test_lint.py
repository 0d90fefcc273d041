"""What shapes cannot see, each check seen to fail on somebody else's project."""

from __future__ import annotations

import pytest

from foc_graph.dataset import load_dataset
from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.lint import CHECKS, lint
from foc_graph.project import Project
from tests.history.conftest import Repository

HEAD = "@base <https://example.org/id/> .\n@prefix ex: <https://example.org/ns#> .\n"
HEAD += "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
HEAD += "@prefix schema: <https://schema.org/> .\n"
HEAD += "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"


DEAD = "Correct its spelling, or describe it in a file of its own."
LOST = "Put it back, with owl:deprecated true and dcterms:isReplacedBy where something replaces it."


def write(project, name, text):
    path = project.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + text, encoding="utf-8")


def found(project, check, **options):
    """The findings of one check: severity, place, message, hint."""
    report = lint(load_dataset(project), **options)
    wanted = f"https://w3id.org/foc-graph/lint#{check}"
    return [
        (r.severity.value.rpartition("#")[2].lower(), str(r.place), r.message, r.hint)
        for r in report.results
        if r.source_shape.value == wanted
    ]


def test_our_own_data_has_nothing_to_warn_of(project):
    report = lint(load_dataset(project))

    assert [r.message for r in report.shown("warning")] == []
    assert report.checked.shapes == len(CHECKS)
    assert report.passes("warning")


@pytest.mark.parametrize("name", ["tiny"])
def test_other_projects_do_not_crash_it(repository, name):
    report = lint(load_dataset(Project(repository / "tests" / "projects" / name)))

    assert report.checked.missing is None


def test_odd_but_valid_data_do_not_crash_it(small):
    write(small, "data/thing/odd.ttl", """
<thing/odd> a [ a rdfs:Class ] , ex:Thing ; ex:list ( 1 "two" [ ] ) ; rdfs:label "é\\n"@fr , "" ;
  schema:url <urn:x:y> , <mailto:a@example.org> , [ ] , "https://a.example/" .
_:b rdfs:label _:b .
<> ex:p <https://example.org/> , <http:x> , <https://münchen.example/ü?a=b#c> .
""")  # fmt: skip

    assert lint(load_dataset(small)).checked.files == 2


def test_a_dead_link_is_found_with_what_was_meant(small):
    write(small, "data/thing/two.ttl", "<thing/two> ex:knows <thing/ome> .")

    assert found(small, "dead-link") == [
        (
            "violation",
            "data/thing/two.ttl:6:22",
            f"Nothing describes thing/ome. {DEAD}",
            "did you mean thing/one?",
        )
    ]


@pytest.mark.parametrize(
    "value",
    [
        "<thing/one>",
        "<https://elsewhere.example/thing/none>",
        "<https://example.org/>",
        "<https://example.org/ns#>",
        "<https://example.org/graph/thing/two>",
        '"https://example.org/id/thing/none"',
        "[ ]",
    ],
)
def test_what_is_described_or_not_ours_is_no_dead_link(small, value):
    write(small, "data/thing/two.ttl", f"<thing/two> ex:knows {value} .")

    assert found(small, "dead-link") == []


def test_a_term_is_dead_where_the_vocabulary_is_described(small):
    assert found(small, "dead-link") == []
    write(small, "ontology/ex.ttl", "ex:Thing a rdfs:Class . ex:names a ex:Thing .")

    assert [(row[1], row[3]) for row in found(small, "dead-link")] == [
        ("data/thing/one.ttl:6:5", "did you mean ex:names?")
    ]


#: The prefix of shapes.
SH = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"


def test_shapes_alone_describe_no_vocabulary(small):
    write(
        small,
        "ontology/shapes/s.ttl",
        f"{SH}ex:ThingShape a sh:NodeShape ; sh:targetClass ex:Thing .",
    )
    assert found(small, "dead-link") == []

    write(small, "ontology/shapes/s.ttl", f"{SH}ex:OneShape a sh:NodeShape , rdfs:Class .")
    assert found(small, "dead-link") != []


def test_a_shape_that_the_ontology_describes_is_a_term(small):
    write(small, "ontology/shapes/s.ttl", f"{SH}ex:One a sh:NodeShape .")
    write(small, "ontology/ex.ttl", "ex:One rdfs:label 'one'@en .")

    assert found(small, "dead-link") != []


@pytest.fixture
def history(small):
    """A repository with a branch main, and a second commit on another branch."""
    repository = Repository(small)
    repository.git("branch", "-M", "main")
    repository.git("checkout", "-q", "-b", "work")
    return repository


@pytest.mark.usefixtures("history")
def test_an_identifier_that_main_has_is_missed(small):
    write(small, "data/thing/ones.ttl", "<thing/ones> a ex:Thing .")
    (small.data / "thing" / "one.ttl").unlink()

    assert found(small, "lost-identifier") == [
        (
            "violation",
            "data/thing/one.ttl",
            f"Identifiers are never deleted: thing/one was described at main. {LOST}",
            "did you mean thing/ones?",
        )
    ]


@pytest.mark.usefixtures("history")
def test_an_identifier_that_moved_to_another_file_is_not_lost(small):
    (small.data / "thing" / "one.ttl").rename(small.data / "thing" / "moved.ttl")

    assert found(small, "lost-identifier") == []


def test_what_main_got_after_the_branch_is_not_missed(small, history):
    history.git("checkout", "-q", "main")
    history.commit("two", {"thing/two.ttl": "<thing/two> a ex:Thing ."})
    history.git("checkout", "-q", "work")

    assert found(small, "lost-identifier") == []


def test_any_revision_can_be_compared_with(small, history):
    first = history.git("rev-parse", "HEAD")
    history.commit("two", {"thing/two.ttl": "<thing/two> a ex:Thing ."})
    second = history.git("rev-parse", "HEAD")
    (small.data / "thing" / "two.ttl").unlink()

    assert found(small, "lost-identifier", since=first) == []
    assert [row[1] for row in found(small, "lost-identifier", since=second)] == [
        "data/thing/two.ttl"
    ]


def test_without_git_it_is_said_that_nothing_was_compared(small):
    report = lint(load_dataset(small))

    assert "is not in a git repository" in report.not_compared
    with pytest.raises(CouldNotRun, match="is not in a git repository"):
        lint(load_dataset(small), since="main")


def test_without_main_it_is_said_that_nothing_was_compared(small, history):
    history.git("branch", "-D", "main")

    assert "there is no origin/main and no main" in lint(load_dataset(small)).not_compared
    with pytest.raises(UsageProblem, match="no such revision"):
        lint(load_dataset(small), since="nowhere")


def test_a_name_without_a_language_is_found(small):
    write(small, "data/thing/two.ttl", '<thing/two> rdfs:label "Zwei" , "two"@en , "2" .')

    (row,) = found(small, "no-language")
    assert row[:2] == ("warning", "data/thing/two.ttl:6:24")
    assert "has no language" in row[2]


def test_where_no_text_has_a_language_that_is_worth_a_word(small):
    write(small, "data/thing/one.ttl", '<thing/one> rdfs:label "one" .')

    assert [row[0] for row in found(small, "no-language")] == ["info"]


def test_one_text_of_many_without_a_language_is_found(small):
    texts = " , ".join(f'"text {letter}"@en' for letter in "abcdefghij")
    write(small, "data/thing/two.ttl", f'<thing/two> ex:says {texts} , "bare" ; ex:code "A" .')

    assert [row[0] for row in found(small, "no-language")] == ["warning"]


def test_the_other_scheme_of_a_namespace_is_found_once_a_file(small):
    text = "<thing/two> a <http://example.org/ns#Thing> ; <http://example.org/ns#name> 1 ."
    write(small, "data/thing/two.ttl", text)

    (row,) = found(small, "scheme-slip")
    assert row[:2] == ("warning", "data/thing/two.ttl:6:15")
    assert "and 1 more in this file" in row[2]
    assert row[3].startswith("did you mean")


def test_a_thing_named_under_both_schemes_is_found(small):
    write(small, "data/thing/two.ttl", "<https://a.example/x> ex:p <http://a.example/x> .")

    assert [row[0] for row in found(small, "scheme-slip")] == ["warning"]


def test_an_address_under_both_schemes_is_worth_a_word(small):
    write(small, "data/thing/two.ttl", "<thing/two> ex:p <https://a.example/x> .")
    write(small, "data/thing/three.ttl", "<thing/three> ex:p <http://a.example/x> .")

    assert [row[0] for row in found(small, "scheme-slip")] == ["info"]


@pytest.mark.parametrize(
    ("one", "other", "severities"),
    [
        ('"Rēzekne"@lv', '"REZEKNE"@en', ["warning"]),
        ('"Côte d\'Ivoire"', '"Cote d-Ivoire"', ["warning"]),
        ('"same"', '"same" ; ex:knows <thing/two>', []),
        ('"same" ; ex:code 1', '"same" ; ex:code 2', []),
        ('"same" ; ex:code 1', '"same" ; ex:code 1', ["warning"]),
        ('"same" ; ex:on "2001-01-01"^^xsd:date', '"same" ; ex:on "2002-01-01"^^xsd:date', []),
        ('"The Freedom Online Coalition"', '"The Freedom Onlin Coalition"', ["info"]),
        ('"Report number 12"', '"Report number 13"', []),
        ('"first"', '"second"', []),
        ('"—"', '"…"', []),
    ],
)
def test_things_of_one_name_are_found_where_nothing_tells_them_apart(small, one, other, severities):
    write(
        small,
        "data/thing/two.ttl",
        f"<thing/two> a ex:Thing ; rdfs:label {one} ."
        f" <thing/three> a ex:Thing ; rdfs:label {other} .",
    )

    assert [row[0] for row in found(small, "same-name")] == severities


def test_things_of_one_name_and_two_classes_are_two(small):
    text = '<thing/two> a ex:A ; rdfs:label "same" . <thing/three> a ex:B ; rdfs:label "same" .'
    write(small, "data/thing/two.ttl", text)

    assert found(small, "same-name") == []


def test_things_of_one_address_are_found(small):
    text = "<thing/two> a ex:Page ; schema:url <https://a.example/> ."
    write(small, "data/thing/two.ttl", text)
    write(small, "data/thing/three.ttl", text.replace("two", "three").replace("e/>", "e>"))

    (row,) = found(small, "same-address")
    assert row[:2] == ("warning", "data/thing/two.ttl:6:36")
    assert "Both thing/three and thing/two" in row[2]


QUERY = """@prefix sh: <http://www.w3.org/ns/shacl#> .
ex:Q a sh:NodeShape ; sh:targetClass ex:Thing ; sh:sparql [ sh:select "SELECT $this {{ {} }}" ] .
"""


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("$this ?p ?o MINUS { ?o ?q ?r }", ["MINUS"]),
        ("$this ?p ?o . VALUES ?o { 1 2 }", ["VALUES"]),
        ("{ SELECT ?o { ?s ?p ?o } }", ["$this"]),
        ("{ SELECT $this ?o { $this ?p ?o } }", []),
        ("$this ?p 'MINUS' # VALUES", []),
    ],
)
def test_queries_of_shapes_that_engines_treat_differently_are_found(small, inside, words):
    write(small, "ontology/shapes/q.ttl", QUERY.format(inside.replace("# VALUES", "")))

    messages = [row[2] for row in found(small, "unportable-query")]
    assert len(messages) == len(words)
    assert all(word in message for word, message in zip(words, messages, strict=True))


DATES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
ex:Q a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:start, ex:end, ex:size ;
  sh:sparql [ sh:prefixes ex:p ; sh:select "SELECT $this {{ {} }}" ] .
ex:start sh:path ex:start ; sh:node ex:day .
ex:day a sh:NodeShape ; sh:datatype xsd:date .
ex:end sh:path ex:end ; sh:or ( ex:day [ sh:datatype xsd:gYear ] ) .
ex:size sh:path ex:size ; sh:or ( ex:day [ sh:datatype xsd:integer ] ) .
ex:p sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/ns#"^^xsd:anyURI ] .
"""


@pytest.mark.parametrize(
    ("inside", "variables"),
    [
        ("$this ex:start ?a ; ex:end ?b FILTER(?b < ?a)", ["?a", "?b"]),
        ("$this ex:part/ex:end ?b FILTER(?b >= NOW())", ["?b"]),
        ("?c ex:part $this ; ex:start ?a FILTER(!(STR(?a) < 'x' && ?a <= 'x'))", ["?a"]),
        ("$this ex:start ?a ; ex:end ?b FILTER(STR(?b) < STR(?a))", []),
        ("$this ex:start ?a FILTER(?a = ?b)", []),
        ("$this ex:size ?a FILTER(?a < 3)", []),
        ("{ $this ex:size ?a } UNION { $this ex:start ?a } FILTER(?a < 3)", []),
        ("$this ex:other ?a FILTER(?a < 3)", []),
        ("$this ex:start+ ?a FILTER(?a < 3)", []),
        ("$this ex:start ?x BIND(STR(?x) AS ?a) FILTER(?a < 'x')", []),
    ],
)
def test_dates_that_are_put_in_order_are_information(small, inside, variables):
    write(small, "ontology/shapes/q.ttl", DATES.format(inside))

    rows = found(small, "unportable-query")
    assert {row[0] for row in rows} <= {"info"}
    assert [row[2].partition("compares ")[2].partition(",")[0] for row in rows] == variables
    assert all("compare STR(" in row[2] for row in rows)


def test_only_what_stands_in_the_named_files_is_reported(small):
    write(small, "data/thing/two.ttl", "<thing/two> ex:knows <thing/none> .")
    write(small, "data/thing/three.ttl", "<thing/three> ex:knows <thing/none> .")

    report = lint(load_dataset(small), [small.data / "thing" / "three.ttl"])
    assert [r.file for r in report.results] == ["data/thing/three.ttl"]


def test_a_file_that_cannot_be_read_is_a_problem(small):
    write(small, "data/thing/two.ttl", "<thing/two> ex:knows")

    (problem,) = lint(load_dataset(small)).problems
    assert problem.file == "data/thing/two.ttl"


def test_a_check_can_be_left_out(small):
    write(small, "data/thing/two.ttl", "<thing/two> ex:knows <thing/none> .")

    assert lint(load_dataset(small), skip=["dead-link"]).results == ()
