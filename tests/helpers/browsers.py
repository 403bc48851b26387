"""A browser for tests: pages of a site on a telephone and at a desk, with scripts and without."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    ConsoleMessage,
    Page,
    Playwright,
    sync_playwright,
)

from polisi.pages.html import templates
from sites import Built

TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml", ".webmanifest")
"""Files that a server sends compressed."""

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first is Chromium without its windows: a new page takes half the time."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
TELEPHONE, DESK = 390, 1280
LANGUAGES = ["en", "cy"]
HOME = {"en": "", "cy": "cy/"}
POLICY = {
    "en": "policies/staff-social-media/",
    "cy": "cy/polisiau/cyfryngau-cymdeithasol-staff/",
}
INDEX = {"en": "clauses/", "cy": "cy/cymalau/"}
MAIN = {
    "home": HOME,
    "policy": POLICY,
    "view": {"en": "parents/", "cy": "cy/rhieni/"},
    "version": {"en": "parents/incidents/", "cy": "cy/rhieni/pan-aiff-rhywbeth-o-i-le/"},
    "index": INDEX,
    "policies": {"en": "policies/", "cy": "cy/polisiau/"},
    "rules": {"en": "rules/", "cy": "cy/rheolau/"},
    "about": {"en": "about/", "cy": "cy/am-y-polisiau/"},
    "lasting": {"en": "c/SM-014/", "cy": "cy/c/SM-014/"},
    "not found": {"en": "no/such/page/", "cy": "cy/dim/byd/"},
}
SIDE = {
    "en": "policies/incidents/side-by-side/",
    "cy": "cy/polisiau/pan-aiff-rhywbeth-o-i-le/ochr-yn-ochr/",
}


class Handler(SimpleHTTPRequestHandler):
    """Serves a site as a web server does: 404.html for what is not there."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, *_: object, **__: object) -> None:
        """Answer with the site's own page."""
        text = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


class Server(ThreadingHTTPServer):
    """A server that minds nothing when a browser goes on before it has read everything."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing."""


class StrictHandler(Handler):
    """Sends the policy of ``servers/`` with every answer."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", templates.HEADER)
        super().end_headers()


@cache
def compressed(file: Path) -> bytes:
    """Return a file as a server sends it to a browser that takes gzip."""
    return gzip.compress(file.read_bytes(), 6, mtime=0)


class CompressingHandler(Handler):
    """Sends text compressed, and lets nothing be kept."""

    def do_GET(self) -> None:
        """Answer with a file, compressed if it is text."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if file.suffix not in TEXT or not file.is_file():
            super().do_GET()
            return
        body = compressed(file)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)) + "; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(site: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """Serve a folder; yields the address, with a slash at the end."""
    server = Server(("127.0.0.1", 0), partial(handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def address(shipped: Built) -> Iterator[str]:
    with served(shipped.site) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium, one for all tests of a process; nothing is downloaded."""
    with sync_playwright() as playwright:
        found = launched(playwright)
        yield found
        found.close()


def installed() -> str:
    """Return the path of the machine's own browser."""
    return next(filter(None, map(shutil.which, BROWSERS)))


def launched(playwright: Playwright) -> Browser:
    """Start the machine's own browser."""
    return started(playwright.chromium)


def started(kind: BrowserType) -> Browser:
    """Start the machine's own browser, beside others that run."""
    return kind.launch(executable_path=installed(), args=ARGUMENTS)


class Reader:
    """A page in a browser that notes everything a reader would rather not know."""

    def __init__(self, context: BrowserContext, address: str, page: Page | None = None) -> None:
        self.address = address
        self.errors: list[str] = []
        self.is_as_it_was = True
        """Whether the page can be made as new for the next reader; no script was added to it."""
        self.page: Page = page or context.new_page()
        self._is_left = page is not None
        self._heard = {
            "console": self._hear,
            "pageerror": lambda error: self.errors.append(str(error)),
            "request": lambda request: self._note(request.url),
        }
        for event, hear in self._heard.items():
            self.page.on(event, hear)  # type: ignore[call-overload]

    def leave(self) -> Page | None:
        """Return the page for the next reader, who opens another one in it, or close it.

        To open another one takes as long as all else in most tests.
        """
        if self.page.is_closed() or not self.is_as_it_was:
            self.page.close()
            return None
        for event, hear in self._heard.items():
            self.page.remove_listener(event, hear)
        if self.page.url.startswith(self.address):
            self.page.evaluate("() => { sessionStorage.clear(); stop() }")
        self.page.mouse.move(0, 0)
        self.page.emulate_media(media="null", color_scheme="null")
        return self.page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def _note(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.errors.append(f"a request to {url}")

    def open(self, path: str) -> Page:
        there, is_place, _ = f"{self.address}{path}".partition("#")
        if is_place and self._is_left and self.page.url.partition("#")[0] == there:
            self.page.goto("about:blank")  # else it would be the page that was left, scrolled
        self._is_left = False
        self.page.goto(self.address + path)
        return self.page

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than the window."""
        found: int = self.page.evaluate(
            "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth"
        )
        return found


def settle(page: Page) -> None:
    """Wait until a page has loaded and is idle, and a little for what is heard late.

    Nothing on a page starts later than that; "networkidle" takes half a second, or never comes.
    """
    page.wait_for_load_state("load")
    page.evaluate("new Promise((done) => requestIdleCallback(done, {timeout: 500}))")
    page.wait_for_timeout(100)


Contexts = Callable[[int, bool], BrowserContext]


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Contexts:
    """Return what makes browser contexts, one for each width, with scripts or without."""

    @cache
    def context(width: int, scripts: bool) -> BrowserContext:
        found = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=scripts
        )
        found.set_default_timeout(10_000)
        return found

    return context


_left: dict[BrowserContext, Page] = {}
"""A page of each context that a reader has left, for the next one."""


def reading(context: BrowserContext, address: str) -> Iterator[Reader]:
    """Open a page, and afterwards see that nothing was wrong with it."""
    found = Reader(context, address, _left.pop(context, None))
    yield found
    if page := found.leave():
        _left[context] = page
    assert found.errors == [], found.errors


@pytest.fixture
def reader(contexts: Contexts, address: str, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """A reader at a desk; ``@pytest.mark.parametrize("reader", …, indirect=True)`` for others."""
    yield from reading(contexts(getattr(request, "param", DESK), True), address)


@pytest.fixture
def without_scripts(contexts: Contexts, address: str) -> Iterator[Reader]:
    yield from reading(contexts(DESK, False), address)


both_widths = pytest.mark.parametrize("reader", [TELEPHONE, DESK], indirect=True)
both_languages = pytest.mark.parametrize("language", LANGUAGES)


def read_paper(page: Page, folder: Path) -> str:
    """Print a page to A4 and return the words on the paper."""
    file = folder / "page.pdf"
    file.write_bytes(page.pdf(format="A4"))
    done = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode()
