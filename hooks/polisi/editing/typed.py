"""What people type, held against what may be written: shared by the forms and the page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from polisi.editing import places, words
from polisi.editing.changes import Text
from polisi.editing.words import Said, refused
from polisi.text import passages
from polisi.words.languages import LANGUAGES, Language
from polisi.yaml_files import entries

MAX_TEXT = 20_000
"""Characters of a text."""
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Control characters, and those that turn or hide a text."""
BRACES = re.compile(r"[{}]")


def names(lines: Sequence[str]) -> entries.Value:
    """Read names, one on each line: ``English | Welsh``, or one for both languages."""
    found: list[entries.Value] = []
    for line in lines:
        english, bar, welsh = (each.strip() for each in line.partition("|"))
        found.append({"en": english, "cy": welsh} if bar else english)
    return found


def wrong_with(texts: Mapping[Language, Text]) -> list[Said]:
    """Say why texts can't stand under a heading of their own."""
    wrong = []
    for language in LANGUAGES:
        text = texts[language]
        for key, value in (("title", text.title), ("text", text.body)):
            if not value.strip():
                wrong.append(_said("empty", key, language))
        if BRACES.search(text.title):
            wrong.append(_said("title-sign", "title", language))
        if passages.has_heading(text.body):
            wrong.append(_said("heading", "text", language))
    return wrong


def _said(reason: str, key: str, language: Language) -> Said:
    label = places.in_language(words.table("fields")[key], language)
    return Said("refusals", reason, {"field": label, "at": f"{key}.{language}"})


def day(text: str) -> date:
    """Read a date as it is written in forms. Raises ``RefusedError``."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise refused("date", value=text[:80], at="on") from None
    if found.isoformat() != text:
        raise refused("date", value=text[:80], at="on")
    return found
