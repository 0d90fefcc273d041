"""References: other people's parsers read them, and a citation processor prints them."""

from __future__ import annotations

import json
import warnings

import bibtexparser
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.formatter import plain
from citeproc.source.json import CiteProcJSON

from foc_graph.exports import EXPORTERS, Content
from foc_graph.exports.references import STYLES, references

#: CSL 1.0.2, schemas/input/csl-data.json: the members and types that we use.
CSL_MEMBERS = {"id", "type", "title", "author", "authority", "number", "genre", "event-place",
               "issued", "URL", "language"}  # fmt: skip
CSL_TYPES = {"treaty", "legal_case", "report", "standard", "document"}


def render(name, content):
    return EXPORTERS[name].render(content).decode()


def bibtex(content):
    library = bibtexparser.parse_string(render("bibtex", content))
    assert not library.failed_blocks
    return library.entries_dict


def ris(content):
    return {record["id"]: record for record in rispy.loads(render("ris", content))}


def csl(content):
    return {item["id"]: item for item in json.loads(render("csl", content))}


def test_a_resolution_is_a_numbered_paper_in_bibtex(content):
    entry = bibtex(content)["A-HRC-RES-20-8"]
    fields = {field.key: field.value for field in entry.fields}
    assert entry.entry_type == "techreport"
    assert fields["author"] == "{UN Human Rights Council}"
    assert fields["number"] == "A/HRC/RES/20/8"
    assert (fields["type"], fields["month"], fields["year"]) == ("Resolution", "jul", "2012")
    assert fields["url"] == "https://undocs.org/A/HRC/RES/20/8"


def test_bibtex_escapes_what_latex_would_obey():
    from foc_graph.exports.bibliographies import _escape

    assert _escape("R&D: 100% of #1_a {b}") == r"R\&D: 100\% of \#1\_a \{b\}"


def test_ris_reads_back(content):
    record = ris(content)["A-HRC-RES-20-8"]
    assert record["type_of_reference"] == "GOVDOC"
    assert record["authors"] == ["UN Human Rights Council"]
    assert (record["date"], record["year"]) == ("2012/07/05/", "2012")


def test_ris_has_the_lines_of_its_specification(content):
    lines = render("ris", content).split("\r\n")
    assert lines[0] == "TY  - GOVDOC"
    assert all(line[2:6] == "  - " for line in lines if line)


def test_csl_has_what_its_schema_allows(content):
    for item in csl(content).values():
        assert item.keys() <= CSL_MEMBERS
        assert item["type"] in CSL_TYPES
    assert csl(content)["A-HRC-RES-20-8"]["issued"] == {"date-parts": [[2012, 7, 5]]}


@pytest.mark.parametrize("parts", [[2012, 6]])
def test_a_month_stays_a_month(content, parts):
    assert csl(content)["A-HRC-20-L.13"]["issued"]["date-parts"] == [parts]
    assert ris(content)["A-HRC-20-L.13"]["date"] == "2012/06//"
    assert "day" not in bibtex(content)["A-HRC-20-L.13"].fields_dict


def test_every_text_has_a_reference_in_each_format(dataset):
    content = Content(dataset)
    keys = [reference.key for reference in references(content)]
    assert len(keys) == len(set(keys)) == len(content.instances("foc:Instrument", "foc:Resolution"))
    for read in (bibtex, ris, csl):
        assert list(read(content)) == keys


def test_every_style_names_a_document_type_that_exists(dataset):
    content = Content(dataset)
    start = f"{content.prefixes.id_base}concept/doctype/"
    assert {slug for slug in STYLES if f"{start}{slug}" not in content.index} == set()


@pytest.mark.slow
def test_a_citation_processor_prints_every_reference(dataset):
    items = json.loads(render("csl", Content(dataset)))
    with warnings.catch_warnings():
        # It knows CSL 1.0.1, and says so of each member that is younger.
        warnings.simplefilter("ignore")
        source = CiteProcJSON(items)
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, source, plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        printed = [str(entry) for entry in bibliography.bibliography()]
    assert len(printed) == len(items)
    assert any(
        "Human Rights Council (2012) The promotion" in entry and "A/HRC/RES/20/8" in entry
        for entry in printed
    )
