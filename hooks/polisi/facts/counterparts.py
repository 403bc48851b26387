"""Addresses that lead to the same in both languages: hosts, paths, mailboxes, telephone lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from polisi.data import own_data
from polisi.words import detect

WORD = re.compile(r"[^\W\d_]+")
SUFFIX = re.compile(r"[.](cy|en|welsh|cym)$")


@cache
def _data() -> Mapping[str, Any]:
    data: dict[str, Any] = own_data("counterparts.yml")
    return data


@cache
def _english_hosts() -> Mapping[str, str]:
    return {welsh: english for english, welsh in _data()["hosts"].items()}


def same_address(english: str, welsh: str) -> bool:
    """Tell whether two links, as written in either language, lead to the same page."""
    if english == welsh:
        return True
    try:
        here, there = urlsplit(english), urlsplit(welsh)
    except ValueError:  # ``checks.references`` reports it
        return False
    if here.scheme == there.scheme == "mailto":
        return same_mailbox(here.path, there.path)
    if here.scheme == there.scheme == "tel":
        return is_welsh_line(re.sub(r"^\+44", "0", there.path))
    if bool(here.netloc) != bool(there.netloc):
        return False
    if not here.netloc:
        is_same = here.fragment == there.fragment
        is_same = is_same or _reads_as_welsh(there.fragment, here.fragment)
        return is_same and _path(here.path) == _path(there.path)
    if _host(here.hostname or "") != _host(there.hostname or ""):
        return False
    if _path(here.path) == _path(there.path):
        return _query(here.query) == _query(there.query)
    is_marked = _is_marked("cy", there.hostname or "", there.path)
    return is_marked or _reads_as_welsh(there.path, here.path)


def _host(host: str) -> str:
    """Return the English name of a site."""
    host = host.lower().removeprefix("www.")
    first, _, rest = host.partition(".")
    subdomains = _data()["subdomains"]
    if rest and first in (*subdomains["cy"], *subdomains["en"]):
        host = rest
    for welsh, english in _english_hosts().items():
        if host == welsh or host.endswith(f".{welsh}"):
            return host.removesuffix(welsh) + english
    return f"{host.removesuffix('.cymru')}.wales" if host.endswith(".cymru") else host


def _path(path: str) -> tuple[str, ...]:
    """Return the parts of a path that do not say which language it is in."""
    markers = _data()["markers"]
    parts = [SUFFIX.sub("", part) for part in unquote(path).lower().split("/")]
    return tuple(part for part in parts if part and part not in (*markers["cy"], *markers["en"]))


def _query(query: str) -> frozenset[tuple[str, str]]:
    """Return what an address asks for, without what names a language or follows a reader."""
    pairs = parse_qsl(query, keep_blank_values=True)
    left_out = frozenset(_data()["queries"])
    return frozenset((k, v) for k, v in pairs if k.lower() not in left_out and k[:1] != "_")


def _is_marked(language: str, host: str, path: str) -> bool:
    """Tell whether an address says that its page is in a language."""
    first = host.lower().removeprefix("www.").partition(".")[0]
    parts = unquote(path).lower().split("/")
    suffixes = {found[1] for part in parts if (found := SUFFIX.search(part))}
    if host.endswith(".cymru") or first in _data()["subdomains"][language]:
        return True
    return bool({*parts, *suffixes} & {*_data()["markers"][language]})


def _reads_as_welsh(welsh: str, english: str) -> bool:
    """Tell whether the words of a path are Welsh, and those of the other are not."""
    words, other = " ".join(WORD.findall(unquote(welsh))), " ".join(WORD.findall(unquote(english)))
    weight, other_weight = detect.weigh(words.lower())[0], detect.weigh(other.lower())[0]
    return weight < -1 and weight < other_weight


def same_mailbox(english: str, welsh: str) -> bool:
    """Tell whether two e-mail addresses are those of one body, in either language."""
    here, _, host = english.lower().partition("@")
    there, _, welsh_host = welsh.lower().partition("@")
    if _host(host.partition("?")[0]) != _host(welsh_host.partition("?")[0]):
        return False
    if here == there:
        return True
    words, welsh_words = re.split(r"[.\-_]", here), re.split(r"[.\-_]", there)
    boxes = _data()["mailboxes"]
    pairs = zip(words, welsh_words, strict=False)
    if len(words) == len(welsh_words) and all(a == b or b in boxes.get(a, ()) for a, b in pairs):
        return True
    return any(sign in there for sign in ("cymraeg", "welsh")) or (
        not _is_near(here, there) and detect.weigh(" ".join(welsh_words))[0] <= -detect.KNOWN / 2
    )


def _is_near(here: str, there: str) -> bool:
    """Tell whether one may be the other, mistyped: all but two letters at its ends are the same."""
    start = next((n for n, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), None)
    if start is None:
        return True
    end = 0
    while end < min(len(here), len(there)) - start and here[-1 - end] == there[-1 - end]:
        end += 1
    return max(len(here), len(there)) - start - end <= 2


def is_welsh_line(number: str) -> bool:
    """Tell whether somebody answers in Welsh on a number, which has only digits."""
    lines = _data()["lines"]
    return any(number.startswith(n[:-1]) if n.endswith("*") else number == n for n in lines)
