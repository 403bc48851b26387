"""Fetching what was dropped into a form: from GitHub's own store, with limits, and nowhere else."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlsplit

from polisi.requests.dropped import Link

MAX_BYTES = 30_000_000
"""GitHub takes 25 MB."""
SECONDS, WAIT = 60.0, 20.0
"""How long a file may take in all, and how long nothing may come."""
PIECE = 1 << 16


class FetchError(Exception):
    """A file that could not be fetched, and why: one of ``dropped.WHYS``."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Source:
    """Where files are fetched from."""

    site: str
    """The only place that is asked."""
    stores: re.Pattern[str]
    """Where it may send whoever asks: scheme and host."""

    def sends_to(self, address: str) -> bool:
        """Tell whether an address is one of its stores."""
        parts = urlsplit(address)
        return bool(self.stores.fullmatch(f"{parts.scheme}://{parts.netloc}"))


GITHUB = Source(
    "https://github.com",
    re.compile(
        r"https://(?:[a-z0-9-]+\.githubusercontent\.com"
        r"|github-production-[a-z0-9-]+\.s3\.amazonaws\.com)"
    ),
)


def fetch(links: Iterable[Link], folder: Path, token: str, source: Source = GITHUB) -> None:
    """Write each file into a folder of its own, or why it could not be fetched beside it."""
    for link in links:
        try:
            raw = _fetched(link, token, source)
        except FetchError as error:
            folder.mkdir(parents=True, exist_ok=True)
            link.why(folder).write_text(error.why, encoding="utf-8")
        else:
            place = link.place(folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(raw)


def _fetched(link: Link, token: str, source: Source) -> bytes:
    request = urllib.request.Request(source.site + quote(link.path, safe="/%"))
    if token:  # for the site alone: never sent on to where it leads
        request.add_unredirected_header("Authorization", f"Bearer {token}")
    end = time.monotonic() + SECONDS
    opener = urllib.request.build_opener(_Redirects(source))
    try:
        with opener.open(request, timeout=WAIT) as response:
            return _read(response, end)
    except TimeoutError as error:
        raise FetchError("slow") from error
    except urllib.error.URLError as error:
        is_slow = isinstance(error.reason, TimeoutError)
        raise FetchError("slow" if is_slow else "refused") from error
    except (OSError, HTTPException, ValueError) as error:
        raise FetchError("refused") from error


def _read(response: HTTPResponse, end: float) -> bytes:
    """Read no more than a file may have, and no longer than it may take."""
    pieces, size = [], 0
    while piece := response.read1(PIECE):
        size += len(piece)
        if size > MAX_BYTES:
            raise FetchError("too-big")
        if time.monotonic() > end:
            raise FetchError("slow")
        pieces.append(piece)
    return b"".join(pieces)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows the site to its own stores, and to nobody else."""

    max_redirections = 3

    def __init__(self, source: Source) -> None:
        self.source = source

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Refuse any other place."""
        if not self.source.sends_to(newurl):
            raise FetchError("elsewhere")
        return super().redirect_request(req, fp, code, msg, headers, newurl)
