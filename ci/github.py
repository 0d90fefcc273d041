"""The step of action.yml: run ``foc-graph validate`` with the inputs of a workflow.

The runner gives inputs as INPUT_*, and files to write to as GITHUB_OUTPUT and so on. Whatever
goes wrong, the step fails: it exits with the code of the command.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

#: Input -> option that takes its value.
OPTIONS = {"FAIL_ON": "--fail-on", "ENGINE": "--engine", "BASELINE": "--baseline"}

COMMIT = re.compile(r"[0-9a-f]{40,64}")


def wanted(name: str) -> str:
    """Return an input, without blanks around it."""
    return os.environ.get(f"INPUT_{name}", "").strip()


def say(level: str, text: str) -> None:
    """Print a workflow command."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    print(f"::{level} title=foc-graph::{escaped}", flush=True)


def arguments(report: Path) -> list[str]:
    """Return the command line for the inputs."""
    found = ["validate", "--format", "github", "--report", f"json={report}"]
    given = [name for name in OPTIONS if wanted(name)]
    found += [part for name in given for part in (OPTIONS[name], wanted(name))]
    for name in ("sarif", "junit"):
        if wanted(name.upper()):
            found += ["--report", f"{name}={wanted(name.upper())}"]
    return found


def scope() -> list[str]:
    """Return the part of the command line that says what to check."""
    paths = [line.strip() for line in wanted("PATHS").splitlines() if line.strip()]
    if paths:
        return ["--", *paths]
    since = revision()
    return ["--since", since] if since else []


def revision() -> str:
    """Return the commit to start from; empty where everything is to be checked."""
    since = wanted("SINCE")
    if since != "auto":
        return since
    # Code scanning and a baseline compare whole runs: a part would look as if the rest were mended.
    base = "" if wanted("SARIF") or wanted("BASELINE") else base_of_pull_request()
    if not base or has(base):
        return base
    subprocess.run(
        ["git", "fetch", "--quiet", "--no-tags", "--depth=1", "origin", base],
        cwd=wanted("ROOT") or ".", check=False, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    if has(base):
        return base
    say("notice", "The base of this pull request is not in this shallow clone, so everything was"
        " checked. For less work: actions/checkout with fetch-depth: 0.")  # fmt: skip
    return ""


def base_of_pull_request() -> str:
    """Return the base commit that the event names; empty outside of a pull request."""
    try:
        event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text("utf-8"))
        sha = str(event["pull_request"]["base"]["sha"])
    except (KeyError, TypeError, OSError, ValueError):
        return ""
    return sha if COMMIT.fullmatch(sha) else ""


def has(commit: str) -> bool:
    """Tell whether the clone holds a commit."""
    command = ["git", "cat-file", "-e", f"{commit}^{{commit}}"]
    done = subprocess.run(
        command, cwd=wanted("ROOT") or ".", check=False, stderr=subprocess.DEVNULL
    )
    return done.returncode == 0


def output(name: str, value: object) -> None:
    """Set an output of the step. A value on several lines would set others, too."""
    line = " ".join(str(value).split("\n"))
    with Path(os.environ.get("GITHUB_OUTPUT") or os.devnull).open("a", encoding="utf-8") as stream:
        stream.write(f"{name}={line}\n")


def outputs(report: Path) -> None:
    """Set the outputs from the report in JSON."""
    content = json.loads(report.read_text("utf-8"))
    output("conforms", str(content["conforms"]).lower())
    output("violations", content["counts"]["violation"])
    output("warnings", content["counts"]["warning"])
    output("sarif", wanted("SARIF"))
    output("report", report)


def validate(report: Path, what: list[str]) -> subprocess.CompletedProcess[str]:
    """Run the command on a part of the graph, or on everything."""
    report.unlink(missing_ok=True)
    command = ["foc-graph", "--root", wanted("ROOT") or ".", *arguments(report), *what]
    return subprocess.run(command, check=False, stderr=subprocess.PIPE, encoding="utf-8")


def reason(done: subprocess.CompletedProcess[str]) -> str:
    """Return the last line of what the command said, which is why it could not run."""
    return done.stderr.strip().rpartition("\n")[2] or "foc-graph could not run"


def main() -> int:
    """Run the command; return its exit code."""
    report = Path(os.environ.get("RUNNER_TEMP") or ".").resolve() / "foc-graph-report.json"
    what = scope()
    done = validate(report, what)
    if done.returncode > 1 and "--since" in what[:1] and wanted("SINCE") == "auto":
        say("notice", f"Everything is checked, because the change alone cannot be: {reason(done)}")
        done = validate(report, [])
    print(done.stderr, end="", file=sys.stderr)
    if report.is_file():
        outputs(report)
    else:
        output("conforms", "false")
    if done.returncode > 1:
        say("error", reason(done))
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
