"""Files for operators: current, and as their programs want them."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
import yaml
from click.testing import CliRunner

from foc_graph.cli import cli
from foc_graph.web.hosting import HOSTS, rules_for

PLACEHOLDER = "https://example.org"


def test_the_w3id_folder_is_what_the_command_makes(repository, addresses):
    title = "foc-graph: commitments to Internet freedom"
    made = rules_for("w3id", addresses, url=PLACEHOLDER, title=title)
    kept = {
        path.relative_to(repository / "deploy" / "w3id").as_posix(): path.read_text("utf-8")
        for path in (repository / "deploy" / "w3id").rglob("*")
        if path.is_file()
    }
    remedy = f"foc-graph hosting w3id --url {PLACEHOLDER} -o deploy/w3id"
    assert kept == made, f"write it anew: {remedy}"


def test_systemd_takes_the_unit(repository, tmp_path):
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not installed")
    text = (repository / "deploy" / "foc-graph.service").read_text("utf-8")
    # It looks whether the program is there.
    text = re.sub(r"ExecStart=\S+", f"ExecStart={shutil.which('true')}", text)
    unit = tmp_path / "foc-graph.service"
    unit.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [program, "verify", str(unit)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_container_runs_as_nobody_and_stops_as_told(repository):
    lines = (repository / "deploy" / "Containerfile").read_text("utf-8").splitlines()
    instructions = {line.split(" ", 1)[0]: line for line in lines if re.match(r"[A-Z]+ ", line)}
    assert instructions["USER"] == "USER 10001"
    assert instructions["STOPSIGNAL"] == "STOPSIGNAL SIGTERM"
    copied = re.findall(r"^COPY (?!--)(.+) \./?\S*$", "\n".join(lines), re.MULTILINE)
    sources = " ".join(copied).split()
    assert sources
    assert [name for name in sources if not (repository / name).exists()] == []


def test_the_workflow_of_the_site_uses_options_that_exist(repository):
    workflow = yaml.safe_load((repository / ".github/workflows/pages.yml").read_text("utf-8"))
    steps = workflow["jobs"]["build"]["steps"]
    command = next(step["run"] for step in steps if "publish" in step.get("run", ""))
    from foc_graph.cli.publish import publish

    known = {option for parameter in publish.params for option in parameter.opts}
    assert set(re.findall(r"(?<!\S)--?(?!root\b)[a-z]+", command)) <= known


@pytest.mark.parametrize("host", HOSTS)
def test_the_command_writes_the_files_of_a_host(small, tmp_path, host):
    out = tmp_path / "out"
    command = ["--root", str(small.root), "hosting", host, "--url", PLACEHOLDER, "-o", str(out)]
    done = CliRunner().invoke(cli, command)
    assert done.exit_code == 0
    assert sorted(done.stdout.split()) == sorted(str(p) for p in out.rglob("*") if p.is_file())


def test_the_command_offers_every_host():
    from foc_graph.cli import hosting

    assert set(hosting.HOSTS) == set(HOSTS)
