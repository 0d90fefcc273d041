"""What is kept in memory, and how much of it."""

from __future__ import annotations

import pytest

from foc_graph.server.response import (
    MOST_KEYS,
    Cache,
    Response,
    compress,
    etag_of,
    is_unchanged,
    prepare,
    takes_gzip,
)
from foc_graph.server.state import ROOM, Notice


def filled(cache, number, size, generation=0):
    response = Response(200, b"x" * size, key=("document", str(number)))
    key = (str(number).encode(), b"", b"", False)
    cache.keep(key, prepare(response, response.key, 0, gzip=False), generation=generation)
    return key


def test_bodies_are_kept_up_to_a_number_of_bytes():
    cache = Cache(10_000)
    keys = [filled(cache, number, 1_000) for number in range(50)]
    assert cache.bytes <= 10_000
    assert cache.find(keys[0], 0) is None
    assert cache.find(keys[-1], 0)[1] == b"x" * 1_000


def test_one_large_body_does_not_drive_out_all_others():
    cache = Cache(10_000)
    first = filled(cache, 1, 1_000)
    assert cache.find(filled(cache, 2, 5_000), 0) is None
    assert cache.find(first, 0)


def test_keys_are_counted_too():
    cache = Cache(10**9)
    keys = [filled(cache, number, 1) for number in range(MOST_KEYS + 100)]
    assert sum(cache.find(key, 0) is not None for key in keys) == MOST_KEYS


def test_what_was_made_from_former_data_is_not_kept():
    cache = Cache(10_000)
    key = (b"1", b"", b"", False)
    assert cache.find(key, 2) is None
    assert cache.find(filled(cache, 1, 10, generation=1), 2) is None
    assert cache.find(filled(cache, 1, 10, generation=2), 2)
    assert (cache.find(key, 3), cache.bytes) == (None, 0)


@pytest.mark.parametrize(
    ("header", "expected"),
    [(b"gzip", True), (b"br, GZIP;q=0.5", True), (b"*", True), (b"x-gzip", True), (b"", False),
     (b"gzip;q=0", False), (b"gzip;q=0.000", False), (b"*;q=0", False), (b"br", False),
     (b"gzip;q=0, *", False), (b"identity, *;q=0", False)],
)  # fmt: skip
def test_gzip_is_used_where_it_is_taken(header, expected):
    assert takes_gzip(header) is expected


def test_compression_gives_the_same_bytes_every_time():
    assert compress(b"x" * 1000) == compress(b"x" * 1000)
    assert etag_of(b"x", coded=True) != etag_of(b"x", coded=False)


@pytest.mark.parametrize(
    ("tags", "since", "expected"),
    [(b'"a"', b"", True), (b'W/"a"', b"", True), (b'"b", "a"', b"", True), (b'"b"', b"", False),
     (b'"a-gzip"', b"", True), (b'"a-br"', b"", False),
     (b"*", b"", True), (b"a", b"", False), (b"", b"Thu, 01 Jan 1970 00:01:40 GMT", True),
     (b"", b"Thu, 01 Jan 1970 00:01:39 GMT", False), (b"", b"soon", False),
     (b'"b"', b"Thu, 01 Jan 2970 00:01:40 GMT", False)],
)  # fmt: skip
def test_conditions_are_weighed_as_the_standard_says(tags, since, expected):
    assert is_unchanged(b'"a"', 100, tags, since) is expected


def test_a_notice_is_read_as_it_was_written():
    notice = Notice()
    assert notice.read() is None
    for text in ("why", "é" * ROOM, None):
        notice.write(text)
        assert notice.read() == (text[: (ROOM - 2) // 2] if text else None)
