"""Files that come with a form: only what GitHub keeps is fetched, and nothing leads elsewhere."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from polisi.editing.words import RefusedError
from polisi.requests import dropped, fetching
from polisi.requests.dropped import Link
from polisi.requests.fetching import Source

AT = "https://github.com/user-attachments/files/123"


def refusals(text: str, root: Path, folder: Path | None = None) -> list[str]:
    with pytest.raises(RefusedError) as error:
        dropped.files(text, root, folder)
    return [each.key for each in error.value.reasons]


def test_what_github_writes_for_a_file_is_a_link() -> None:
    first, second, third = dropped.links(
        f"Here it is: [Old policy (1).docx]({AT}/Old.policy.1.docx)\n"
        f"[cy.docx]({AT}4/cy.docx)[cy.docx]({AT}4/cy.docx)\n"
        "[pdf.pdf](https://github.com/user-attachments/assets/0a1b2c3d-0000-4000-8000-aabbccddeeff)"
    )
    assert first == Link(1, "/user-attachments/files/123/Old.policy.1.docx", "Old.policy.1.docx")
    assert (second.number, second.name, third.number, third.name) == (2, "cy.docx", 3, "pdf.pdf")


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/old.docx",
        "http://github.com/user-attachments/files/1/a.docx",
        "https://github.com.example.com/user-attachments/files/1/a.docx",
        "https://github.com@example.com/user-attachments/files/1/a.docx",
        "https://github.com/user-attachments/files/1/../../../a/b",
        "https://github.com/user-attachments/files/1/a.docx?x=1",
        "https://github.com/other/repository/files/1/a.docx",
        "https://raw.githubusercontent.com/a/b/main/a.docx",
        "HTTPS://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "ftp://example.com/a.docx",
    ],
)
def test_any_other_address_is_refused(address: str, tmp_path: Path) -> None:
    assert refusals(f"[a.docx]({address})", tmp_path)[0] == "foreign"
    assert "foreign" in refusals(f"[a.docx]({AT}/a.docx) and {address}", tmp_path)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("..%2F..%2Fetc%2Fpasswd", "passwd"),
        ("..%5C..%5Ca.docx", "a.docx"),
        ("%2e%2e", "file-1"),
        (".hidden", "hidden"),
        ("a%00b%0ac.docx", "a-b-c.docx"),
        ("$(touch hacked).docx", "--touch hacked-.docx"),
        ("Polisi Ŵyl.docx", "Polisi Ŵyl.docx"),
        ("x" * 500 + ".docx", "x" * 95 + ".docx"),
    ],
)
def test_a_name_is_that_of_a_file_and_of_no_folder(name: str, safe: str) -> None:
    got = dropped.links(f"{AT}/{name}".replace(" ", "%20").replace("(", "%28").replace(")", "%29"))
    assert got[0].name.replace("$", "-").replace("(", "-").replace(")", "-") == safe
    assert got[0].place(Path("x")).parent == Path("x/1")


def test_a_file_that_waits_is_named_and_no_other_can_be_reached(tmp_path: Path) -> None:
    waiting = tmp_path / dropped.FOLDER
    waiting.mkdir()
    (waiting / "old policy.docx").write_bytes(b"x")
    (tmp_path / "school.yml").write_text("x", encoding="utf-8")
    (waiting / "link.docx").symlink_to(tmp_path / "school.yml")
    (waiting / dropped.ABOUT).touch()
    found = dropped.files("- incoming/old policy.docx\nold policy.docx\n", tmp_path, None)
    assert found == [waiting / "old policy.docx"]
    for name in (
        "../school.yml",
        "incoming/../school.yml",
        "/etc/passwd",
        "link.docx",
        "README.md",
    ):
        assert refusals(name, tmp_path) == ["not-waiting"], name
    assert refusals("old policy.docs", tmp_path) == ["not-waiting"]
    many = "\n".join(f"{AT}{number}/a.docx" for number in range(11))
    assert refusals(many, tmp_path) == ["many-files"]
    assert refusals("[Uploading old.docx…]()", tmp_path)[0] == "uploading"


class Handler(BaseHTTPRequestHandler):
    """A site that hands files over, or sends whoever asks somewhere else."""

    def __init__(self, stores: dict[str, str], seen: list[str], *arguments: object) -> None:
        self.stores, self.seen = stores, seen
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        host, name = str(self.headers["Host"]), self.path.rpartition("/")[2]
        self.seen.append(f"{host} {name} {self.headers.get('Authorization', '-')}")
        if name == "gone.docx":
            self.send_error(404)
        elif name in self.stores and not self.path.startswith("/store/"):
            self.send_response(302)
            self.send_header("Location", self.stores[name])
            self.end_headers()
        else:
            self._file(name)

    def _file(self, name: str) -> None:
        self.send_response(200)
        self.end_headers()
        if name == "endless.docx":
            for _ in range(64):
                self.wfile.write(b"x" * 1_000)
        elif name == "slow.docx":
            for _ in range(20):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)
        else:
            self.wfile.write(b"PK")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def site(stores: dict[str, str], seen: list[str]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, stores, seen))
    threading.Thread(target=partial(server.serve_forever, 0.01), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_only_the_site_and_its_stores_are_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MAX_BYTES", 50_000)
    monkeypatch.setattr(fetching, "SECONDS", 0.3)
    seen: list[str] = []
    stores: dict[str, str] = {}
    with site(stores, seen) as ours, site({}, seen) as store, site({}, seen) as elsewhere:
        stores |= {"a.docx": f"{store}/store/a.docx", "b.docx": f"{elsewhere}/b.docx"}
        stores |= {"c.docx": "file:///etc/passwd", "d.docx": f"{ours}/login"}
        stores |= {"loop.docx": f"{ours}/loop.docx"}
        names = ["a", "b", "c", "d", "loop", "gone", "endless", "slow", "plain"]
        text = "\n".join(f"{AT}{number}/{name}.docx" for number, name in enumerate(names))
        found = dropped.links(text)
        source = Source(ours, re.compile(re.escape(store)))
        fetching.fetch(found, tmp_path, "secret", source)
    got = {each.name.removesuffix(".docx"): each for each in found}
    assert got["a"].place(tmp_path).read_bytes() == got["plain"].place(tmp_path).read_bytes()
    whys = {
        name: each.why(tmp_path).read_text(encoding="utf-8")
        for name, each in got.items()
        if each.why(tmp_path).exists()
    }
    assert whys == {
        **dict.fromkeys(["b", "d", "loop"], "elsewhere"),
        **{"c": "refused", "gone": "refused", "endless": "too-big", "slow": "slow"},
    }
    assert not any(line.startswith(elsewhere.removeprefix("http://")) for line in seen)
    at_the_store = [line for line in seen if line.startswith(store.removeprefix("http://"))]
    assert at_the_store and all(line.endswith(" -") for line in at_the_store), "the token stays"
    assert refusals(text, tmp_path, tmp_path) == [
        "fetch-elsewhere", "fetch-refused", "fetch-elsewhere", "fetch-elsewhere", "fetch-refused",
        "fetch-too-big", "fetch-slow",
    ]  # fmt: skip


def test_github_is_the_site_and_its_stores_are_its_own() -> None:
    store = "objects.githubusercontent.com"
    for good in (f"https://{store}/a?b", "https://github-production-file-5c1.s3.amazonaws.com/1/2"):
        assert fetching.GITHUB.sends_to(good)
    for bad in (
        f"http://{store}/a",
        f"https://x@{store}/",
        f"https://{store}:8/",
        f"https://{store}.example.com/",
        "https://evil.s3.amazonaws.com/",
        "https://github.com/login",
        "//example.com",
    ):
        assert not fetching.GITHUB.sends_to(bad)
