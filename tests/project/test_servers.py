"""The samples for web servers, each run by its real server with a real site behind it.

Only names of folders and ports are changed. What a school has to rely on is asked over the wire:
that nobody reads the closed edition without a login, and that the open one serves nothing else.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from polisi.pages.html import templates
from sites import ROOT, Built, shared

OPEN, CLOSED = "policies.example.org", "staff.example.org"
NAME, PASSWORD = "clerc", "cyfrinach"
SECRET = "nobody-should-read-this"
PICTURE = "assets/picture.png"
MODULES = Path("/usr/lib/apache2/modules")
APACHE_MODULES = (
    "mpm_event authn_core authn_file authz_core authz_user auth_basic dir mime alias autoindex "
    "filter deflate headers ssl setenvif"
).split()
TYPES = (
    "text/html html\ntext/css css\ntext/javascript js\napplication/json json\n"
    "image/svg+xml svg\nimage/png png\napplication/xml xml\napplication/gzip gz\n"
)
SECURITY = {
    "Content-Security-Policy": templates.HEADER,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}


@dataclass(frozen=True)
class Answer:
    """What a server answers."""

    status: int
    headers: HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Served:
    """A server with both editions behind it, running."""

    secure: int
    plain: int
    folder: Path
    closed: Built
    parents: Built

    def get(
        self, path: str, host: str = OPEN, login: str = "", name: str = "", **headers: str
    ) -> Answer:
        """Ask for a path exactly as written; ``name`` is the server asked for by TLS."""
        with closing(self._connect(name or host)) as connection:
            return _ask(connection, path, host, login, headers)[0]

    def get_all(
        self, paths: Iterable[str], host: str = OPEN, login: str = ""
    ) -> Iterator[tuple[str, Answer]]:
        """Ask for many paths, as a browser does: by one connection while the server keeps it."""
        connection = self._connect(host)
        for path in paths:
            answer, is_last = _ask(connection, path, host, login, {})
            yield path, answer
            if is_last:
                connection.close()
                connection = self._connect(host)
        connection.close()

    @cached_property
    def _trusted(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))

    def _connect(self, name: str) -> HTTPConnection:
        plain = socket.create_connection(("127.0.0.1", self.secure), timeout=10)
        connection = HTTPConnection(name)
        connection.sock = self._trusted.wrap_socket(plain, server_hostname=name)
        return connection

    def without_tls(self, path: str, host: str) -> Answer:
        with closing(HTTPConnection("127.0.0.1", self.plain, timeout=10)) as connection:
            return _ask(connection, path, host, "", {})[0]

    @cached_property
    def hidden_paths(self) -> list[str]:
        """Paths of the closed edition that the open one lacks."""
        return sorted(self.closed.files - self.parents.files)


def _ask(
    connection: HTTPConnection, path: str, host: str, login: str, headers: dict[str, str]
) -> tuple[Answer, bool]:
    """Return what is answered, and whether the server closes the connection with it."""
    connection.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", host)
    if login:
        token = base64.b64encode(f"{NAME}:{login}".encode()).decode()
        connection.putheader("Authorization", f"Basic {token}")
    for header, value in headers.items():
        connection.putheader(header.replace("_", "-"), value)
    connection.endheaders()
    response = connection.getresponse()
    answer = Answer(response.status, response.headers, response.read())
    return answer, response.will_close


def address(path: str) -> str:
    return "/" + path.removesuffix("index.html")


# Setting up


def free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports: list[int] = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def certificate(folder: Path) -> None:
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl is not installed, and the samples speak TLS only")
    command = f"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={OPEN}".split()
    names = f"subjectAltName=DNS:{OPEN},DNS:{CLOSED}"
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([openssl, *command, "-addext", names, *files], check=True, capture_output=True)


def passwords(folder: Path) -> None:
    digest = base64.b64encode(hashlib.sha1(PASSWORD.encode()).digest()).decode()
    (folder / "polisi.htpasswd").write_text(f"{NAME}:{{SHA}}{digest}\n", encoding="utf-8")


def plant(site: Path) -> None:
    """Leave in a site what should never be in it, and beside it what a build leaves.

    And what only some sites have: a calendar of reviews, once a policy has been adopted; a
    manifest, where school.yml has ``offline: true``; a picture.
    """
    for path in (".git/config", ".env", "x.partial/index.html", "y.last/index.html"):
        (site / path).parent.mkdir(exist_ok=True)
        (site / path).write_text(SECRET, encoding="utf-8")
    (site / "reviews.ics").write_text("BEGIN:VCALENDAR", encoding="utf-8")
    (site / "manifest.webmanifest").write_text("{}", encoding="utf-8")
    (site / PICTURE).write_bytes(b"\x89PNG")
    partial = site.with_name(f"{site.name}.partial")
    partial.mkdir()
    (partial / "index.html").write_text(SECRET, encoding="utf-8")


@pytest.fixture(scope="module")
def prepared(shipped: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Both editions, a certificate and a password, where any user may read them."""
    parents = shared(tmp_path_factory, "parents", POLISI_EDITION="parents")
    with TemporaryDirectory(prefix="polisi-servers-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copytree(shipped.site, folder / "intranet")
        shutil.copytree(parents.site, folder / "parents")
        plant(folder / "intranet")
        plant(folder / "parents")
        certificate(folder)
        passwords(folder)
        secure, plain = free_ports(2)
        yield Served(secure, plain, folder, shipped, parents)


def adapted(name: str, at: Served, replacements: dict[str, str]) -> str:
    """Return a sample with its folders and ports replaced; each must be there."""
    text = (ROOT / "servers" / name).read_text(encoding="utf-8")
    for old, new in replacements.items():
        assert old in text, f"{name}: no {old!r}"
        text = text.replace(old, new)
    return text


def nginx(at: Served) -> list[str]:
    """Write the configuration; return the command that runs nginx, which -t only checks."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not program:
        pytest.skip("nginx is not installed: apt-get install nginx-light")
    folder = at.folder
    replacements = {
        "listen [::]:443 ssl;": "",
        "listen [::]:80;": "",
        "listen 443 ssl;": f"listen 127.0.0.1:{at.secure} ssl;",
        "listen 80;": f"listen 127.0.0.1:{at.plain};",
        "/srv/polisi/": f"{folder}/",
        "/etc/ssl/polisi/": f"{folder}/",
        "/etc/nginx/polisi.htpasswd": f"{folder}/polisi.htpasswd",
        "snippets/polisi.conf": f"{ROOT}/servers/nginx-common.conf",
    }
    (folder / "nginx-site.conf").write_text(adapted("nginx.conf", at, replacements), "utf-8")
    scratch = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/nginx.log;\n"
        f"worker_processes 1;\nevents {{}}\nhttp {{\ninclude /etc/nginx/mime.types;\n"
        f"default_type application/octet-stream;\naccess_log off;\n{scratch}"
        f"include {folder}/nginx-site.conf;\n}}\n",
        "utf-8",
    )
    return [program, "-p", str(folder), "-e", f"{folder}/nginx.log", "-c", f"{folder}/nginx.conf"]


def apache(at: Served) -> list[str]:
    """Write the configuration; return the command that runs Apache, which -t only checks."""
    program = shutil.which("apache2") or shutil.which("apache2", path="/usr/sbin")
    if not program or not MODULES.is_dir():
        pytest.skip("Apache is not installed: apt-get install apache2-bin")
    folder = at.folder
    replacements = {
        "*:443": f"127.0.0.1:{at.secure}",
        "*:80": f"127.0.0.1:{at.plain}",
        "/srv/polisi/": f"{folder}/",
        "/etc/ssl/polisi/": f"{folder}/",
        "/etc/apache2/polisi.htpasswd": f"{folder}/polisi.htpasswd",
        "Include polisi.conf": f"Include {ROOT}/servers/apache-common.conf",
    }
    (folder / "apache-site.conf").write_text(adapted("apache.conf", at, replacements), "utf-8")
    (folder / "mime.types").write_text(TYPES, "utf-8")
    modules = "".join(f"LoadModule {m}_module {MODULES}/mod_{m}.so\n" for m in APACHE_MODULES)
    (folder / "apache.conf").write_text(
        f"{modules}ServerName localhost\nServerRoot {folder}\nPidFile {folder}/apache.pid\n"
        f"Listen 127.0.0.1:{at.secure}\nListen 127.0.0.1:{at.plain}\nUser nobody\n"
        f"ErrorLog {folder}/apache.log\nTypesConfig {folder}/mime.types\n"
        # As Debian's own configuration has it: nothing is open until a site opens it.
        f'<Directory "/">\nRequire all denied\n</Directory>\n'
        f"Include {folder}/apache-site.conf\n",
        "utf-8",
    )
    return [program, "-f", f"{folder}/apache.conf", "-DFOREGROUND"]


@contextmanager
def running(command: list[str], port: int, log: Path) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        else:
            pytest.fail("it does not answer: " + log.read_text(encoding="utf-8"))
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


SERVERS = {"nginx": nginx, "apache": apache}


@pytest.fixture(scope="module", params=SERVERS)
def server(prepared: Served, request: pytest.FixtureRequest) -> Iterator[Served]:
    """Each server, started and stopped."""
    command = SERVERS[request.param](prepared)
    with running(command, prepared.secure, prepared.folder / f"{request.param}.log"):
        yield prepared


# The samples


@pytest.mark.parametrize("name", SERVERS)
def test_the_server_itself_finds_nothing_wrong(prepared: Served, name: str) -> None:
    done = subprocess.run(
        [*SERVERS[name](prepared), "-t"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    log = prepared.folder / f"{name}.log"
    said = done.stderr + (log.read_text(encoding="utf-8") if log.exists() else "")
    assert not re.search(r"warn|deprecat|duplicate", said, re.I), said


# Who may read what


def test_the_closed_edition_asks_for_a_login_everywhere(server: Served) -> None:
    for path, answer in server.get_all(map(address, server.closed.files), CLOSED):
        assert answer.status == 401, path
        assert answer.headers["WWW-Authenticate"] == 'Basic realm="Polisi"'
    for path in ("/no/such/page/", "/assets", "/cy"):
        assert server.get(path, CLOSED).status == 401, path


def test_the_closed_edition_opens_with_the_login_only(server: Served) -> None:
    files = sorted(server.closed.files)
    answers = server.get_all(map(address, files), CLOSED, PASSWORD)
    for path, (_, answer) in zip(files, answers, strict=True):
        assert answer.status == 200, path
        assert answer.body == (server.closed.site / path).read_bytes(), path
    assert server.get("/", CLOSED, "wrong").status == 401


def test_the_open_edition_is_open_and_holds_nothing_else(server: Served) -> None:
    files = sorted(server.parents.files)
    for path, (_, answer) in zip(files, server.get_all(map(address, files)), strict=True):
        assert answer.status == 200, path
        assert answer.body == (server.parents.site / path).read_bytes(), path
    assert len(server.hidden_paths) > 50
    for path, answer in server.get_all(map(address, server.hidden_paths)):
        assert answer.status == 404, path


def test_a_clause_for_staff_has_no_address_on_the_open_host(server: Served) -> None:
    clauses = server.closed.project.register.clauses.values()
    hidden = [clause.id for clause in clauses if "parents" not in clause.audiences]
    assert hidden
    forms = ("/c/{}/", "/cy/c/{}/", "/c/{}")
    addresses = [form.format(id_) for id_ in hidden for form in forms]
    addresses += [f"/c/{id_.lower()}/" for id_ in hidden]
    for path, answer in server.get_all(addresses):
        assert answer.status == 404, path


TRICKS = """
/../intranet/index.html
/../intranet/c/SM-014/index.html
/../parents.partial/index.html
/../polisi.htpasswd
/..%2fintranet/index.html
/..%2Fpolisi.htpasswd
/%2e%2e/intranet/index.html
/%2e%2e%2fintranet%2findex.html
/.%2e/polisi.htpasswd
/assets/../../intranet/index.html
/assets/%2e%2e/%2e%2e/polisi.htpasswd
/assets/..;/../polisi.htpasswd
/..%5cintranet%5cindex.html
/%252e%252e/polisi.htpasswd
/%c0%ae%c0%ae/polisi.htpasswd
//intranet/index.html
//../intranet/index.html
///etc/passwd
/.git/config
//.git/config
/.git//config
/./.git/config
/%2egit/config
/.%67it/config
/.GIT/config
/.git/config/
/.git/config.
/.git
/cy/../.git/config
/.env
/.env.
/.env%00.html
/.env%20
/x.partial/index.html
/x%2epartial/
/y.last/
/y.last//index.html
/polisi.htpasswd
/parents.partial/
""".split()


@pytest.mark.parametrize("login", ["", PASSWORD])
def test_no_way_of_writing_a_path_leads_out_of_the_site(server: Served, login: str) -> None:
    only_there = (server.closed.site / "index.html").read_bytes()
    assert only_there != (server.parents.site / "index.html").read_bytes()
    for host in (OPEN, CLOSED):
        for path in TRICKS:
            answer = server.get(path, host, login)
            if answer.status == 200:  # the path may mean a page of the site: then that one
                assert path.startswith("//"), path
            assert SECRET.encode() not in answer.body, path
            assert NAME.encode() + b":" not in answer.body, path
            assert b"root:" not in answer.body, path
            if host == OPEN or not login:
                assert only_there not in answer.body, path


SPELLINGS = "/ // /INDEX.HTML /index.html. /index.html/ /./ /index.html%20 /c/../ /%69ndex.html"


def test_no_way_of_writing_a_path_gets_past_the_login(server: Served) -> None:
    for path in (*SPELLINGS.split(), "/staff/", "//staff/", "/%73taff/", "/STAFF/", "/staff/."):
        answer = server.get(path, CLOSED)
        assert answer.status in (400, 401, 403, 404), path
        assert b"clauses.csv" not in answer.body, path


def test_a_name_that_says_two_things_gets_past_nothing(server: Served) -> None:
    """The name in the TLS handshake, in the Host header and in the request need not agree."""
    assert server.get("/staff/", CLOSED, name=OPEN).status in (401, 421)
    assert server.get(f"https://{CLOSED}/staff/", OPEN).status in (401, 404, 421)
    for unknown in ("nowhere.example.org", "127.0.0.1", f"{CLOSED}.", CLOSED.upper()):
        answer = server.get("/staff/", unknown, name=OPEN)
        assert answer.status != 200, unknown


def test_plain_http_only_leads_to_https(server: Served) -> None:
    for host in (OPEN, CLOSED):
        answer = server.without_tls("/cy/c/SM-014/?x=1", host)
        assert answer.status == 301
        assert answer.headers["Location"] == f"https://{host}/cy/c/SM-014/?x=1"


# What comes with every answer


def answers(server: Served) -> Iterator[tuple[int, Answer]]:
    """Yield one answer for each status, with the status that it should have."""
    page = server.get("/")
    yield 200, page
    yield 304, server.get("/", If_None_Match=page.headers["ETag"])
    yield 301, server.get("/cy")
    yield 404, server.get("/no/such/page/")
    yield 401, server.get("/", CLOSED)
    yield 401, server.get("/no/such/page/", CLOSED)
    yield 404, server.get("/no/such/page/", CLOSED, PASSWORD)
    yield 200, server.get("/", CLOSED, PASSWORD)


def test_every_answer_has_the_headers(server: Served) -> None:
    refused = server.get("/assets/")  # a folder: Apache says that it may not be read
    for status, answer in [*answers(server), (refused.status, refused)]:
        assert answer.status == status
        for name, value in SECURITY.items():
            assert answer.headers.get_all(name) == [value], (status, name)
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert not re.search(r"\d", answer.headers["Server"]), "it names its version"


def test_what_is_not_there_is_the_sites_own_page(server: Served) -> None:
    text = (server.parents.site / "404.html").read_bytes()
    for path in ("/no/such/page/", "/assets/", "/.git/config", "/x.partial/index.html"):
        answer = server.get(path)
        assert answer.body == text, path
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_whoever_cancels_the_login_reads_why_in_both_languages(server: Served) -> None:
    answer = server.get("/", CLOSED)
    text = unescape(answer.body.decode())
    assert "Mewngofnodwch i ddarllen y polisïau." in text
    assert "Log in to read the policies." in text
    assert answer.headers.get_content_type() == "text/html"


def test_kinds_and_letters(server: Served) -> None:
    files = {path.rpartition(".")[2]: path for path in [*sorted(server.closed.files), PICTURE]}
    expected = {
        "html": "text/html; charset=utf-8",
        "css": "text/css; charset=utf-8",
        "csv": "text/csv; charset=utf-8",
        "json": "application/json; charset=utf-8",
        "svg": "image/svg+xml; charset=utf-8",
        "png": "image/png",
    }
    for ending, kind in expected.items():
        answer = server.get(address(files[ending]), CLOSED, PASSWORD)
        assert answer.headers["Content-Type"] == kind, ending
    calendar = server.get("/reviews.ics").headers["Content-Type"]
    assert calendar == "text/calendar; charset=utf-8"
    manifest = server.get("/manifest.webmanifest").headers["Content-Type"]
    assert manifest == "application/manifest+json; charset=utf-8"
    script = server.get("/assets/polisi.js").headers["Content-Type"]
    assert script in ("text/javascript; charset=utf-8", "application/javascript; charset=utf-8")


def test_everything_is_asked_for_again(server: Served) -> None:
    asked_again = ["", "cy/", "clauses.json", "assets/polisi.css", "no/such/page/", "assets/"]
    asked_again += ["service-worker.js", "assets/offline-worker.js", "manifest.webmanifest"]
    for path in asked_again:
        assert server.get(f"/{path}").headers.get_all("Cache-Control") == ["no-cache"], path


def test_text_is_compressed_and_not_sent_twice(server: Served) -> None:
    for path in ("/", "/clauses.json", "/clauses.csv", "/assets/polisi.css", "/assets/polisi.js"):
        answer = server.get(path, Accept_Encoding="gzip")
        assert answer.headers["Content-Encoding"] == "gzip", path
        assert "Accept-Encoding" in answer.headers["Vary"], path
        assert gzip.decompress(answer.body) == server.get(path).body
        again = server.get(path, Accept_Encoding="gzip", If_None_Match=answer.headers["ETag"])
        assert (again.status, again.body) == (304, b""), path
