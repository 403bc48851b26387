"""The server of ``polisi serve``, asked as browsers ask it."""

from __future__ import annotations

import socket
import struct
import threading
import time
import urllib.request
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from polisi.cli import main
from polisi.desk.answering import Desk
from polisi.serving import mkdocs
from polisi.serving.preview import Preview
from polisi.serving.server import Handler, News, Server
from projects import files, write
from sites import ROOT


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    root = write(tmp_path / "fork", files())
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    (root / "overrides").symlink_to(ROOT / "overrides")
    news, desk = News(), Desk(root, "en")
    shown = Preview(root, "en", "http://127.0.0.1/")
    shown.refresh()
    server = Server(("127.0.0.1", 0), partial(Handler, shown, news, desk))
    answering = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    answering.start()
    yield server.server_address[1]
    server.shutdown()
    answering.join()
    server.server_close()


def test_a_browser_that_leaves_is_no_error(port: int, capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", port)) as browser:
            browser.sendall(b"GET /c/GC-001/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 50)
            # Closed at once, and with it all that is on its way.
            browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    time.sleep(0.3)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
        assert b"/livereload/" in answer.read()
    assert "Traceback" not in capfd.readouterr().err


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else has."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_port_that_is_taken_is_said(
    taken: int, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, files())
    command = ["serve", "--root", str(root), "--language", language, "--port"]
    for port in (str(taken), "65536", "-1"):
        assert main([*command, port]) == 2
        said = capsys.readouterr().err
        assert f"{port}: " in said and "--port" in said and "{" not in said


def test_mkdocs_says_it_too(taken: int) -> None:
    told: list[str] = []

    def refuse() -> None:
        with socket.socket() as ours:
            ours.bind(("127.0.0.1", taken))

    with pytest.raises(Abort, match=rf"port {taken}: .*--dev-addr"):
        mkdocs.bind(refuse, taken, "en")
    mkdocs.bind(lambda: told.append("there"), taken, "en")
    assert told == ["there"]


def test_a_port_that_the_system_chooses_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ports: list[int] = []

    def interrupted(server: Server, poll_interval: float) -> None:
        ports.append(server.server_port)
        raise KeyboardInterrupt

    monkeypatch.setattr(Server, "serve_forever", interrupted)
    assert main(["serve", "--root", str(write(tmp_path, files())), "--port", "0"]) == 0
    assert ports[0] > 0
    assert capsys.readouterr().err.count(f"http://127.0.0.1:{ports[0]}/") == 2


def test_an_answer_is_sent_without_a_pause() -> None:
    """Else each file waits for the receipt of its headers, where a browser stays connected."""
    assert Handler.disable_nagle_algorithm
