"""Addresses that lead to the same in both languages: hosts, paths, mailboxes, telephone lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from polisi.data import own_data
from polisi.words import detect
from polisi.words.vocabulary import WORD

SUFFIX = re.compile(
    r"[.](cy|en|welsh|cym)(?=$|\.\w{2,4}$)|[-_](?<!in-)(welsh|cymraeg)$"
    r"|[-_]?(welsh|cymraeg|english|saesneg)(?=\.\w{2,4}$)"
)
"""How the last part of a path says its language: a.cy, licence-cymraeg, guide-welsh.pdf."""
FOR_WELSH = re.compile(r"welsh|[cg]ymraeg")
"""What the address of a page for those who speak Welsh has in it."""


@cache
def _data() -> Mapping[str, Any]:
    data: dict[str, Any] = own_data("counterparts.yml")
    return data


@cache
def _english_hosts() -> Mapping[str, str]:
    hosts = _data()["hosts"].items()
    return {welsh: english for english, welsh in sorted(hosts, key=lambda row: -len(row[1]))}


def known_words() -> Mapping[str, Sequence[str]]:
    """Return how English words begin, with how the Welsh for them begins."""
    data = _data()
    return {**data["slugs"], **data["words"]}


def people() -> frozenset[str]:
    """Return how English words for people begin, of those that ``known_words`` has."""
    return frozenset(_data()["people"])


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
    if not _is_welsh_fragment(here.fragment, there.fragment):
        return False
    if _path(here.path) == _path(there.path):
        return _query(here.query) == _query(there.query)
    return _may_be_translated(here, there)


def _is_welsh_fragment(english: str, welsh: str) -> bool:
    """Tell whether two places in a page may be one, of which the Welsh page may have no name."""
    return english == welsh or not welsh or _reads_as_welsh(welsh, english)


def _may_be_translated(english: SplitResult, welsh: SplitResult) -> bool:
    """Tell whether a path may be another in Welsh: as deep, with its figures, of other words.

    A site with a name of its own in Welsh has its own order there.
    """
    here, there = _path(english.path), _path(welsh.path)
    if re.findall(r"\d+", "/".join(here)) != re.findall(r"\d+", "/".join(there)):
        return False
    if here and here == there[: len(here)] and FOR_WELSH.search("/".join(there[len(here) :])):
        return True  # below the English page: contact/welsh-language-line
    if len(here) == len(there) + 1 and here[-1] in _data()["starts"]:
        here = here[:-1]
    hosts = [(each.hostname or "").lower().removeprefix("www.") for each in (english, welsh)]
    if not _has_own_name(*hosts):
        is_same_site = any(hosts[0].endswith(name) for name in _data()["same-paths"])
        if is_same_site or len(here) != len(there):
            return False
        differing = [pair for pair in zip(here, there, strict=True) if pair[0] != pair[1]]
        ours, theirs = ("/".join(each) for each in zip(*differing, strict=True))
        if not _reads_as_welsh(theirs, ours):
            is_marked = _is_marked("cy", welsh.hostname or "", welsh.path)
            if not (is_marked and _weight(theirs) < min(0, _weight(ours))):
                return False
    alike = len(here) == len(there)
    pairs = zip(here, there, strict=True) if alike else [(english.path, welsh.path)]
    return not any(_contradicts(ours, theirs) for ours, theirs in pairs)


def _has_own_name(english: str, welsh: str) -> bool:
    """Tell whether a Welsh host is not the English one: llyw.cymru is not gov.wales."""
    names = (*_english_hosts(), "cymru")
    is_welsh = any(welsh == name or welsh.endswith(f".{name}") for name in names)
    return is_welsh and english != welsh


def _contradicts(english: str, welsh: str) -> bool:
    """Tell whether two parts of a path say different things, as far as we know their words."""
    if english == welsh:
        return False
    words, welsh_words = WORD.findall(english.lower()), WORD.findall(welsh.lower())
    known = _data()["slugs"]
    said = {key for key in known if any(each.startswith(key) for each in words)}
    meant = {
        key
        for key, forms in known.items()
        if any(each.startswith(form) for each in welsh_words for form in forms)
    }
    return bool(said and meant) and said.isdisjoint(meant)


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
    found = filter(None, map(SUFFIX.search, parts))
    suffixes = {each[each.lastindex or 0] for each in found}
    if (language == "cy" and host.endswith(".cymru")) or first in _data()["subdomains"][language]:
        return True
    return bool({*parts, *suffixes} & {*_data()["markers"][language]})


def says_language(address: str, language: str) -> bool:
    """Tell whether an address says that its page is in a language: ``/cy/``, ``lang=en``."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    asked = {value.lower() for key, value in parse_qsl(parts.query) if key in _data()["queries"]}
    return language in asked or _is_marked(language, parts.hostname or "", parts.path)


def _reads_as_welsh(welsh: str, english: str) -> bool:
    """Tell whether the words of a path are Welsh, and those of the other are not."""
    weight = _weight(welsh)
    return weight < -1 and weight < _weight(english)


def _weight(path: str) -> float:
    return detect.weigh(" ".join(WORD.findall(unquote(path))).lower())[0]


def same_mailbox(english: str, welsh: str) -> bool:
    """Tell whether two e-mail addresses are those of one body, in either language."""
    here, _, host = english.lower().partition("@")
    there, _, welsh_host = welsh.lower().partition("@")
    if _host(host.partition("?")[0]) != _host(welsh_host.partition("?")[0]):
        return False
    if here == there:
        return True
    words, welsh_words = re.split(r"[.\-_]", here), re.split(r"[.\-_]", there)
    boxes: Mapping[str, list[str]] = _data()["mailboxes"]
    for word in welsh_words:
        known = [each for each, forms in boxes.items() if word in forms]
        if known and not any(each in here for each in known):
            return False
    said = [{word, *boxes.get(word, ())} for word in words]  # data.protection, diogelu.data
    if len(words) == len(welsh_words) and all(not each.isdisjoint(welsh_words) for each in said):
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
