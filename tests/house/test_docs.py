"""The documentation is complete, current and true."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
import tomllib

import click
import pytest
from click.testing import CliRunner

from foc_graph.cli import cli
from foc_graph.exports import EXPORTERS
from tests.conftest import ROOT

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])
GENERATED = re.compile(r"<!-- \[\[\[cog.*?<!-- \[\[\[end\]\]\] -->", re.DOTALL)
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(#[^)\s]*)?\)")


def text(path):
    return path.read_text("utf-8")


def name(path):
    return path.relative_to(ROOT).as_posix()


def test_there_are_pages():
    assert len(PAGES) > 10


@pytest.mark.slow
def test_generated_parts_are_current():
    """Tables, help texts, the picture, and everything that a command is said to print."""
    done = subprocess.run(
        [sys.executable, DOCS / "generate.py", "--check"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_printed_output_is_generated(page):
    """A console block outside of the marks would be output that nobody checks."""
    assert "```console" not in GENERATED.sub("", text(page))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page):
    prose = FENCED.sub("", text(page))
    missing = [
        target + anchor
        for target, anchor in LINK.findall(prose)
        if not leads_somewhere(page, target, anchor.removeprefix("#"))
    ]

    assert missing == []


def leads_somewhere(page, target, anchor):
    """The file is there, and where it is Markdown, so is the heading."""
    path = (page.parent / target).resolve() if target else page
    if anchor and path.suffix == ".md":
        return path.is_file() and anchor in headings(path)
    return path.exists()


def headings(path):
    """The anchors of a page, as forges make them."""
    titles = re.findall(r"^#+ (.*)$", FENCED.sub("", text(path)), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", title.lower()) for title in titles)
    return {title.replace(" ", "-") for title in plain}


@pytest.mark.parametrize("command", cli.list_commands(None))
def test_command_is_documented(command):
    assert f"\n## foc-graph {command}\n" in text(DOCS / "cli.md")


@pytest.mark.parametrize("command", cli.list_commands(None))
def test_command_and_its_options_have_help(command):
    found = cli.get_command(None, command)

    assert found.help
    options = [param for param in found.params if isinstance(param, click.Option)]
    assert [option.opts[-1] for option in options if not option.help] == []


QUERIES = sorted((ROOT / "queries").glob("*.rq"), key=name)


@pytest.mark.parametrize("query", QUERIES, ids=name)
def test_query_is_documented(query):
    assert f"`{query.stem}`" in text(DOCS / "queries.md")


def test_all_competency_questions_have_a_query():
    assert len(QUERIES) >= 30


@pytest.mark.parametrize("exporter", sorted(EXPORTERS))
def test_exporter_is_documented(exporter):
    assert f"`{exporter}`" in text(DOCS / "exports.md")


SHAPES = sorted((ROOT / "ontology" / "shapes").glob("*.ttl"), key=name)


@pytest.mark.parametrize("shape", SHAPES, ids=name)
def test_shape_file_is_documented(shape):
    assert f"`{shape.stem}`" in text(DOCS / "model.md") + text(DOCS / "validation.md")


def test_there_are_shape_files():
    assert len(SHAPES) >= 5


def test_python_examples_are_true():
    failed, tried = doctest.testfile(str(DOCS / "python-api.md"), module_relative=False)

    assert (failed, tried > 5) == (0, True)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_make_commands_exist(page):
    targets = set(re.findall(r"^([a-z-]+):", text(ROOT / "Makefile"), re.MULTILINE))

    assert set(re.findall(r"`make ([a-z-]+)`", text(page))) <= targets


@pytest.fixture(scope="session")
def example(tmp_path_factory):
    """The project with the files of CONTRIBUTING's template in their places."""
    sys.path.insert(0, str(DOCS))
    import templates

    return templates.copy_with_template(tmp_path_factory.mktemp("example"))


@pytest.mark.parametrize("command", ["fmt --check", "validate --fail-on warning"])
def test_the_template_passes_what_contributors_run(command, example):
    """Whoever fills it in starts from something that is right."""
    import templates

    files = [str(example / place) for place in templates.PLACES.values()]
    done = CliRunner().invoke(cli, ["--root", str(example), *command.split(), *files])

    assert done.exit_code == 0, done.output


def test_changelog_has_the_version():
    released = re.findall(r"^## (\d+\.\d+\.\d+)", text(ROOT / "CHANGELOG.md"), re.MULTILINE)

    assert released[0] == version()


def test_citation_has_the_version():
    assert f"\nversion: {version()}\n" in text(ROOT / "CITATION.cff")


def version():
    return tomllib.loads(text(ROOT / "pyproject.toml"))["project"]["version"]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_page_is_reachable_from_the_index(page):
    """A page that nobody links to is a page that nobody reads."""
    linked = {
        (start.parent / target).resolve()
        for start in (ROOT / "README.md", DOCS / "index.md")
        for target, _ in LINK.findall(text(start))
    }

    assert page in {*linked, ROOT / "README.md", DOCS / "index.md"}
