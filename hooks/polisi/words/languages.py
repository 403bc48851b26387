"""The two languages, and which of them somebody reads."""

from __future__ import annotations

import os
from typing import Literal, get_args

Language = Literal["en", "cy"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def other(language: Language) -> Language:
    """Return the language of the counterpart."""
    return "cy" if language == "en" else "en"


def environment_language() -> Language:
    """Return the language that the terminal is set to, when it is one of ours, or English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "cy" if value.startswith("cy") else "en"
    return "en"
