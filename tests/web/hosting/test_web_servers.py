"""Apache and nginx, run with the rules that are made for them."""

from __future__ import annotations

import http.client
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest

from foc_graph.web.addresses import FORMATS
from foc_graph.web.hosting import rules_for
from tests.conftest import PATIENCE
from tests.web.hosting.conftest import PATHS, ROWS, best

pytestmark = pytest.mark.slow

TEXT = "/doc/A-HRC-RES-20-8"
TYPES = {form.suffix[1:]: form.media_type for form in FORMATS}
MODULES = ("mpm_event", "authz_core", "dir", "env", "headers", "mime", "rewrite", "setenvif")
APACHE_MODULES = Path("/usr/lib/apache2/modules")


def free_port() -> int:
    """A free port, below those that the system gives to programs that take any."""
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


def ask(port: int, path: str, **headers: str):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.putrequest("GET", path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        response = connection.getresponse()
        response.body = response.read()
        return response
    finally:
        connection.close()


def start(command: list[str], port: int, log: Path):
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
        except OSError:
            time.sleep(0.1)
        else:
            return process
    process.kill()
    return pytest.fail(f"{command[0]} does not run: {log.read_text()}")


@pytest.fixture(scope="module")
def workplace():
    """A folder that servers may read when they have given up the rights of root."""
    folder = Path(tempfile.mkdtemp(prefix="foc-graph-hosts-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def apache_on(folder: Path, root: Path, port: int) -> list[str]:
    program = shutil.which("apache2")
    if program is None or not APACHE_MODULES.is_dir():
        pytest.skip("apache2 is not installed")
    types = folder / "mime.types"
    types.write_text("text/html html\ntext/css css\n", encoding="utf-8")
    loaded = "\n".join(
        f"LoadModule {m}_module {APACHE_MODULES}/mod_{m}.so"
        for m in MODULES
        if (APACHE_MODULES / f"mod_{m}.so").is_file()
    )
    who = "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
    config = folder / "apache.conf"
    config.write_text(
        f"{loaded}\n{who}ServerName localhost\nListen 127.0.0.1:{port}\n"
        f"PidFile {folder}/apache.pid\nErrorLog {folder}/error.log\nTypesConfig {types}\n"
        f"DefaultRuntimeDir {folder}\nMutex file:{folder}\nDocumentRoot {root}\n"
        f"<Directory {root}>\n AllowOverride All\n Options FollowSymLinks\n"
        " Require all granted\n</Directory>\n",
        encoding="utf-8",
    )
    return [program, "-DFOREGROUND", "-f", str(config)]


def nginx_on(folder: Path, root: Path, port: int, rules: dict[str, str]) -> list[str]:
    program = shutil.which("nginx")
    if program is None:
        pytest.skip("nginx is not installed")
    for name, text in rules.items():
        (folder / name).write_text(text, encoding="utf-8")
    who = "user root;" if os.geteuid() == 0 else ""
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config = folder / "nginx.conf"
    config.write_text(
        f"{who} daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;\n"
        "events {}\n"
        f"http {{ access_log off; {temporary} include {folder}/foc-graph-maps.conf;\n"
        f" server {{ listen 127.0.0.1:{port}; root {root};\n"
        f" include {folder}/foc-graph-locations.conf; }} }}\n",
        encoding="utf-8",
    )
    return [program, "-c", str(config), "-e", f"{folder}/nginx.log"]


@pytest.fixture(scope="module", params=["apache", "nginx"])
def host(request, addresses, site, workplace):
    """The port of a web server that carries the static site."""
    port = free_port()
    rules = rules_for(request.param, addresses, url=f"http://127.0.0.1:{port}", title="x")
    folder = workplace / request.param
    folder.mkdir()
    if request.param == "apache":
        command = apache_on(folder, site, port)
        (site / ".htaccess").write_text(rules[".htaccess"], encoding="utf-8")
    else:
        command = nginx_on(folder, site, port, rules)
    process = start(command, port, folder / "log")
    yield port
    process.terminate()
    process.wait(PATIENCE)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["client"])
def test_each_client_gets_what_it_can_use(host, row):
    given = {"Accept": row["accept"]} if row["accept"] else {}
    found = ask(host, TEXT, **given)
    if row["format"] == "406":
        assert found.status == 406
        return
    assert found.status == 200
    suffix = found.headers["Content-Location"].removeprefix(f"{TEXT}.")
    assert suffix in (best(row["accept"]) if row["accept"] else {"html"})
    assert found.headers["Content-Type"].split(";")[0] == TYPES[suffix]
    assert "Accept" in found.headers["Vary"]


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/id/doc/A-HRC-RES-20-8", TEXT),
        ("/id/vote/A-HRC-RES-47-16-CHN", "/doc/A-HRC-RES-47-16#vote-A-HRC-RES-47-16-CHN"),
        ("/id/decision/A-HRC-RES-20-8", f"{TEXT}#decision-A-HRC-RES-20-8"),
        ("/id/concept/mode", "/concept/mode"),
    ],
)
def test_a_thing_leads_to_its_document(host, path, location):
    found = ask(host, path, Accept="text/turtle")
    assert found.status == 303
    assert found.headers["Location"].removeprefix(f"http://127.0.0.1:{host}") == location


@pytest.mark.parametrize("path", PATHS)
def test_every_format_is_there_under_its_suffix(host, path):
    for form in FORMATS:
        found = ask(host, f"{path}{form.suffix}", Accept="image/png")
        assert (found.status, found.headers["Content-Type"].split(";")[0]) == (200, form.media_type)
        assert found.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("asked", "suffix"),
    [("ttl", "ttl"), ("text/turtle", "ttl"), ("application%2Fld%2Bjson", "jsonld")],
)
def test_the_address_may_name_the_format(host, asked, suffix):
    found = ask(host, f"{TEXT}?format={asked}", Accept="text/html")
    assert found.headers["Content-Type"].split(";")[0] == TYPES[suffix]


def test_a_version_is_no_suffix(host):
    found = ask(host, "/ns/1.0.0", Accept="text/turtle")
    assert (found.status, found.headers["Content-Type"].split(";")[0]) == (200, "text/turtle")


@pytest.mark.parametrize("path", ["/nothing", "/doc/nothing", "/doc/nothing.ttl", "/%2e%2e/x"])
def test_what_is_not_there_is_404(host, path):
    assert ask(host, path, Accept="text/turtle").status in {400, 404}


def test_the_home_page_is_there(host):
    assert b"index.html" in ask(host, "/").body


@pytest.fixture(scope="module")
def w3id(addresses, workplace):
    """An Apache as w3id.org runs one, with our folder only."""
    folder = workplace / "w3id"
    root = folder / "root"
    root.mkdir(parents=True)
    port = free_port()
    command = apache_on(folder, root, port)
    rules = rules_for("w3id", addresses, url="https://example.org", title="x")
    for name, text in rules.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    process = start(command, port, folder / "log")
    yield port
    process.terminate()
    process.wait(PATIENCE)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["client"])
def test_w3id_sends_each_client_to_what_it_can_use(w3id, row):
    given = {"Accept": row["accept"]} if row["accept"] else {}
    found = ask(w3id, f"/foc-graph/id{TEXT}", **given)
    if row["format"] == "406":
        assert found.status == 406
        return
    assert found.status == 303
    suffix = found.headers["Location"].removeprefix(f"https://example.org{TEXT}.")
    assert suffix in (best(row["accept"]) if row["accept"] else {"html"})


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("", 302, "/"),
        ("ns", 303, "/ns.ttl"),
        ("ns/1.0.0", 303, "/ns/1.0.0.ttl"),
        ("dataset", 303, "/dataset.ttl"),
        ("graph/doc/A-HRC-RES-20-8", 303, "/graph/doc/A-HRC-RES-20-8.ttl"),
        ("doc/A-HRC-RES-20-8", 303, "/doc/A-HRC-RES-20-8.ttl"),
        ("doc/A-HRC-RES-20-8.nt", 302, "/doc/A-HRC-RES-20-8.nt"),
        ("doc/A-HRC-RES-20-8?format=rdf", 303, "/doc/A-HRC-RES-20-8.rdf"),
        ("id/vote/A-HRC-RES-47-16-CHN", 303,
         "/doc/A-HRC-RES-47-16.ttl#vote-A-HRC-RES-47-16-CHN"),
        ("dist/foc-graph.nq", 302, "/dist/foc-graph.nq"),
        (".well-known/void", 302, "/.well-known/void"),
        ("browse/state.html", 302, "/browse/state.html"),
    ],
)  # fmt: skip
def test_w3id_leads_everywhere(w3id, path, status, location):
    found = ask(w3id, f"/foc-graph/{path}", Accept="text/turtle")
    assert (found.status, found.headers["Location"]) == (status, f"https://example.org{location}")
