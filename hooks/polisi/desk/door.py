"""What is asked and answered, and who is let in: a page of this machine, opened by its owner."""

from __future__ import annotations

import hmac
import ipaddress
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from polisi.editing.words import Said

AT = "edit/"
"""Where the page stands in the preview."""
KEY = "x-polisi-key"
JSON = "application/json"
UTF_8 = "; charset=utf-8"
MAX_BODY = 400_000
"""Bytes of what is sent to be saved: a badge, written as text, and all that is typed."""
HOST = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?", re.IGNORECASE)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "frame-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a browser asks of the page."""

    method: str
    path: str
    """Below ``/edit/``."""
    query: str
    headers: Mapping[str, str]
    """By their names in small letters."""
    client: str
    """The address from which it is asked."""
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back to the browser."""

    status: int
    type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=lambda: dict(HEADERS))


def asked_by(environ: Mapping[str, Any], path: str) -> Asked:
    """Read what is asked of a server that speaks WSGI; ``path`` is below ``/edit/``."""
    headers = {
        name.removeprefix("HTTP_").replace("_", "-").lower(): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_") or name == "CONTENT_TYPE"
    }
    size = str(environ.get("CONTENT_LENGTH") or "0")
    length = int(size) if size.isdecimal() else 0
    method = str(environ["REQUEST_METHOD"])
    body = environ["wsgi.input"].read(length) if 0 < length <= MAX_BODY else b""
    client, query = str(environ.get("REMOTE_ADDR", "")), str(environ.get("QUERY_STRING", ""))
    return Asked("GET" if method == "HEAD" else method, path, query, headers, client, body)


def new_key() -> str:
    """Return the key of a run: nobody who has not seen it can guess it."""
    return secrets.token_urlsafe(24)


def is_of_this_machine(asked: Asked) -> bool:
    """Tell whether a page of this machine asks: no other site, and nobody in the network."""
    try:
        here = ipaddress.ip_address(asked.client).is_loopback
    except ValueError:
        return False
    host = asked.headers.get("host", "")
    if not here or not HOST.fullmatch(host):
        return False
    origin = asked.headers.get("origin", "")
    if origin:
        parts = urlsplit(origin)
        return parts.scheme == "http" and parts.netloc.lower() == host.lower()
    return asked.method == "GET" and asked.headers.get("sec-fetch-site", "none") in (
        "none",
        "same-origin",
    )


def has_key(asked: Asked, key: str) -> bool:
    """Tell whether the key of this run was given."""
    given = asked.headers.get(KEY, "")
    return hmac.compare_digest(given.encode("utf-8", "replace"), key.encode())


NO_KEY = Said("desk", "no-key")


def as_text(status: int, text: str) -> Reply:
    """Make a reply that is a text."""
    return Reply(status, f"text/plain{UTF_8}", text.encode())


def as_json(status: int, value: Any) -> Reply:
    """Make a reply that is a value."""
    return Reply(status, f"{JSON}{UTF_8}", json.dumps(value, ensure_ascii=False).encode())
