"""Days of the week, months and seasons by name, how often, and halves, in both languages."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise, product
from typing import NamedTuple

from polisi.words.figures.comparatives import FIRST_MARK, Bound, bounds
from polisi.words.languages import Language
from polisi.words.vocabulary import lower_vocabulary, lower_words, vocabulary
from polisi.words.welsh import MONTH_NAMES, MONTHS, MUTATIONS, lowered, mutate


class Named(NamedTuple):
    """A day, a month or a season that a text names."""

    english: str
    written: str
    bound: Bound | None = None
    """Whether it is before, after or by it."""


WEEKDAYS = {
    "Monday": "Llun", "Tuesday": "Mawrth", "Wednesday": "Mercher", "Thursday": "Iau",
    "Friday": "Gwener", "Saturday": "Sadwrn", "Sunday": "Sul",
}  # fmt: skip
FEASTS = {"easter": "pasg", "whitsun": "sulgwyn", "christmas": "nadolig"}
SEASONS = {
    "spring": "gwanwyn", "summer": "haf", "autumn": "hydref", "winter": "gaeaf", **FEASTS,
}  # fmt: skip
"""Seasons and feasts, by which a school counts its year."""
WELSH_SEASONS = {
    form: season
    for season, welsh in SEASONS.items()
    for form in (welsh, *(mutate(welsh, mutation) for mutation in MUTATIONS))
}
WELSH_NIGHTS = {mutate(welsh, "meddal"): day for day, welsh in WEEKDAYS.items()}
"""Days as they stand after *nos*: nos Wener."""
IN_ENGLISH: Mapping[str, str] = {
    **{day: day for day in WEEKDAYS},
    **{welsh: day for day, welsh in WEEKDAYS.items()},
    **WELSH_NIGHTS,
    **{season: season for season in SEASONS},
    **WELSH_SEASONS,
}
NAMES = frozenset(
    form
    for name in (*WEEKDAYS, *WEEKDAYS.values(), *WELSH_NIGHTS, *MONTHS, *MONTH_NAMES["en"])
    for form in (name, f"{name}s")
)
"""Words, as they are written, of which a text has one that names a day or a month."""
SEASON_NAMES = frozenset((*SEASONS, *(f"{season}s" for season in SEASONS), *WELSH_SEASONS))
"""Words, in small letters, of which a text has one that names a season."""
DAY: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(rf"\b(?P<name>{'|'.join(WEEKDAYS)})s?\b"),
    "cy": re.compile(
        rf"\b(?:[Dd]?[Dd][iy]dd(?:iau)?|[Nn]os)\s+(?P<name>{'|'.join(WEEKDAYS.values())})\b"
        rf"|\b[Nn]os\s+(?P<night>{'|'.join(WELSH_NIGHTS)})\b"
        r"|\b(?P<also>Llun|Mercher|Iau|Gwener|Sadwrn)\b"
        r"(?=\s+(?:i|a|ac|tan|hyd|neu)\b|\s*[,–-]|[.]?$)"
    ),
}
MONTH: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(rf"(?:(?P<before>[\w'’]+)\s+)?\b(?P<name>{'|'.join(MONTH_NAMES['en'])})\b"),
    "cy": re.compile(
        r"(?:(?P<before>[\w'’]+)\s+)?\b(?P<name>"
        + "|".join(sorted(set(MONTHS) - set(MONTH_NAMES["en"]) | {"Mai"}, key=len, reverse=True))
        + r")\b"
    ),
}
SEASON: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(rf"\b(?P<name>{'|'.join(SEASONS)})s?\b"),
    "cy": re.compile(rf"\b(?P<name>{'|'.join(WELSH_SEASONS)})\b"),
}
_PERIODS: Mapping[str, tuple[str, str, str, str]] = {
    "hour": ("hour", "hourly", "awr", ""),
    "day": ("day", "daily", "dydd diwrnod", "dyddiol ddyddiol"),
    "week": ("week", "weekly", "wythnos", "wythnosol"),
    "fortnight": ("fortnight", "fortnightly", "pythefnos", "pythefnosol bythefnosol"),
    "month": ("month", "monthly", "mis", "misol fisol"),
    "term": ("term", "termly", "tymor", "tymhorol dymhorol"),
    "year": ("year", "yearly annual annually", "blwyddyn flwyddyn", "blynyddol flynyddol"),
    "half": ("", "half", "", "hanner"),
    "quarter": ("", "quarter quarters", "", "chwarter"),
}
"""How often and how much: what stands after *per* or *bob*, and what stands alone."""
PERIODS = {
    word: period for period, words in _PERIODS.items() for each in words for word in each.split()
}


_BEFORE_PERIODS: Mapping[Language, Sequence[str]] = {
    "en": ("per", "a", "an", "each", "every"),
    "cy": ("y", "yr", "bob", "fesul", "pob"),
}
_EN_AFTER, _EN_ALONE, _CY_AFTER, _CY_ALONE = (
    " ".join(column).split() for column in zip(*_PERIODS.values(), strict=True)
)
_AFTER: Mapping[Language, Sequence[str]] = {"en": _EN_AFTER, "cy": _CY_AFTER}
_ALONE: Mapping[Language, Sequence[str]] = {"en": _EN_ALONE, "cy": _CY_ALONE}
PERIOD: Mapping[Language, re.Pattern[str]] = {
    language: re.compile(
        rf"(?<!half[ ])(?<!-)\b(?:(?:{'|'.join(before)})\s+(?P<name>{'|'.join(_AFTER[language])})"
        rf"|(?P<also>{'|'.join(_ALONE[language])}))\b"
    )
    for language, before in _BEFORE_PERIODS.items()
}
PERIODS_ALONE = {language: frozenset(words) for language, words in _ALONE.items()}
PERIODS_AFTER = {
    language: frozenset(product(before, _AFTER[language]))
    for language, before in _BEFORE_PERIODS.items()
}
"""A word, or two words in a row, of which a text has one that names a period."""
MONTH_AS_FIGURE = re.compile(r"\d[/-]\d|\d\.\d\d?\.\d")
AS_A_WEEK = frozenset("week weekday weekdays weekend weekends wythnos penwythnos suliau".split())
"""What stands for some days of the week."""
IN_NUMBERS = {name: MONTH_NAMES["en"][int(number) - 1] for name, number in MONTHS.items()}
SHARES = ("half", "quarter")
BEFORE_MONTH = frozenset(
    "of in by from to until till since before after and or early mid late next last end between "
    "mis fis ym yn o ers erbyn tan hyd cyn ôl rhwng i a ac neu".split()
)
"""A word after which May and Mai are the month."""
NOT_BEFORE = frozenset("dydd ddydd dyddiau ddyddiau nos yr tymor dymor".split())
"""A word after which Mawrth is a day, and Hydref a season."""


def _is_month(found: re.Match[str]) -> bool:
    """Tell whether the name of a month is one."""
    before, name = (found["before"] or "").lower(), found["name"]
    if name in ("May", "Mai", "Fai"):
        return before in BEFORE_MONTH or before[:1].isdigit()
    return before not in NOT_BEFORE


def names(text: str, language: Language) -> tuple[tuple[Named, ...], ...]:
    """Return the days, the months, the seasons and the periods of a text, each in order."""
    days: tuple[Named, ...] = ()
    months: tuple[Named, ...] = ()
    seasons: tuple[Named, ...] = ()
    periods: tuple[Named, ...] = ()
    words = lower_vocabulary(text)  # most have none of the names: that is sooner seen
    if not vocabulary(text).isdisjoint(NAMES):
        days = _named(text, language, DAY[language].finditer(text), IN_ENGLISH)
        of_months = filter(_is_month, MONTH[language].finditer(text))
        months = _named(text, language, of_months, IN_NUMBERS)
    if not words.isdisjoint(SEASON_NAMES):
        found = SEASON[language].finditer(lowered(text))
        seasons = _named(text, language, found, IN_ENGLISH)
    if not (
        words.isdisjoint(PERIODS_ALONE[language])
        and PERIODS_AFTER[language].isdisjoint(pairwise(lower_words(text)))
    ):
        # Without bounds: in "after half-term" the half is no period that something comes after.
        found = PERIOD[language].finditer(lowered(text))
        periods = tuple(named for named, _, _ in _found(text, found, PERIODS))
    return days, months, *_parted(seasons, FEASTS), *_parted(periods, SHARES)


def lost(texts: Mapping[Language, str]) -> tuple[list[Named], list[Named]]:
    """Return the days and months that one text lacks of those that the other names, English first.

    A text without any says it otherwise (on working days), or as a figure (1/9).
    """
    missing: tuple[list[Named], list[Named]] = ([], [])
    if any(vocabulary(text).isdisjoint(NAMES) for text in texts.values()):
        return missing
    english, welsh = names(texts["en"], "en")[:2], names(texts["cy"], "cy")[:2]
    for here, there in zip(english, welsh, strict=True):
        if here and there and not _is_figure(here[0], texts):
            missing[0].extend(each for each in here if not _may_name(each, texts["cy"]))
            missing[1].extend(each for each in there if not _may_name(each, texts["en"]))
    return missing


def _is_figure(named: Named, texts: Mapping[Language, str]) -> bool:
    """Tell whether a month may stand as a figure in one of the texts."""
    is_month = named.english in IN_NUMBERS.values()
    return is_month and any(map(MONTH_AS_FIGURE.search, texts.values()))


def _may_name(named: Named, text: str) -> bool:
    """Tell whether a text may name a day or a month, in any form."""
    return not _forms(named.english).isdisjoint(lower_vocabulary(text))


def says_period(named: Named, text: str) -> bool:
    """Tell whether a text has a word for a period, whatever stands before it."""
    return any(PERIODS.get(word) == named.english for word in lower_vocabulary(text))


@cache
def _forms(day_or_month: str) -> frozenset[str]:
    """Return the words in small letters that may stand for a day or a month, in both languages."""
    forms = {form for names in (IN_ENGLISH, IN_NUMBERS) for form, name in names.items()
             if name == day_or_month}  # fmt: skip
    starts = {form[:size] for form in forms for size in (3, 4, 5)}
    return frozenset(map(str.lower, {*forms, *starts, *(f"{form}s" for form in forms)})) | AS_A_WEEK


def _parted(named: Sequence[Named], apart: Container[str]) -> Iterator[tuple[Named, ...]]:
    """Yield what is compared by itself, and the rest: the autumn term may be that of Christmas."""
    for is_apart in (True, False):
        yield tuple(each for each in named if (each.english in apart) is is_apart)


def _found(
    text: str, found: Iterable[re.Match[str]], known: Mapping[str, str]
) -> Iterator[tuple[Named, int, int]]:
    """Yield what was found in a text, and from where to where it stands."""
    for each in found:
        key = each.lastgroup or ""  # what stands before a name has its group before it
        written = text[slice(*each.span(key))]
        start = each.start(key) if "before" in each.re.groupindex else each.start()
        yield Named(known[each[key]], written), start, each.end()


def _named(
    text: str,
    language: Language,
    found: Iterable[re.Match[str]],
    known: Mapping[str, str],
) -> tuple[Named, ...]:
    """Return what was found, with what bounds each: a mark is put in its place for that."""
    parts: list[str] = []
    named: list[Named] = []
    end = 0
    for each, start, its_end in _found(text, found, known):
        parts += [text[end:start], chr(FIRST_MARK + len(named))]
        end = its_end
        named.append(each)
    if not named:
        return ()
    bounded = dict(bounds("".join((*parts, text[end:])), language))
    return tuple(each._replace(bound=bounded.get(at)) for at, each in enumerate(named))
