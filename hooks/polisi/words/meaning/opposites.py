"""Words of which one turns a rule round when it stands in the other's place: before, after.

They stand in ``opposites.yml``, in groups of what can be chosen. Two texts contradict each other
when each names a thing of a group that the other does not name, or when both name the same things
in another order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from polisi.data import own_data
from polisi.words import vocabulary
from polisi.words.languages import LANGUAGES, Language, Texts
from polisi.words.negation import NEGATION
from polisi.words.welsh import MUTATIONS, VOWELS, mutate

NOTHING = "nothing"
"""What a group calls longer phrases that say none of its things."""
PEOPLE = "people"
"""The group of those who do something or have it done to them; ``people`` looks at their order."""
THING = "thing"
"""The group of things of school life, which stand in any order."""
DUTY = "duty"
NEED = "need"
"""The English duty that is as good as *must* or *should*: need to, rhaid or dylai."""
KEEP = "keep"
"""The group of *keep* and *delete*, of which a sentence may name either first."""
UNORDERED = frozenset((PEOPLE, THING, DUTY, KEEP))
EXCEPTING = frozenset(("include", "company"))
"""The groups of what leaves somebody or something out, which denies by itself."""
CONDITION = "condition"
"""The group of *if* and *unless*, which denies by itself, too."""
GRADED = frozenset((PEOPLE, THING, DUTY, CONDITION, *EXCEPTING))
"""Groups of which one thing, denied, is not another: who is not staff may be no parent."""
TIME = "time"
"""The group of *before*, *after* and *until*."""
QUANTITY = "quantity"
"""The group of *all* and *some*, which a denial turns from afar: nid yw'n wir ar bob tudalen."""
JOINING = frozenset(
    "and or nor but as well also plus the a of s their your our his her for with in to r y yr ac "
    "neu na nac ond ogystal â ag hefyd i o yn eu ei eich ein gyda gydag".split()
)
"""What stands between two things of a list, or between one and whose that is."""
PARTING = frozenset(
    "and or but if when while unless because so then until although before after ac a neu ond os "
    "pan tra oni oherwydd felly yna nes er cyn ar".split()
)
"""What parts two duties of a sentence; without it the first is of what the second speaks of."""
NO_FORMS = frozenset(("hun",))
"""What looks like the form of another word: *hun* is self, not one."""
DENYING: Mapping[Language, frozenset[str]] = {
    "en": frozenset("not never t cannot no isn".split()),
    "cy": frozenset(
        "nid nad ni na ddim dim nac heb peidiwch peidio beidiwch beidio pheidio".split()
    ),
}
NEAR = 3
"""Words before one that another among them denies: nad yw'n ddiogel."""


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


def forms(phrase: str, language: Language) -> set[str]:
    """Return a phrase, in Welsh with what mutation makes of its first word."""
    if language == "en":
        return {phrase}
    if phrase[0] in VOWELS:
        return {phrase, f"h{phrase}"} - NO_FORMS
    mutated = {mutate(phrase, each) for each in MUTATIONS} - DENYING["cy"]  # fy na, of *da*
    return {phrase, *mutated}


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
                found = _Phrase(group, thing, tuple(phrase.split()[1:]))
                for form in forms(phrase, language):
                    table.setdefault(form.partition(" ")[0], []).append(found)
    return table


class _Phrases(NamedTuple):
    """The phrases that a word may start."""

    alone: Sequence[_Phrase]
    """Those that are that word."""
    by_next: Mapping[str, Sequence[_Phrase]]
    """Those, and before them the longer ones, the longest first, by the word that comes next."""


class _Starting(dict[str, _Phrases | None]):
    """The phrases that each word may start, which are found when a word is first met."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def __missing__(self, word: str) -> _Phrases | None:
        keys = (word, *(f"{word[:end]}*" for end in range(2, len(word) + 1)))
        found = [phrase for key in keys for phrase in self.table.get(key, ())]
        alone = [phrase for phrase in found if not phrase.rest]
        longer = sorted((p for p in found if p.rest), key=lambda phrase: -len(phrase.rest))
        by_next: dict[str, list[_Phrase]] = {}
        for phrase in longer:
            by_next.setdefault(phrase.rest[0], []).append(phrase)
        for phrases in by_next.values():
            phrases += alone
        self[word] = _Phrases(alone, by_next) if found else None
        return self[word]


@cache
def _starting(language: Language, *, is_sure: bool) -> _Starting:
    return _Starting(_table(language, is_sure=is_sure))


def _at_each(
    words: Sequence[str], language: Language, *, is_sure: bool
) -> Iterator[tuple[int, _Phrase]]:
    """Yield the phrases of a text, the longest first, with the number of the word they start at."""
    starting = map(_starting(language, is_sure=is_sure).__getitem__, words)
    following = (*words[1:], "")
    for at, phrases in [(at, phrases) for at, phrases in enumerate(starting) if phrases]:
        for phrase in phrases.by_next.get(following[at], phrases.alone):
            rest = phrase.rest
            if len(rest) < 2 or tuple(words[at + 1 : at + 1 + len(rest)]) == rest:
                yield at, phrase


class Sentence(NamedTuple):
    """The words of a text in small letters, and what they surely name, by group."""

    words: Sequence[str]
    named: Mapping[str, Sequence[Said]]
    idle: Mapping[str, Set[int]]
    """The words of longer phrases that name nothing of a group, by their number: pan fydd."""


@lru_cache(maxsize=8)  # more than one rule asks for the same sentence
def read(text: str, language: Language) -> Sentence:
    """Find what a text surely names; a longer phrase covers those that it holds."""
    written, words = vocabulary.words(text), vocabulary.lower_words(text)
    covered: dict[str, int] = {}
    named: dict[str, list[Said]] = {}
    idle: dict[str, set[int]] = {}
    for at, (group, thing, rest) in _at_each(words, language, is_sure=True):
        if at < covered.get(group, 0):
            continue
        end = at + 1 + len(rest)
        if rest or thing == NOTHING:
            covered[group] = end
        if thing != NOTHING:
            said = Said(group, thing, " ".join(written[at:end]), at)
            of_group = named.setdefault(group, [])
            if said not in of_group:  # "prynu" begins like "pryn*"
                of_group.append(said)
        else:
            idle.setdefault(group, set()).update(range(at, end))
    return Sentence(words, named, idle)


def _may_say(
    sentence: Sentence, language: Language, named: Sequence[Said], *, may_deny: bool
) -> set[str]:
    """Return the things of a group that a text may name, beside those that it surely names.

    Words that deny name none unless they ``may_deny`` what the other text says in another way.
    """
    words, group = sentence.words, named[0].group
    covered = {at for each in named for at in range(each.start, each.end)}
    covered |= sentence.idle.get(group, frozenset())
    if not may_deny:
        covered.update(at for at, word in enumerate(words) if word in DENYING[language])
    return {
        phrase.thing
        for at, phrase in _at_each(words, language, is_sure=False)
        if phrase.group == group and at not in covered
    }


def mentioned(words: Sequence[str], language: Language) -> frozenset[tuple[str, str]]:
    """Return all that some words name or may name: groups, each with a thing."""
    found = (_at_each(words, language, is_sure=is_sure) for is_sure in (True, False))
    return frozenset((phrase.group, phrase.thing) for each in found for _, phrase in each)


def contradictions(texts: Texts) -> Iterator[Contradiction]:
    """Yield the groups of which two texts name different things.

    Where one of them denies and the other does not, "not open" may be "closed".
    """
    for each in _contradictions(texts):
        if each.group in EXCEPTING or not (denies_one(texts) or _is_turned(each.group, texts)):
            yield each


def _is_turned(group: str, texts: Texts) -> bool:
    """Tell whether a word just before a thing of a group denies it in one of two texts."""
    if group in GRADED:
        return False
    english, welsh = (_denials(group, read(texts[each], each), each) for each in LANGUAGES)
    return english != welsh


def _denials(group: str, sentence: Sentence, language: Language) -> int:
    """Count the things of a group that a word just before them denies."""
    before = (
        sentence.words[0 if group == QUANTITY else max(0, each.start - NEAR) : each.start]
        for each in sentence.named.get(group, ())
    )
    return sum(not DENYING[language].isdisjoint(words) for words in before)


def makes_up(texts: Texts) -> bool:
    """Tell whether one text denies what the other says by naming the opposite."""
    return denies_one(texts) and any(each.group not in GRADED for each in _contradictions(texts))


def denies_one(texts: Texts) -> bool:
    """Tell whether one of two texts denies something, and the other nothing."""
    return len({bool(NEGATION[each].search(texts[each])) for each in LANGUAGES}) > 1


def _both_deny(texts: Texts) -> bool:
    return all(NEGATION[each].search(texts[each]) for each in LANGUAGES)


def _contradictions(texts: Texts) -> Iterator[Contradiction]:
    here, there = (read(texts[language], language) for language in LANGUAGES)
    for group in sorted(here.named.keys() & there.named.keys()):
        english, welsh = here.named[group], there.named[group]
        if group == TIME and _both_deny(texts):
            english, welsh = _as_denied(english), _as_denied(welsh)
        if group == DUTY:
            english = _as_needed(english, welsh)
        if are_same(english, welsh):
            continue
        may_deny = group not in EXCEPTING or (
            DENYING["en"].isdisjoint(here.words) or DENYING["cy"].isdisjoint(there.words)
        )
        only_here = _only(english, welsh, there, "cy", may_deny=may_deny)
        only_there = only_here and _only(welsh, english, here, "en", may_deny=may_deny)
        if only_here and only_there:
            yield Contradiction(group, only_here, only_there)
        elif _is_ordered(group, english, here.words) and _are_exchanged(
            english, welsh, here.words, there.words
        ):
            yield Contradiction(group, _listed(english), _listed(welsh))


def _as_denied(named: Sequence[Said]) -> Sequence[Said]:
    """Name alike what says the same of what is denied: not until, and not before."""
    return [each._replace(thing="before") if each.thing == "until" else each for each in named]


def _as_needed(english: Sequence[Said], welsh: Sequence[Said]) -> Sequence[Said]:
    """Name *need to* as the Welsh text does what has to be done."""
    is_advice = {"must", "should"}.intersection(_things(welsh)) == {"should"}
    meant = "should" if is_advice else "must"
    return [each._replace(thing=meant) if each.thing == NEED else each for each in english]


def _things(named: Iterable[Said]) -> list[str]:
    return [each.thing for each in named]


def _is_ordered(group: str, english: Sequence[Said], words: Sequence[str]) -> bool:
    """Tell whether things stand in the same order in both languages, as far as can be said.

    Duties do in clauses of their own: "what should be read must be kept" has one in the other.
    """
    return group not in UNORDERED or (group == DUTY and _are_parted(english, words))


def _are_parted(things: Sequence[Said], words: Sequence[str]) -> bool:
    return all(
        not PARTING.isdisjoint(words[first.end : second.start])
        for first, second in pairwise(things)
    )


def _only(
    ours: Sequence[Said],
    theirs: Sequence[Said],
    counterpart: Sentence,
    language: Language,
    *,
    may_deny: bool,
) -> str:
    """Return the words for things that a counterpart does not name."""
    named = {each.thing for each in theirs}
    missing = [each for each in ours if each.thing not in named]
    may_be = _may_say(counterpart, language, theirs, may_deny=may_deny) if missing else ()
    return _listed(each for each in missing if each.thing not in may_be)


def _are_exchanged(
    english: Sequence[Said], welsh: Sequence[Said], words: Sequence[str], welsh_words: Sequence[str]
) -> bool:
    """Tell whether two texts, which differ, name the same things, each once, and in no list."""
    here, there = _things(english), _things(welsh)
    if len(set(here)) < len(here) or sorted(here) != sorted(there):
        return False
    return not any(
        are_joined(first, second, its_words)
        for its_words, named in ((words, english), (welsh_words, welsh))
        for first, second in pairwise(named)
    )


def are_same(english: Iterable[Said], welsh: Iterable[Said]) -> bool:
    """Tell whether two texts name the same things in the same order, as most do."""
    return _things(english) == _things(welsh)


def are_joined(first: Said, second: Said, words: Sequence[str]) -> bool:
    """Tell whether two things stand in a list, or one says whose the other is."""
    between = words[first.end : second.start]
    is_owned = 0 < len(between) <= NEAR and between[0] == "s"  # the child's own visitor
    return is_owned or JOINING.issuperset(between)


def _listed(found: Iterable[Said]) -> str:
    return ", ".join(dict.fromkeys(each.words for each in found))
