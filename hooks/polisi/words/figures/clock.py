"""Times of day in words, in both languages: noon, half past nine, chwarter i bump."""

from __future__ import annotations

import re
from collections.abc import Set

from polisi.words.figures.numbers import SAID
from polisi.words.vocabulary import lower_vocabulary

NOON = r"noon|midday|(?:hanner|[cg]anol|chanol) dydd"
MIDNIGHT = r"midnight|(?:hanner|[cg]anol|chanol) nos"
ALONE = frozenset("noon midday midnight hanner canol ganol chanol".split())
"""Words of which a text has one that gives a time without a figure."""
SIGNS = ALONE | {"half", "quarter", "chwarter", "past", "to", "munud", "funud", "o"}
"""Words of which a text has one that gives a time in words."""
DAY = re.compile(rf"\b(?:12[ ])?(?:(?P<noon>{NOON})|(?P<midnight>{MIDNIGHT}))\b", re.IGNORECASE)
PARTS = re.compile(
    r"\b(?:(?P<half>half past|hanner awr wedi)|(?P<after>(?:a )?quarter past|chwarter wedi)"
    rf"|(?P<before>(?:a )?quarter to|chwarter i))[ ]{SAID}?(?P<hour>1[0-2]|[1-9])\b(?![.:]?\d)",
    re.IGNORECASE,
)


MINUTES = re.compile(
    rf"\b(?P<at>at[ ]|by[ ])?{SAID}?(?P<minutes>5|10|20|25)[ ](?P<said>minutes[ ]|[mf]unud[ ])?"
    rf"(?:(?P<after>past|wedi)|to|i)[ ]{SAID}?(?P<hour>1[0-2]|[1-9])\b(?![.:]?\d|[ ]\w+s\b)",
    re.IGNORECASE,
)
"""Minutes past an hour or to it; *five to nine* by itself may be how many children."""
O_CLOCK = re.compile(
    rf"(?<![\d.:,]){SAID}?(?P<hour>1[0-2]|[1-9])[ ]o['’](?:clock|r[ ]gloch)\b"
    r"(?![ ](?:[ap]m|y[bhp]|in|y|yr)\b)",
    re.IGNORECASE,
)
"""A whole hour of either half of the day."""


def has_time(text: str) -> bool:
    """Tell whether a text gives a time of day without a figure."""
    return not ALONE.isdisjoint(lower_vocabulary(text)) and bool(DAY.search(text))


def in_clock(text: str, words: Set[str]) -> str:
    """Write the times of day that stand in words as figures, each after ``SAID``.

    ``words`` are those that the text may have, in small letters.
    """
    if SIGNS.isdisjoint(words):
        return text
    text = MINUTES.sub(_in_minutes, PARTS.sub(_time, text))
    text = O_CLOCK.sub(lambda found: f"{SAID}{found['hour']}:00", text)
    return DAY.sub(lambda found: f"{SAID}{'12' if found['noon'] else '00'}:00", text)


def _time(found: re.Match[str]) -> str:
    hour = int(found["hour"])
    if found["before"]:
        return f"{SAID}{(hour - 2) % 12 + 1}:45"
    return f"{SAID}{hour}:{'30' if found['half'] else '15'}"


def _in_minutes(found: re.Match[str]) -> str:
    if not (found["at"] or found["said"]):
        return found[0]
    hour, minutes = int(found["hour"]), int(found["minutes"])
    if not found["after"]:
        hour, minutes = (hour - 2) % 12 + 1, 60 - minutes
    return f"{found['at'] or ''}{SAID}{hour}:{minutes:02}"
