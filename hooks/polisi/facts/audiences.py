"""Audiences: who policies are for (``audiences.yml``); whatever names them all asks here.

Their words are phrases like any others, such as ``audience.staff`` and ``audience.staff-title``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from polisi.data import own_data
from polisi.model import Audience
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import AUDIENCE_WORDS

FILE = "hooks/polisi/data/audiences.yml"
"""Where it stands in a project."""
COLOURS = "overrides/assets/styles/colours.css"
SCHEMES = 3
"""The light screen, the dark one and paper: each has its own shade of an audience's colour."""
KEYS = ("address", *AUDIENCE_WORDS)
KEY = re.compile(r"[a-z]+")


@cache
def all_audiences() -> Mapping[Audience, Mapping[Language, str]]:
    """Read ``audiences.yml``, once: every audience in order, with the name of its folder."""
    return {
        Audience(key): {
            language: _said(row, "address").get(language) or key for language in LANGUAGES
        }
        for key, row in own_data("audiences.yml").items()
    }


def audience(name: str) -> Audience:
    """Return the audience of a name. Raises ``KeyError`` when there is none."""
    return {str(each): each for each in all_audiences()}[name]


def faults() -> Iterator[tuple[str, str]]:
    """Yield what somebody forgot who added an audience: its key, and what is missing or wrong."""
    taken: dict[tuple[Language, str], str] = {}
    sheet = _colours()
    for key, row in own_data("audiences.yml").items():
        wrong = [*_words(key, row), *(_colour(key, sheet) if sheet else ())]
        for language, folder in all_audiences()[Audience(key)].items():
            if taken.setdefault((language, folder), key) != key or not KEY.fullmatch(folder):
                wrong.append(f"address: {{{language}: {folder}}}")
        for detail in wrong:
            yield key, detail


def _words(key: str, row: object) -> Iterator[str]:
    """Yield what is wrong with the key and the words of an audience."""
    if not KEY.fullmatch(key):
        yield key
    if isinstance(row, dict):
        yield from (part for part in row if part not in KEYS)
    for part in KEYS:
        for language in LANGUAGES:
            if not _said(row, part).get(language):
                yield f"{part}: {{{language}: …}}"


def _colour(key: str, sheet: str) -> Iterator[str]:
    """Yield what the style sheet of colours lacks of an audience."""
    if len(re.findall(rf"--polisi-{re.escape(key)}:", sheet)) != SCHEMES:
        yield f"{COLOURS}: --polisi-{key} ({SCHEMES} ×)"
    if f".audience--{key} " not in sheet:
        yield f"{COLOURS}: .audience--{key}"


def _said(row: object, part: str) -> Mapping[str, str]:
    both = row.get(part) if isinstance(row, dict) else None
    return both if isinstance(both, dict) else {}


def _colours() -> str:
    """Return the style sheet that stands beside this code; an installed package has none."""
    sheet = Path(__file__).parents[3] / COLOURS
    return sheet.read_text(encoding="utf-8") if sheet.is_file() else ""
