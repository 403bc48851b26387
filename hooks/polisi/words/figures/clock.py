"""Times of day in words, in both languages: noon, half past nine, chwarter i bump."""

from __future__ import annotations

import re

from polisi.words.figures.numbers import SAID

NOON = r"noon|midday|(?:hanner|[cg]anol|chanol) dydd"
MIDNIGHT = r"midnight|(?:hanner|[cg]anol|chanol) nos"
SIGN = re.compile(r"noon|idday|idnight|anol |anner |uarter |alf |hwarter ")
"""What a text has that gives a time in words."""
DAY = re.compile(rf"\b(?:12[ ])?(?:(?P<noon>{NOON})|(?P<midnight>{MIDNIGHT}))\b", re.IGNORECASE)
PARTS = re.compile(
    r"\b(?:(?P<half>half past|hanner awr wedi)|(?P<after>(?:a )?quarter past|chwarter wedi)"
    rf"|(?P<before>(?:a )?quarter to|chwarter i))[ ]{SAID}?(?P<hour>1[0-2]|[1-9])\b(?![.:]?\d)",
    re.IGNORECASE,
)


def in_clock(text: str) -> str:
    """Write the times of day that stand in words as figures, each after ``SAID``."""
    if not SIGN.search(text):
        return text
    text = PARTS.sub(_time, text)
    return DAY.sub(lambda found: f"{SAID}{'12' if found['noon'] else '00'}:00", text)


def _time(found: re.Match[str]) -> str:
    hour = int(found["hour"])
    if found["before"]:
        return f"{SAID}{(hour - 2) % 12 + 1}:45"
    return f"{SAID}{hour}:{'30' if found['half'] else '15'}"
