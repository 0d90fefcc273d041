"""The wheel carries the graph, and answers from it where there is no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile

import pytest

import foc_graph

BUNDLED = ("ontology", "data", "queries")


def run(*command, cwd, **environment):
    """Run a command of this Python; return what it printed, or fail with all of it."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=cwd,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def wheel(repository, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=repository)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    """A folder with what the wheel holds, put before the checkout on the module path."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def tree(folder):
    """Relative path -> bytes of every file that is not hidden."""
    files = (p for p in folder.rglob("*") if p.is_file())
    named = {p.relative_to(folder): p.read_bytes() for p in files}
    return {path: data for path, data in named.items() if not path.name.startswith(".")}


@pytest.mark.parametrize("folder", BUNDLED)
def test_wheel_carries_the_same_files(folder, repository, installed):
    ours = tree(repository / folder)

    assert ours, f"{folder}/ is empty"
    assert tree(installed / "foc_graph" / "bundled" / folder) == ours


def test_wheel_is_typed_and_licensed(installed):
    (metadata,) = installed.glob("*.dist-info")

    assert (installed / "foc_graph" / "py.typed").is_file()
    assert {p.name for p in (metadata / "licenses").iterdir()} == {"LICENSE", "LICENSE-DATA"}


def test_wheel_holds_nothing_else(installed):
    """No tests, no benchmarks, no documentation tools."""
    assert {p.name for p in installed.iterdir() if p.suffix != ".dist-info"} == {"foc_graph"}


def test_package_and_checkout_agree_on_the_version(repository):
    pyproject = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))

    assert pyproject["project"]["version"] == foc_graph.__version__


def installed_command(installed, folder, *arguments):
    """Run the installed package from `folder`, which is no checkout."""
    return run("-P", "-m", "foc_graph", *arguments, cwd=folder, PYTHONPATH=str(installed))


def test_installed_wheel_is_what_runs(installed, tmp_path):
    code = "import foc_graph, sys; sys.stdout.write(foc_graph.__file__)"

    assert run("-P", "-c", code, cwd=tmp_path, PYTHONPATH=str(installed)).startswith(str(installed))


def test_installed_wheel_answers_from_an_empty_folder(installed, tmp_path):
    members = installed_command(
        installed, tmp_path, "query", "members", "--param", "on=2014-04-28", "--format", "csv"
    )

    assert len(members.splitlines()) > 20
    assert "Estonia" in members


def test_installed_wheel_validates_its_own_copy(installed, tmp_path):
    assert "conforms" in installed_command(installed, tmp_path, "validate").lower()


def test_installed_wheel_opens_for_scripts(installed, tmp_path):
    code = "import foc_graph; print(len(foc_graph.open_graph()))"

    assert int(run("-P", "-c", code, cwd=tmp_path, PYTHONPATH=str(installed))) > 1000
