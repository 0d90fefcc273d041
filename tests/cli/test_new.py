"""``foc-graph new``: every kind, duplicates, mistakes, the dialogue."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from foc_graph.cli import cli, run
from foc_graph.cli.common import Session
from foc_graph.cli.new import new as new_command
from foc_graph.draft.kinds import KINDS
from foc_graph.errors import NotConforming, UsageProblem
from foc_graph.shacl import validate
from foc_graph.turtle import format_files
from tests.conftest import PATIENCE

READ = ("--accessed", "2027-03")
KNOWN = ("--source", "freedomonlinecoalition-history-2")
WIFI = "https://freedomonlinecoalition.com/joint-statement-on-public-wi-fi/"

STATEMENT = (
    "statement", "--title", "Joint Statement on Public Wi-Fi", "--date", "2027-03-04",
    "--short-name", "public-wifi", "--topic", "privacy", "--source", WIFI, *READ,
    "--affirms", "same-rights-online", "--verb", "reaffirms", "--cites", "20/8",
    "--cites-verb", "recalls",
)  # fmt: skip

#: Kind -> flags -> the files that they make.
EXAMPLES = {
    STATEMENT: {
        "doc/foc-2027-public-wifi",
        "source/freedomonlinecoalition-joint-statement-on-public-wi-fi",
    },
    (
        "resolution", "--symbol", "A/HRC/RES/59/99", "--title", "A title", "--date", "2025-07-08",
        "--mode", "recorded-vote", "--votes-for", "30", "--votes-against", "10",
        "--abstentions", "7", "--main-sponsor", "EE", "--main-sponsor", "Sweden",
        "--co-sponsor", "FRA", "--agenda-item", "un-hrc/3", "--affirms", "same-rights-online",
        "--verb", "affirms", "--paragraph", "OP 1", "--quote", "the same rights online", *READ,
        "--source", "https://docs.un.org/en/A/HRC/RES/59/99",
    ): {"doc/A-HRC-RES-59-99", "source/un-a-hrc-res-59-99"},
    (
        "text", "--symbol", "A/HRC/60/L.5", "--title", "A draft", "--date", "2025-10",
        "--by", "HRC", "--type", "draft", *KNOWN, "--paragraph", "Article 6",
        "--affirms", "principle/same-rights-online", "--verb", "affirms",
    ): {"doc/A-HRC-60-L.5"},
    ("membership", "--member", "br", "--start", "2026-10", *KNOWN): {"membership/foc-BRA-1"},
    (
        "event", "--name", "61st session of the UN Human Rights Council", "--kind", "un-session",
        "--organiser", "HRC", "--number", "61", "--start", "2026-02", "--end", "2026-04-02",
        *READ, "--source", "https://example.org/61", "--source-kind", "press",
    ): {"event/un-hrc-61", "source/example-61st-session-of-the-un-human-rights-council"},
    (
        "organisation", "--name", "Réseau of Things", "--kind", "organisation", *KNOWN,
        "--also-called", "RT", "--founded", "1999", "--part-of", "foc",
    ): {"org/reseau-things"},
    (
        "state", "--code", "ATL", "--iso2", "AQ", "--m49", "998", "--name", "Atlantis", *KNOWN,
    ): {"state/ATL"},
    (
        "source", "--url", "https://apc.org/page", "--title", "A page", "--kind", "organisation",
        *READ,
    ): {"source/apc-a-page"},
}  # fmt: skip


def new(project, *flags):
    """Run the command in a project and return the exit code."""
    return run(["--root", str(project.root), "new", *flags])


@pytest.fixture(scope="module")
def session(project, dataset):
    """A session that has loaded our dataset already."""
    opened = Session(project.root)
    opened.__dict__["dataset"] = dataset
    return opened


def contents(project):
    """Every file under data/ with its bytes."""
    return {path: path.read_bytes() for path in project.data.rglob("*") if path.is_file()}


def test_every_kind_has_an_example():
    assert {flags[0] for flags in EXAMPLES} == set(KINDS)


@pytest.mark.slow
def test_every_kind_is_written_conforms_and_is_counted(copy, capsys):
    before = set(contents(copy))
    for flags, files in EXAMPLES.items():
        assert new(copy, *flags) == 0, capsys.readouterr()
        made = set(contents(copy)) - before
        assert made == {copy.data / f"{name}.ttl" for name in files}
        before |= made
    report = validate(copy, severity="violation")
    assert report.conforms, [result.message for result in report.shown("violation")]
    assert not [file.name for file in format_files(copy) if file.differs or file.problem]


def test_the_statement_is_the_template(copy, repository, capsys):
    assert new(copy, *STATEMENT) == 0
    for name, file in (
        ("statement", "doc/foc-2027-public-wifi"),
        ("source", "source/freedomon*wi-fi"),
    ):
        template = (repository / "docs" / "template" / f"{name}.ttl").read_text("utf-8")
        (made,) = copy.data.glob(f"{file}.ttl")
        assert made.read_text("utf-8") == template
    said = capsys.readouterr().out
    assert "written: data/doc/foc-2027-public-wifi.ttl" in said
    assert "counted: data/catalog.ttl (cito:Citation 567, foc:Affirmation 109" in said
    assert "git add data/doc/foc-2027-public-wifi.ttl" in said


DOUBLES = {
    ("resolution", "--symbol", "A/HRC/RES/20/8", "--title", "x", "--date", "2012",
     "--mode", "not-known", *KNOWN): "data/doc/A-HRC-RES-20-8.ttl",
    ("membership", "--member", "EST", "--start", "2014", *KNOWN): "data/membership/foc-EST-1.ttl",
    ("source", "--url", "http://iso.org/iso-3166-country-codes.html/", "--kind", "reference",
     *READ): "data/source/iso-3166.ttl",
    ("state", "--code", "EST", "--m49", "233", "--name", "Estonia", *KNOWN): "data/state/EST.ttl",
    ("state", "--code", "XXX", "--m49", "233", "--name", "x", *KNOWN): "data/state/EST.ttl",
    ("organisation", "--name", "hrc", "--kind", "un-organ", *KNOWN): "data/org/un-hrc.ttl",
    ("event", "--name", "4th Freedom Online Conference, Tallinn 2014", "--start", "2014-04-28",
     "--kind", "freedom-online-conference", *KNOWN): "data/event/foc-conference-2014-tallinn.ttl",
    ("text", "--title", "The promotion, protection and enjoyment of human rights on the Internet",
     "--date", "2012-07-05", "--by", "HRC", "--type", "other", *KNOWN):
        "data/doc/A-HRC-RES-20-8.ttl",
}  # fmt: skip


@pytest.mark.parametrize(
    ("flags", "named"), DOUBLES.items(), ids=[" ".join(f[:3]) for f in DOUBLES]
)
def test_doubles_are_refused_and_the_file_is_named(session, flags, named):
    before = contents(session.project)
    with pytest.raises(NotConforming, match=re.escape(named)):
        new_command.main(list(flags), obj=session, standalone_mode=False)
    assert contents(session.project) == before


MISTAKES = {
    ("statement",): "missing: --title (Title as printed), --date (Date of the text), --source",
    ("statement", "--title", "x", "--date", "26 June 2014"): "'26 June 2014': is no date",
    ("statement", "--title", "x", "--date", "2014-02-30"): "'2014-02-30': is not in the calendar",
    ("statement", "--title", "x", "--date", "2014-6"): "2014-06-26, 2014-06 or 2014",
    ("statement", "--topic", "privcy"): "did you mean privacy (concept/topic/privacy)?",
    ("statement", "--cites", "99/999"): "--cites '99/999': no text goes by that name",
    ("statement", "--by", "20/8"): "is no state or organisation, it is A/HRC/RES/20/8 (doc/",
    ("statement", "--verb", "affirms"): "--verb: is of no use here - it goes with --affirms",
    ("statement", "--quote", "short"): "--quote: is of no use here",
    ("statement", "--source", "nowhere"): "--source 'nowhere'",
    ("statement", "--source", "org/foc"): "is no source, it is Freedom Online Coalition (org/foc)",
    ("statement", "--language", "e n"): "is no language",
    ("statement", "--source", WIFI, "--accessed", "2027"): "write the year and the month: 2027-03",
    ("resolution", "--symbol", "a/hrc/res/20/8"): "is not the symbol of a UN document",
    ("resolution", "--symbol", "20/8"): "write it in full, as on the first page",
    ("resolution", "--symbol", "A/HRC/60/L.5"): "is not the symbol of a resolution",
    ("resolution", "--mode", "maybe"): "use one of endorsement",
    ("membership", "--member", "Estland"): "did you mean",
    ("membership", "--founding", "perhaps"): "write yes or no",
    ("state", "--m49", "0"): "write a whole number from 1",
    ("state", "--code", "est"): "write three capitals, such as EST",
    ("source", "--url", "apc.org"): "write the whole address: https://…",
    ("resolutoin",): "did you mean resolution?",
}  # fmt: skip


@pytest.mark.parametrize(("flags", "said"), MISTAKES.items(), ids=[" ".join(f) for f in MISTAKES])
def test_mistakes_are_explained(session, flags, said):
    with pytest.raises((UsageProblem, click.UsageError), match=re.escape(said)):
        new_command.main(list(flags), obj=session, standalone_mode=False)


def test_a_mistake_and_a_double_have_exit_codes_of_their_own(project, capsys):
    assert new(project, "state") == 2
    assert "foc-graph: new state: missing: --code (ISO 3166 code" in capsys.readouterr().err
    assert new(project, "state", "--code", "EST", "--m49", "1", "--name", "x", *KNOWN) == 1
    assert "foc-graph: data/state/EST.ttl: a state with this" in capsys.readouterr().err


def test_what_is_said_of_a_source_is_spare_where_it_is_described(session):
    flags = ("state", "--code", "ATL", "--m49", "998", "--name", "Atlantis", *KNOWN, *READ)
    assert new_command.main([*flags, "--dry-run"], obj=session, standalone_mode=False) == 0


def test_two_new_sources_at_once_are_refused(project, capsys):
    flags = [flag.replace("reaffirms", "recalls") for flag in STATEMENT]
    assert new(project, *flags, "--source", "https://example.org/other") == 2
    assert "describe all but one first" in capsys.readouterr().err


def test_what_does_not_conform_is_shown_and_leaves_nothing_behind(copy, capsys):
    before = contents(copy)
    flags = ("--title", "Early", "--date", "2001", "--by", "G7", "--type", "communique")
    assert new(copy, "text", *flags, *KNOWN, "--cites", "20/8") == 1
    said = capsys.readouterr()
    assert "doc/early of 2001 cites doc/A-HRC-RES-20-8, which is later" in said.out
    assert "nothing was written" in said.err
    assert contents(copy) == before


def test_warnings_are_shown_and_the_file_is_kept(copy, capsys):
    assert new(copy, "source", "--url", "https://apc.org/p", "--kind", "organisation", *READ) == 0
    assert "warning: No record rests on this source." in capsys.readouterr().out
    assert (copy.data / "source" / "apc-p.ttl").exists()


def test_faults_of_before_do_not_stop_what_is_new(copy, capsys):
    file = copy.data / "state" / "EST.ttl"
    file.write_text(file.read_text("utf-8").replace('"EE"', '"EEE"'), "utf-8")
    assert new(copy, "membership", "--member", "BRA", "--start", "2026-10", *KNOWN) == 0
    assert "two capitals" not in capsys.readouterr().out


def test_a_dry_run_prints_the_files_and_writes_none(project, capsys):
    before = contents(project)
    assert new(project, *STATEMENT, "--dry-run") == 0
    said = capsys.readouterr().out
    assert said.startswith("# data/doc/foc-2027-public-wifi.ttl\n@base <https://w3id.org/foc-graph")
    assert "\n# data/source/freedomonlinecoalition-joint" in said
    assert contents(project) == before


def test_other_projects_have_no_such_kind(small, capsys):
    assert new(small, *STATEMENT) == 2
    assert "this project has no such kind" in capsys.readouterr().err


def ask(project, *flags, answers):
    """Answer the questions, one a line."""
    runner = CliRunner()
    arguments = ["--root", str(project.root), "new", *flags, "--ask"]
    return runner.invoke(cli, arguments, input="\n".join(answers) + "\n")


def test_the_dialogue_asks_again_lists_and_writes(copy):
    answers = [
        "", "Joint Statement on Public Wi-Fi", "4 March 2027", "2027-03-04", "", "",
        "public-wifi", "privcy", "? priv", "privacy", WIFI, "", "", "", "2027-03", "",
        "same-rights-online", "reaffirms", "", "", "20/8, 26/99", "20/8", "y",
    ]  # fmt: skip
    result = ask(copy, "statement", answers=answers)
    assert result.exit_code == 0, result.output
    assert "this one is needed" in result.output
    assert "4 March 2027: is no date" in result.output
    assert "did you mean privacy (concept/topic/privacy)?" in result.output
    assert "  privacy                      Freedom from arbitrary interference" in result.output
    assert "26/99: no text goes by that name" in result.output
    text = (copy.data / "doc" / "foc-2027-public-wifi.ttl").read_text("utf-8")
    assert "<citation/foc-2027-public-wifi-A-HRC-RES-20-8>" in text
    assert "foc:performative <concept/performative/reaffirms>" in text


def test_the_dialogue_stops_early_at_a_double(project):
    result = ask(project, "source", answers=["https://www.iso.org/iso-3166-country-codes.html"])
    assert "data/source/iso-3166.ttl" in str(result.exception)
    assert "Publisher" not in result.output


def test_a_no_at_the_end_writes_nothing(project):
    before = contents(project)
    result = ask(project, "source", "--url", "https://apc.org/p", "--kind", "press", *READ,
                 answers=["-", "", "", "n"])  # fmt: skip
    assert "Write this?" in result.output
    assert "schema:NewsArticle" in result.output
    assert contents(project) == before


def test_on_a_terminal_it_asks_by_itself_and_ctrl_d_ends_it(copy):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "foc_graph", "--root", str(copy.root), "new", "state"]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        said = b""
        while b"letters:" not in said and select.select([ours], [], [], PATIENCE)[0]:
            said += os.read(ours, 1024)
        os.write(ours, b"\x04")
        try:
            assert process.wait(timeout=PATIENCE) == 130
        finally:
            process.kill()
    os.close(theirs)
    os.close(ours)
    assert b"Describe a state." in said
