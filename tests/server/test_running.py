"""The process: start, stop, new data, several workers, what watches over it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys

import pytest

from tests.server.conftest import PATIENCE, running, running_with, wait_until

EST = "data/state/EST.ttl"

#: Servers are started and ended for each.
pytestmark = pytest.mark.slow


def generation(server) -> int:
    return json.loads(server.ask("/healthz").body)["generation"]


def rename(project, name: str) -> None:
    path = project.root / EST
    text = path.read_text(encoding="utf-8")
    assert "Estonia" in text
    path.write_text(text.replace('"Estonia"', f'"{name}"'), encoding="utf-8")


def test_a_port_in_use_is_said_in_one_sentence(small):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        command = [sys.executable, "-m", "foc_graph", "--root", str(small.root), "serve"]
        done = subprocess.run(
            [*command, "--port", str(port)],
            capture_output=True,
            text=True,
            check=False,
            timeout=2 * PATIENCE,
        )
    assert done.returncode == 3
    assert done.stderr.startswith(f"foc-graph: 127.0.0.1:{port}: the port is in use")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid", "::x"])
def test_a_host_that_is_not_ours_is_refused(small, host):
    command = [sys.executable, "-m", "foc_graph", "--root", str(small.root), "serve"]
    done = subprocess.run(
        [*command, "--port", "0", "--host", host],
        capture_output=True, text=True, check=False, timeout=2 * PATIENCE,
    )  # fmt: skip
    assert done.returncode == 2
    assert "give --host an address of this machine" in done.stderr


def test_data_that_cannot_be_read_are_named_and_not_served(small):
    (small.data / "thing" / "two.ttl").write_text("<a> <b> ", encoding="utf-8")
    command = [sys.executable, "-m", "foc_graph", "--root", str(small.root), "serve"]
    done = subprocess.run(
        [*command, "--port", "0"], capture_output=True, text=True, check=False, timeout=2 * PATIENCE
    )
    assert done.returncode == 1
    assert "data/thing/two.ttl:1" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_request_under_way_is_finished_before_the_end(copy, tmp_path, number):
    with running_with(copy, tmp_path, grace=PATIENCE) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        connection.request("GET", "/dist/foc-graph.jsonld")  # takes a second to be made
        assert wait_until(lambda: list(tmp_path.glob("foc-graph-dist-*")))
        server.process.send_signal(number)
        response = connection.getresponse()
        assert response.status == 200
        assert len(response.read()) > 1_000_000
        connection.close()
        assert server.process.wait(2 * PATIENCE) == 0


def test_sighup_loads_the_data_again(copy, tmp_path):
    with running(copy, tmp_path) as server:
        assert b"Estonia" in server.ask("/state/EST.ttl").body
        rename(copy, "Eesti")
        server.process.send_signal(signal.SIGHUP)
        assert wait_until(lambda: b"Eesti" in server.ask("/state/EST.ttl").body)
        assert generation(server) == 2


def test_an_edit_that_cannot_be_read_keeps_the_former_data(copy, tmp_path):
    with running(copy, tmp_path) as server:
        path = copy.root / EST
        good = path.read_text(encoding="utf-8")
        path.write_text("<a> <b> ", encoding="utf-8")
        server.process.send_signal(signal.SIGHUP)
        assert wait_until(lambda: json.loads(server.ask("/healthz").body)["refused"])
        assert b"Estonia" in server.ask("/state/EST.ttl").body
        assert "reload refused" in server.logged()
        assert b"foc_graph_data_refused 1.0" in server.ask("/metrics").body
        path.write_text(good, encoding="utf-8")
        server.process.send_signal(signal.SIGHUP)
        assert wait_until(lambda: json.loads(server.ask("/healthz").body)["refused"] is None)


def test_a_changed_file_is_loaded_where_wanted(copy, tmp_path):
    with running(copy, tmp_path, "--reload") as server:
        rename(copy, "Eesti")
        assert wait_until(lambda: b"Eesti" in server.ask("/state/EST.ttl").body)


def test_several_processes_serve_reload_and_survive(copy, tmp_path):
    with running(copy, tmp_path, "--workers", "2") as server:
        assert server.ask("/state/EST.ttl").status == 200
        children = children_of(server.process.pid)
        assert len(children) == 2
        rename(copy, "Eesti")
        server.process.send_signal(signal.SIGHUP)
        assert wait_until(
            lambda: all(b"Eesti" in server.ask("/state/EST.ttl").body for _ in range(8))
        )
        assert wait_until(lambda: len(children_of(server.process.pid)) == 2)
        (copy.root / EST).write_text("<a> <b> ", encoding="utf-8")
        server.process.send_signal(signal.SIGHUP)
        assert wait_until(lambda: json.loads(server.ask("/healthz").body)["refused"])
        victim = min(children_of(server.process.pid))
        os.kill(victim, signal.SIGKILL)
        assert wait_until(
            lambda: (
                len(children_of(server.process.pid) - {victim}) == 2
                and "process replaced" in server.logged()
            )
        )
        assert b"foc_graph_http_requests_total{kept=" in server.ask("/metrics").body
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(PATIENCE) == 0


def children_of(process: int) -> set[int]:
    from pathlib import Path

    tasks = Path(f"/proc/{process}/task/{process}/children")
    if not tasks.exists():
        pytest.skip("this system does not tell which processes a process has")
    return {int(child) for child in tasks.read_text().split()}


def test_each_request_is_one_line_of_json(server):
    server.ask("/doc/A-HRC-RES-20-8.ttl?a=b", User_Agent='a "test" \\ of logs')
    assert wait_until(lambda: "of logs" in server.logged())
    line = json.loads(next(text for text in server.logged().splitlines() if "of logs" in text))
    assert line["event"] == "request"
    assert (line["method"], line["path"], line["query"]) == (
        "GET", "/doc/A-HRC-RES-20-8.ttl", "a=b",
    )  # fmt: skip
    assert (line["status"], line["agent"]) == (200, 'a "test" \\ of logs')
    assert line["bytes"] > 1000


def test_what_was_answered_is_kept_and_counted(server):
    for _ in range(3):
        server.ask("/state/LVA.ttl")
    lines = server.ask("/metrics").body.decode().splitlines()
    kept = [x for x in lines if x.startswith("foc_graph_http_requests_total") and '"true"' in x]
    assert any('method="GET",status="200"' in line for line in kept)


def test_another_folder_of_the_host_is_served_too(small, tmp_path):
    with running(small, tmp_path, "--url", "https://example.com/graph/") as server:
        for path in ("/id/thing/one", "/graph/id/thing/one"):
            assert server.ask(path)["Location"] == "/graph/thing/one"
        link = server.ask("/graph/thing/one")["Link"]
        assert '<https://example.com/graph/thing/one>; rel="canonical"' in link


def test_a_table_that_is_not_there_is_not_looked_for_twice(small, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dumps")
    with running(small, folder) as server:
        assert server.ask("/dist/csv/none").status == 404
        made = {path: path.stat().st_mtime_ns for path in folder.rglob("csv/*.csv")}
        assert made
        assert server.ask("/dist/csv/none").status == 404
        assert {path: path.stat().st_mtime_ns for path in folder.rglob("csv/*.csv")} == made
