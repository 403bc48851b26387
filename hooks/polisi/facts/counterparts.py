"""Addresses that lead to the same in both languages: hosts, paths, mailboxes, telephone lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any, NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from polisi.data import own_data
from polisi.words import detect
from polisi.words.languages import Language
from polisi.words.meaning.opposites import forms
from polisi.words.vocabulary import WORD

SUFFIX = re.compile(
    r"[.](cy|en|welsh|cym)(?=$|\.\w{2,4}$)|[-_](?<!in-)(welsh|cymraeg)$"
    r"|[-_]?(welsh|cymraeg|english|saesneg)(?=\.\w{2,4}$)"
)
"""How the last part of a path says its language: a.cy, licence-cymraeg, guide-welsh.pdf."""
SAMPLE = re.compile(r"\benghraifft\.(?:com|cymru|wales|org|net|co\.uk|org\.uk)$")
"""The Welsh name of a site that is only an example."""
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


class Words(NamedTuple):
    """Words of a language, each with the English words of which it says one."""

    whole: dict[str, list[str]]
    starts: dict[str, list[str]]
    """Those that stand for all that begin so."""


def _known_words(language: Language) -> Words:
    """Return the words of a language whose counterparts are known; in Welsh mutated, too."""
    found = Words({}, {})
    data = _data()
    for english, starts in {**data["slugs"], **data["words"]}.items():
        for start in [english] if language == "en" else starts:
            found.starts.setdefault(start, []).append(english)
    for english, welsh in own_data("things.yml").items():
        for word in (english if language == "en" else welsh).split(", "):
            for form in forms(word, language):
                words = found.starts if form.endswith("*") else found.whole
                words.setdefault(form.rstrip("*"), []).append(english)
    return found


class _Known(dict[str, frozenset[str]]):
    """The English words, as the data has them, that a word of a language stands for."""

    def __init__(self, language: Language) -> None:
        self.words = _known_words(language)

    def __missing__(self, word: str) -> frozenset[str]:
        starts = (self.words.starts.get(word[:end], ()) for end in range(1, len(word) + 1))
        found = chain(self.words.whole.get(word, ()), *starts)
        self[word] = frozenset(f"={english}" for english in found)
        return self[word]


@cache
def known(language: Language) -> Mapping[str, frozenset[str]]:
    """Return for each word of a language the English words, marked by =, that it stands for."""
    return _Known(language)


def people() -> frozenset[str]:
    """Return how English words for people begin, of those that are known."""
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
    if here.netloc:
        return _is_same_page(here, there)
    is_same = here.fragment == there.fragment or _reads_as_welsh(there.fragment, here.fragment)
    return is_same and _path(here.path) == _path(there.path)


def _is_same_page(english: SplitResult, welsh: SplitResult) -> bool:
    """Tell whether two addresses with a host may be those of one page in both languages."""
    if _host(english.hostname or "") != _host(welsh.hostname or ""):
        return False
    if not _is_welsh_fragment(english.fragment, welsh.fragment):
        return False
    if _path(english.path) == _path(welsh.path):
        return _query(english.query) == _query(welsh.query)
    return _may_be_translated(english, welsh)


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
    if _is_below_for_welsh(here, there):
        return True
    if len(here) == len(there) + 1 and here[-1] in _data()["starts"]:
        here = here[:-1]
    if not (_has_own_name(english, welsh) or _is_welsh_path(here, there, english, welsh)):
        return False
    is_as_deep = len(here) == len(there)
    pairs = zip(here, there, strict=True) if is_as_deep else [(english.path, welsh.path)]
    return not any(_contradicts(ours, theirs) for ours, theirs in pairs)


def _is_below_for_welsh(here: Sequence[str], there: Sequence[str]) -> bool:
    """Tell whether a page below an English one is for Welsh: contact/welsh-language-line."""
    is_below = bool(here) and here == there[: len(here)]
    return is_below and bool(FOR_WELSH.search("/".join(there[len(here) :])))


def _has_own_name(english: SplitResult, welsh: SplitResult) -> bool:
    """Tell whether a Welsh host is not the English one: llyw.cymru is not gov.wales."""
    host = _bare(welsh.hostname)
    names = (*_english_hosts(), "cymru")
    is_welsh = any(host == name or host.endswith(f".{name}") for name in names)
    return is_welsh and host != _bare(english.hostname)


def _bare(host: str | None) -> str:
    return (host or "").lower().removeprefix("www.")


def _is_welsh_path(
    here: Sequence[str], there: Sequence[str], english: SplitResult, welsh: SplitResult
) -> bool:
    """Tell whether the parts of a path in which it differs from the English one are Welsh."""
    is_one_path = any(_bare(english.hostname).endswith(name) for name in _data()["same-paths"])
    if is_one_path or len(here) != len(there):
        return False
    differing = [pair for pair in zip(here, there, strict=True) if pair[0] != pair[1]]
    if not differing:  # it was the first part of an English guide
        return True
    ours, theirs = ("/".join(each) for each in zip(*differing, strict=True))
    if _reads_as_welsh(theirs, ours):
        return True
    is_marked = _is_marked("cy", welsh.hostname or "", welsh.path)
    return is_marked and _weight(theirs) < min(0, _weight(ours))


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
    host = _bare(host)
    host = SAMPLE.sub("example.com", host)
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
    first = _bare(host).partition(".")[0]
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
    if _names_another(here, welsh_words, boxes):
        return False
    said = [{word, *boxes.get(word, ())} for word in words]  # data.protection, diogelu.data
    if len(words) == len(welsh_words) and not any(map(set(welsh_words).isdisjoint, said)):
        return True
    if "cymraeg" in there or "welsh" in there:
        return True
    weight, _ = detect.weigh(" ".join(welsh_words))
    return not _is_near(here, there) and weight <= -detect.KNOWN / 2


def _names_another(here: str, words: Sequence[str], boxes: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether one of the Welsh words is known for English ones that a mailbox has not."""
    for word in words:
        known = [each for each, forms in boxes.items() if word in forms]
        if known and not any(each in here for each in known):
            return True
    return False


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
