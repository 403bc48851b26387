"""What a writer waits for: the first page of a preview, and a page after a clause was saved."""

from __future__ import annotations

import contextlib
import re
import signal
import socket
import statistics
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.measuring import ENVIRONMENT

RELOAD = re.compile(r"livereload\((\d+), ?(\d+)\)")
"""What MkDocs' pages ask their server for: whether something newer than this is there."""
PATIENCE = 120
"""Seconds after which a preview is given up."""
PAUSE = 0.002
"""Seconds between two questions to a server."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Seconds that somebody waits."""

    first: float
    """From the command to the first page."""
    saved: float
    """From saving a clause to the page that shows it; the median of several."""


def measure(
    command: Callable[[int], Sequence[str]], project: Path, file: Path, address: str, saves: int = 5
) -> Preview:
    """Start a preview, wait for a page, and save its file some times.

    ``command`` makes the command of a port; ``file`` is changed, and its page is at ``address``.
    """
    port = _free_port()
    url = f"http://127.0.0.1:{port}/{address}"
    text = file.read_text("utf-8")
    start = time.perf_counter()
    with _running(command(port), project):
        page = _page(url, lambda html: "</html>" in html)
        first = time.perf_counter() - start
        times = []
        for number in range(saves):
            word = f"saved{number}times"
            time.sleep(1.0)  # nobody saves while the last page is still on its way
            begin = time.perf_counter()
            file.write_text(f"{text.rstrip()} {word}\n", "utf-8")
            page = _after(url, port, page, word)
            times.append(time.perf_counter() - begin)
    file.write_text(text, "utf-8")
    return Preview(first, statistics.median(times))


@contextmanager
def _running(command: Sequence[str], project: Path) -> Iterator[None]:
    process = subprocess.Popen(
        command, cwd=project, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
        process.wait()


def _after(url: str, port: int, page: str, word: str) -> str:
    """Return the page once it has a word: as its script waits, or by asking where it has none."""
    if waits := RELOAD.search(page):
        answer = f"http://127.0.0.1:{port}/livereload/{waits[1]}/{waits[2]}"
        _get(answer)
    return _page(url, lambda html: word in html)


def _page(url: str, is_it: Callable[[str], bool]) -> str:
    """Ask for a page until it is the one that is waited for."""
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end:
        html = _get(url)
        if is_it(html):
            return html
        time.sleep(PAUSE)
    raise TimeoutError(url)


def _get(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            text: str = answer.read().decode("utf-8", "replace")
            return text
    except (urllib.error.URLError, OSError):  # the server is not there yet
        return ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
