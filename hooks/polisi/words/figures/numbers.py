"""Numbers in words, in both languages: what "dau ddeg pump", "pythefnos" or "twice" stand for.

Cardinals below a thousand (in Welsh those of tens and the older ones of scores, with the noun
inside them: *tair blynedd ar ddeg*), ordinals to a hundred, halves and the like. Most mean nothing
else, and are as good as figures; the others (*a*, *both*, *half*, *dim*) may stand for a figure of
the other language. Source of the Welsh forms: the tables of numerals in any school grammar; months
and years with their numbers written as one word are in Geiriadur Prifysgol Cymru.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from polisi.words.languages import Language
from polisi.words.vocabulary import WORD, lower_vocabulary, lower_words
from polisi.words.welsh import mutate

Values = tuple[str, ...]

SAID = "\ue010"
"""What stands before a figure that was written in words."""
ORDINAL = "th"
"""What stands after one that says which, not how many."""

EN_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
EN_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
EN_OTHER: Mapping[str, Values] = {
    "one": ("1",), "once": ("1",), "double": ("2",), "both": ("2",), "pair": ("2",),
    "couple": ("2",), "duplicate": ("2",), "duplicated": ("2",),
    "half": ("50", "30", "0.5", "1/2", "6"), "halves": ("2", "50"), "trimester": ("3",),
    "quarter": ("25", "15", "1/4", "4", "0.25", "3"), "quarterly": ("3", "4"),
    "quarters": ("75", "3/4", "0.75", "3"),
    "all": ("100",), "completely": ("100",), "fully": ("100",), "absolutely": ("100",),
    "entirely": ("100",), "totally": ("100",), "whole": ("100",),
    "everyone": ("100",), "everybody": ("100",),
    "hundreds": ("100",), "nil": ("0",), "thirds": ("3",),
    "zero": ("0",), "single": ("1",), "triple": ("3",), "decade": ("10",), "day": ("1", "24"),
    "week": ("1", "7"), "weekly": ("1", "7"), "month": ("1",), "year": ("1", "12"), "hour": ("60",),
    "annual": ("1", "12"), "annually": ("1", "12"), "a": ("1",), "an": ("1",), "daily": ("1", "24"),
    "day and night": ("24",), "round the clock": ("24",), "every day": ("1", "7"),
    "other": ("2",),
}  # fmt: skip
"""Words that may stand for a number, and for something else."""
LARGE: Mapping[Language, tuple[str, ...]] = {
    "en": ("thousand", "million", "billion"),
    "cy": ("mil", "miliwn", "biliwn"),
}
"""What a number before it multiplies; alone it is one of them."""
CY_UNITS: tuple[tuple[str, ...], ...] = (
    ("un",), ("dau", "dwy"), ("tri", "tair"), ("pedwar", "pedair"), ("pump", "pum"),
    ("chwech", "chwe"), ("saith",), ("wyth",), ("naw",), ("deg", "deng"), ("un ar ddeg",),
    ("deuddeg", "deuddeng"), ("tri ar ddeg", "tair ar ddeg"), ("pedwar ar ddeg", "pedair ar ddeg"),
    ("pymtheg", "pymtheng"), ("un ar bymtheg",), ("dau ar bymtheg", "dwy ar bymtheg"), ("deunaw",),
    ("pedwar ar bymtheg", "pedair ar bymtheg"),
)  # fmt: skip
CY_SCORES = {"ar hugain": 20, "a deugain": 40, "a thrigain": 60, "a phedwar ugain": 80}
HUNDREDS = ("cant", "gant", "chant", "can", "gan", "chan")
CY_ROUND = {"ugain": 20, "deugain": 40, "hanner cant": 50, "hanner can": 50, "trigain": 60,
            "pedwar ugain": 80, "cant": 100}  # fmt: skip
CY_ORDINALS: tuple[tuple[str, ...], ...] = (
    ("cyntaf",), ("ail", "eilfed"), ("trydydd", "trydedd"), ("pedwerydd", "pedwaredd"), ("pumed",),
    ("chweched",), ("seithfed",), ("wythfed",), ("nawfed",), ("degfed",), ("unfed ar ddeg",),
    ("deuddegfed",), ("trydydd ar ddeg", "trydedd ar ddeg"),
    ("pedwerydd ar ddeg", "pedwaredd ar ddeg"), ("pymthegfed",), ("unfed ar bymtheg",),
    ("ail ar bymtheg",), ("deunawfed",), ("pedwerydd ar bymtheg", "pedwaredd ar bymtheg"),
    ("ugeinfed",),
)  # fmt: skip
CY_ROUND_ORDINALS = {"unfed ar hugain": 21, "degfed ar hugain": 30, "deugeinfed": 40,
                     "hanner canfed": 50, "trigeinfed": 60, "canfed": 100}  # fmt: skip
CY_OTHER: Mapping[str, Values] = {
    "un": ("1",), "unwaith": ("1",), "dwbl": ("2",), "pâr": ("2",), "y ddau": ("2",),
    "y ddwy": ("2",), "hanner": ("50", "30", "0.5", "1/2", "6"), "can": ("100",),
    "chwarter": ("25", "15", "1/4", "4", "0.25", "3"), "traean": ("33", "1/3", "3"),
    "pob un": ("100",), "pawb": ("100",), "cyfan": ("100",), "cwbl": ("100",),
    "hollol": ("100",), "llwyr": ("100",), "i gyd": ("100",), "holl": ("100",),
    "dwyflwydd": ("2",), "blwydd oed": ("1",), "degawd": ("10",), "dim": ("0",),
    "nid oes": ("0",), "nid oedd": ("0",), "dwyffordd": ("2",), "deuol": ("2",),
    "munud": ("1",), "eiliad": ("1",), "tymor": ("1",), "milltir": ("1",), "tudalen": ("1",),
    "sero": ("0",), "unigol": ("1",), "sengl": ("1",), "diwrnod": ("1", "24"),
    "dydd": ("1",),
    "wythnos": ("1", "7"), "wythnosol": ("1", "7"), "mis": ("1",), "misol": ("1",),
    "blwyddyn": ("1", "12"), "blynyddol": ("1", "12"), "awr": ("1", "60"), "cannoedd": ("100",),
    "awr a hanner": ("1.5", "90"), "tri chwarter": ("75", "3/4", "45", "0.75"),
    "hanner blwyddyn": ("6", "1/2"), "chwarter blwyddyn": ("3",), "arall": ("2",), "llall": ("2",),
    "ill dau": ("2",), "ill dwy": ("2",), "deuddyn": ("2",), "deublyg": ("2",), "triphlyg": ("3",),
    "dyddiol": ("1", "24"), "dydd a nos": ("24",), "nos a dydd": ("24",),
    "bob dydd": ("1", "7", "24"), "rownd y cloc": ("24",), "dros fil": ("1000",),
    "pumdegau": ("1950", "50"), "chwedegau": ("1960", "60"), "saithdegau": ("1970", "70"),
    "wythdegau": ("1980", "80"), "nawdegau": ("1990", "90"),
}  # fmt: skip
TIMES: Mapping[Language, Mapping[str, str]] = {
    "en": {"twice": "2 times", "thrice": "3 times", "fortnight": "2 weeks",
           "fortnightly": "2 weeks", "dozen": "12", "half a dozen": "6"},
    "cy": {"dwywaith": "2 waith", "teirgwaith": "3 gwaith", "pythefnos": "2 wythnos",
           "pythefnosol": "2 wythnos", "bythefnosol": "2 wythnos", "dwyawr": "2 awr",
           "teirawr": "3 awr", "deuddydd": "2 ddiwrnod", "tridiau": "3 diwrnod",
           "pedwardydd": "4 diwrnod", "pumdydd": "5 diwrnod", "deufis": "2 fis",
           "trimis": "3 mis", "dwyflynedd": "2 flynedd", "dwsin": "12", "hanner dwsin": "6",
           "canwaith": "100 gwaith", "bob yn ail": "2"},
}  # fmt: skip
"""Numbers that say what they count."""
ALSO: Mapping[str, Values] = {"2 weeks": ("14",), "2 wythnos": ("14",)}
ONE = ("one", "un")
BEFORE_ONE = frozenset("least than most leiaf na nag mwyaf".split())
"""After these *one* is a number: at least one, mwy nag un."""
FAIR = ("yn", "mor", "rhy", "n", "reit")
"""After these ``deg`` is *teg*."""
OTHER_WORDS = frozenset((("y", "cant"), ("dim", "dwywaith"), ("sdim", "dwywaith")))
"""Two words of which the second is no number: per cent, no doubt."""
OF_THEM = frozenset((("of", "you"), ("of", "us"), ("of", "them")))
"""What follows *the two* where nobody is counted."""
AFTER_UN = frozenset("deg ddeg deng ddeng bymtheg hugain deugain thrigain ugain".split())
"""What *un* stands before when it is part of a number; by itself it is as often *a*."""
NAMED = re.compile(r"\d-")
"""What stands before a number in words that is part of a name."""
DIGIT = re.compile(r"\d[ ]?$")
GAP = re.compile(r"[\s\u00a0]+|-")
"""What may stand between the words of a number."""
AND = re.compile(" ac? ")
HALVED = frozenset("awr can cant dwsin blwyddyn diwrnod dydd".split())
"""What *hanner* may be half of: tair gwers a hanner awr."""
LONGEST = 7
"""Words in the longest number."""


class Said(NamedTuple):
    """A number in words."""

    start: int
    end: int
    values: Values
    """All that it can stand for."""
    figure: str = ""
    """The number with what it counts, if it means nothing else."""


class _Phrase(NamedTuple):
    values: Values
    figure: str = ""


def _english() -> Iterator[tuple[str, _Phrase]]:
    for word, values in EN_OTHER.items():
        yield word, _Phrase(values)
    for number, word in enumerate(EN_UNITS[1:], 2):
        yield word, _sure(number)
        yield f"{word}es" if word.endswith("x") else f"{word}s", _Phrase((str(number),))
    for number, word in enumerate(EN_ORDINALS, 1):
        yield word, _sure(number, ORDINAL)
    for ten, word in enumerate(EN_TENS, 2):
        yield word, _sure(10 * ten)
        yield f"{word[:-1]}ies", _Phrase((str(10 * ten),))
        yield f"{word[:-1]}ieth", _sure(10 * ten, ORDINAL)
        for unit in range(1, 10):
            yield f"{word} {EN_UNITS[unit - 1]}", _sure(10 * ten + unit)
            yield f"{word} {EN_ORDINALS[unit - 1]}", _sure(10 * ten + unit, ORDINAL)
    yield "hundred", _sure(100)
    yield "hundredth", _sure(100, ORDINAL)
    for number, word in enumerate(EN_UNITS[:9], 1):
        yield f"{word} hundred", _sure(100 * number)
        yield f"{word} and a half", _Phrase((f"{number}.5",), f"{number}.5")
    yield from ((each, _Phrase((), f"1 {each}")) for each in LARGE["en"])


def _sure(number: int, sign: str = "") -> _Phrase:
    return _Phrase((str(number),), f"{number}{sign}")


def _welsh() -> Iterator[tuple[str, _Phrase]]:
    for word, values in CY_OTHER.items():
        yield word, _Phrase(values)
    yield from _by_scores()
    for number, words in enumerate(CY_ORDINALS, 1):
        for word in words:
            yield word, _sure(number, ORDINAL)
            yield f"{word} ar hugain", _sure(number + 20, ORDINAL)
    yield from ((each, _Phrase((), f"1 {each}")) for each in LARGE["cy"])
    for word, number in CY_ROUND.items():
        yield word, _sure(number)
    for word, number in CY_ROUND_ORDINALS.items():
        yield word, _sure(number, ORDINAL)
    yield from _by_tens()


def _by_scores() -> Iterator[tuple[str, _Phrase]]:
    """Yield the older Welsh numbers: *pedwar*, *pedwar ar hugain*."""
    for number, words in enumerate(CY_UNITS, 1):
        for word in words:
            if number > 1:
                yield word, _sure(number)
                yield f"{word} a hanner", _Phrase((f"{number}.5",), f"{number}.5")
            yield from ((f"{word} {score}", _sure(number + more)) for score, more in
                        CY_SCORES.items())  # fmt: skip


def _by_tens() -> Iterator[tuple[str, _Phrase]]:
    """Yield the newer Welsh numbers: *dau ddeg*, *dau ddeg pedwar*, *dau gant*."""
    for ten in range(1, 10):
        for word in CY_UNITS[ten - 1]:
            for deg in ("deg", "ddeg", "deng", "ddeng"):
                if ten > 1:
                    yield f"{word} {deg}", _sure(10 * ten)
                yield from (
                    (f"{word} {deg} {small}", _sure(10 * ten + unit))
                    for unit, smalls in enumerate(CY_UNITS[:9], 1)
                    for small in smalls
                )
            if ten > 1:
                yield from ((f"{word} {hundred}", _sure(100 * ten)) for hundred in
                            HUNDREDS)  # fmt: skip


@cache
def _phrases(language: Language) -> Mapping[str, _Phrase]:
    """Return each number in words; in Welsh with what mutation makes of its first word."""
    found = {word: _Phrase((figure.split()[0], *ALSO.get(figure, ())), figure)
             for word, figure in TIMES[language].items()}  # fmt: skip
    if language == "en":
        return {**found, **dict(_english())}
    phrases = {**dict(_welsh()), **found}
    for phrase, values in list(phrases.items()):
        forms = {mutate(phrase, each) for each in ("meddal", "llaes")}
        for form in (*forms, f"h{phrase}"):
            phrases.setdefault(form, values)
    for word in ("gan", "chan", "hun", "fil", "filiwn"):  # with, song, self; bill
        phrases.pop(word, None)
    return phrases


@cache
def _starts(language: Language) -> frozenset[str]:
    """Return the first words of the numbers that mean nothing else."""
    return frozenset(
        phrase.partition(" ")[0] for phrase, found in _phrases(language).items() if found.figure
    )


@cache
def _signs(language: Language) -> frozenset[str]:
    return (_starts(language) - {"un"}) | AFTER_UN | BEFORE_ONE


def has_number(text: str, language: Language) -> bool:
    """Tell whether a text may have a number in words that means nothing else."""
    return not _signs(language).isdisjoint(lower_vocabulary(text))


@cache
def _firsts(language: Language) -> frozenset[str]:
    return frozenset(phrase.partition(" ")[0] for phrase in _phrases(language))


def said(text: str, language: Language, *, only_sure: bool = False) -> Iterator[Said]:
    """Yield the numbers in words of a text, the longest phrase first.

    ``only_sure`` looks only for those that mean nothing else, which is faster.
    """
    firsts = _starts(language) if only_sure else _firsts(language)
    lower = lower_words(text)
    words = list(WORD.finditer(text))
    end = 0
    for at, word in enumerate(lower):
        if at < end or (word not in firsts and word not in ONE):  # as most
            continue
        found = None
        if _is_one(lower, at):
            found = 1, _sure(1), 0
        elif word in firsts and not _is_multiplied(text, words[at], language):
            found = _number(lower, at, _run(text, words, at), language)
        if found is None or _is_other_word(lower, at, found[1].figure):
            continue
        length, phrase, noun = found
        end = at + length
        figure = f"{phrase.figure} {words[noun][0]}" if noun else phrase.figure
        yield Said(words[at].start(), words[end - 1].end(), phrase.values, figure)


def _is_one(lower: Sequence[str], at: int) -> bool:
    """Tell whether a word is the number one: at least one, mwy nag un."""
    return at > 0 and lower[at] in ONE and lower[at - 1] in BEFORE_ONE


def _is_multiplied(text: str, word: re.Match[str], language: Language) -> bool:
    """Tell whether a word belongs to the figure before it: 5 million, 7-Eleven."""
    if NAMED.fullmatch(text, max(0, word.start() - 2), word.start()):
        return True
    return word[0].lower() in LARGE[language] and bool(DIGIT.search(text, 0, word.start()))


def _run(text: str, words: Sequence[re.Match[str]], at: int) -> int:
    """Return how many words may belong to a number: nothing else stands between them."""
    size = 1
    while size < LONGEST and at + size < len(words):
        if not GAP.fullmatch(text, words[at + size - 1].end(), words[at + size].start()):
            break
        size += 1
    return size


def _number(
    lower: Sequence[str], at: int, longest: int, language: Language
) -> tuple[int, _Phrase, int] | None:
    """Return the longest number that starts at a word: its length, and where its noun is."""
    phrases = _phrases(language)
    if language == "cy":
        for length in range(longest, 3, -1):  # the noun stands in it: un diwrnod ar hugain
            parted = " ".join((lower[at], *lower[at + 2 : at + length]))
            is_of_next = not HALVED.isdisjoint(lower[at + length :][:1])
            is_of_next = is_of_next or lower[at + 1] in HUNDREDS
            if lower[at + 2] in ("ar", "a") and parted in phrases and not is_of_next:
                return length, phrases[parted], at + 1
    for length in range(longest, 0, -1):
        phrase = phrases.get(" ".join(lower[at : at + length]))
        if phrase is not None:
            return *_with_rest(lower, at, length, longest, phrase, phrases), 0
    return None


def _with_rest(
    lower: Sequence[str],
    at: int,
    length: int,
    longest: int,
    phrase: _Phrase,
    phrases: Mapping[str, _Phrase],
) -> tuple[int, _Phrase]:
    """Add to hundreds what follows them: two hundred and fifty, dau gant pum deg."""
    if not (phrase.figure.isdigit() and phrase.figure.endswith("00")):
        return length, phrase
    for size in range(longest - length, 0, -1):
        rest = lower[at + length : at + length + size]
        rest = rest[1:] if rest[0] in ("and", "a", "ac") else rest
        more = 50 if rest == ("hanner",) else _below_hundred(" ".join(rest), phrases)
        if more:
            return length + size, _sure(int(phrase.figure) + more)
    return length, phrase


def _below_hundred(words: str, phrases: Mapping[str, _Phrase]) -> int:
    """Return a number below a hundred, or 0; after hundreds a score may stand before its rest."""
    score, *rest = AND.split(words, maxsplit=1)  # (cant) ac ugain a deg
    if score in CY_ROUND and rest and rest[0] in phrases:
        more = phrases[rest[0]].figure
        return CY_ROUND[score] + int(more) if more.isdigit() and int(more) < 20 else 0
    phrase = phrases.get(words)
    is_small = phrase and phrase.figure.isdigit() and int(phrase.figure) < 100
    return int(phrase.figure) if phrase and is_small else 0


def _is_other_word(lower: Sequence[str], at: int, figure: str) -> bool:
    """Tell whether a word is none of the numbers: *yn deg*, *dim dwywaith*, *5 thousand*."""
    word, before = lower[at], lower[at - 1] if at else ""
    if word in LARGE["en"]:
        return before not in ("a", "one")
    if word in LARGE["cy"]:
        return before in _starts("cy")
    if word == "two":
        return _is_some(lower, at)
    return (word == "deg" and figure == "10" and before in FAIR) or (before, word) in OTHER_WORDS


def _is_some(lower: Sequence[str], at: int) -> bool:
    """Tell whether *two* counts nothing: a quiz or two, the two of you."""
    before, after = lower[at - 1] if at else "", tuple(lower[at + 1 : at + 3])
    is_few = before == "or" and at > 2 and lower[at - 3] in ("a", "an")
    return is_few or (before == "the" and after in OF_THEM)


def in_figures(text: str, language: Language) -> str:
    """Write the numbers in words that mean nothing else as figures, each after ``SAID``."""
    if not has_number(text, language):
        return text
    parts, end = [], 0
    for number in said(text, language, only_sure=True):
        if number.figure:
            parts += [text[end : number.start], SAID, number.figure]
            end = number.end
    return "".join((*parts, text[end:]))
