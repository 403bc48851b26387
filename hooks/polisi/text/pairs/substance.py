"""What a translation carries over: values, references, addresses, dates, times and figures.

All of it is found in the blocks of a text, so that a figure is compared with what stands in the
same paragraph, item or cell of the other language. Forms that say the same are written alike: 9am,
09:00 and 9yb; 1 September 2026 and 01/09/2026; £5 and £5.00.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from decimal import Decimal
from typing import Literal, NamedTuple

from polisi.markup.tree import Block
from polisi.words.figures.clock import has_time, in_clock
from polisi.words.figures.comparatives import A_MARK, FIRST_MARK, Bound, bounds
from polisi.words.figures.numbers import SAID, has_number, in_figures
from polisi.words.figures.sections import has_section, part_of, sections
from polisi.words.languages import Language
from polisi.words.vocabulary import lower_vocabulary
from polisi.words.welsh import MONTHS

Kind = Literal[
    "placeholders", "references", "links", "emails", "telephones", "dates", "figures", "code"
]

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++")
URL = re.compile(r"\bhttps?://[^\s<>)\]]*[^\s<>)\].,;:!?]|(?<![\w@.])www\.[^\s<>)\]]*[\w/]")
TELEPHONE = re.compile(r"(?:\+44[ ]?(?:\(0\))?[ ]?|(?<![\w.])\(?0)[0-9](?:[ )-]{0,2}[0-9]){7,10}\b")
LONG_NUMBER = re.compile(r"[0-9][0-9 ()-]{7,}[0-9]")
"""What a text without a telephone number does not have; found many times faster than one."""
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?[ ]?\d[A-Z]{2}\b")
SHORT_MONTHS = {
    "jan": "01", "feb": "02", "mar": "03", "apr": "04", "jun": "06", "jul": "07", "aug": "08",
    "sep": "09", "sept": "09", "oct": "10", "nov": "11", "dec": "12", "ion": "01", "chwef": "02",
    "chw": "02", "maw": "03", "ebr": "04", "meh": "06", "gorff": "07", "gor": "07", "hyd": "10",
    "tach": "11", "rhag": "12",
}  # fmt: skip
NAMED_MONTH = re.compile(
    "|".join(sorted({name[:3] for name in MONTHS} | {name.title() for name in SHORT_MONTHS}))
)
"""How the names of months start, in either language, mutated or not."""
_ORDINAL = r"(?:st|nd|rd|th|ain|af|il|ail|ydd|fed|ed|eg)"
_YEAR = r"(?:,?\s+([0-9]{4})\b)?"
DAY_AND_MONTH = re.compile(
    rf"(?<!eek )(?<!nos )\b([0-9]{{1,2}})(?:[ ]?{_ORDINAL})?\s+(?:(?:of|o|day[ ]of)\s+)?(?:fis\s+)?"
    rf"([A-Z]\w+)\.?{_YEAR}"
)
"""But for *week 3 of May*."""
MONTH_AND_DAY = re.compile(
    rf"(?<!\byr )\b([A-Z]\w+)\.?\s+(?:(?:the|yr?)\s+)?{SAID}?"
    rf"([0-9]{{1,2}})({_ORDINAL})?\b(?![:.]\d){_YEAR}"
)
MONTH_AND_YEAR = re.compile(r"(?<!\byr )\b([A-Z]\w+)\.?\s+(?:of\s+)?([0-9]{4})\b")
"""But for *yr Hydref 2026*, which is the autumn."""
ISO_DATE = re.compile(r"\b([0-9]{4})([-/.])([0-9]{2})\2([0-9]{2})\b")
SLASHED = re.compile(r"[0-9][-/.][0-9]")
SLASHED_DATE = re.compile(
    r"\b([0-9]{1,2})([/.]|-(?=[0-9]{1,2}-[0-9]{4}))([0-9]{1,2})\2([0-9]{4}|[0-9]{2})\b"
)
_HALF = (
    r"(?P<half>[ap]\.?m\b\.?|y[bhp]\b"
    r"|(?:o['’]r[ ]gloch[ ])?(?:y[ ]bore|y[ ]prynhawn|yr[ ]hwyr|y[ ]nos)\b"
    r"|(?:o['’]clock[ ])?(?:in[ ]the[ ](?:morning|afternoon|evening)|at[ ]night)\b)"
)
_HOUR = r"(?<![\d.,])(?P<hour>1?[0-9]|2[0-3])(?:[.:](?P<minute>[0-5][0-9]))?"
TIME = re.compile(rf"{_HOUR}[ ]?{_HALF}", re.IGNORECASE)
WELSH_TIME = re.compile(rf"{_HOUR}(?![ ]am\b)[ ]?{_HALF}", re.IGNORECASE)
"""The same, but for *am*, which means *for* in Welsh when it stands by itself: £9 am bob un."""
HALF = re.compile(r"[0-9][ ]?[apyAPY]")
HALF_WORDS = frozenset("clock gloch bore hwyr nos prynhawn morning afternoon evening night".split())
LETTER_AND_FIGURE = re.compile(r"[A-Z][0-9]")
CLOCK = re.compile(r"(?<![\d.,:])(?P<hour>[01]?[0-9]|2[0-3]):(?P<minute>[0-5][0-9])(?![\d:])")
AFTERNOON = ("p", "yh", "yp", "hwyr", "nos", "night", "prynhawn", "afternoon", "evening")
_NUMBER = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_LARGE = r"(?:[ ]?(?P<large>million|[mf]iliwn|billion|[bf]iliwn|thousand|[mf]il|m|bn|k)\b)?"
MINUS_WITHIN = re.compile(r"([£€$])([-−])(?=\d)")
MONEY = re.compile(
    rf"(?P<minus>(?<!\d[ ])(?<![\w.,:/)–—-])[-−](?=[£€$]))?"
    rf"(?P<sign>[£€$])[ ]?(?P<number>{_NUMBER}){_LARGE}"
)
PER_CENT = re.compile(rf"(?P<number>{_NUMBER})[ ]?(?:%|per[ ]?cent\b|y[ ]cant\b|y[ ]?\.?c\.)")
_TO = r"(?:-|–|[ ](?:-|–|to|and|i|ac?|hyd[ ]at)[ ])"
PER_CENT_RANGE = re.compile(rf"(?<![\d.,£€$])({_NUMBER})(?={_TO}{PER_CENT.pattern})")
MONEY_RANGE = re.compile(rf"(?P<sign>[£€$])(?P<number>{_NUMBER}(?:-|–))(?={_NUMBER}\b)")
"""Of a range, one sign may stand for both figures: 70-90%, £5-10."""
SIGNS_OF_PER_CENT = ("%", "cent", "cant", ".c.")
FIGURE = re.compile(
    rf"(?=[-−\d])(?P<minus>(?<!\d[ ])(?<!{A_MARK.pattern}[ ])(?<![\w.,:/)–—-])[-−](?=\d))?"
    rf"(?P<number>\d+/\d+|\d+(?:\.\d+){{2,}}|{_NUMBER}|\d+)"
    rf"(?P<ordinal>{_ORDINAL}\b)?"
    r"(?:(?P<unit>(?:kg|mg|g|km|m|cm|mm|ml|[KMG]B|[MG]bps)\b|[ ]?°[CF]?)"
    r"|(?P<letter>[abdefhABEFH])\b"
    r"|[ -](?P<between>(?:o|school|working|calendar|full|clear|consecutive|more|whole)[ ])?"
    r"(?P<after>[^\W\d_]+))?"
)
LARGE = {
    "million": 6, "miliwn": 6, "filiwn": 6, "m": 6, "billion": 9, "biliwn": 9,
    "bn": 9, "thousand": 3, "mil": 3, "fil": 3, "k": 3,
}  # fmt: skip
"""How many noughts a word after a figure stands for."""
UNITS: dict[str, str] = {
    word: unit
    for unit, words in {
        "time": "time times gwaith waith",
        "degree": "°c ° degree degrees gradd radd",
        "fahrenheit": "°f",
        "second": "seconds eiliad eiliadau",
        "minute": "minute minutes munud funud munudau funudau",
        "hour": "hour hours awr oriau",
        "day": "day days diwrnod ddiwrnod niwrnod dydd ddydd nydd dyddiau ddyddiau",
        "week": "week weeks wythnos wythnosau",
        "month": "month months mis fis misoedd fisoedd",
        "year": "year years blynedd mlynedd flynedd blwyddyn flwyddyn mlwydd blynyddoedd oed",
        "term": "term terms tymor dymor thymor tymhorau",
        "metre": "m metre metres metr fetr medr",
        "kilometre": "km kilometre kilometres cilometr cilomedr gilometr gilomedr",
        "centimetre": "cm centimetre centimetres centimetr centimedr",
        "millimetre": "mm millimetre millimetres milimetr milimedr",
        "mile": "mile miles mph milltir filltir milltiroedd mya",
        "kilogram": "kg kilogram kilograms cilogram gilogram",
        "gram": "g gram grams",
        "milligram": "mg milligram milligrams miligram filigram",
        "inch": "inch inches modfedd fodfedd modfeddi",
        "foot": "foot feet troedfedd droedfedd troedfeddi",
        "megabyte": "mb megabyte megabytes megabeit",
        "gigabyte": "gb gigabyte gigabytes gigabeit",
        "kilobyte": "kb",
        "megabit": "mbps",
        "gigabit": "gbps",
        "litre": "litre litres litr litrau",
        "millilitre": "ml millilitre millilitres mililitr fililitr",
        "page": "page pages tudalen dudalen thudalen tudalennau",
        "lesson": "lesson lessons gwers wers gwersi wersi",
    }.items()
    for word in words.split()
}
"""What figures count, in both languages, as far as a word is not used for something else."""
SORTS = {"school": "school", "ysgol": "school", "working": "working", "gwaith": "working"}
"""Sorts of days; any day is one of the calendar."""
DAYS = re.compile(r"[ ](ysgol|gwaith)\b")
COUNTED = re.compile(
    r"\b(?:(?P<class>Years?|[BFM]lwyddyn|[BFM]lynyddoedd)|[Aa]ge[ds]?)[ ](?:between[ ])?"
    r"(?:\d+(?:,| and| or| to| ac?| neu| i|[ ]?[-–])[ ]?)*$"
)
"""What stands before the number of a class, or an age: Years 5 and 6, aged 5."""
FAR = 40
"""Letters before a figure that are looked at."""
FRACTIONS = {"½": ("1/2", ".5"), "¼": ("1/4", ".25"), "¾": ("3/4", ".75"), "⅓": ("1/3", ".33"),
             "⅔": ("2/3", ".67")}  # fmt: skip
SMALL_FRACTION = re.compile(f"(\\d?)[ ]?([{''.join(FRACTIONS)}])")
PENCE = re.compile(r"(?<![\w.,£-])([0-9]{1,2})(?:p|c|[ ](?:pence|c?g?h?einiog))\b")
"""Sums below a pound, of a text with some above."""
POUNDS = re.compile(
    r"(?<![£\d.,])([0-9][0-9,.]*(?:[ ](?:thousand|million|[mf]il|[mf]iliwn))?)"
    r"[ ](?:o[ ])?(?:pounds?|p?h?unt|bunt|[pb]unn(?:oedd|au)|ph?wys|bwys)\b"
)
"""Sums in words; *pound* is a weight, too, which is *pwys* in Welsh."""
SCHOOL_YEAR = re.compile(r"\b(20[0-9]{2})[-–/]([0-9]{2})\b(?![-/\d])")
SOME_NOUGHTS = re.compile(r"\d+\.0+")
LEADING_ZERO = re.compile(r"^0(?=[1-9]$)")
LIKE_ASCII = re.compile("[\u00a0\u202f\u2009\u2007\u2010\u2011]")
OR_EQUAL = re.compile(
    r"(?P<figure>[£€$]?[0-9][0-9.,]*)(?P<said> (?:neu(?:['’]n| yn) hafal i|or equal to))"
    r" (?P=figure)(?![0-9])"
)
"""What says a figure twice for what English says once: greater than or equal to 5."""
AS_ASCII = str.maketrans("\u00a0\u202f\u2009\u2007\u2010\u2011", "    --")
"""Spaces and hyphens that look as others do."""
MARKED = re.compile(r"[0-9@½¼¾⅓⅔]")
"""What words have that say something which has to be the same in both languages."""
OF_LANGUAGE = re.compile(r"\b(?:en|cy)\b")
"""What code may have of its language: docs/cy/about.md."""


class Fact(NamedTuple):
    """Something in a block that a translation carries over."""

    kind: Kind
    value: str
    """Written alike in both languages, as far as that can be."""
    unit: str = ""
    """What a figure counts, if it is a unit that we know."""
    is_said: bool = False
    """Whether a figure stands there in words."""
    is_ordinal: bool = False
    """Whether it says which one, not how many."""
    bound: Bound | None = None
    """On which side of a figure or date one is."""
    part: str = ""
    """Which part of a law or document a figure numbers."""


def facts(blocks: Iterable[Block], language: Language) -> Iterator[Fact]:
    """Yield the facts of some blocks, in the order of their text but for values and addresses."""
    for block in blocks:
        words: list[str] = []
        for piece in block.pieces:
            if piece.kind in ("words", "foreign", "code"):
                words.append(piece.text)
                if piece.kind == "code" and block.kind != "code":
                    yield Fact("code", OF_LANGUAGE.sub("", piece.text))
                continue
            if piece.kind == "value":
                words.append(" \0 ")
                yield Fact("placeholders", piece.text.partition(":")[0])
            elif piece.kind == "reference":
                words.append(" \0 ")
                yield Fact("references", piece.text)
            elif piece.kind in ("link", "image") and piece.target:
                yield Fact("links", piece.target)
        yield from in_words("".join(words), language)


def may_have_facts(text: str, language: Language) -> bool:
    """Tell whether a text has a sign of a fact, which most have not."""
    return bool(
        MARKED.search(text)
        or has_number(text, language)
        or "www." in text
        or "://" in text
        or has_section(text)
        or has_time(text)
    )


def in_words(text: str, language: Language) -> Iterator[Fact]:
    """Yield the facts of running text."""
    if not may_have_facts(text, language):
        return
    if LIKE_ASCII.search(text):
        text = text.translate(AS_ASCII)
    if " hafal i " in text or " equal to " in text:
        text = OR_EQUAL.sub(r"\g<figure>\g<said>", text)
    found = _Found(lower_vocabulary(text))
    # Each pattern is tried only where a sign of it stands: that is most of the time of a check.
    if "www." in text or "://" in text:
        text = URL.sub(
            lambda m: found.keep(m, "links", m[0] if "://" in m[0] else f"https://{m[0]}"), text
        )
    if "@" in text:
        text = EMAIL.sub(lambda m: found.keep(m, "emails", m[0].lower()), text)
    text = in_clock(
        in_figures(text, language), found.words
    )  # what looks like words in an address is none
    if not text.isascii():
        text = SMALL_FRACTION.sub(_fraction, text)
    text = _figures(_dates(sections(text, found.words, found.keep_figure), found), found, language)
    if found.facts:
        yield from _with_bounds(found.facts, text, language)


def _with_bounds(facts: Sequence[Fact], text: str, language: Language) -> Iterator[Fact]:
    """Yield facts in the order of the marks that stand for them in a text."""
    bounded = dict(bounds(text.replace(SAID, ""), language))
    for mark in dict.fromkeys(A_MARK.findall(text)):
        at = ord(mark) - FIRST_MARK
        if at < len(facts):
            yield facts[at] if facts[at].is_ordinal else facts[at]._replace(bound=bounded.get(at))


class _Found:
    """The facts that a text has, each of which a mark stands for."""

    def __init__(self, words: Set[str]) -> None:
        """``words`` are all that the text had, in small letters."""
        self.words = words
        self.facts: list[Fact] = []

    def keep(self, where: re.Match[str], kind: Kind, value: str, unit: str = "") -> str:
        """Keep a fact, and return what stands for it in the text."""
        is_said = where.string[max(0, where.start() - 1) : where.start()] == SAID
        self.facts.append(Fact(kind, value, unit, is_said))
        return f" {chr(FIRST_MARK + len(self.facts) - 1)} "

    def keep_figure(self, where: re.Match[str], value: str) -> str:
        """Keep a figure."""
        return self.keep(where, "figures", value)


def _figures(text: str, found: _Found, language: Language) -> str:
    """Take the times, telephone numbers, sums and other figures out of a text."""
    keep = found.keep
    text = _times_of_day(text, found, language)
    if LONG_NUMBER.search(text):
        text = TELEPHONE.sub(lambda m: keep(m, "telephones", telephone(m[0])), text)
    if LETTER_AND_FIGURE.search(text):
        text = POSTCODE.sub(lambda m: keep(m, "figures", m[0].replace(" ", "")), text)
    if any(map(text.__contains__, ("und", "unt", "unn", "wys"))):
        text = POUNDS.sub(r"£\1", text)
    if "20" in text:
        text = SCHOOL_YEAR.sub(r"\1/\2", text)
    if "£" in text:
        text = PENCE.sub(lambda m: f"£0.{int(m[1]):02}", text)
    if any(map(text.__contains__, "£€$")):
        text = MINUS_WITHIN.sub(r"\2\1", text)
        text = MONEY_RANGE.sub(r"\g<sign>\g<number>\g<sign>", text)
        text = MONEY.sub(lambda m: keep(m, "figures", _money(m)), text)
    if any(map(text.__contains__, SIGNS_OF_PER_CENT)):
        text = PER_CENT_RANGE.sub(r"\1%", text)
        text = PER_CENT.sub(lambda m: keep(m, "figures", f"{_plain(m['number'])}%"), text)
    return FIGURE.sub(lambda m: _figure(m, found), text)


def _times_of_day(text: str, found: _Found, language: Language) -> str:
    keep = found.keep
    if HALF.search(text) or not HALF_WORDS.isdisjoint(found.words):
        times = TIME if language == "en" else WELSH_TIME
        text = times.sub(lambda m: keep(m, "figures", _time(m)), text)
    if ":" in text:
        text = CLOCK.sub(lambda m: keep(m, "figures", f"{int(m['hour']):02}:{m['minute']}"), text)
    return text


def _figure(figure: re.Match[str], found: _Found) -> str:
    number = _plain(figure["number"])
    after = (figure["after"] or "").lower()
    if after in LARGE and "/" not in number:
        number = _times(number, after)
    number += figure["letter"] or ""
    sign = "-" if figure["minus"] else ""
    is_work = after == "waith" and figure["between"] == "o "  # diwrnod cyntaf o waith
    unit = UNITS.get((figure["unit"] or after).lower().strip(), "") if not is_work else ""
    if unit == "day":
        unit = _sort_of_day(figure)
    elif not unit and (before := COUNTED.search(figure.string[: figure.start()][-FAR:])):
        unit = "class" if before["class"] else "year"
    mark = found.keep(figure, "figures", f"{sign}{number}", unit)
    if part := part_of(figure.string, figure.start()):
        found.facts[-1] = found.facts[-1]._replace(part=part)
    if figure["ordinal"]:
        found.facts[-1] = found.facts[-1]._replace(is_ordinal=True)
    return f"{mark}{figure['between'] or ''}{figure['after'] or ''}"


def _sort_of_day(figure: re.Match[str]) -> str:
    """Return what sort of days some are, which stands before them, or in Welsh after them."""
    welsh = DAYS.match(figure.string, figure.end())
    said = welsh[1] if welsh else (figure["between"] or "").strip()
    return f"{SORTS[said]} day" if said in SORTS else "day"


def _fraction(found: re.Match[str]) -> str:
    """Write a fraction that is one sign as figures, by itself or after a number."""
    alone, after = FRACTIONS[found[2]]
    return f"{found[1]}{after}" if found[1] else f" {alone}"


def telephone(number: str) -> str:
    """Return the digits of a telephone number, as one dials it in the country."""
    return re.sub(r"\D", "", re.sub(r"\+44[ ]?(\(0\))?", "0", number))


def _plain(number: str) -> str:
    """Write a number without commas and without a fraction of nothing."""
    number = LEADING_ZERO.sub("", number.replace(",", ""))
    return number.rstrip("0").rstrip(".") if SOME_NOUGHTS.fullmatch(number) else number


def _money(found: re.Match[str]) -> str:
    minus = "-" if found["minus"] else ""
    return f"{minus}{found['sign']}{_times(_plain(found['number']), found['large'])}"


def _times(number: str, large: str | None) -> str:
    """Write a number out, with the million after it."""
    zeros = LARGE.get((large or "").lower(), 0)
    return _plain(f"{Decimal(number) * 10**zeros:f}") if zeros else number


def _time(found: re.Match[str]) -> str:
    """Write a time of day with 24 hours."""
    half, hour = found["half"].lower(), int(found["hour"]) % 12
    if half.startswith(AFTERNOON) or half.endswith(AFTERNOON[3:]):
        hour += 12
    return f"{hour:02}:{found['minute'] or '00'}"


def _dates(text: str, found: _Found) -> str:
    """Take the dates out of a text, written alike: ``2026-09-01``, ``09-01``, ``2026-09``."""

    def take(whole: re.Match[str], day: str | None, month: str | None, year: str | None) -> str:
        if not month or (day and not 1 <= int(day) <= 31):
            return whole[0]
        value = "-".join(filter(None, (year, month, day and f"{int(day):02}")))
        return found.keep(whole, "dates", value)

    if SLASHED.search(text):
        text = ISO_DATE.sub(lambda m: take(m, m[4], _numbered(m[3]), m[1]), text)
        text = SLASHED_DATE.sub(
            lambda m: take(m, m[1], _numbered(m[3]), m[4] if len(m[4]) == 4 else f"20{m[4]}"), text
        )
    if not NAMED_MONTH.search(text):
        return text
    text = DAY_AND_MONTH.sub(lambda m: take(m, m[1], _month(m[2]), m[3]), text)
    text = MONTH_AND_DAY.sub(lambda m: take(m, m[2], _before_day(m), m[4]), text)
    return MONTH_AND_YEAR.sub(lambda m: take(m, None, _month(m[1]), m[2]), text)


def _month(name: str) -> str | None:
    return MONTHS.get(name) or SHORT_MONTHS.get(name.lower())


def _before_day(found: re.Match[str]) -> str | None:
    """Return the number of a month before its day; *Mawrth 3* may be a Tuesday, but for *3ydd*.

    With a year it is none.
    """
    name = found[1]
    return _month(name) if name != "Mawrth" or found[3] or found[4] else None


def _numbered(month: str) -> str | None:
    return f"{int(month):02}" if 1 <= int(month) <= 12 else None
