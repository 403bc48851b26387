"""What stands around a figure and says on which side of it one is: over 13, at least 5, before 9am.

The Welsh forms are those of the grammars for comparison (*mwy na*, *iau na*), and of notices:
*neu hŷn*, *a throsodd*, *neu lai*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple

from polisi.words.languages import LANGUAGES, Language
from polisi.words.negation import NEGATION
from polisi.words.welsh import lowered

Kind = Literal[
    "over", "under", "least", "most", "before", "after", "by", "since", "within", "during"
]  # fmt: skip

UP: frozenset[Kind] = frozenset(("over", "least", "after", "since", "during"))
"""Bounds that have what is more or later on their side; the others have what is less or earlier."""
ALIKE: tuple[frozenset[Kind], ...] = (
    frozenset(("over", "least")), frozenset(("under", "most")),
    frozenset(("before", "by")), frozenset(("after", "since")),
)  # fmt: skip
"""Bounds of one side, of which one leaves the figure out and the other has it in."""
LOOSE: frozenset[Kind] = frozenset(("by", "since", "within", "during"))
"""Bounds that may be said otherwise, or not at all: they count only against another bound."""
OF_TIME: frozenset[Kind] = frozenset(("before", "after"))
"""Bounds that are loose but with a date or a time of day: after 30 minutes, for 30 minutes."""
SIGNS: Mapping[str, Kind] = {">": "over", "<": "under", "≥": "least", "≤": "most"}
FIRST_MARK = 0xF0000
MARK = "[\U000f0000-\U000fffff]"
"""A sign that stands for a figure or date: which one, says its number."""

_NOT = (
    r"(?:d?dim|heb\s+fod|n[ai]d\s+y(?:w|dyn|dynt)|[pbm]h?eidio\s+(?:[âa]\s+)?bod|n[ai]\s+fydd(?:ant)?)"
    r"(?:\s+yn|['’]n)?"
)
_BY = r"(?<!\byn )(?<!\bei )(?<!\beu )(?<!\bein )(?<!\beich )(?<!['’][iu] )erbyn"
"""*Erbyn* before a time; *yn erbyn* and *ei erbyn* say against whom."""
_TIMES: Mapping[Language, str] = {
    "en": r"(?:minute|hour|day|week|month|term)s?|years?(?!\s+(?:old|of\s+age))",
    "cy": r"[mf]unud|awr|d?diwrnod|wythnos|[mf]is|[bmf]lynedd|[dt]h?ymor",
}
"""What may last as long as a figure says."""
_MORE = "(?:more|greater|older|longer|higher|larger|bigger)"
_MEASURE_EN = r"(?:\s+(?:age|number|time|length|size))?(?:\s+(?:of|is)|:)?"
_THAN = "['’]?nag?"
_MEASURE_CY = r"(?:\s+(?:oed(?:ran)?|nifer|amser|hyd|maint))?(?:\s+(?:o|yw)|:)?"
_THING_CY = r"(?:oedran|nifer|amser|hyd|maint)"
"""What a minimum and a maximum are of."""
BEFORE: Mapping[Language, Mapping[Kind, str]] = {
    "en": {
        "most": rf"(?:no|not|never)\s+(?:be\s+)?{_MORE}\s+than"
                r"|(?:not|never)\s+(?:to\s+)?exceed(?:ing)?|not\s+(?:over|above)"
                r"|at\s+(?:(?:the\s+)?most|or\s+(?:below|under))"
                rf"|(?:a\s+)?max(?:imum{_MEASURE_EN}|\s+(?:file\s+)?size|\.|(?<=\(max))",
        "within": r"within|up\s+to",
        "least": r"(?:no|not|never)\s+(?:be\s+)?(?:less|fewer|younger|lower|shorter|smaller)\s+than"
                 r"|not\s+(?:under|below)|at\s+(?:least|or\s+(?:above|over))"
                 rf"|(?:a\s+)?min(?:imum{_MEASURE_EN}|\.|(?<=\(min))",
        "by": r"(?:no|not)\s+later\s+than|not\s+after|on\s+(?:or|and)\s+before|by|until|till",
        "since": r"on\s+(?:or|and)\s+after|(?:no|not)\s+(?:earlier\s+than|before)|since|from",
        "during": rf"over(?=\s+(?:the\s+)?{MARK}\s+(?:{_TIMES['en']})\b)",
        "over": rf"over|{_MORE}\s+than|above|exceed(?:s|ing)?|upwards\s+of",
        "under": r"under|(?:less|fewer|younger|lower|shorter|smaller)\s+than|below",
        "before": r"before|prior\s+to|earlier\s+than",
        "after": r"after|later\s+than|(?<!the )following",
    },
    "cy": {
        "most": rf"{_NOT}\s+(?:f?m?wy|hwy|hŷn|hirach|uwch)\s+{_THAN}"
                rf"|(?:uchafswm|[mf]wyafswm){_MEASURE_CY}|ar\s+y\s+mwyaf"
                rf"|{_THING_CY}\s+(?:uchaf|mwyaf|hwyaf)(?:\s+(?:o|yw)|:)?",
        "within": r"o\s+fewn|cyn\s+pen|hyd\s+at",
        "least": rf"{_NOT}\s+(?:l?lai|iau|ieuengach|[bf]yrrach|is)\s+{_THAN}|o\s+leiaf?"
                 rf"|(?:isafswm|l?leiafswm){_MEASURE_CY}|d?dim\s+o\s+dan"
                 rf"|{_THING_CY}\s+(?:isaf|lleiaf|byrraf)(?:\s+(?:o|yw)|:)?",
        "by": rf"{_NOT}\s+hwyrach\s+{_THAN}|{_BY}|tan|hyd|ar\s+(?:neu|ac)\s+cyn|d?dim\s+ar\s+ôl",
        "since": rf"ar\s+(?:neu|ac)\s+ar\s+ôl|{_NOT}\s+(?:cyn|[cg]ynharach\s+{_THAN})|ers"
                 rf"|o(?:['’]r)?(?=\s+{MARK}\s+(?:oed|ymlaen)\b)",
        "during": rf"[dt]h?ros(?=\s+(?:yr?\s+)?{MARK}\s+"
                  rf"(?:{_TIMES['cy']}|\w+\s+(?:d?diwethaf|nesaf))\b)",
        "over": rf"[dt]h?ros|(?:[mf]wy|hŷn|hwy|hirach)\s+{_THAN}|uwch\s+{_THAN}|uwch\s*(?:ben|law)",
        "under": rf"(?:o\s+)?dan|l?lai\s+{_THAN}|(?:iau|ieuengach|[bf]yrrach|is)\s+{_THAN}|islaw",
        "before": rf"cyn|gynt\s+{_THAN}|[cg]ynharach\s+{_THAN}",
        "after": rf"ar\s+ôl|wedi|hwyrach\s+{_THAN}",
    },
}  # fmt: skip
"""What stands before a figure; the first that fits counts."""
AFTER: Mapping[Language, Mapping[Kind, str]] = {
    "en": {
        "least": r"(?:or|and)\s+(?:over|more|above|older|newer|later(?!\s+in\b)|after|longer"
                 r"|higher|upwards?|up(?!\s+to))"
                 r"|or\s+(?:greater|larger|bigger)|at\s+least|(?:at\s+)?minimum",
        "most": r"(?:or|and)\s+(?:under|less|fewer|below|younger|earlier(?!\s+in\b)|before"
                r"|shorter|lower|smaller)"
                r"|at\s+(?:the\s+)?most|maximum",
    },
    "cy": {
        "least": r"o\s+leiaf?|(?:neu|ac?)(?:['’]n)?\s+(?:f?m?wy|rh?agor|hŷn|h?uwch|(?:th|d)rosodd"
                 r"|hwyrach|d?diweddarach|hirach|(?<=neu )wedyn|i\s+fyny|ar\s+ôl)",
        "most": r"ar\s+y\s+mwyaf|(?:neu|ac?)(?:['’]n)?\s+(?:l?lai|iau|is|gynt|gynharach|ynghynt"
                r"|fyrrach|cyn|o\s+dan)",
    },
}  # fmt: skip
"""What stands after one."""
_BETWEEN: Mapping[Language, str] = {
    "en": r"(?:(?:the\s+)?age(?:s|d)?(?:\s+of)?\s+|about\s+|on\s+|a\s+"
    r"|the\s+(?:(?:end|start|beginning)\s+of\s+)?)?",
    "cy": r"(?:(?:yr?\s+)?(?:oed(?:ran)?|oedran\s+o)\s+|tua\s+|yn\s+|yr?\s+|[âa]g?\s+"
    r"|(?:(?:diwedd|dechrau)\s+)?(?:y\s+)?[mf]is\s+)?",
}
_THEN: Mapping[Language, str] = {
    "en": r"(?:\s+(?!and\b|or\b|to\b|but\b)[\w'’-]+){0,3}",
    "cy": r"(?:\s+(?!neu\b|a\b|ac\b|i\b|ond\b)[\w'’-]+){0,3}",
}
"""What may stand between a figure and what follows it: years of age, o gymeriadau."""


class Bound(NamedTuple):
    """On which side of a figure one is."""

    kind: Kind
    words: str
    """Its words, with an ellipsis for the figure."""

    def of(self, figure: str) -> str:
        """Return its words with a figure in them."""
        return self.words.replace("…", figure)


def _pattern(language: Language) -> re.Pattern[str]:
    before = "|".join(f"(?P<{kind}>{words})" for kind, words in BEFORE[language].items())
    after = "|".join(f"(?P<then_{kind}>{words})" for kind, words in AFTER[language].items())
    return re.compile(
        rf"\b(?:{before})[\s-]+{_BETWEEN[language]}(?P<of>{MARK})|(?P<plus>{MARK})\s*\+"
        rf"|(?P<sign>[<>≤≥])\s*(?P<signed>{MARK})"
        rf"|(?P<first>{MARK})(?={_THEN[language]}\s+(?:{after})\b(?!-|\s+(?:than|nag?)\b))"
    )


def _before(language: Language) -> re.Pattern[str]:
    before = "|".join(BEFORE[language].values())
    return re.compile(rf"(?:\b(?:{before})[\s-]+{_BETWEEN[language]}|[<>≤≥]\s*){MARK}")


@cache
def _any(language: Language) -> re.Pattern[str]:
    """Return what finds the words of any bound, for which few texts are looked through."""
    before = (words for kind, words in BEFORE[language].items() if kind not in LOOSE)
    words = "|".join((*before, *AFTER[language].values()))
    return re.compile(rf"\b(?:{words})\b")


_PATTERNS = {language: _pattern(language) for language in LANGUAGES}
_BEFORE = {language: _before(language) for language in LANGUAGES}
"""The same for what stands before a figure, without names: it is found in half the time."""
A_MARK = re.compile(MARK)
FARTHEST = 80
"""Letters before a figure, and after, among which all words of a bound stand."""


def bounds(text: str, language: Language) -> Iterator[tuple[int, Bound]]:
    """Yield the bounds of the figures in a text that has marks for them, each with its number."""
    low, end = lowered(text), 0
    for mark in A_MARK.finditer(low):
        found = _around(low, end, mark.start(), language)
        end = mark.end()
        if found is None:
            continue
        if found["sign"]:
            bound = Bound(SIGNS[found["sign"]], f"{found['sign']} …")
        elif found["plus"]:
            bound = Bound("least", "…+")
        else:
            bound = _in_words(found, text, language)
        yield ord(mark[0]) - FIRST_MARK, bound


def _around(text: str, end: int, at: int, language: Language) -> re.Match[str] | None:
    """Return what bounds the figure at a place; the figure before it ends at ``end``."""
    before = _BEFORE[language].search(text, max(end, at - FARTHEST), at + FARTHEST)
    is_of_this = before and before.end() == at + 1
    return _PATTERNS[language].match(text, before.start() if before and is_of_this else at)


def _in_words(found: re.Match[str], text: str, language: Language) -> Bound:
    """Return the bound that words before or after a figure say."""
    for kind in BEFORE[language]:
        if words := text[slice(*found.span(kind))]:
            return Bound(kind, f"{' '.join(words.split())} …")
    kind = next(kind for kind in AFTER[language] if found[f"then_{kind}"])
    words = text[slice(*found.span(f"then_{kind}"))]
    return Bound(kind, f"… {' '.join(words.split())}")


def has_bound(text: str, language: Language) -> bool:
    """Tell whether a text has words for a bound, of whatever."""
    return bool(_any(language).search(text.lower()))


def denies(bound: Bound, language: Language) -> bool:
    """Tell whether the words of a bound have a negation themselves: no more than."""
    return bool(NEGATION[language].search(bound.words))


def is_negated(text: str, language: Language, bound: Bound) -> bool:
    """Tell whether a text has a negation, beside that in the words of a bound."""
    for words in bound.words.split("…"):
        text = text.replace(words.strip(), " ", 1) if words.strip() else text
    return bool(NEGATION[language].search(text))
