"""Pictures of our own dataset and of other projects, and ways to look into them."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from foc_graph.dataset import load_dataset
from foc_graph.pictures import PictureFacts
from foc_graph.pictures.arcs import citations
from foc_graph.pictures.bars import membership
from foc_graph.pictures.journey import journey
from foc_graph.pictures.memberships import organisations
from foc_graph.pictures.sponsorships import backing, sponsors
from foc_graph.pictures.timeline import affirmations
from foc_graph.project import Project
from foc_graph.web.addresses import Addresses
from foc_graph.web.pages import Pages

TINY = Path(__file__).parent.parent / "projects" / "tiny"


@pytest.fixture(scope="session")
def facts(dataset) -> PictureFacts:
    """Our own facts; links are made of the last part of the IRI."""
    return PictureFacts.of(dataset, link=lambda iri: f"x/{iri.rpartition('/')[2]}.html")


@pytest.fixture(scope="session")
def drawn():
    """Draw every picture that a dataset has: name -> picture."""
    return _drawn


def _drawn(facts, on=""):
    pictures = [journey(facts), affirmations(facts), citations(facts)]
    pictures.append(backing(facts, sponsors(facts)))
    pictures += [membership(facts, found, on) for found in organisations(facts)]
    return {picture.name: picture for picture in pictures if picture}


@pytest.fixture(scope="session")
def pictures(facts):
    """Every picture of ours."""
    return _drawn(facts)


@pytest.fixture(scope="session")
def parsed():
    """Read a drawing as XML; several stand side by side."""
    return lambda picture: ET.fromstring(f"<div>{picture.svg}</div>")  # noqa: S314 - our own


@pytest.fixture(scope="session")
def of_class():
    """Find marks of a class in a drawing."""
    return _of_class


def _of_class(root, *names):
    return [node for node in root.iter() if set(names) <= set((node.get("class") or "").split())]


@pytest.fixture(scope="session")
def pages(dataset) -> Pages:
    """Our own pages."""
    return Pages(dataset, Addresses(dataset))


@pytest.fixture
def tiny(tmp_path):
    """A copy of the small project with one act of each kind, changed by replacing texts."""

    def make(changes=None) -> Project:
        root = tmp_path / "tiny"
        shutil.copytree(TINY, root)
        for path, (old, new) in (changes or {}).items():
            text = (root / path).read_text(encoding="utf-8")
            assert old in text
            (root / path).write_text(text.replace(old, new), encoding="utf-8")
        return Project(root)

    return make


@pytest.fixture(scope="session")
def facts_of():
    """The facts of a project, without links."""
    return lambda project: PictureFacts.of(load_dataset(project), link=lambda _: None)
