"""Numbers in words, in both languages: what "dau ddeg pump", "pythefnos" or "twice" stand for.

Cardinals to a hundred (in Welsh those of tens and the older ones of scores), ordinals, halves and
the like. A word can stand for several numbers: a fortnight is 2 weeks or 14 days. Source of the
Welsh forms: the tables of numerals in any school grammar; months and years with their numbers
written as one word are in Geiriadur Prifysgol Cymru.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from polisi.words.languages import Language
from polisi.words.welsh import MUTATIONS, mutate

Values = tuple[str, ...]

EN_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
EN_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
EN_OTHER: Mapping[str, Values] = {
    "once": ("1",), "twice": ("2",), "double": ("2",), "both": ("2",), "pair": ("2",),
    "couple": ("2",), "half": ("50", "30", "0.5", "1/2", "6"), "halves": ("2", "50"),
    "quarter": ("25", "15", "1/4", "4", "0.25"), "quarters": ("75", "3/4", "0.75", "3"),
    "fortnight": ("2", "14"), "fortnightly": ("2", "14"), "dozen": ("12",), "hundred": ("100",),
    "hundreds": ("100",), "thousand": ("1000",), "million": ("1000000",), "nil": ("0",),
    "zero": ("0",), "single": ("1",), "triple": ("3",), "decade": ("10",), "day": ("1", "24"),
    "week": ("1", "7"), "weekly": ("1", "7"), "month": ("1",), "year": ("1", "12"), "hour": ("60",),
    "annual": ("1", "12"), "annually": ("1", "12"), "a": ("1",), "an": ("1",), "daily": ("1", "24"),
    "noon": ("12",), "midday": ("12",), "midnight": ("12", "24", "0"),
}  # fmt: skip
CY_UNITS: tuple[tuple[str, ...], ...] = (
    ("un",), ("dau", "dwy"), ("tri", "tair"), ("pedwar", "pedair"), ("pump", "pum"),
    ("chwech", "chwe"), ("saith",), ("wyth",), ("naw",), ("deg", "deng"),
)  # fmt: skip
CY_SCORES: Mapping[str, int] = {
    "un ar ddeg": 11, "deuddeg": 12, "deuddeng": 12, "tri ar ddeg": 13, "tair ar ddeg": 13,
    "pedwar ar ddeg": 14, "pedair ar ddeg": 14, "pymtheg": 15, "pymtheng": 15,
    "un ar bymtheg": 16, "dau ar bymtheg": 17, "dwy ar bymtheg": 17, "deunaw": 18,
    "pedwar ar bymtheg": 19, "pedair ar bymtheg": 19, "ugain": 20, "un ar hugain": 21,
    "dau ar hugain": 22, "dwy ar hugain": 22, "tri ar hugain": 23, "tair ar hugain": 23,
    "pedwar ar hugain": 24, "pump ar hugain": 25, "pum ar hugain": 25, "chwech ar hugain": 26,
    "saith ar hugain": 27, "wyth ar hugain": 28, "naw ar hugain": 29, "deg ar hugain": 30,
    "deng ar hugain": 30, "un ar ddeg ar hugain": 31, "deugain": 40, "hanner cant": 50,
    "hanner can": 50, "trigain": 60, "pedwar ugain": 80, "cant": 100, "can": 100, "mil": 1000,
    "miliwn": 1000000, "dau gant": 200, "dwy fil": 2000,
}  # fmt: skip
CY_ORDINALS: Mapping[str, int] = {
    "cyntaf": 1, "ail": 2, "eilfed": 2, "trydydd": 3, "trydedd": 3, "pedwerydd": 4, "pedwaredd": 4,
    "pumed": 5, "chweched": 6, "seithfed": 7, "wythfed": 8, "nawfed": 9, "degfed": 10,
    "unfed ar ddeg": 11, "deuddegfed": 12, "trydydd ar ddeg": 13, "pedwerydd ar ddeg": 14,
    "pymthegfed": 15, "unfed ar bymtheg": 16, "deunawfed": 18, "ugeinfed": 20,
}  # fmt: skip
CY_OTHER: Mapping[str, Values] = {
    "unwaith": ("1",), "dwywaith": ("2",), "teirgwaith": ("3",), "pedair gwaith": ("4",),
    "dwbl": ("2",), "pâr": ("2",), "hanner": ("50", "30", "0.5", "1/2", "6"),
    "chwarter": ("25", "15", "1/4", "4", "0.25", "3"), "traean": ("33", "1/3"),
    "pythefnos": ("2", "14"),
    "bythefnosol": ("2", "14"), "pythefnosol": ("2", "14"), "deufis": ("2",), "trimis": ("3",),
    "deuddydd": ("2",), "tridiau": ("3",), "pedwardydd": ("4",), "pumdydd": ("5",),
    "dwyflynedd": ("2",), "dwyflwydd": ("2",), "degawd": ("10",), "dwsin": ("12",), "dim": ("0",),
    "nid oes": ("0",), "nid oedd": ("0",),
    "sero": ("0",), "unigol": ("1",), "sengl": ("1",), "diwrnod": ("1", "24"), "dydd": ("1",),
    "wythnos": ("1", "7"), "wythnosol": ("1", "7"), "mis": ("1",), "misol": ("1",),
    "blwyddyn": ("1", "12"), "blynyddol": ("1", "12"), "awr": ("1", "60"), "cannoedd": ("100",),
    "awr a hanner": ("1.5", "90"), "tri chwarter": ("75", "3/4", "45", "0.75"),
    "hanner blwyddyn": ("6", "1/2"), "chwarter blwyddyn": ("3",),
    "y ddau": ("2",), "y ddwy": ("2",), "ill dau": ("2",), "ill dwy": ("2",), "deuddyn": ("2",),
    "dyddiol": ("1", "24"), "hanner dydd": ("12",), "canol dydd": ("12",), "hanner nos": ("12",),
    "canol nos": ("12", "24", "0"),
}  # fmt: skip
HUNDREDS = ("cant", "gant", "chant", "can", "gan", "chan")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LONGEST = 5
"""Words in the longest number."""


def _english() -> Iterator[tuple[str, Values]]:
    for number, word in enumerate(EN_UNITS, 1):
        yield word, (str(number),)
    for number, word in enumerate(EN_ORDINALS, 1):
        yield word, (str(number),)
    for ten, word in enumerate(EN_TENS, 2):
        yield word, (str(10 * ten),)
        for unit, small in enumerate(EN_UNITS[:9], 1):
            for sign in ("-", " "):
                yield f"{word}{sign}{small}", (str(10 * ten + unit),)
    for number, word in enumerate(EN_UNITS[:9], 1):
        yield f"{word} hundred", (str(100 * number),)
        yield f"{word} and a half", (f"{number}.5",)
    yield from EN_OTHER.items()


def _welsh() -> Iterator[tuple[str, Values]]:
    for number, words in enumerate(CY_UNITS, 1):
        for word in words:
            yield word, (str(number),)
    for word, number in (*CY_SCORES.items(), *CY_ORDINALS.items()):
        yield word, (str(number),)
    for ten in range(1, 10):
        for word in CY_UNITS[ten - 1]:
            start = "" if ten == 1 else f"{word} "
            for deg in ("deg", "ddeg", "deng", "ddeng"):
                yield f"{start}{deg}", (str(10 * ten),)
                for unit, smalls in enumerate(CY_UNITS[:9], 1):
                    for small in smalls:
                        yield f"{start}{deg} {small}", (str(10 * ten + unit),)
    for number, words in enumerate(CY_UNITS[1:9], 2):
        for word in words:
            yield from ((f"{word} {hundred}", (str(100 * number),)) for hundred in HUNDREDS)
    yield from CY_OTHER.items()


@cache
def _phrases(language: Language) -> Mapping[str, Values]:
    """Return each number in words; in Welsh with what mutation makes of its first word."""
    if language == "en":
        return dict(_english())
    found: dict[str, Values] = {}
    for phrase, values in _welsh():
        forms = {phrase, f"h{phrase}", *(mutate(phrase, each) for each in MUTATIONS)}
        for form in forms:
            found.setdefault(form, values)
    return found


def numbers(text: str, language: Language) -> Iterator[Values]:
    """Yield what each number in words of a text can stand for, the longest phrase first."""
    words = [word.lower().replace("’", "'") for word in WORD.findall(text)]
    phrases, at = _phrases(language), 0
    while at < len(words):
        parted = ""
        if at + 3 < len(words) and words[at + 2] == "ar":
            parted = f"{words[at]} ar {words[at + 3]}"
        if parted in phrases:  # the noun stands in it: un diwrnod ar hugain
            yield phrases[parted]
            at += 4
            continue
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            values = phrases.get(" ".join(words[at : at + length]))
            if values is not None:
                yield values
                at += length
                break
        else:
            at += 1


COUNTED = frozenset((*EN_UNITS[1:], *EN_TENS, "twice", "fortnight"))
"""A number of more than one in English words, which means nothing else."""


def counted(text: str, language: Language) -> list[int]:
    """Return the numbers of more than one that a text has in words, as cardinals."""
    found = []
    for values in numbers(text, language):
        if len(values) == 1 and values[0].isdigit() and int(values[0]) > 1:
            found.append(int(values[0]))
        elif values == ("2", "14"):
            found.append(2)
    return found
