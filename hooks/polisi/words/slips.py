"""Slips of the keyboard that words alone give away: one typed twice, without its circumflex, or
followed by nothing.

Which words may stand twice, and which can't end a text, is data (``slips.yml``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from polisi.data import own_data
from polisi.words.languages import Language
from polisi.words.vocabulary import lower_vocabulary, lower_words, vocabulary, words
from polisi.words.welsh import mutate

TWICE = re.compile(
    r"(?<![\w'’-])([^\W\d_]+(?:['’][^\W\d_]+)?)\s+(\1)(?![\w'’-]|\.\w)", re.IGNORECASE
)
START = re.compile(r"(?:^|[.!?:])\W*$")
FIRST_LETTER = re.compile(r"(?:^|[.!?:]\s)\W*[A-Z](?=\S*\s+[^\W\dA-ZÂÊÎÔÛŴŶ_])")
"""A capital that starts a sentence, of a word that a small letter follows: Ty Newydd is a name."""
STANDS_OUT = re.compile(r"(?:\byn|['’]n)\s+$", re.IGNORECASE)
"""What stands before a Welsh adjective that is said twice to be stronger: yn dawel dawel."""
A_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
OPEN_ENDS = ("'r", "’r", "'n", "’n")
"""What ends a Welsh word that goes on: i'r, sy'n."""
FEWEST = 3
"""Words of a text that can be seen to be cut off, signs such as x and y apart."""
HYN = re.compile(
    r"['’]n hyn\b(?! o\b)|\byn hyn nac?g?\b|\b(?:neu|ac?) yn hyn\b|\boed (?:neu|ac?) hyn\b"
    r"|(?<!\by )(?<!\byr )(?<!['’]r )(?<!\bholl )\b(?:(?:dd?|n)ysgwyr|(?:dd?|n)isgyblion"
    r"|(?:[pb]|[pm]h)lant|(?:[pb]|ph)obl|[mf]yfyrwyr|[bf]rodyr|chwiorydd|oedolion"
    r"|aelodau|ffrindiau|[bf]echgyn|[mf]erched|rh?ai) hyn\b",
    re.IGNORECASE,
)
"""*Hyn* where it is *hŷn*: as an adjective, or after a noun that has no article (y plant hyn)."""
OTHER_KEYS = str.maketrans("ŵŷŴŶ", "ŷŵŶŴ")
TWO_WORDS = frozenset(("cŷn", "chŷn", "gŷn", "nghŷn"))
"""What is a word with either: *cŷn* is a chisel."""
LONGEST_CODE = 4
"""Letters of a policy's code or of an abbreviation in capitals, which may spell anything: ADN."""
CIRCUMFLEX = "\u0302"
MARKS = "['’´`~^¨]"
"""What somebody types beside a letter for the accent that the keyboard lacks."""
ACCENTS = frozenset(map(chr, range(0x300, 0x370)))
CARON = re.compile(
    r"[ǎǐǒǔǍǏǑǓ]|[wyWY]\u030c|(?<=[a-z])[ýỳõãũĩẽ]|(?<![\w'’-])[àáã](?![\w'’-])(?! la\b)"
)
"""A letter with a caron or a tilde, a *y* with a stroke, *à* alone: no word of ours has one."""
ODD = (ACCENTS - {CIRCUMFLEX}) | frozenset("ẁẃẅỳýÿỹẽĩõũåāēīōūăĕĭŏŭäëïöüáéíóúàèìòùãñ´`~^¨")
"""What a word has whose accent became another one."""


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = own_data("slips.yml")
    return data


@cache
def _may_stand_twice(language: Language) -> frozenset[str]:
    return frozenset(_data()["twice"][language].split())


@cache
def _clipped(language: Language) -> frozenset[str]:
    return frozenset(_data()["clipped"][language].split())


def is_clipped(word: str, language: Language) -> bool:
    """Tell whether a word in small letters may have lost its start: 'tis, 'na."""
    return word in _clipped(language)


@cache
def _names() -> frozenset[str]:
    return frozenset(_data()["names"].split())


@cache
def _open(language: Language, *, in_list: bool) -> frozenset[str]:
    kinds = ("open",) if in_list else ("open", "joining")
    return frozenset(word for kind in kinds for word in _data()[kind][language].split())


def twice(text: str, language: Language) -> Iterator[str]:
    """Yield words of a text that stand twice in a row."""
    words = lower_words(text)
    if not any(map(str.__eq__, words, words[1:])):
        is_clipped_twice = "'" in text or "’" in text
        if not (is_clipped_twice and any(map(str.__eq__, words, words[2:]))):
            return
    for found in TWICE.finditer(text):
        word = found[1].lower()
        is_name = found[2] != word or (found[1] != word and not _starts(text, found, word))
        is_stronger = language == "cy" and STANDS_OUT.search(text, 0, found.start())
        if not (is_name or is_stronger or word in _may_stand_twice(language)):
            yield found[1]


def _starts(text: str, found: re.Match[str], word: str) -> bool:
    """Tell whether a word has a capital because a sentence starts with it, and as no name."""
    return word not in _names() and bool(START.search(text, 0, found.start()))


def breaks_off(text: str, language: Language, *, in_list: bool) -> str:
    """Return the last word of a text if a sentence goes on after it, or an empty string.

    ``in_list`` says that it is an item, which may end with "and".
    """
    words = text.split()
    last = words[-1] if text and not text[-1].isspace() else ""
    if not A_WORD.fullmatch(last) or sum(len(word) > 1 for word in words) < FEWEST:
        return ""
    goes_on = last in _open(language, in_list=in_list) or (
        language == "cy" and last.endswith(OPEN_ENDS)
    )
    return last if goes_on else ""


@cache
def _plain() -> Mapping[str, str]:
    """Return words without their circumflex, and with it."""
    words: list[str] = _data()["hats"].split()
    return {_without_accents(word): word for word in words}


def _without_accents(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    return "".join(each for each in apart if not unicodedata.combining(each))


def _at_accent(word: str) -> tuple[str, str, str]:
    """Part a word at its accent: what is before it, the accent, and the rest."""
    apart = unicodedata.normalize("NFD", word)
    at = next(at for at, letter in enumerate(apart) if unicodedata.combining(letter))
    return apart[:at], apart[at], apart[at + 1 :]


@cache
def _traces() -> frozenset[str]:
    """Return words of which a text has one when an accent may be missing, or became a quote."""
    parted = [_at_accent(word) for word in _plain().values()]
    heads = (before for before, _, _ in parted if len(before) > 1)
    hatted = (
        f"{before}{CIRCUMFLEX}{after}" for before, sign, after in parted if sign != CIRCUMFLEX
    )
    return frozenset(
        (*_plain(), *heads, *(unicodedata.normalize("NFC", each) for each in hatted), "l")
    )


@cache
def _without_hat() -> re.Pattern[str]:
    """Return what finds those words with no accent, another one, or a sign for it beside."""
    heads: dict[tuple[str, str, str], list[str]] = {}
    for word in _plain().values():
        before, accent, after = _at_accent(word)
        heads.setdefault((before[-1], accent, after), []).append(before[:-1])
    written = (
        f"(?:{'|'.join(each)}){MARKS}?{letter}{MARKS}?(?:(?!{accent})[\u0300-\u036f])?{after}"
        for (letter, accent, after), each in heads.items()
    )
    return re.compile(
        rf"(?<![\w\u0300-\u036f'’.@/-])(?:{'|'.join(written)})(?![\w\u0300-\u036f.@/-]*\w|['’]d)"
    )


@cache
def _typos(language: Language) -> Mapping[str, str]:
    """Return words that are none, and what was meant by each."""
    rows = map(str.split, _data()["typos"][language].split(","))
    found = {typed: meant for typed, meant in rows if typed != meant}
    if language == "cy":
        hatted = [word for word in _plain().values() if not {"ŵ", "ŷ"}.isdisjoint(word)]
        found |= {word.translate(OTHER_KEYS): word for word in hatted}
        with_w = [word for word in hatted if "ŵ" in word]
        found |= {word.replace("ŵ", other): word for word in with_w for other in "ûùúü"}
    return {word: meant for word, meant in found.items() if word not in TWO_WORDS}


def misspelt(text: str, language: Language) -> Iterator[tuple[str, str]]:
    """Yield words of a text that are none, as typed and as they are right."""
    typos = _typos(language)
    if not lower_vocabulary(text).isdisjoint(typos):
        for word in words(text):
            is_code = word.isupper() and len(word) <= LONGEST_CODE
            if not is_code and (meant := typos.get(word.lower())):
                is_name = word[0].isupper()
                yield word, meant[0].upper() + meant[1:] if is_name else meant
    if language == "cy" and "hyn" in text:
        for found in HYN.finditer(text):
            yield found[0], found[0].replace("hyn", "hŷn")


def without_circumflex(text: str) -> Iterator[tuple[str, str]]:
    """Yield Welsh words of a text that lack their accent, as typed and as they are right."""
    for found in CARON.finditer(text):
        yield found[0], unicodedata.normalize("NFC", _without_accents(found[0]) + CIRCUMFLEX)
    if lower_vocabulary(text).isdisjoint(_traces()) and ODD.isdisjoint(text):
        return
    apart = unicodedata.normalize("NFD", text)
    starts = {found.end() - 1 for found in FIRST_LETTER.finditer(apart)}
    small = "".join(c.lower() if at in starts else c for at, c in enumerate(apart))
    for found in _without_hat().finditer(small):
        plain = re.sub(MARKS, "", _without_accents(found[0]))
        typed, meant = apart[found.start() : found.end()], _plain()[plain]
        if typed == found[0]:
            yield unicodedata.normalize("NFC", typed), meant
        elif plain not in _names():
            yield unicodedata.normalize("NFC", typed), meant[0].upper() + meant[1:]


@cache
def _mutating() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what finds a noun or a place that has not mutated: softly, after ac or â, after yn."""
    data = _data()["mutating"]
    nouns, places = ("|".join(data[each].split()) for each in ("nouns", "places"))
    soft = "|".join(data["soft"].split())
    return (
        re.compile(rf"(?<![\w'’-])({soft}) ({nouns}|(?:{places})(?! [A-ZÂÊÎÔÛŴŶ]))(?![\w'’-])"),
        re.compile(rf"(?<![\w'’-])(ac|â|gyda) ({nouns})(?![\w'’-])"),
        re.compile(rf"(?<![\w'’-])(yn|Yn) ({places})(?! [A-ZÂÊÎÔÛŴŶ])(?![\w'’-])"),
    )


def unmutated(text: str, language: Language) -> Iterator[tuple[str, str]]:
    """Yield Welsh nouns and places that lack their mutation, with the word before, and with it."""
    if language == "en" or vocabulary(text).isdisjoint(_may_mutate()):
        return
    softly, breathed, nasal = _mutating()
    for found in softly.finditer(text):
        yield found[0], f"{found[1]} {mutate(found[2], 'meddal')}"
    for found in breathed.finditer(text):
        changed = mutate(found[2], "llaes")
        if changed != found[2] or found[1] == "ac":
            yield found[0], f"{'a' if found[1] == 'ac' else found[1]} {changed}"
    for found in nasal.finditer(text):
        changed = mutate(found[2], "trwynol")
        ending = "ng" if changed.startswith("Ng") else "m" if changed.startswith("M") else "n"
        if changed != found[2]:
            yield found[0], f"{found[1][0]}{ending} {changed}"


@cache
def _may_mutate() -> frozenset[str]:
    data = _data()["mutating"]
    return frozenset((*data["nouns"].split(), *data["places"].split()))
