"""Mistakes put into our own data, hundreds at a time, are found where they were put.

Where they were put is computed from the mistake itself, by searching its text; the reader under
test is not asked.
"""

from __future__ import annotations

import random
import re
from typing import NamedTuple

import pyoxigraph as ox
import pytest

from foc_graph.project.source import read_prefixes
from foc_graph.rdf.formats import RDF_FORMATS
from foc_graph.shacl import Span, validate

SEED = 20120705

BLOCK = re.compile(r"^<(?P<subject>[^>]+)>\n(?P<body>(?:  .*\n)+)", re.MULTILINE)
#: A property with one value, on one line.
SINGLE = re.compile(
    r"^  (?P<predicate>a|[a-z]+:[\w-]+) (?P<value>\S.*) (?P<end>[;.])$", re.MULTILINE
)


class Mistake(NamedTuple):
    """What was done to a file, and the text that has to be pointed at."""

    kind: str
    subject: str
    predicate: str
    token: str


def altered(line, mark):
    """Another value."""
    return f"  {line['predicate']} {mark} {line['end']}"


def inserted(line, mark):
    """A property that nobody knows."""
    return f"  <urn:mistake> {mark} ;\n{line[0]}"


def deleted(line, mark):  # noqa: ARG001
    """No value at all; the mark keeps the block whole."""
    return f"  a <urn:mistaken> {line['end']}"


def doubled(line, mark):
    """A second value."""
    return f"  {line['predicate']} {line['value']} , {mark} {line['end']}"


KINDS = {made.__name__: made for made in (altered, inserted, deleted, doubled)}


def spoil(text, number, kind, rng):
    """Put one mistake into a file; return the new text and the mistake."""
    block = rng.choice(list(BLOCK.finditer(text)))
    lines = [m for m in SINGLE.finditer(block["body"]) if m["predicate"] != "a"]
    if not lines:
        return text, None
    line = rng.choice(lines)
    mark = f'"mistake {number}"^^<urn:mistake>'
    body = block["body"].replace(line[0], KINDS[kind](line, mark), 1)
    new = text[: block.start("body")] + body + text[block.end() :]
    return new, Mistake(kind, block["subject"], line["predicate"], mark)


@pytest.fixture(scope="module")
def mistakes(project):
    """Path -> (text, mistake), with a mistake of some kind in most files of our data."""
    rng = random.Random(SEED)  # noqa: S311  # the same mistakes each time
    found = {}
    for number, path in enumerate(sorted(project.data.rglob("*.ttl"))):
        if path.parent != project.data:
            kind = rng.choice(list(KINDS))
            found[path] = spoil(path.read_text(encoding="utf-8"), number, kind, rng)
    return found


def as_turtle(text, project):  # noqa: ARG001
    return text


def as_trig(text, project):  # noqa: ARG001
    head, blank, rest = text.partition("\n\n")
    return f"{head}{blank}GRAPH <https://w3id.org/foc-graph/graph/x> {{\n{rest}\n}}\n"


def as_other(form):
    def write(text, project):
        base = read_prefixes(project).id_base
        triples = list(ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=base))
        return ox.serialize(triples, format=form).decode()

    return write


def as_nquads(text, project):
    lines = as_other(ox.RdfFormat.N_TRIPLES)(text, project).splitlines()
    return "".join(f"{line[:-2]} <https://w3id.org/foc-graph/graph/x> .\n" for line in lines)


WRITERS = {
    ".ttl": as_turtle,
    ".trig": as_trig,
    ".nt": as_other(ox.RdfFormat.N_TRIPLES),
    ".nq": as_nquads,
    ".rdf": as_other(ox.RdfFormat.RDF_XML),
    ".jsonld": as_other(ox.RdfFormat.JSON_LD),
}


def text_at(text, span):
    """The text of a span, by lines and columns alone."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def span_of(file, text, token, start=0):
    """Where a text stands, by searching it."""
    offset = text.index(token, start)
    before = text[:offset]
    line, column = before.count("\n") + 1, offset - before.rfind("\n")
    inside = token.count("\n")
    end = len(token) - token.rfind("\n") if inside else column + len(token)
    return Span(file, line, column, line + inside, end)


def test_every_format_that_is_read_is_tried():
    assert WRITERS.keys() == RDF_FORMATS.keys()


#: The first format is tried by `make test-fast`, too.
FIRST, *OTHERS = WRITERS


@pytest.fixture(
    scope="module", params=[FIRST, *(pytest.param(o, marks=pytest.mark.slow) for o in OTHERS)]
)
def copied(request, mistakes, project, tmp_path_factory):
    """A copy of our project with the mistakes, in one format."""
    import shutil

    from foc_graph.project import Project

    root = tmp_path_factory.mktemp("mistakes")
    shutil.copytree(project.ontology, root / "ontology")
    texts = {}
    for path, (text, mistake) in mistakes.items():
        there = (root / path.relative_to(project.root)).with_name(path.stem + request.param)
        there.parent.mkdir(parents=True, exist_ok=True)
        written = WRITERS[request.param](text, project)
        there.write_text(written, encoding="utf-8", newline="\n")
        texts[there.relative_to(root).as_posix()] = (written, mistake)
    return request.param, texts, Project(root)


@pytest.fixture(scope="module")
def run(copied):
    """The copy, and what validation says of it."""
    suffix, texts, project = copied
    return suffix, texts, validate(project).results


def expected_token(suffix, mistake):
    """How a format writes the mark."""
    plain = mistake.token.partition('"^^')[0].lstrip('"')
    return {".rdf": plain, ".jsonld": f'"{plain}"'}.get(suffix, mistake.token)


@pytest.mark.slow
def test_a_wrong_value_is_found_exactly_where_it_stands(run):
    suffix, texts, results = run
    by_mark = {}
    for result in results:
        if isinstance(result.value, ox.Literal) and result.value.datatype.value == "urn:mistake":
            by_mark.setdefault(str(result.value), []).append(result)
    checked = 0
    for file, (text, mistake) in texts.items():
        if mistake is None or mistake.kind == "deleted":
            continue
        for result in by_mark.get(mistake.token, ()):
            # What is said of another record with this value, too, is said here: it is the value.
            assert result.place == span_of(file, text, expected_token(suffix, mistake))
            checked += 1
    assert checked > 700


#: Formats that write a subject and a property once.
grouped = pytest.mark.parametrize("copied", [".ttl", ".trig"], indirect=True)


@grouped
def test_what_is_missing_is_found_at_the_record(run, project):
    _, texts, results = run
    prefixes = read_prefixes(project)
    missing = {
        (r.focus_node.value, r.path.iri.value): r
        for r in results
        if r.component.value.endswith("MinCountConstraintComponent") and r.path.iri
    }
    checked = 0
    for file, (text, mistake) in texts.items():
        if mistake is None or mistake.kind != "deleted":
            continue
        key = (prefixes.id_base + mistake.subject, prefixes.expand(mistake.predicate))
        if key in missing:
            start = text.index(f"\n<{mistake.subject}>\n")
            assert missing[key].place == span_of(file, text, f"<{mistake.subject}>", start)
            checked += 1
    assert checked > 80


@grouped
def test_too_many_values_are_found_at_the_property(run, project):
    _, texts, results = run
    prefixes = read_prefixes(project)
    found = {
        (r.focus_node.value, r.path.iri.value): r
        for r in results
        if r.component.value.endswith("MaxCountConstraintComponent") and r.path.iri
    }
    checked = 0
    for file, (text, mistake) in texts.items():
        if mistake is None or mistake.kind != "doubled":
            continue
        key = (prefixes.id_base + mistake.subject, prefixes.expand(mistake.predicate))
        if key in found:
            start = text.rindex("\n", 0, text.index(mistake.token))
            assert found[key].place == span_of(file, text, mistake.predicate, start)
            checked += 1
    assert checked > 80


def test_every_result_has_a_line_and_spans_a_term_of_its_own(run):
    suffix, texts, results = run
    assert len(results) > 1000
    for result in results:
        if result.focus_node == result.source_shape:
            continue  # a shape that checks nothing
        assert result.place is not None, result
        if result.file in texts:
            assert result.line, result
            text = text_at(texts[result.file][0], result.place)
            if suffix in (".nt", ".nq"):
                wanted = {str(result.focus_node), str(result.value)}
                wanted |= {str(iri) for iri in result.path.first_iris} if result.path else set()
                assert text in wanted


@pytest.mark.slow
@pytest.mark.parametrize("copied", [".ttl", ".trig", ".nt", ".nq"], indirect=True)
def test_reading_single_statements_finds_the_same_places(copied, run, monkeypatch):
    monkeypatch.setattr("foc_graph.positions.files.LARGE", 0)
    monkeypatch.setattr("foc_graph.positions.files._MANY", 0)
    monkeypatch.setattr(
        "foc_graph.positions.parts.Parts._read_whole", lambda _: pytest.fail("read it all")
    )

    assert validate(copied[2]).results == run[2]
