"""Two texts held against each other: what stands in one only, place by place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from polisi.facts.counterparts import is_welsh_line, same_address, same_mailbox
from polisi.markup.tree import Block
from polisi.text.substance import WEEKDAYS, Fact, Kind, facts, weekdays
from polisi.words.languages import LANGUAGES, Language
from polisi.words.numbers import COUNTED, counted, numbers

SAYS_WELSH = re.compile(r"\b(?:[CGN]h?g?ymraeg|Welsh)", re.IGNORECASE)
TIME = re.compile(r"(\d\d):(\d\d)")
MARKED = re.compile(r"[0-9@½¼¾⅓⅔]|www\.|://")
"""What words have that say something which has to be the same in both languages."""
SIGNS = re.compile(r"^[£€$-]|%$")


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands in one language's text only, and in the other's only."""

    kind: Kind
    english: tuple[str, ...]
    welsh: tuple[str, ...]
    line: int
    """Line in the Welsh text, from 0."""


def differences(english: Sequence[Block], welsh: Sequence[Block]) -> Iterator[Difference]:
    """Yield the differences between the substance of two texts.

    Blocks are compared one by one where both texts have the same; else the texts as wholes.
    """
    pairs: list[tuple[Sequence[Block], Sequence[Block]]] = [(english, welsh)]
    if [_shape(block) for block in english] == [_shape(block) for block in welsh]:
        pairs = [((here,), (there,)) for here, there in zip(english, welsh, strict=True)]
    for here, there in pairs:
        yield from _weekdays(here, there)
        yield from _numbers_in_words(here, there)
        if all(map(_is_plain, here)) and all(map(_is_plain, there)):
            continue
        yield from _differences(here, there)


def _weekdays(english: Sequence[Block], welsh: Sequence[Block]) -> Iterator[Difference]:
    """Compare the days of the week, where both texts name as many."""
    here, there = (
        [d for block in each for d in weekdays(block.words)] for each in (english, welsh)
    )
    if here != there and len(here) == len(there):
        line = welsh[0].line if welsh else 0
        yield Difference("dates", tuple(here), tuple(map(WEEKDAYS.__getitem__, there)), line)


def _numbers_in_words(english: Sequence[Block], welsh: Sequence[Block]) -> Iterator[Difference]:
    """Compare numbers that both texts have in words: five days are not six.

    Only where each text has as many of those that mean nothing else, and no figures.
    """
    texts = [" ".join(block.words for block in each) for each in (english, welsh)]
    if COUNTED.isdisjoint(texts[0].lower().split()) or any(map(MARKED.search, texts)):
        return
    both = [counted(text, language) for text, language in zip(texts, LANGUAGES, strict=True)]
    if len(both[0]) == len(both[1]) and sorted(both[0]) != sorted(both[1]):
        line = welsh[0].line if welsh else 0
        yield Difference("figures", tuple(map(str, both[0])), tuple(map(str, both[1])), line)


def _shape(block: Block) -> tuple[object, ...]:
    return block.kind, block.within, block.row, block.column


def _is_plain(block: Block) -> bool:
    """Tell whether a block has words only, and no figure or address among them."""
    return all(piece.kind == "words" and not MARKED.search(piece.text) for piece in block.pieces)


def _differences(english: Sequence[Block], welsh: Sequence[Block]) -> Iterator[Difference]:
    here, there = list(facts(english)), list(facts(welsh))
    if here == there:
        return
    line = welsh[0].line if welsh else 0
    for kind in dict.fromkeys(fact.kind for fact in (*here, *there)):
        ours = [fact for fact in here if fact.kind == kind]
        theirs = [fact for fact in there if fact.kind == kind]
        only_here, only_there = COMPARE[kind](ours, theirs, _Texts(english, welsh))
        if only_here or only_there:
            yield Difference(kind, tuple(only_here), tuple(only_there), line)


class _Texts:
    """The words of the blocks that are compared."""

    def __init__(self, english: Sequence[Block], welsh: Sequence[Block]) -> None:
        self.blocks: Mapping[Language, Sequence[Block]] = {"en": english, "cy": welsh}

    def words(self, language: Language) -> str:
        return " ".join(block.words for block in self.blocks[language])


Found = tuple[list[str], list[str]]
Compare = Callable[[Sequence[Fact], Sequence[Fact], _Texts], Found]


def _same(english: Sequence[Fact], welsh: Sequence[Fact], texts: _Texts) -> Found:
    here, there = {fact.value for fact in english}, {fact.value for fact in welsh}
    return sorted(here - there), sorted(there - here)


def _in_order(english: Sequence[Fact], welsh: Sequence[Fact], texts: _Texts) -> Found:
    """Compare what stands in the same order in both languages, each as often as in the other."""
    here, there = [fact.value for fact in english], [fact.value for fact in welsh]
    if here == there or list(dict.fromkeys(here)) == list(dict.fromkeys(there)):
        return [], []
    return (here, there) if set(here) == set(there) else _same(english, welsh, texts)


def _counterparts(agree: Callable[[str, str], bool]) -> Compare:
    """Compare what need not be the same to be right."""

    def compare(english: Sequence[Fact], welsh: Sequence[Fact], texts: _Texts) -> Found:
        here, there = {fact.value for fact in english}, {fact.value for fact in welsh}
        if here == there:
            return [], []
        only_here = [one for one in here if not any(agree(one, other) for other in there)]
        only_there = [other for other in there if not any(agree(one, other) for one in here)]
        return sorted(only_here), sorted(only_there)

    return compare


def _telephones(english: Sequence[Fact], welsh: Sequence[Fact], texts: _Texts) -> Found:
    here, there = _same(english, welsh, texts)
    if here and there:
        there = [number for number in there if not is_welsh_line(number)]
        says_welsh = any(SAYS_WELSH.search(texts.words(each)) for each in texts.blocks)
        return ([], []) if not there or (says_welsh and len(here) == len(there)) else (here, there)
    return here, [number for number in there if not is_welsh_line(number)]


def _figures(english: Sequence[Fact], welsh: Sequence[Fact], texts: _Texts) -> Found:
    here = Counter(fact.value for fact in english)
    there = Counter(fact.value for fact in welsh)
    if here == there:
        found = _units(english, welsh)
        return found if any(found) else _in_order(english, welsh, texts)
    only_here, only_there = here - there, there - here
    _match_times(only_here, only_there)
    only_here -= _in_words(only_here, texts.words("cy"), "cy")
    only_there -= _in_words(only_there, texts.words("en"), "en")
    return sorted(only_here.elements()), sorted(only_there.elements())


def _units(english: Sequence[Fact], welsh: Sequence[Fact]) -> Found:
    """Compare what equal figures count: 12 months and 6 weeks are not 12 weeks and 6 months."""
    for value in {fact.value for fact in english}:
        here = sorted(fact.unit for fact in english if fact.value == value)
        there = sorted(fact.unit for fact in welsh if fact.value == value)
        if here != there and all(here) and all(there):
            return [f"{value} {each}" for each in here], [f"{value} {each}" for each in there]
    return [], []


def _match_times(here: Counter[str], there: Counter[str]) -> None:
    """Take out times of the morning that one text writes without saying so."""
    for ours, theirs in ((here, there), (there, here)):
        for value in list(ours):
            if time := TIME.fullmatch(value):
                hour = str(int(time[1]))
                plain = f"{hour}.{time[2]}"
                if time[2] == "00":
                    plain = hour if int(hour) <= 12 else plain
                if theirs[plain] > 0:
                    theirs[plain] -= ours[value]
                    ours[value] = 0
    for counter in (here, there):
        for value in [value for value, times in counter.items() if times <= 0]:
            del counter[value]


def _in_words(figures: Counter[str], text: str, language: Language) -> Counter[str]:
    """Return those of some figures that stand in a text as words."""
    if not figures:
        return Counter()
    said = list(numbers(text, language))
    found: Counter[str] = Counter()
    for figure in figures.elements():
        plain = SIGNS.sub("", figure) if figure.endswith("%") else figure
        time = TIME.fullmatch(figure)
        plain = str(int(time[1])) if time and time[2] == "00" else plain
        for values in said:
            if plain in values:
                said.remove(values)
                found[figure] += 1
                break
    return found


COMPARE: Mapping[Kind, Compare] = {
    "placeholders": _in_order,
    "references": _same,
    "links": _counterparts(same_address),
    "emails": _counterparts(same_mailbox),
    "telephones": _telephones,
    "dates": _in_order,
    "figures": _figures,
}
