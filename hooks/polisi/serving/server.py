"""The server of ``polisi serve``: a preview on this machine, whose pages follow what is saved."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from polisi import disk
from polisi.desk import door
from polisi.desk.answering import Desk
from polisi.desk.door import Asked
from polisi.problems import Problem, as_text
from polisi.serving import preview, watching
from polisi.serving.preview import HTML, Preview
from polisi.words.languages import Language
from polisi.words.phrases import say

HOST, PORT = "127.0.0.1", 8000
WAIT = "/livereload/"
"""Where a page asks whether there is something newer than what it shows."""
PATIENCE = 60
"""Seconds after which that question is answered in any case."""
SCRIPT = """
<script>
(function wait(shown) {
  fetch("/livereload/" + shown, {cache: "no-store"}).then(answer => answer.text()).then(newest => {
    if (Number(newest) > shown) location.reload()
    else wait(shown)
  }).catch(() => setTimeout(wait, 1000, shown))
})(SHOWN)
</script>
"""


class News:
    """The number of the newest version of what is shown; who waits for the next one is told."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.newest = time.time_ns() // 1_000_000
        """In milliseconds, so that a page of an earlier preview is out of date, too."""

    def tell(self) -> None:
        """Count a new version."""
        with self._changed:
            self.newest = max(self.newest + 1, time.time_ns() // 1_000_000)
            self._changed.notify_all()

    def wait(self, shown: int) -> int:
        """Wait until something is newer than ``shown``, or for a minute; return the newest."""
        with self._changed:
            self._changed.wait_for(lambda: self.newest > shown, PATIENCE)
            return self.newest


class Follower:
    """Keeps a preview up to date, and tells when a page may look otherwise than before."""

    def __init__(self, shown: Preview, tell: Callable[[str], None], news: Callable[[], None]):
        """``tell`` prints a line for whoever writes; ``news`` is called for each new version."""
        self._preview = shown
        self._tell = shown.tell = tell
        self._news = news
        self._known: set[Problem] = set()
        self._changes = shown.refresh()
        self.checker = watching.Checker(shown.root, self._heard)
        self.watch = watching.Watch(
            disk.resolved(shown.root), (*preview.FOLDERS, *preview.FILES), self._changed
        )
        self.watch.also(shown.above)
        self.checker.ask()

    def stop(self) -> None:
        """Follow no more."""
        self.watch.stop()
        self.checker.stop()

    def _changed(self) -> None:
        changes = self._preview.refresh()
        if changes != self._changes:  # whoever asks for a page may have seen it before
            self._changes = changes
            self.watch.also(self._preview.above)
            self._news()
            self.checker.ask()

    def _heard(self, problems: Sequence[Problem]) -> None:
        for problem in problems:
            if problem not in self._known:
                self._tell(as_text(problem, self._preview.language))
        self._known = set(problems)
        if self._preview.show(problems):
            self._news()


def serve(
    root: Path, language: Language, tell: Callable[[str], None], port: int = PORT, edition: str = ""
) -> None:
    """Show the site of a project until somebody presses Ctrl+C.

    Raises ``OSError`` when the port is taken, ``OverflowError`` when it can be none; with 0 the
    system chooses one.
    """
    server = Server((HOST, port), BaseHTTPRequestHandler)
    address = f"http://{HOST}:{server.server_port}/"
    shown = Preview(root, language, address, edition=edition)
    news = News()
    desk = Desk(root, language, apart=True)
    server.RequestHandlerClass = partial(Handler, shown, news, desk)
    follower = Follower(shown, tell, news.tell)
    tell(say("serve.started", language, address=address))
    tell(say("serve.edit", language, address=desk.address(address)))
    try:
        server.serve_forever(poll_interval=0.1)
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
        follower.stop()
        desk.stop()


def no_port(error: Exception, port: object, language: Language, option: str) -> str:
    """Say that a preview can't have a port, and by which ``option`` it would have another."""
    detail = str(getattr(error, "strerror", None) or error)
    return say("serve.no-port", language, port=str(port), detail=detail, option=option)


class Server(ThreadingHTTPServer):
    """Answers several browsers at once."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that has left; the names are those of ``socketserver``."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """Answers a browser from a preview, and from the page on which it is edited."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    """An answer is sent in two writes, of which the second would wait for the first's receipt."""

    def __init__(self, shown: Preview, news: News, desk: Desk, *request: Any) -> None:
        """Answer at once; ``request`` is what ``http.server`` hands over."""
        self._shown = shown
        self._news = news
        self._desk = desk
        super().__init__(*request)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each file."""

    def do_GET(self) -> None:
        """Answer; the name is that of http.server."""
        path = unquote(urlsplit(self.path).path)
        if path.startswith(f"/{door.AT}"):
            self._edit(b"")
            return
        if path.startswith(WAIT) and path.removeprefix(WAIT).isdecimal():
            newest = self._news.wait(int(path.removeprefix(WAIT)))
            self._send(200, "text/plain", str(newest).encode())
            return
        newest = self._news.newest
        answer = self._shown.answer(path.lstrip("/"))
        body = answer.body
        if answer.type == HTML and answer.status != 302:
            body += SCRIPT.replace("SHOWN", str(newest)).encode()
        self._send(answer.status, answer.type, body, answer.location)

    do_HEAD = do_GET  # noqa: N815

    def do_POST(self) -> None:
        """Take what the page of editing saves."""
        size = self.headers.get("Content-Length", "")
        path = unquote(urlsplit(self.path).path)
        self.close_connection = True
        if not path.startswith(f"/{door.AT}"):
            self._send(405, "text/plain", b"405")
        elif not size.isdecimal() or int(size) > door.MAX_BODY:
            self._send(413, "text/plain", b"413")
        else:
            self._edit(self.rfile.read(int(size)))

    def _edit(self, body: bytes) -> None:
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        below = unquote(parts.path).removeprefix(f"/{door.AT}")
        method = "GET" if self.command == "HEAD" else self.command
        asked = Asked(method, below, parts.query, headers, self.client_address[0], body)
        reply = self._desk.answer(asked)
        self._send(reply.status, reply.type, reply.body, headers=reply.headers)

    def _send(
        self,
        status: int,
        type_: str,
        body: bytes,
        location: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", type_)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {"Cache-Control": "no-store"}).items():
            self.send_header(name, value)
        if location:
            self.send_header("Location", f"/{location}")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
