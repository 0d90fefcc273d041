"""Canned queries over HTTP: ``/api``."""

from __future__ import annotations

import csv
import io
import re

import httpx
import pytest

from foc_graph.queries import list_queries
from tests.server.conftest import PATIENCE

MEMBERS = "/api/queries/members"


@pytest.fixture(scope="module")
def client(whole):
    with httpx.Client(base_url=whole, timeout=2 * PATIENCE) as found:
        yield found


def test_every_query_is_listed(client, project):
    names = [query["name"] for query in client.get("/api/queries").json()["queries"]]
    assert names == [query.name for query in list_queries(project)]


@pytest.mark.parametrize("number", range(3))
def test_every_query_answers_its_examples(client, project, number):
    for query in list_queries(project)[number::3]:
        values = query.examples[0] if query.examples else {}
        response = client.get(f"/api/queries/{query.name}", params=dict(values))
        assert response.status_code == 200, (query.name, response.text[:200])


def test_rows_come_in_pages_that_follow_each_other(client):
    seen, url = [], f"{MEMBERS}?on=2014-04-28&limit=7"
    while url:
        response = client.get(url)
        seen += [row["state"]["value"] for row in response.json()["results"]["bindings"]]
        following = re.search(r'<([^>]*)>; rel="next"', response.headers["link"])
        url = following[1] if following else None
    assert len(seen) == len(set(seen)) == int(response.headers["x-total-count"]) == 24


def test_pages_may_be_numbered(client):
    first = client.get(f"{MEMBERS}?pageSize=5&page=2").json()["page"]
    assert (first["offset"], first["limit"]) == (5, 5)


@pytest.mark.parametrize(
    ("path", "accept"),
    [("members.csv", None), ("members?format=csv", None), ("members", "text/csv")],
)
def test_csv_by_suffix_parameter_or_header(client, path, accept):
    headers = {"Accept": accept} if accept else {}
    response = client.get(f"/api/queries/{path}", headers=headers)
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(list(csv.DictReader(io.StringIO(response.text)))) == 40


@pytest.mark.parametrize(
    ("status", "path", "says"),
    [
        (400, "members?on=20x", "not a date"),
        (400, "members?oon=2014", "did you mean on?"),
        (400, "members?limit=-1", "whole number from 1"),
        (400, "members?limit=99999", "whole number from 1 to 10000"),
        (400, "members?limit=1&page=1", "do not go with"),
        (400, "members?on=2014&on=2015", "given twice"),
        (400, "members?on=%ff", "UTF-8"),
        (400, "members?format=png", "is no format"),
        (400, "text", "needs the parameter text"),
        (404, "nope", "no query"),
        (404, "members.png", "no query"),
        (406, "text.csv?text=20/8", "triples"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(client, status, path, says):
    response = client.get(f"/api/queries/{path}")
    assert response.status_code == status, response.text
    assert says in response.text
    assert "--" not in response.text


def test_the_description_is_valid_openapi(client, project):
    from openapi_spec_validator import validate

    found = client.get("/api/openapi.json").json()
    validate(found)
    assert found["openapi"].startswith("3.1")
    assert len(found["paths"]) == 1 + len(list_queries(project))
