"""The editions on Azure Static Web Apps: who may read what, and what is served.

``make azure`` fetches the emulator, and then every path of a closed edition is asked for.
"""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

import forks
from polisi import cli
from polisi.outputs import azure
from polisi.outputs.offline import OPEN
from polisi.pages.html import templates
from polisi.policies.editions import NAMES
from sites import ROOT, hashes

TENANT = "01234567-89ab-cdef-0123-456789abcdef"
CLOSED = [name for name in NAMES if name != OPEN]
EMULATOR = ROOT / "tests/azure/node_modules/.bin/swa"
NODE = shutil.which("node")
ROLES = ROOT / "servers/azure/api/roles/index.js"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of all editions of a small fork."""
    fork = forks.copy(tmp_path_factory.mktemp("azure"))
    assert cli.main(["azure", "--root", str(fork), "--language", "en"]) == 0
    return fork / "editions"


def routes(edition: str) -> list[dict[str, Any]]:
    found: Any = azure.config(edition)["routes"]
    return list(found)


@pytest.mark.parametrize("edition", CLOSED)
def test_a_closed_edition_has_one_rule_for_all_that_is_in_it(edition: str) -> None:
    """The first rule that fits counts, so no other one may let anybody in before it."""
    *before, last = routes(edition)
    assert last == {"route": "/*", "allowedRoles": [edition]}
    assert all(each["statusCode"] == 404 for each in before)
    assert all(each["route"].startswith("/.auth/login/") for each in before)
    assert "/.auth/login/aad" not in {each["route"] for each in before}
    assert azure.config(edition)["responseOverrides"]["401"]["redirect"] == azure.LOGIN  # type: ignore[index]


def test_the_open_edition_asks_nobody_who_they_are() -> None:
    assert not any("allowedRoles" in each for each in routes(OPEN))
    assert "auth" not in azure.config(OPEN, TENANT)
    assert {"route": "/.auth/login/aad", "statusCode": 404} in routes(OPEN)


@pytest.mark.parametrize("edition", CLOSED)
def test_with_an_organisation_only_its_accounts_sign_in(edition: str) -> None:
    sign_in: Any = azure.config(edition, TENANT)["auth"]
    (provider,) = sign_in["identityProviders"].items()
    assert provider[0] == "azureActiveDirectory"
    assert TENANT in provider[1]["registration"]["openIdIssuer"]
    assert sign_in["rolesSource"] == "/api/roles"
    assert "auth" not in azure.config(edition)


@pytest.mark.parametrize("edition", NAMES)
def test_the_headers_are_those_of_the_other_servers(edition: str) -> None:
    headers: Any = azure.config(edition)["globalHeaders"]
    assert headers["Content-Security-Policy"] == templates.HEADER
    common = (ROOT / "servers/nginx-common.conf").read_text(encoding="utf-8")
    for name, value in headers.items():
        assert f'add_header {name} "{value}" always;' in common


def test_each_edition_is_a_whole_site_at_its_own_root(built: Path) -> None:
    """One command makes them all, and of each what ``polisi build`` makes of it."""
    assert {each.name for each in built.iterdir()} == set(NAMES)
    fork = built.parent
    assert cli.main(["build", "--root", str(fork), "--edition", "staff"]) == 0
    alone, here = hashes(fork / "site"), hashes(built / "staff")
    added = {azure.CONFIG, azure.REFUSED}
    assert here.keys() - alone.keys() == added
    assert {path: here[path] for path in alone} == alone
    for name in NAMES:
        assert json.loads((built / name / azure.CONFIG).read_text()) == azure.config(name)
        exported = json.loads((built / name / "clauses.json").read_text(encoding="utf-8"))
        assert exported["edition"] == name


def test_who_is_refused_reads_why_in_both_languages(built: Path) -> None:
    text = (built / "staff" / azure.REFUSED).read_text(encoding="utf-8")
    assert '<p lang="en">You are signed in' in text
    assert '<p lang="cy">Rydych wedi mewngofnodi' in text
    assert not (built / OPEN / azure.REFUSED).exists()


def test_an_organisation_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["azure", "--root", str(tmp_path), "--tenant", "common"]) == 2
    assert "“common” is not the id of an organisation" in capsys.readouterr().err


@pytest.mark.skipif(not NODE, reason="node, which Azure runs functions with, is missing")
@pytest.mark.parametrize(
    ("claims", "roles"),
    [
        ([{"typ": "roles", "val": "staff"}], ["staff"]),
        ([{"typ": "http://schemas.microsoft.com/ws/2008/06/identity/claims/role", "val": "staff"},
          {"typ": "roles", "val": "governors"}], ["staff", "governors"]),
        ([{"typ": "roles", "val": "owner"}, {"typ": "name", "val": "staff"}], []),
        ([{"typ": "controls", "val": "staff"}], []),
        ([], []),
        (None, []),
    ],
)  # fmt: skip
def test_what_entra_says_of_somebody_are_the_editions_they_read(
    claims: list[dict[str, str]] | None, roles: list[str]
) -> None:
    program = f"""
const context = {{}}
require({json.dumps(str(ROLES))})(context, {{body: {json.dumps({"claims": claims})}}})
  .then(() => console.log(JSON.stringify(context.res.body)))
"""
    done = subprocess.run(
        [str(NODE), "-e", program], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"roles": roles}


def test_the_function_knows_every_closed_edition() -> None:
    listed = ", ".join(json.dumps(name) for name in CLOSED)
    assert f"const EDITIONS = [{listed}]" in ROLES.read_text(encoding="utf-8")


# In the emulator

emulator = pytest.mark.skipif(not EMULATOR.exists(), reason="fetched by: make azure")


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """Serve an edition in the emulator; yield its port."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    where = ["--swa-config-location", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    running = subprocess.Popen(
        [str(NODE), str(EMULATOR.resolve()), "start", str(folder), *where],
        cwd=folder.parent,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    try:
        for _ in range(900):  # a busy machine takes its time
            time.sleep(0.1)
            assert running.poll() is None, "the emulator has ended"
            try:
                socket.create_connection(("127.0.0.1", port)).close()
            except OSError:
                continue
            break
        yield port
    finally:
        running.terminate()
        running.wait()


def cookie(*roles: str) -> str:
    """Return what the emulator takes for somebody who is signed in and has these roles."""
    who = {
        "identityProvider": "aad",
        "userId": "1",
        "userDetails": "somebody",
        "userRoles": ["anonymous", "authenticated", *roles],
    }
    return f"StaticWebAppsAuthCookie={base64.b64encode(json.dumps(who).encode()).decode()}"


def ask(port: int, path: str, login: str = "") -> tuple[int, str, bytes]:
    """Return status, where it leads and body of the answer to a path exactly as written."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", path, headers={"Cookie": login} if login else {})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or "", answer.read()


ODD = ["/%63lauses.json", "/./clauses.json", "//clauses.json", "/assets/../clauses.json",
       "/clauses.json?x", "/clauses.json/", "/nothing", "/api/roles", "/CLAUSES.JSON",
       "/.auth/../clauses.json", "/..%2fintranet/clauses.json"]  # fmt: skip
"""Other ways to write an address, and some that lead nowhere."""


def paths(folder: Path) -> list[str]:
    """Return every file of an edition, every folder, and other ways of writing some of them."""
    files = [f.relative_to(folder).as_posix() for f in sorted(folder.rglob("*")) if f.is_file()]
    pages = [name.removesuffix("index.html") for name in files if name.endswith("index.html")]
    return [*(f"/{quote(name)}" for name in (*files, *pages)), *ODD]


def kind(path: str) -> str:
    """Return what sort of path it is, for the table."""
    known = {
        "/search/": "search",
        "/assets/": "styles, scripts, pictures",
        "/c/": "permalinks of clauses",
    }
    start = next((each for each in known if path.removeprefix("/cy").startswith(each)), "")
    if path in ODD:
        return "other ways to write an address"
    if start:
        return known[start]
    return "pages" if path.endswith(("/", ".html")) else "files for programs"


Answers = dict[str, dict[str, Counter[int]]]


def told(edition: str, answers: Answers) -> None:
    """Print what was asked and answered: a row for each kind of path, a column for each reader."""
    readers = list(dict.fromkeys(who for row in answers.values() for who in row))
    print(f"\n| {edition}: kind of path | paths | {' | '.join(readers)} |")
    print("|---" * (len(readers) + 2) + "|")
    for sort, row in sorted(answers.items()):
        said = [", ".join(f"{status}: {n}" for status, n in row[who].items()) for who in readers]
        print(f"| {sort} | {row[readers[0]].total()} | {' | '.join(said)} |")


@emulator
@pytest.mark.parametrize("edition", CLOSED)
def test_every_path_of_a_closed_edition_refuses_who_is_not_signed_in(
    built: Path, edition: str
) -> None:
    """And who is signed in for another edition; who may read it reads all of it."""
    folder = built / edition
    elsewhere = [name for name in NAMES if name != edition]
    logins = {"nobody": "", "no role": cookie(), ", ".join(elsewhere): cookie(*elsewhere)}
    answers: Answers = defaultdict(lambda: defaultdict(Counter))
    with served(folder) as port:
        for path in paths(folder):
            for who, login in logins.items():
                status, leads, body = ask(port, path, login)
                answers[kind(path)][who][status] += 1
                assert status in (302, 401, 403, 404), (path, login)
                assert status != 302 or leads.startswith("/.auth/login/aad"), (path, leads)
                assert b"SM-001" not in body and b"clauses" not in body, path
            answers[kind(path)][edition][ask(port, path, cookie(edition))[0]] += 1
        told(edition, answers)
        for file in sorted(folder.rglob("*")):
            path = file.relative_to(folder).as_posix()
            if file.is_file() and path != azure.CONFIG and file.suffix != ".html":
                assert ask(port, f"/{quote(path)}", cookie(edition))[2] == file.read_bytes(), path
        assert ask(port, "/", cookie(edition))[0] == 200
        assert ask(port, f"/{azure.CONFIG}", cookie(edition))[0] == 404
        for way in azure.OTHERS:
            assert ask(port, f"/.auth/login/{way}")[0] == 404, way
        assert ask(port, "/.auth/login/aad")[0] == 200


@emulator
def test_everybody_reads_the_open_edition(built: Path) -> None:
    answers: Answers = defaultdict(lambda: defaultdict(Counter))
    with served(built / OPEN) as port:
        for path in paths(built / OPEN):
            answers[kind(path)]["nobody"][ask(port, path)[0]] += 1
        told(OPEN, answers)
        for path in ("/", "/clauses.json", "/cy/", "/search/en.js"):
            assert ask(port, path)[0] == 200, path
        assert ask(port, "/nothing")[0] == 404
        assert ask(port, f"/{azure.CONFIG}")[0] == 404
        assert ask(port, "/.auth/login/aad")[0] == 404
