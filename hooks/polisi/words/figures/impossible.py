"""Days and times that there are none of: 31 June, a Monday that was a Tuesday, 9.75am."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date

from polisi.words.figures.calendar import WEEKDAYS
from polisi.words.languages import Language
from polisi.words.vocabulary import vocabulary
from polisi.words.welsh import MONTHS
from polisi.words.welsh import date as written

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b"
_DAY = r"(?<![\d/.,:£-])(?P<day>\d{1,2})(?:st|nd|rd|th|ain|af|ydd|eg|fed)?"
_OF = r"(?:[ ]of|[ ]o)?[ ]"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_OF_YEAR = rf",?[ ](?P<year>{_YEAR})"
DATE = re.compile(rf"{_DAY}{_OF}{_MONTH}(?:{_OF_YEAR})?")
YEAR_TOO_LONG = re.compile(rf"{_DAY}{_OF}{_MONTH}[ ](?:19|20)\d{{3}}(?!\d)")
FIGURES = re.compile(
    r"(?<![\w/.-])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>(?:19|20)\d\d)(?![\w/])"
)
ISO = re.compile(r"(?<![\w/.-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/-])")
WEEKDAY: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        rf"\b(?P<weekday>{'|'.join(WEEKDAYS)})(?:,?[ ]the)?,?[ ]{_DAY}{_OF}{_MONTH}{_OF_YEAR}"
    ),
    "cy": re.compile(
        rf"\b[Dd]?[Dd]ydd[ ](?P<weekday>{'|'.join(WEEKDAYS.values())}),?(?:[ ]yr?)?[ ]"
        rf"{_DAY}{_OF}{_MONTH}{_OF_YEAR}"
    ),
}
RANGE = re.compile(
    rf"{_DAY}[ ]{_MONTH}[ ](?P<year>{_YEAR})[ ]?(?:to|until|till|i|hyd|tan|–|-)[ ]?"
    rf"{_DAY.replace('?P<day>', '?P<last_day>')}[ ]"
    rf"{_MONTH.replace('?P<month>', '?P<last_month>')}[ ](?P<last_year>{_YEAR})"
)
TIME = re.compile(
    r"(?<![\d:.])\d{1,2}[:.][6-9]\d(?:[ap]m\b|[ ]pm\b)"
    r"|(?<![\d:.,£])(?:1[3-9]|2\d)(?:[:.][0-5]\d)?(?:[ap]m\b|[ ]pm\b)"
    r"|\b(?:at|until|till|erbyn|tan)[ ](?:2[5-9]|[3-9]\d):\d\d(?![\d:])"
    r"|\b(?:at|from|until|till|erbyn|tan)[ ]\d{1,2}:[6-9]\d(?![\d:])"
)
DIGIT = re.compile("[0-9]")
ORDINAL = re.compile(
    r"(?<![\w.])\d*(?:(?<!1)1(?:nd|rd|th)|(?<!1)2(?:rd|th)|(?<!1)3(?:nd|th)|1[123](?:nd|rd)"
    r"|[04-9](?:nd|rd))\b"
)
"""An English number with the end of another: 22th."""
NO_MONTH = ("May", "March", "Mawrth", "Mai")
"""Words that also mean something else after a number: Rule 35 May be waived, Mawrth (a Tuesday)."""


def days(text: str, language: Language) -> Iterator[str]:
    """Yield the days and times of a text that there are none of, and dates on a wrong weekday.

    The weekday that it is stands in brackets behind such a one.
    """
    if not DIGIT.search(text):
        return
    for pattern in (FIGURES, ISO):
        yield from (found[0] for found in pattern.finditer(text) if not _is_day(found))
    for pattern in (TIME, ORDINAL):
        yield from (found[0] for found in pattern.finditer(text))
    if not MONTHS.keys().isdisjoint(vocabulary(text)):
        yield from _of_months(text, language)


def _of_months(text: str, language: Language) -> Iterator[str]:
    """Yield those that name a month."""
    yield from (found[0] for found in DATE.finditer(text) if not _is_day(found))
    yield from (found[0] for found in YEAR_TOO_LONG.finditer(text))
    for found in RANGE.finditer(text):
        if (day := _day(found)) and (last := _day(found, "last_")) and last < day:
            yield found[0]
    for found in WEEKDAY[language].finditer(text):
        if (day := _day(found)) and (wrong := _other_weekday(found, day, language)):
            yield f"{found[0]} ({wrong})"


def _is_day(found: re.Match[str]) -> bool:
    """Tell whether a month has such a day."""
    day, month, year = int(found["day"]), _month(found["month"]), int(found["year"] or 2024)
    if day > 31 and found["month"] in NO_MONTH:
        return True
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _month(name: str) -> int:
    return int(MONTHS.get(name, name))


def _day(found: re.Match[str], which: str = "") -> date | None:
    """Return the day that a date says, or None when there is none."""
    try:
        return date(
            int(found[f"{which}year"]), _month(found[f"{which}month"]), int(found[f"{which}day"])
        )
    except ValueError:
        return None


def _other_weekday(found: re.Match[str], day: date, language: Language) -> str:
    """Return the weekday of a day, with the day, if it is not the one that is written."""
    names = list(WEEKDAYS.values()) if language == "cy" else list(WEEKDAYS)
    right = names[day.weekday()]
    if found["weekday"] == right:
        return ""
    name = f"dydd {right}" if language == "cy" else right
    return f"{written(day.isoformat(), language)}: {name}"
