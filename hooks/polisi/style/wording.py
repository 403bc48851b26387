"""What a word, a date, a number or a sign should look like in plain Welsh and English.

Sources: the GOV.UK style guide (dates, numbers, Latin, "&"), the LLYW.CYMRU style guide, which has
dates as in "1 Medi 2026", and *Cymraeg Clir* on impersonal verbs. Lists of words: ``style.yml``.
Every function takes a text as read (``prose``) and yields what it finds with its position.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import cast

from polisi.data import own_data
from polisi.text.prose import FILLER
from polisi.words.languages import Language
from polisi.words.welsh import MONTH_NAMES, MONTHS, MUTATIONS, mutate

Finding = tuple[str, int, Mapping[str, str]]
"""Code of a rule, position or line, values of the message."""


def of_text(text: str, language: Language, straight: bool) -> Iterator[Finding]:
    """Yield all that is found. ``straight``: the document has straight apostrophes."""
    yield from latin(text, language)
    yield from passive(text) if language == "en" else impersonal(text)
    yield from signs(text, straight)
    yield from dates(text, language)
    yield from numbers(text)


@cache
def _lists() -> Mapping[str, object]:
    lists: dict[str, object] = own_data("style.yml")
    return lists


def _words(key: str) -> list[str]:
    return str(_lists()[key]).split()


@cache
def _latin(language: Language) -> Mapping[str, str]:
    return cast("dict[Language, dict[str, str]]", _lists()["latin"])[language]


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _latin_pattern(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.'’-])(?:{_any(_latin(language))})(?![\w'’-])", re.IGNORECASE)


def latin(text: str, language: Language) -> Iterator[Finding]:
    """Yield Latin, and abbreviations, that have a plain word."""
    for found in _latin_pattern(language).finditer(text):
        values = {"word": found[0], "instead": _latin(language)[found[0].lower()]}
        yield "style-latin", found.start(), values


# Who does it


@cache
def _passive() -> re.Pattern[str]:
    """A duty in the passive, or a passive that names who does it."""
    between = r"(?:\s+(?:not|never|always|also|only|ever|already|first|then|still|both|\w+ly))*\s+"
    participle = rf"(?!(?:{_any(_words('not-passive'))})\b)(?:\w+ed|{_any(_words('participles'))})"
    duty = rf"(?:must|should|shall|ought\s+to|(?:has|have|needs?)\s+to){between}be"
    agent = rf"\s+by\s+(?:the|a|an|its|their|your|our|someone|somebody|anyone|{FILLER}+)(?!\w)"
    no_agent = r"(?!\s+(?:end|time|day|date|same|law|year))"
    be = r"(?:am|is|are|was|were|be|been|being)"
    return re.compile(
        rf"\b(?:{duty}{between}{participle}\b|{be}{between}{participle}{agent}{no_agent})",
        re.IGNORECASE,
    )


def passive(text: str) -> Iterator[Finding]:
    """Yield English passives that hide whose duty something is, or put the doer last.

    Other passives are left alone: where nobody in particular does it they are plain enough.
    """
    for found in _passive().finditer(text):
        yield "style-passive", found.start(), {"words": shown(found[0])}


ENDING = re.compile(r"\b\w{2,}(?:ir|wyd)\b(?!')")


@cache
def _mutated(key: str) -> frozenset[str]:
    """Return the words of a list with all that mutation makes of them."""
    words = _words(key)
    forms = {mutate(word, mutation) for word in words for mutation in MUTATIONS}
    return frozenset({*words, *forms, *(f"h{word}" for word in words)})


@cache
def _impersonal() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(_mutated('impersonal'))})\b", re.IGNORECASE)


@cache
def _done_by() -> re.Pattern[str]:
    """``cael ei`` as a duty, or with who does it after ``gan``; not ``cael ei barn``."""
    duty = r"\b(?:rhaid|dylai|ddylai|dylid|angen)\b[^.,;:!?]{0,40}?"
    get = r"\b(?:c|g|ch)ael\s+(?:ei|eu|eich|fy|ein)"
    verb = rf"\s+(?!(?:{_any(_mutated('nouns'))})\b)\w+"
    return re.compile(
        rf"{duty}{get}{verb}|{get}{verb}(?:\s+\w+)?\s+gan\s+(?:\w+|{FILLER})", re.IGNORECASE
    )


def impersonal(text: str) -> Iterator[Finding]:
    """Yield Welsh impersonal verbs, and ``cael ei`` where it hides whose duty something is."""
    for found in ENDING.finditer(text):
        if not _is_noun(found[0].lower()) and not _is_name(text, found.start()):
            yield "style-passive", found.start(), {"words": found[0]}
    for pattern in (_impersonal(), _done_by()):
        for found in pattern.finditer(text):
            yield "style-passive", found.start(), {"words": shown(found[0])}


def _is_noun(word: str) -> bool:
    return len(word) < 5 or word.endswith("air") or word in _mutated("not-impersonal")


def _is_name(text: str, start: int) -> bool:
    """Tell whether a word has a capital and does not begin a sentence."""
    return text[start].isupper() and text[:start].rstrip()[-1:] not in ("", *".:!?")


def shown(words: str) -> str:
    """Return words on one line, as a message shows them."""
    return " ".join(re.sub(rf"{FILLER}+", "…", words).split())


# Signs

APOSTROPHE = re.compile(r"\w'\w")
CURLY = re.compile(r"\w’\w|\w’(?=\s)")
QUOTED = re.compile(r"[\"“”‘]")


def signs(text: str, straight: bool) -> Iterator[Finding]:
    """Yield "&", quotation marks that are not “ ” in pairs, and apostrophes of a second kind."""
    for found in re.finditer("&", text):
        yield "style-ampersand", found.start(), {}
    is_open = False
    for found in QUOTED.finditer(text):
        if found[0] not in "“”" or (found[0] == "“") == is_open:
            yield "style-quotes", found.start(), {"sign": found[0]}
        else:
            is_open = not is_open
    if is_open:
        yield "style-quotes", text.rindex("“"), {"sign": "“"}
    for found in CURLY.finditer(text) if straight and "‘" not in text else ():
        yield "style-quotes", found.start() + 1, {"sign": "’"}


# Dates and numbers

FIGURES = re.compile(
    r"(?<![\w/.-])(?:(?P<day>\d{1,2})(?P<sign>[/.])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4}|\d\d)"
    r"|(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d))(?![\w/-]|\.\d)"
)


@cache
def _months(language: Language) -> str:
    names = MONTH_NAMES["en"] if language == "en" else [*MONTHS.keys() - MONTH_NAMES["en"]]
    return _any(names)


@cache
def _in_words(language: Language) -> tuple[re.Pattern[str], ...]:
    """Patterns for dates that begin with the day, and with the month."""
    ordinal = r"(?:st|nd|rd|th)?" if language == "en" else r"(?:af|ail|il|ydd|fed|ed|eg|ain)?"
    of = r"(?:of\s+)?" if language == "en" else r"(?:o\s+)?"
    month = rf"(?P<month>{_months(language)})\b"
    year = r"(?:,?\s+(?P<year>\d{4})\b)?"
    return (
        re.compile(rf"\b(?P<day>\d{{1,2}}){ordinal}\s+{of}{month}{year}"),
        re.compile(
            rf"(?<!\d\s)\b{month}\s+(?P<day>\d{{1,2}}){ordinal}"
            rf"(?!\d|\s+(?:{_months(language)})\b){year}"  # dydd Mawrth 3 Medi is a day of the week
        ),
    )


def dates(text: str, language: Language) -> Iterator[Finding]:
    """Yield dates that are not written as “1 September 2026” or “1 Medi 2026”."""
    for pattern in _in_words(language):
        for found in pattern.finditer(text):
            yield from _date(found, MONTHS[found["month"]], language)
    for found in FIGURES.finditer(text):
        yield from _date(found, found["month"] or found["m"], language)


def _date(found: re.Match[str], month: str, language: Language) -> Iterator[Finding]:
    parts = found.groupdict()
    day = int(parts["day"] or parts.get("d") or 0)
    if not (1 <= day <= 31 and 1 <= int(month) <= 12):
        return
    year = parts["year"] or parts.get("y") or ""
    year = f"20{year}" if len(year) == 2 else year
    right = f"{day} {MONTH_NAMES[language][int(month) - 1]} {year}".rstrip()
    if " ".join(found[0].split()) != right:
        yield "style-date", found.start(), {"date": found[0], "right": right}


PERCENT = re.compile(r"\d[ \n]%")
BIG = re.compile(r"(?<![\w.,/+-])(?<!\d )[1-9]\d{3,}(?![\w/-]|[.,]\d)")
YEARS = range(1500, 2200)
"""Four figures that are rather a year."""
DECIMAL = re.compile(r"(?<![\w.,])\d+,\d{1,2}(?![\w,])")


def numbers(text: str) -> Iterator[Finding]:
    """Yield numbers without their comma, with a decimal comma, or with a space before “%”."""
    for found in PERCENT.finditer(text):
        right = f"{found[0][0]}%"
        yield "style-number", found.start(), {"number": " ".join(found[0].split()), "right": right}
    for found in BIG.finditer(text):
        if int(found[0]) not in YEARS:
            values = {"number": found[0], "right": f"{int(found[0]):,}"}
            yield "style-number", found.start(), values
    for found in DECIMAL.finditer(text):
        values = {"number": found[0], "right": found[0].replace(",", ".")}
        yield "style-number", found.start(), values
