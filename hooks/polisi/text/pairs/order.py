"""Figures that stand in another order, each beside its own words: 3 in England, 5 in Wales.

By words whose Welsh is known is told whether they are its own. Each figure has some of them after
it, or each has some before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from polisi.facts.counterparts import known
from polisi.words.languages import LANGUAGES, Language
from polisi.words.vocabulary import lower_vocabulary

PLAIN = re.compile(r"-?[£€$]?(\d+)%?")
"""A figure whose place in a text can be found."""
STOP = re.compile(r"[.,;:()]")
"""What ends the words of a figure."""
Beside = Mapping[str, frozenset[str]]
"""What is known of the words beside each figure, in English."""


def keeps_its_words(values: Sequence[str], texts: Mapping[Language, str]) -> bool:
    """Tell whether each of some figures, which both texts have, has its own words beside it."""
    digits = [found[1] for value in values if (found := PLAIN.fullmatch(value))]
    if not digits or len(set(digits)) < len(values):
        return False
    here, there = (_parted(texts[language], digits) for language in LANGUAGES)
    if not (here and there):
        return False
    return any(_are_alike(beside(here, "en"), beside(there, "cy")) for beside in (_after, _before))


def _parted(text: str, digits: Sequence[str]) -> Sequence[str]:
    """Part a text at figures, which stand between its parts; at none if one is not there once."""
    written = "|".join("[ ,]?".join(each) for each in digits)
    parts = re.split(rf"(?<!\d)({written})(?!\d)", text)
    parts[1::2] = [re.sub(r"\D", "", figure) for figure in parts[1::2]]
    return parts if sorted(parts[1::2]) == sorted(digits) else ()


def _after(parts: Sequence[str], language: Language) -> Beside:
    return _known(parts, [STOP.split(part)[0] for part in parts[2::2]], language)


def _before(parts: Sequence[str], language: Language) -> Beside:
    return _known(parts, [STOP.split(part)[-1] for part in parts[:-1:2]], language)


def _known(parts: Sequence[str], said: Sequence[str], language: Language) -> Beside:
    """Return what is known of what is said beside each figure that stands between some parts."""
    english_of = known(language).__getitem__
    return {
        figure: frozenset().union(*map(english_of, lower_vocabulary(words)))
        for figure, words in zip(parts[1::2], said, strict=True)
    }


def _are_alike(english: Beside, welsh: Beside) -> bool:
    """Tell whether each figure has words in both texts that are its own, and none of another's."""
    return all(
        bool(english[one] & welsh[other]) is (one == other) for one in english for other in welsh
    )
