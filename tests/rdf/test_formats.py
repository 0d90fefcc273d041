"""One record a format of RDF, to which everything else refers."""

from __future__ import annotations

import subprocess
import sys

import pytest

from foc_graph.exports import EXPORTERS
from foc_graph.exports.common import RdfFile
from foc_graph.rdf.formats import RDF_FORMATS, RdfFormat
from foc_graph.web.addresses import FORMATS
from foc_graph.web.representations.writers import WRITERS


@pytest.mark.parametrize("suffix", RDF_FORMATS)
def test_suffix_and_media_type_are_those_of_oxigraph(suffix):
    form = RDF_FORMATS[suffix]

    assert form.suffix == suffix == f".{form.syntax.file_extension}"
    assert form.media_type == form.syntax.media_type


def test_every_format_is_exported_under_its_own_name():
    exported = [one for one in EXPORTERS.values() if isinstance(one, RdfFile)]

    assert {one.form for one in exported} == set(RDF_FORMATS.values())
    assert all(EXPORTERS[one.form.name] is one for one in exported)


def test_documents_are_had_in_formats_that_are_read():
    documents = {form for form in FORMATS if isinstance(form, RdfFormat)}

    assert documents == {form for form in RDF_FORMATS.values() if form.name != "nquads"}


def test_every_format_of_a_document_but_the_page_has_a_writer():
    assert {form.name for form in FORMATS} - {form.name for form in WRITERS} == {"html"}


def test_which_files_are_rdf_is_known_without_the_parser():
    code = "import sys, foc_graph.rdf.formats; sys.exit('pyoxigraph' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
