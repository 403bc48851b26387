"""Words of which one turns a rule round when it stands in the other's place: before, after.

They stand in ``opposites.yml``, in groups of what can be chosen. Two texts contradict each other
when each names a thing of a group that the other does not name, or when both name the same things
in another order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from polisi.data import own_data
from polisi.words.languages import LANGUAGES, Language
from polisi.words.negation import NEGATION
from polisi.words.vocabulary import WORD
from polisi.words.welsh import MUTATIONS, VOWELS, mutate

NOTHING = "nothing"
"""What a group calls longer phrases that say none of its things."""
PEOPLE = "people"
"""The group of those who do something or have it done to them; ``people`` looks at their order."""
DUTY = "duty"
EXCEPTING = "include"
"""The group of what leaves somebody out, which denies by itself."""
CONDITION = "condition"
"""The group of *if* and *unless*, which denies by itself, too."""
GRADED = (PEOPLE, DUTY, EXCEPTING, CONDITION)
"""Groups of which one thing, denied, is not another: who is not staff may be no parent."""
JOINING = frozenset(
    "and or nor the a of s their your our his her for with in to r y yr ac neu na nac i o yn eu ei "
    "eich ein gyda gydag".split()
)
"""What stands between two things of a list, or between one and whose that is."""
Texts = Mapping[Language, str]


class Said(NamedTuple):
    """A thing of a group that a text names."""

    group: str
    thing: str
    words: str
    start: int
    """Which word of the text is its first."""

    @property
    def end(self) -> int:
        """Which word comes after its last."""
        return self.start + self.words.count(" ") + 1


class Contradiction(NamedTuple):
    """Two texts that name different things, or the same in another order."""

    group: str
    english: str
    welsh: str


class _Phrase(NamedTuple):
    group: str
    thing: str
    rest: tuple[str, ...]
    """The words after its first."""


Table = Mapping[str, Sequence[_Phrase]]
"""Phrases by their first word; one that ends in * stands for all that begin so."""


def _forms(phrase: str, language: Language) -> set[str]:
    """Return a phrase, in Welsh with what mutation makes of its first word."""
    if language == "en":
        return {phrase}
    before_vowel = {f"h{phrase}"} if phrase[0] in VOWELS else set()
    return {phrase, *before_vowel, *(mutate(phrase, each) for each in MUTATIONS)}


@cache
def _data() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    groups: dict[str, dict[str, dict[str, str]]] = own_data("opposites.yml")
    return groups


@cache
def _table(language: Language, *, is_sure: bool) -> Table:
    """Return the phrases that say a thing and nothing else, or those that may say it."""
    table: dict[str, list[_Phrase]] = {}
    for group, things in _data().items():
        for thing, said in things.items():
            listed = said.get(language if is_sure else f"also-{language}", "").split(", ")
            for phrase in filter(None, listed):
                for form in _forms(phrase, language):
                    first, *rest = form.split()
                    table.setdefault(first, []).append(_Phrase(group, thing, tuple(rest)))
    return table


class _Starting(dict[str, tuple[_Phrase, ...]]):
    """The phrases that a word may start, the longest first; found when a word is first met."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def __missing__(self, word: str) -> tuple[_Phrase, ...]:
        keys = (word, *(f"{word[:end]}*" for end in range(2, len(word) + 1)))
        found = [phrase for key in keys for phrase in self.table.get(key, ())]
        self[word] = tuple(sorted(found, key=lambda phrase: -len(phrase.rest)))
        return self[word]


@cache
def _starting(language: Language, *, is_sure: bool) -> _Starting:
    return _Starting(_table(language, is_sure=is_sure))


class Sentence(NamedTuple):
    """The words of a text in small letters, and what they surely name."""

    words: Sequence[str]
    said: Sequence[Said]


@lru_cache(maxsize=8)  # more than one rule asks for the same sentence
def read(text: str, language: Language) -> Sentence:
    """Find what a text surely names; a longer phrase covers those that it holds."""
    written = WORD.findall(text)
    words = list(map(str.lower, written))
    covered: dict[str, int] = {}
    found = []
    started = map(_starting(language, is_sure=True).__getitem__, words)
    for at, (phrases, following) in enumerate(zip(started, (*words[1:], ""), strict=False)):
        for group, thing, rest in phrases:
            if rest and rest[0] != following:  # most phrases go no further
                continue
            end = at + 1 + len(rest)
            if at < covered.get(group, 0) or (rest and tuple(words[at + 1 : end]) != rest):
                continue
            if rest or thing == NOTHING:
                covered[group] = end
            if thing != NOTHING:
                found.append(Said(group, thing, " ".join(written[at:end]), at))
    return Sentence(words, found)


def _may_say(words: Sequence[str], language: Language, named: Sequence[Said]) -> set[str]:
    """Return the things of a group that some words may name, beside those that they surely name."""
    covered = {at for each in named for at in range(each.start, each.end)}
    starting = _starting(language, is_sure=False)
    return {
        phrase.thing
        for at, word in enumerate(words)
        if at not in covered
        for phrase in starting[word]
        if phrase.group == named[0].group
        and tuple(words[at + 1 : at + 1 + len(phrase.rest)]) == phrase.rest
    }


def contradictions(texts: Texts) -> Iterator[Contradiction]:
    """Yield the groups of which two texts name different things.

    Where one of them denies and the other does not, "not open" may be "closed".
    """
    for each in _contradictions(texts):
        if each.group == EXCEPTING or not _denies_one(texts):
            yield each


def makes_up(texts: Texts) -> bool:
    """Tell whether one text denies what the other says by naming the opposite."""
    return _denies_one(texts) and any(each.group not in GRADED for each in _contradictions(texts))


def _denies_one(texts: Texts) -> bool:
    return len({bool(NEGATION[each].search(texts[each])) for each in LANGUAGES}) > 1


def _contradictions(texts: Texts) -> Iterator[Contradiction]:
    here, there = (read(texts[language], language) for language in LANGUAGES)
    groups = {each.group for each in here.said} & {each.group for each in there.said}
    for group in sorted(groups):
        english, welsh = ([s for s in each.said if s.group == group] for each in (here, there))
        only_here = _only(english, welsh, there.words, "cy")
        only_there = only_here and _only(welsh, english, here.words, "en")
        if only_here and only_there:
            yield Contradiction(group, only_here, only_there)
        elif group != PEOPLE and _are_exchanged(english, welsh, here.words, there.words):
            yield Contradiction(group, _listed(english), _listed(welsh))


def _only(
    ours: Sequence[Said], theirs: Sequence[Said], words: Sequence[str], language: Language
) -> str:
    """Return the words for things that a counterpart, whose words are given, does not name."""
    named = {each.thing for each in theirs}
    missing = [each for each in ours if each.thing not in named]
    may_be = _may_say(words, language, theirs) if missing else ()
    return _listed(each for each in missing if each.thing not in may_be)


def _are_exchanged(
    english: Sequence[Said], welsh: Sequence[Said], words: Sequence[str], welsh_words: Sequence[str]
) -> bool:
    """Tell whether two texts name the same things, each once, in another order, and in no list."""
    here, there = [each.thing for each in english], [each.thing for each in welsh]
    if here == there or len(set(here)) < len(here) or sorted(here) != sorted(there):
        return False
    return not any(
        are_joined(first, second, its_words)
        for its_words, named in ((words, english), (welsh_words, welsh))
        for first, second in pairwise(named)
    )


def are_joined(first: Said, second: Said, words: Sequence[str]) -> bool:
    """Tell whether two things stand in a list, or one says whose the other is."""
    return JOINING.issuperset(words[first.end : second.start])


def _listed(found: Iterable[Said]) -> str:
    return ", ".join(dict.fromkeys(each.words for each in found))
