"""Stores started for a test, besides plain Oxigraph: by Java, from Debian, from PyPI, guarded."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from foc_graph.queries.credentials import Auth, Credentials
from tests.stores.conftest import PATIENCE, free_port, oxigraph, started

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

NGINX = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ }}
http {{
    access_log off; client_max_body_size 0; client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u;
    scgi_temp_path {folder}/s;
    server {{
        listen 127.0.0.1:{port};
        location / {{ {guard} proxy_pass {behind}; }}
    }}
}}
"""

#: A repository that RDF4J Server keeps in memory, in the words of its configuration.
REPOSITORY = """
@prefix rep: <http://www.openrdf.org/config/repository#> .
@prefix sr: <http://www.openrdf.org/config/repository/sail#> .
@prefix sail: <http://www.openrdf.org/config/sail#> .
[] a rep:Repository ; rep:repositoryID "tried" ; rep:repositoryImpl [
    rep:repositoryType "openrdf:SailRepository" ;
    sr:sailImpl [ sail:sailType "openrdf:MemoryStore" ]
] .
"""

RDFLIB_ENDPOINT = """
import sys
import uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint

app = SparqlEndpoint(graph=Dataset(default_union=True), enable_update=True)
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
"""

#: The folder that `.ci/install-tools` puts the stores in that are no system package.
INSTALLED = "STORE_PROGRAMS"


def java_program(name: str) -> Path:
    """Return where a program for Java is; the test is skipped where it, or Java, is absent."""
    path = Path(os.environ.get(INSTALLED, "")) / name
    if not (shutil.which("java") and path.is_file()):
        pytest.skip(f"{INSTALLED} names no folder with {name}: tried where .ci/install-tools ran")
    return path


@contextmanager
def fuseki(folder: Path):
    """Apache Jena Fuseki with TDB2; yields its address and who may write."""
    jar = java_program("fuseki.jar")
    (folder / "db").mkdir()
    port = free_port()
    command = [
        *("java", "-Xmx1g", "-jar", jar, f"--port={port}", "--localhost", "--tdb2"),
        *(f"--loc={folder / 'db'}", "--update", "--set", "tdb:unionDefaultGraph=true", "/ds"),
    ]
    url = f"http://127.0.0.1:{port}/ds/"
    with started(command, url, folder):
        yield url, Credentials()


@contextmanager
def rdf4j(folder: Path):
    """RDF4J Server with a repository in memory; yields its address and who may write."""
    jetty, war = java_program("jetty-runner.jar"), java_program("rdf4j-server.war")
    port = free_port()
    place = f"-Dorg.eclipse.rdf4j.appdata.basedir={folder}"
    where = ["--host", "127.0.0.1", "--port", port, "--path", "/rdf4j-server"]
    command = ["java", "-Xmx1g", place, "-jar", jetty, *where, war]
    url = f"http://127.0.0.1:{port}/rdf4j-server"
    with started(command, f"{url}/protocol", folder):
        headers = {"Content-Type": "text/turtle"}
        repository = f"{url}/repositories/tried"
        httpx.put(
            repository, content=REPOSITORY, headers=headers, timeout=PATIENCE, trust_env=False
        ).raise_for_status()
        yield repository, Credentials()


@contextmanager
def rdflib_endpoint(folder: Path):
    """The server of rdflib-endpoint: no Graph Store Protocol, no transactions."""
    pytest.importorskip("rdflib_endpoint", reason="rdflib-endpoint is not installed here")
    script = folder / "serve.py"
    script.write_text(RDFLIB_ENDPOINT, encoding="utf-8")
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    with started([sys.executable, script, port], url, folder):
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
    url = f"http://127.0.0.1:{http}/"
    with started(command, url, folder):
        yield url, Credentials("digest", "dba", "dba")


@contextmanager
def guarded_oxigraph(folder: Path, auth: Auth):
    """Oxigraph behind nginx, which wants a password or a token: Oxigraph knows neither."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        pytest.skip("there is no nginx here: passwords are tried where .ci/install-tools ran")
    wanted = {
        "basic": Credentials("basic", "ada", "l0velace"),
        "bearer": Credentials("bearer", "", "t0ken"),
    }[auth]
    guard = {
        "basic": f"auth_basic stores; auth_basic_user_file {folder}/users;",
        "bearer": f'if ($http_authorization != "Bearer {wanted.secret}") {{ return 401; }}',
    }[auth]
    digest = base64.b64encode(hashlib.sha1(wanted.secret.encode()).digest()).decode()  # noqa: S324
    (folder / "users").write_text(f"{wanted.user}:{{SHA}}{digest}\n", encoding="utf-8")
    port = free_port()
    with oxigraph(folder, "--union-default-graph") as (behind, _):
        settings = folder / "nginx.conf"
        settings.write_text(
            NGINX.format(folder=folder, port=port, guard=guard, behind=behind), encoding="utf-8"
        )
        url = f"http://127.0.0.1:{port}/"
        with started([program, "-c", settings, "-p", folder], url, folder):
            yield url, wanted
