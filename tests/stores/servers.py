"""Stores other than Oxigraph, started for a test: Fuseki (Java), Virtuoso (Debian)."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

from foc_graph.queries.credentials import Credentials
from tests.stores.conftest import free_port, wait_for

VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = {folder}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = 1000000000
MaxQueryExecutionTime = 600
"""


@contextmanager
def started(command: list[object], url: str, log: Path):
    """Start a server and wait until it answers; its log is shown where it does not."""
    with log.open("ab") as stream:
        server = subprocess.Popen(list(map(str, command)), stdout=stream, stderr=stream)
    try:
        wait_for(url, server)
        yield url
    finally:
        server.kill()
        server.wait()


@contextmanager
def fuseki(folder: Path):
    """Apache Jena Fuseki with TDB2; yields its address and who may write."""
    jar = os.environ.get("FUSEKI_JAR", "")
    if not (shutil.which("java") and Path(jar).is_file()):
        pytest.skip("FUSEKI_JAR names no file here: Fuseki is tried where .ci/install-tools ran")
    (folder / "db").mkdir()
    port = free_port()
    command = [
        *("java", "-Xmx1g", "-jar", jar, f"--port={port}", "--localhost", "--tdb2"),
        *(f"--loc={folder / 'db'}", "--update", "--set", "tdb:unionDefaultGraph=true", "/ds"),
    ]
    with started(command, f"http://127.0.0.1:{port}/ds/", folder / "fuseki.log") as url:
        yield url, Credentials()


@contextmanager
def virtuoso(folder: Path):
    """Virtuoso Open Source, which wants Digest; yields its address and who may write."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("there is no virtuoso-t here: Virtuoso is tried where .ci/install-tools ran")
    sql, http = free_port(), free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(VIRTUOSO.format(folder=folder, sql=sql, http=http), encoding="utf-8")
    command = [program, "+configfile", settings, "+foreground"]
    with started(command, f"http://127.0.0.1:{http}/", folder / "log") as url:
        yield url, Credentials("digest", "dba", "dba")
