"""The static site: complete, sealed, linked, and nothing that does not belong there."""

from __future__ import annotations

import hashlib
import json
import re
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

import pyoxigraph as ox
import pytest

from foc_graph.errors import UsageProblem
from foc_graph.publish import publish
from foc_graph.web.addresses import FORMATS, Addresses
from tests.conftest import SITE_ADDRESS
from tests.web.static.conftest import contents

#: The editor may be larger.
BUDGET = 150_000

_REFERENCE = re.compile(r'\s(?:href|src|action|poster|data-index)="([^"]*)"')
_ANCHOR = re.compile(r'\s(?:id|name)="([^"]*)"')


@pytest.fixture(scope="module")
def pages(site):
    return {path: (site / path).read_text("utf-8") for path in _pages(site)}


def _pages(site):
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


@pytest.mark.slow
def test_every_document_is_there_in_every_format(site, dataset):
    missing = [
        f"{document.path}{form.suffix}"
        for document in Addresses(dataset).documents
        for form in FORMATS
        if not (site / f"{document.path[1:]}{form.suffix}").is_file()
    ]
    assert missing == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    ["index.html", "404.html", "search.html", "changes.html", "feed.atom", "sitemap.xml",
     "robots.txt", ".htaccess", "_headers", "search.json", ".well-known/void", ".nojekyll",
     "site.json", "assets/style.css", "dist/foc-graph.ttl", "dist/SHA256SUMS", "dist/dataset.ttl"],
)  # fmt: skip
def test_what_belongs_to_a_site_is_there(site, path):
    assert (site / path).is_file()


@pytest.mark.slow
def test_the_list_of_files_is_complete_and_true(site):
    listed = {
        file["name"]: (file["size"], file["sha256"])
        for file in json.loads((site / "site.json").read_bytes())["files"]
    }
    found = {
        path: (len(data), hashlib.sha256(data).hexdigest()) for path, data in contents(site).items()
    }
    del found["site.json"]
    assert listed == found


@pytest.mark.slow
def test_every_relative_link_leads_to_a_file_and_its_anchor(pages, site):
    anchors = {path: set(map(unescape, _ANCHOR.findall(text))) for path, text in pages.items()}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    broken = set()
    for path, text in pages.items():
        if path == "404.html":
            continue
        for reference in set(_REFERENCE.findall(text)):
            target = urlsplit(urljoin(f"https://site.test/{path}", unescape(reference)))
            if target.netloc != "site.test":
                continue
            file = unquote(target.path)[1:]
            # The endpoint is the server's own; on plain files a script answers in its place.
            if (path, reference) == ("sparql.html", "sparql"):
                continue
            if file not in files or (
                target.fragment
                and file in anchors
                and unquote(target.fragment) not in anchors[file]
                and target.fragment not in anchors[file]
            ):
                broken.add((path, reference))
    assert sorted(broken)[:20] == []


@pytest.mark.slow
def test_pages_are_small_and_load_nothing_from_elsewhere(pages):
    too_large = {path: len(text.encode()) for path, text in pages.items()
                 if len(text.encode()) > BUDGET and path != "sparql.html"}  # fmt: skip
    assert too_large == {}
    loading = re.compile(
        r'<(?:script|link|img|iframe|source|use)\b[^>]*\s(?:src|href)="(?:https?:)?//'
    )
    loaded = {path for path, text in pages.items() if loading.search(text)}
    assert loaded == set()


@pytest.mark.slow
def test_the_policy_holds_no_inline_script_or_style(pages):
    inline = re.compile(
        r'<script(?![^>]*\ssrc=)(?![^>]*application/ld\+json)|<style|\sstyle="|\son\w+="'
    )
    assert {path for path, text in pages.items() if inline.search(text)} == set()


def test_in_a_folder_of_its_host_the_404_page_finds_its_style_from_any_depth(
    small_project, tmp_path
):
    publish(small_project, tmp_path / "out", site=True, address="https://graph.example/foc/")
    page = (tmp_path / "out" / "404.html").read_text("utf-8")
    references = [unescape(r) for r in _REFERENCE.findall(page)]
    assert "/foc/assets/style.css" in references
    assert all(r.startswith(("/foc/", "https://", "http://", "#")) for r in references)
    robots = (tmp_path / "out" / "robots.txt").read_text("utf-8")
    assert "Sitemap: https://graph.example/foc/sitemap.xml" in robots


@pytest.mark.slow
def test_the_map_for_search_engines_names_every_page(site):
    found = re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    listed = {unescape(location).removeprefix(SITE_ADDRESS) for location in found}
    pages = set(_pages(site)) - {"404.html", "search.html"}
    # A folder goes by its name.
    assert listed == {
        page.removesuffix("index.html") if f"/{page}".endswith("/index.html") else page
        for page in pages
    }
    assert f"Sitemap: {SITE_ADDRESS}sitemap.xml" in (site / "robots.txt").read_text()


@pytest.mark.slow
def test_the_well_known_description_is_that_of_the_dataset(site):
    assert (site / ".well-known/void").read_bytes() == (site / "dataset.ttl").read_bytes()
    triples = list(ox.parse((site / ".well-known/void").read_bytes(), format=ox.RdfFormat.TURTLE))
    classes = {
        triple.object.value for triple in triples if triple.predicate.value.endswith("#type")
    }
    assert {"http://rdfs.org/ns/void#Dataset", "http://www.w3.org/ns/dcat#Dataset"} <= classes


@pytest.mark.slow
def test_the_home_page_describes_the_dataset_for_search_engines(pages):
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', pages["index.html"], re.DOTALL
    )
    described = json.loads(found[1])
    assert described["@type"] == "Dataset"
    assert 50 <= len(described["description"]) <= 5000
    for name in ("name", "license", "creator", "distribution", "url", "identifier"):
        assert described[name]
    assert all(d["contentUrl"] and d["encodingFormat"] for d in described["distribution"])


def test_markup_in_the_title_stays_in_its_script(small_project, tmp_path):
    catalog = small_project.data / "catalog.ttl"
    text = catalog.read_text("utf-8").replace("A small graph", "</script><b>&x")
    catalog.write_text(text, "utf-8")
    publish(small_project, tmp_path / "out", site=True)
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "</script><b>" not in page
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert json.loads(found[1])["name"] == "</script><b>&x"


def test_the_dumps_are_those_of_a_plain_publication(small_project, tmp_path):
    publish(small_project, tmp_path / "plain")
    publish(small_project, tmp_path / "site", site=True)
    assert contents(tmp_path / "site" / "dist") == contents(tmp_path / "plain")


@pytest.mark.slow
def test_a_site_replaces_a_publication_and_the_other_way_round(small_project, tmp_path):
    out = tmp_path / "out"
    publish(small_project, out)
    publish(small_project, out, site=True)
    assert (out / "index.html").is_file()
    assert not (out / "manifest.json").exists()
    publish(small_project, out)
    assert not (out / "index.html").exists()


@pytest.mark.slow
def test_a_file_that_somebody_added_is_not_lost(small_project, tmp_path):
    out = tmp_path / "out"
    publish(small_project, out, site=True)
    (out / "CNAME").write_text("graph.example\n")
    before = contents(out)
    with pytest.raises(UsageProblem, match="CNAME"):
        publish(small_project, out, site=True)
    assert contents(out) == before


def test_anybody_s_project_becomes_a_site(small):
    from foc_graph.dataset import load_dataset
    from foc_graph.web.static import Outputs

    (small.data / "thing" / "odd.ttl").write_text(
        "@base <https://example.org/id/> .\n@prefix ex: <https://example.org/ns#> .\n"
        '<thing/odd> a ex:Thing ; ex:list (1 "<b>" [ ex:p _:x ]) ; ex:see <http://a.b/c?d=%22&e> .'
        "_:x ex:q _:x .\n"
        '<thing/é%20ü> ex:name "<script>alert(1)</script>", "\U0001f600"@x-odd .\n',
        "utf-8",
    )
    outputs = Outputs.of(load_dataset(small))
    files = dict(file for group in outputs.groups().values() for file in group)
    assert outputs.gaps == []
    assert "thing/odd.html" in files
    assert b"<script>alert" not in b"".join(data for path, data in files.items() if ".html" in path)
    assert b"There is no history here" in files["changes.html"]
