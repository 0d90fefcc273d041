"""A small project: the real ontology and a handful of entities with every trap."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from foc_graph.dataset import load_dataset
from foc_graph.exports import Content
from foc_graph.project import Project

HERE = Path(__file__).parent


def make_project(repository: Path, root: Path) -> Project:
    shutil.copytree(repository / "ontology", root / "ontology")
    shutil.copytree(HERE / "data", root / "data")
    return Project(root)


@pytest.fixture(scope="session")
def small(repository, tmp_path_factory) -> Project:
    return make_project(repository, tmp_path_factory.mktemp("small") / "project")


@pytest.fixture(scope="session")
def content(small) -> Content:
    return Content(load_dataset(small))
