"""Which part of something a text speaks of: Part II, Appendix B, section 3(a).

What a part is called in words is not compared, only its letter or number; a Roman numeral is the
number that it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Set

from polisi.words.vocabulary import lower_vocabulary
from polisi.words.welsh import mutate

_EN = (
    "part appendix annex schedule section chapter stage phase level form table figure group class "
    "tier band category option room block unit route plan step article paragraph point item set"
)
_CY = (
    "rhan atodiad atodlen adran pennod cam cyfnod lefel ffurflen tabl ffigur grŵp dosbarth haen "
    "categori opsiwn dewis ystafell bloc uned llwybr cynllun erthygl paragraff pwynt eitem set"
)
_MUTATED = {mutate(word, each) for word in _CY.split() for each in ("meddal", "trwynol")}
NAMES = frozenset((*_EN.split(), *_CY.split(), *_MUTATED))
"""What is counted with letters and Roman numerals."""
_NAMES = "|".join(sorted(NAMES))
A_NUMERAL = re.compile(r"[IVX]{2}")
A_LETTER = re.compile(r"[ ][A-Z]\b(?!['’])")
_NO_EXAM = r"(?!(?i:(?<=level[ ])|(?<=lefel[ ]))[AO]\b)"
"""Lefel A is no level of something, but what English calls an A level."""
LETTER = re.compile(
    rf"(?P<before>\b(?i:{_NAMES})[ ]){_NO_EXAM}(?P<letter>[A-HJ-Z])\b(?!['’-]|[ ][A-Z]\b)"
    rf"|(?P<first>\b(?=[A-Z])(?i:{_NAMES})[ ])I\b(?!['’])"
)
ROMAN = re.compile(
    rf"(?P<before>\b(?:[A-ZÂÊÎÔÛŴŶ][\w'’]*|{_NAMES})[ ]|\b(?!VI\b|IV\b|XV\b))"
    r"(?P<roman>(?=X*[IV])(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3}))\b"
)
_ITEM = "[a-z]|ch|ng|ph|rh|th|aa|bb|cc|dd|ee|ff|gg|hh|ll|[ivx]{2,4}"
"""What stands in brackets before an item: a letter of either alphabet, or a Roman numeral."""
AN_ITEM = re.compile(rf"\((?:{_ITEM})\)")
"""What a text has that speaks of a part with a numeral, a letter, or one of them in brackets."""
IN_BRACKETS = re.compile(
    rf"(?:(?<=[\d)])|(?<=[\d)][ ]))\((?:{_ITEM})\)"
    rf"|\b(?i:{_NAMES})(?:s|au|iau|nau)?[ ]\((?:{_ITEM})\)"
)
ITEM = re.compile(rf"(?<![^\W\d_])\((?:{_ITEM})\)")
ITEMS = {
    f"({welsh})": f"({english})"
    for welsh, english in zip(
        "a b c ch d dd e f ff g ng h i j l ll m n o p ph r rh s t th u w y".split(),
        "abcdefghijklmnopqrstuvwxyz",
        strict=False,
    )
}
"""Items of a Welsh list by its own alphabet, in which (ch) is the fourth, as (d) is in English."""
_PARTS = {
    "part": "part rhan ran", "schedule": "schedule atodlen", "section": "section adran",
    "subsection": "subsection is-adran", "regulation": "regulation rheoliad reoliad",
    "paragraph": "paragraph paragraff baragraff pharagraff mharagraff",
    "article": "article erthygl",
}  # fmt: skip
PARTS = {word: part for part, words in _PARTS.items() for word in words.split()}
BEFORE_NUMBER = re.compile(
    rf"(?:(?<![\w-])(?P<part>{'|'.join(PARTS)})(?:s|au|iau|nau)?[ ]|\((?P<chapter>[cp]\.[ ]?)?)$",
    re.IGNORECASE,
)
LONGEST_BEFORE = 16
"""Letters of what stands before a number and says what it numbers, at most."""
ROMANS = {"I": 1, "V": 5, "X": 10}

Keep = Callable[[re.Match[str], str], str]
"""Keeps a part that was found, and returns what stands for it in the text."""


def has_section(text: str) -> bool:
    """Tell whether a text may speak of a part with a letter or a Roman numeral."""
    return bool(
        A_NUMERAL.search(text)
        or (not NAMES.isdisjoint(lower_vocabulary(text)) and A_LETTER.search(text))
        or AN_ITEM.search(text)
    )


def sections(text: str, words: Set[str], keep: Keep) -> str:
    """Take out of a text which part of something it speaks of; ``words`` are those it may have."""
    if A_NUMERAL.search(text):
        text = ROMAN.sub(lambda m: m["before"] + keep(m, _number(m["roman"])), text)
    if not NAMES.isdisjoint(words) and A_LETTER.search(text):
        text = LETTER.sub(lambda m: (m["before"] or m["first"]) + keep(m, _letter(m)), text)
    if AN_ITEM.search(text) and IN_BRACKETS.search(text):
        text = ITEM.sub(lambda m: keep(m, m[0]), text)
    return text


def part_of(text: str, at: int) -> str:
    """Return what the number at a place of a text numbers: section 3, (c. 22), adran 12(3)."""
    found = BEFORE_NUMBER.search(text, max(0, at - LONGEST_BEFORE), at)
    if not found:
        return ""
    return PARTS[found["part"].lower()] if found["part"] else "(c.)" if found["chapter"] else "()"


def _letter(found: re.Match[str]) -> str:
    """Return a letter, or what it counts as a Roman numeral: Part I is Part 1."""
    letter = found["letter"] or "I"
    return str(ROMANS.get(letter, letter))


def _number(numeral: str) -> str:
    """Return what a Roman numeral up to 39 stands for."""
    values = [ROMANS[letter] for letter in numeral]
    return str(sum(-n if n < max(values[at:]) else n for at, n in enumerate(values)))
