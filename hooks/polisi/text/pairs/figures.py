"""Figures and dates of two texts held against each other: which, of what, on which side, in order.

A number in words is as good as a figure where it means nothing else; where it stands in one text
only, it may have been said without one ("both", "the other"), so that it counts only with what it
counts, or when another number stands in the other text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set

from polisi.text.pairs.order import keeps_its_words
from polisi.text.pairs.substance import POSTCODE, Fact
from polisi.words.figures.comparatives import (
    ALIKE,
    LOOSE,
    OF_TIME,
    UP,
    Bound,
    denies,
    has_bound,
    is_negated,
)
from polisi.words.figures.numbers import said
from polisi.words.figures.sections import ITEMS
from polisi.words.languages import LANGUAGES, Language

TIME = re.compile(r"(\d\d):(\d\d)")
YEAR = re.compile(r"(?:18|19|20)\d\d")
CRITERION = re.compile(r"\d+(?:\.\d+){2,}")
SIGNS = re.compile(r"^-?[£€$]|^-|%$")
SURE: Mapping[Language, frozenset[str]] = {
    "en": frozenset(map(str, range(2, 100))),
    "cy": frozenset(map(str, (*range(3, 8), 9, *range(11, 100)))),
}
"""Numbers whose words say nothing else and are not added by a translator: *y ddwy ochr* is *the
parties*, *deg* is *fair*, and *Wyth* ends a name."""
EXAMPLE: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:examples?|such as|e\.g|in the form(?:at)?)\b", re.IGNORECASE),
    "cy": re.compile(
        r"\b(?:h?enghr\w+|megis|e\.e|fel|(?:ar|yn y) ff(?:urf|ormat))\b", re.IGNORECASE
    ),
}
"""What says that something is only a sample."""
RANGE = re.compile(
    r"(?<![\d.,])(\d{1,2})[ ]?(?:-|–|to|i|hyd(?: at)?|tan)[ ]?(\d{1,2})(?![\d.,]?\d)"
)
"""From where to where: 7 i 9."""
MORNING = re.compile(r"\bmorning|\bbore\b", re.IGNORECASE)
NAME = re.compile(r"\b[A-Z][\w’']*(?: [A-Z][\w’']*)+")
"""What may be a name: Six Bells."""
MANY = 4
"""Words of a text that are more than a label."""
SHARE: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:halves|thirds|quarters?|(?:fif|six|eigh|ten)ths)\b", re.IGNORECASE),
    "cy": re.compile(r"\b(?:[dt]h?raean|rh?an|chwarter|chwe-mis\w*)\b", re.IGNORECASE),
}
"""What a number may be part of that is said in another way: three quarters, chwe-misol."""
Found = tuple[list[str], list[str]]
"""What stands in the English text only, and in the Welsh."""
Texts = Mapping[Language, str]
"""The words of the two texts."""


def only(english: Sequence[Fact], welsh: Sequence[Fact]) -> Found:
    """Return the values of facts that one text has only."""
    here, there = {fact.value for fact in english}, {fact.value for fact in welsh}
    return sorted(here - there), sorted(there - here)


def in_order(english: Sequence[Fact], welsh: Sequence[Fact], texts: Texts) -> Found:
    """Compare what stands in the same order in both languages, each as often as in the other."""
    here, there = [fact.value for fact in english], [fact.value for fact in welsh]
    if here == there or list(dict.fromkeys(here)) == list(dict.fromkeys(there)):
        return [], []
    if set(here) != set(there):
        return only(english, welsh)
    return ([], []) if keeps_its_words(here, texts) else (here, there)


def dates(english: Sequence[Fact], welsh: Sequence[Fact], texts: Texts) -> Found:
    """Compare dates: which, on which side, in which order."""
    if len(english) == len(welsh):
        english, welsh = _with_year(english, welsh), _with_year(welsh, english)
    found = in_order(english, welsh, texts)
    return found if any(found) else _bounds(english, welsh, texts)


def _with_year(facts: Sequence[Fact], others: Sequence[Fact]) -> Sequence[Fact]:
    """Give dates the year of the next one where the other text says it of both: 1 and 2 May 2026.

    Its date stands at the same place among as many.
    """
    completed = list(facts)
    for at, (date, other) in enumerate(zip(facts, others, strict=True)):
        with_year = f"{other.value[:5]}{date.value}"
        following = facts[at + 1 : at + 2]
        if other.value == with_year and following and following[0].value[:5] == with_year[:5]:
            completed[at] = date._replace(value=with_year)
    return completed


def figures(english: Sequence[Fact], welsh: Sequence[Fact], texts: Texts) -> Found:
    """Compare figures, in digits and in words: which, of what, on which side, in which order."""
    welsh = _with_english_items(english, welsh)
    english, welsh = (
        _with_half(english, welsh, texts["en"]),
        _with_half(welsh, english, texts["cy"]),
    )
    found = _in_one_only(english, welsh, texts)
    may_be = are_samples(found, texts, POSTCODE.fullmatch) or _are_within(found, texts)
    if may_be or _are_in_names(found, texts):
        found = [], []
    if any(found):
        return found
    both = {fact.value for fact in english} & {fact.value for fact in welsh}
    english, welsh = _of(english, both), _of(welsh, both)
    for compare in (_units, _bounds, _order):
        found = compare(english, welsh, texts)
        if any(found):
            return found
    return [], []


def are_samples(found: Found, texts: Texts, is_sample: Callable[[str], object]) -> bool:
    """Tell whether what each text has only is a sample, which is another one in each language."""
    english, welsh = found
    is_one_for_one = len(english) == len(welsh) > 0
    return (
        is_one_for_one
        and all(map(is_sample, (*english, *welsh)))
        and all(EXAMPLE[each].search(texts[each]) for each in LANGUAGES)
    )


def _with_english_items(english: Sequence[Fact], welsh: Sequence[Fact]) -> Sequence[Fact]:
    """Write the items of a Welsh text that has its own alphabet with the English letters."""
    ours, theirs = ([f.value for f in each if f.value[:1] == "("] for each in (english, welsh))
    pairs = zip(ours, theirs, strict=False)
    if len(ours) != len(theirs) or any(here not in (item, ITEMS.get(item)) for here, item in pairs):
        return welsh
    letters = iter(ours)
    return [f._replace(value=next(letters)) if f.value[:1] == "(" else f for f in welsh]


def _with_half(facts: Sequence[Fact], others: Sequence[Fact], text: str) -> Sequence[Fact]:
    """Take hours in words for those of the afternoon where only the other text says which: 2pm."""
    if MORNING.search(text):
        return facts
    times = {fact.value for fact in others}
    completed = list(facts)
    for at, fact in enumerate(facts):
        hour, is_time, minute = fact.value.partition(":")
        late = (
            f"{int(hour) + 12}:{minute}" if fact.is_said and is_time and "00" < hour < "12" else ""
        )
        if late in times and fact.value not in times:
            completed[at] = fact._replace(value=late)
    return completed


def _are_within(found: Found, texts: Texts) -> bool:
    """Tell whether one text counts out what the other says from where to where: 7, 8 and 9."""
    alone, language = (found[0], LANGUAGES[1]) if found[0] else (found[1], LANGUAGES[0])
    ranges = (range(int(a) + 1, int(b)) for a, b in RANGE.findall(texts[language]))
    return not all(found) and any(set(map(str, each)) == set(alone) for each in ranges if each)


def _are_in_names(found: Found, texts: Texts) -> bool:
    """Tell whether the English figures are words of names that the Welsh text has, too."""
    names = [name for name in NAME.findall(texts["en"]) if name in texts["cy"]] if found[0] else ()
    numbers = (number.values[0] for name in names for number in said(name, "en") if number.figure)
    return bool(names) and not found[1] and sorted(numbers) == sorted(found[0])


def _of(facts: Sequence[Fact], values: Set[str]) -> list[Fact]:
    return [fact for fact in facts if fact.value in values]


def _in_one_only(english: Sequence[Fact], welsh: Sequence[Fact], texts: Texts) -> Found:
    """Return the figures that one text has only, in digits and in words."""
    here = Counter(fact.value for fact in english)
    there = Counter(fact.value for fact in welsh)
    here, there = here - there, there - here
    _match_times(here, there)
    ordinals = {fact.value for fact in (*english, *welsh) if fact.is_ordinal and fact.is_said}
    _match_words(here, there, texts["cy"], "cy", ordinals)
    _match_words(there, here, texts["en"], "en", ordinals)
    return _unlike(_chosen(english, here), _chosen(welsh, there), texts)


def _order(english: Sequence[Fact], welsh: Sequence[Fact], texts: Texts) -> Found:
    """Compare in which order equal figures stand."""
    which, many = ({f.value for f in (*english, *welsh) if f.is_ordinal is is_which}
                   for is_which in (True, False))  # fmt: skip
    in_words = {fact.value for fact in (*english, *welsh) if fact.is_said}
    how_many = many - which  # the first six: one of each, in any order
    # "7-year-olds need two" may be "two for 7-year-olds": digits and words each have their order.
    in_digits = how_many - in_words
    said = ((_of(english, values), _of(welsh, values)) for values in
            (how_many & in_words, which - many))  # fmt: skip
    for ours, theirs in (*_by_sort(_of(english, in_digits), _of(welsh, in_digits)), *said):
        if any(in_order(ours, theirs, texts)):
            found = in_order(_unnamed(ours, texts), _unnamed(theirs, texts), texts)
            if any(found):
                return found
    return [], []


def _by_sort(english: Sequence[Fact], welsh: Sequence[Fact]) -> list[tuple[list[Fact], list[Fact]]]:
    """Part figures by sort: of two sorts none takes the other's place, whatever their order.

    Sorts of which the texts have not the same figures are compared together.
    """
    sorts = dict.fromkeys(_sort(fact) for fact in (*english, *welsh))
    found = []
    rest: tuple[list[Fact], list[Fact]] = ([], [])
    for sort in sorts:
        ours, theirs = ([f for f in each if _sort(f) == sort] for each in (english, welsh))
        if sorted(fact.value for fact in ours) == sorted(fact.value for fact in theirs):
            found.append((ours, theirs))
    apart = {_sort(pair[0][0]) for pair in found if pair[0]}
    for facts, others in zip((english, welsh), rest, strict=True):
        others += [fact for fact in facts if _sort(fact) not in apart]
    return [*found, rest]


def _sort(fact: Fact) -> str:
    """Return what sort of figure one is: a sum, a time, a year, a letter, a section, 1.3.1."""
    if TIME.fullmatch(fact.value):
        return ":"
    if CRITERION.fullmatch(fact.value):
        return "."
    if fact.value.isalpha():
        return "letter"
    signs = "".join(SIGNS.findall(fact.value))
    return signs or fact.part or ("year" if YEAR.fullmatch(fact.value) and not fact.unit else "")


def _unnamed(facts: Sequence[Fact], texts: Texts) -> list[Fact]:
    return [fact for fact in facts if not _is_named(fact.value, texts)]


def _is_named(value: str, texts: Texts) -> bool:
    """Tell whether a figure belongs to the same initials in both, WCAG 2.2, or is a version."""
    number = re.escape(value)
    if any(
        re.search(rf"\b(?:[Vv]ersion|[Ff]ersiwn)\s+{number}\b", each) for each in texts.values()
    ):
        return True
    pattern = rf"\b([A-Z]{{2,}})[ ]?{number}(?![\d.]*\d)|\b([A-Z]+){number}[A-Z]"
    names = [set(re.findall(pattern, texts[language])) for language in LANGUAGES]
    return not names[0].isdisjoint(names[1])


def _chosen(facts: Sequence[Fact], values: Counter[str]) -> list[Fact]:
    """Return as many of the facts of each value as are asked for: those in words first."""
    left, chosen = Counter(values), []
    for fact in sorted(facts, key=lambda fact: (not fact.is_said, not fact.is_ordinal)):
        if left[fact.value] > 0:
            left[fact.value] -= 1
            chosen.append(fact)
    return chosen


def _unlike(english: Sequence[Fact], welsh: Sequence[Fact], texts: Texts) -> Found:
    """Return the figures that one text has only, if that means a difference.

    A number in words may be said without one: "both", "the other".
    """
    for is_ordinal in (False, True):
        here = [fact for fact in english if fact.is_ordinal == is_ordinal]
        there = [fact for fact in welsh if fact.is_ordinal == is_ordinal]
        both: tuple[tuple[Language, Sequence[Fact]], ...] = (("en", here), ("cy", there))
        sure = (_is_sure(fact, which, texts) for which, facts in both for fact in facts)
        if (here and there) or any(sure):
            return sorted(fact.value for fact in here), sorted(fact.value for fact in there)
    return [], []


def _is_sure(fact: Fact, language: Language, texts: Texts) -> bool:
    """Tell whether a figure stands in digits, with what it counts, or in words of nothing else.

    A cell of a word or two has its own rules, and so has a text that is not translated.
    """
    if not fact.is_said or fact.is_ordinal:
        return not fact.is_said
    if fact.value not in SURE[language] or SHARE[language].search(texts[language]):
        return bool(fact.unit)
    is_sentence = all(len(text.split()) >= MANY for text in texts.values())
    return bool(fact.unit) or (is_sentence and texts["en"] != texts["cy"])


def _units(english: Sequence[Fact], welsh: Sequence[Fact], texts: Texts) -> Found:
    """Compare what equal figures count: 12 months and 6 weeks are not 12 weeks and 6 months."""
    for value in dict.fromkeys(fact.value for fact in english):
        here = sorted(_counted(fact) for fact in english if fact.value == value)
        there = sorted(_counted(fact) for fact in welsh if fact.value == value)
        is_alike = here == there if len(here) == len(there) else set(here) == set(there)
        if not is_alike and all(here) and all(there):
            return [f"{value} {each}" for each in here], [f"{value} {each}" for each in there]
    return [], []


def _counted(fact: Fact) -> str:
    """Return what a figure counts; the third day is not three days."""
    return f"{fact.unit} (no.)" if fact.unit and fact.is_ordinal else fact.unit


def _bounds(english: Sequence[Fact], welsh: Sequence[Fact], texts: Texts) -> Found:
    """Compare on which side of equal figures one is: over 13 is not under 13."""
    for value in dict.fromkeys(fact.value for fact in english):
        here = [fact for fact in english if fact.value == value]
        there = [fact for fact in welsh if fact.value == value]
        for ours, theirs in zip(here, there, strict=False):
            if len(here) == len(there) and is_other_side(ours, theirs, texts):
                return [_said(ours)], [_said(theirs)]
    return [], []


def is_other_side(english: Fact, welsh: Fact, texts: Texts) -> bool:
    """Tell whether the bounds of two figures differ, or one stands in one text only."""
    here, there = english.bound, welsh.bound
    if here and there:
        return _differ(here, there, texts)
    bound, language = (here, LANGUAGES[1]) if here else (there, LANGUAGES[0])
    if bound is None or bound.kind in LOOSE or has_bound(texts[language], language):
        return False
    return bound.kind not in OF_TIME or english.kind == "dates" or bool(TIME.match(english.value))


def _differ(english: Bound, welsh: Bound, texts: Texts) -> bool:
    """Tell whether two bounds are on different sides: one says over, the other under."""
    if (english.kind in UP) == (welsh.kind in UP):
        return frozenset((english.kind, welsh.kind)) in ALIKE
    english_text, welsh_text = (" ".join(texts[each].split()) for each in LANGUAGES)
    turned = is_negated(english_text, "en", english), is_negated(welsh_text, "cy", welsh)
    if (turned[1] and denies(english, "en")) or (turned[0] and denies(welsh, "cy")):
        return False  # no more than 5; not ... over 5
    return turned[0] == turned[1]


def _said(fact: Fact) -> str:
    return fact.bound.of(fact.value) if fact.bound else fact.value


def _match_times(here: Counter[str], there: Counter[str]) -> None:
    """Take out times of the morning that one text writes without saying so."""
    for ours, theirs in ((here, there), (there, here)):
        for value in list(ours):
            if time := TIME.fullmatch(value):
                hour = str(int(time[1]))
                plain = f"{hour}.{time[2]}"
                if time[2] == "00":
                    plain = hour if int(hour) <= 12 else plain
                for form in (plain, f"{time[1]}.{time[2]}", f"{time[1]}{time[2]}"):
                    if theirs[form] > 0:
                        theirs[form] -= ours[value]
                        ours[value] = 0
    for counter in (here, there):
        for value in [value for value, times in counter.items() if times <= 0]:
            del counter[value]


def _match_words(
    figures: Counter[str],
    others: Counter[str],
    text: str,
    language: Language,
    ordinals: Set[str],
) -> None:
    """Take out those of some figures that stand in the other text as words.

    One of ``ordinals`` is said there as a number, too: *y dydd* is no *first*.
    """
    if not figures:
        return
    numbers = list(said(text, language))
    for figure in list(figures.elements()):
        plain = _in_words(figure)
        for number in [each for each in numbers if plain in each.values]:
            first = number.values[0]
            if others[first] > 0 if number.figure else figure not in ordinals:
                numbers.remove(number)
                _take(figures, figure)
                if number.figure:
                    _take(others, first)
                break


def _in_words(figure: str) -> str:
    """Return the number that somebody says for a figure: 5 for 5%, and 9 for 09:00."""
    time = TIME.fullmatch(figure)
    if time and time[2] == "00":
        return str(int(time[1]))
    return SIGNS.sub("", figure) if figure.endswith("%") else figure


def _take(counter: Counter[str], value: str) -> None:
    """Take one of a value out."""
    counter[value] -= 1
    if counter[value] <= 0:
        del counter[value]
