"""The two languages, and which of them somebody reads."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal, get_args

Language = Literal["en", "cy"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
WELSH_FIRST: tuple[Language, ...] = ("cy", "en")
"""The languages as they are offered, and stand side by side from the left."""
Texts = Mapping[Language, str]
"""A text in both languages."""


def in_both(row: Mapping[str, str]) -> Texts:
    """Return what a row of our data says in each language. Raises ``KeyError`` without one."""
    return {language: row[language] for language in LANGUAGES}


def other(language: Language) -> Language:
    """Return the language of the counterpart."""
    return "cy" if language == "en" else "en"


def environment_language() -> Language:
    """Return the language that the terminal is set to, when it is one of ours, or English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "cy" if value.startswith("cy") else "en"
    return "en"
