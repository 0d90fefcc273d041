"""What is no store, or no honest one, is named in a sentence, and nothing is half done."""

from __future__ import annotations

import ssl
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from foc_graph.errors import CouldNotRun
from foc_graph.queries.credentials import Credentials
from foc_graph.stores import Loader
from tests.stores.conftest import content_of, loader_of
from tests.stores.test_faults import proxied
from tests.stores.test_load import OTHERS, dump, load, put

YESTERDAY = datetime.now(UTC) - timedelta(days=1)


def expired(authority):
    return authority.issue_cert("127.0.0.1", not_after=YESTERDAY)


def of_another_host(authority):
    return authority.issue_cert("store.example")


def of_nobody_known(_):
    return trustme.CA().issue_cert("127.0.0.1")


@contextmanager
def over_tls(store, certificate, fault=lambda *_: False):
    """The proxy of the faults, with a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    with proxied(store, fault) as (url, server):
        server.handle_error = lambda *_: None  # clients that turn away are no news
        server.socket = context.wrap_socket(server.socket, server_side=True)
        yield url.replace("http:", "https:"), server


@pytest.fixture
def trusted(tmp_path, monkeypatch):
    """An authority that this machine trusts."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return authority


def test_a_certificate_of_a_known_authority_is_fine(tiny, store, trusted):
    with over_tls(store, trusted.issue_cert("127.0.0.1")) as (url, _):
        assert load(tiny, url)[1] == []


@pytest.mark.parametrize(
    ("made", "said"),
    [(expired, "certificate has expired"), (of_another_host, "IP address mismatch"),
     (of_nobody_known, "certificate")],
)  # fmt: skip
def test_a_certificate_that_is_not_valid_is_named_and_no_secret_is_sent(
    tiny, store, trusted, made, said
):
    with over_tls(store, made(trusted)) as (url, server):
        credentials = Credentials("basic", "ann", "s3cret")
        with loader_of(tiny, url, credentials=credentials) as (loader, client, _):
            with pytest.raises(CouldNotRun, match=said) as caught:
                loader.plan()
            with pytest.raises(CouldNotRun, match=said):
                client.put_graph("urn:g", b"")
        assert server.seen == []
    assert " - ask those who run it" in str(caught.value)
    assert dump(store) == set()


def test_a_redirect_that_leads_back_to_itself_ends(tiny, store):
    around = lambda h, *_: h.reply(302, Location=h.path)  # noqa: E731
    with proxied(store, around) as (url, server):
        with pytest.raises(CouldNotRun, match=" - "):
            load(tiny, url)
        assert len(server.seen) < 30
    assert dump(store) == set()


def test_an_endpoint_that_only_answers_queries_is_named(tiny, store):
    put(store, OTHERS, "<urn:a> <urn:b> <urn:c> .")
    reads = lambda h, *_: not h.path.startswith("/query") and h.reply(405)  # noqa: E731
    with proxied(store, reads) as (url, _), pytest.raises(CouldNotRun, match="405"):
        load(tiny, url)
    assert {quad.graph_name.value for quad in dump(store)} == {OTHERS}


def test_a_page_to_log_in_is_no_store(tiny, store):
    page = lambda h, *_: h.reply(200, b"<html>Log in</html>", "text/html")  # noqa: E731
    with proxied(store, page) as (url, _), pytest.raises(CouldNotRun, match="text/html"):
        load(tiny, url)


def changing(old, new):
    """A store that writes something else than what it was sent."""

    def change(handler, _number, body):
        altered = body.replace(old, new)
        return altered != body and handler.pass_on(altered) is None

    return change


@pytest.mark.parametrize(("old", "new"), [(b"Estonia", b"ESTONIA"), (b'"@en', b'"@fr')])
def test_a_store_that_changes_literals_is_found_out(tiny, store, old, new):
    with proxied(store, changing(old, new)) as (url, _):
        _, differences = load(tiny, url)
    assert any(new.decode() in line for found in differences for line in found.lines())
    assert load(tiny, store)[1] == []


def test_a_store_that_renames_graphs_is_found_out(tiny, store):
    with proxied(store, changing(b"foc-graph/graph/org", b"foc-graph/graph/gro")) as (url, _):
        _, differences = load(tiny, url)
    assert any(found.graph.endswith("/graph/org") for found in differences)


NASTY = (
    r"""<urn:it's> <urn:p?a=1&b=%22> "\" ''' \"\"\" and \\ ; } INSERT DATA { <urn:x> a 1 }" ,"""
    r""" "line\nfeed\rreturn\ttab\u0000nought\u007F" , "emoji \U0001F600 \u202E" , "$0 \\1"@en ."""
)


@pytest.mark.parametrize("profile", ["graphs", "updates"])
def test_nothing_that_can_be_written_breaks_out_of_an_update(tiny, store, profile):
    path = tiny.data / "state" / "it's-'odd'.ttl"
    path.write_text(NASTY, encoding="utf-8")
    assert load(tiny, store, profile)[1] == []
    assert not any(quad.subject.value == "urn:x" for quad in dump(store))
    with loader_of(tiny, store, profile) as (loader, client, _):
        assert isinstance(loader, Loader)
        assert sum(client.counts("").values()) >= len(list(content_of(tiny).quads))
        loader.remove()
    assert dump(store) == set()
