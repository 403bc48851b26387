"""Who speaks and who is spoken to: we and you who have changed places.

A text that says only what we do is no counterpart of one that says only what you do; nor is one in
which we write to you of one in which you write to us.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from polisi.words.languages import Language
from polisi.words.vocabulary import lower_vocabulary


class _Person(NamedTuple):
    """How a language speaks of us, or of you."""

    doing: re.Pattern[str]
    """As those who do something."""
    done_to: re.Pattern[str]
    """As those to whom it is done."""
    named: re.Pattern[str]
    """In any way."""


def _person(doing: str, done_to: str, named: str) -> _Person:
    return _Person(*(re.compile(rf"\b(?:{each})\b", re.IGNORECASE)
                     for each in (doing, done_to, named)))  # fmt: skip


_TOWARDS = (
    "to|with|for|tell|tells|ask|asks|give|gives|send|sends|about|contact|ring|call|phone|email|text"
    "|inform|remind|notify|invite|help|meet|visit|pay|show"
)
"""What stands before those to whom something is done."""
WE: Mapping[Language, _Person] = {
    "en": _person(
        "we",
        rf"(?:{_TOWARDS}) us",
        "we|us|our|ours|ourselves|let['’]s|my|i|me",
    ),
    "cy": _person(
        "rydym|rydyn|rydan|byddwn|fyddwn|gallwn|allwn|cawn|gawn|dylem|ddylem|gwnawn|wnawn|roeddem"
        "|anfonwn|ysgrifennwn|cadwn|rhown|gofynnwn|rhaid i ni|rhaid inni",
        r"atom|wrthym|(?<!haid )inni|(?<!haid )i ni|arnom|amdanom|drosom|â ni|gyda ni"
        r"|(?<=['’]n )ein \w+ ni",
        r"(?!(?:[fm]ewn|ll?awn|iawn|hwn|(?:[pb]|ph)rynhawn)\b)\w+(?:wn|ym|om|em)|n?inn?au|ni|ein|n"
        r"|ryd[yw]n|rydan|yd[yw]n|inni|fi|fy|i mi",
    ),
}  # fmt: skip
YOU: Mapping[Language, _Person] = {
    "en": _person(
        r"you (?:must|may|can|will|should|have|are|need|would|could|do)|(?:^|(?<=[,:] ))you"
        r"|(?:if|when|that|but|because|unless|while|after|before|once|whether|and|or) you"
        rf"|^(?:please )?(?:write )?(?:{_TOWARDS}) us",
        rf"(?:{_TOWARDS}) you",
        "you|your|yours|yourself|yourselves",
    ),
    "cy": _person(
        "rydych|rydach|byddwch|fyddwch|gallwch|allwch|cewch|gewch|dylech|ddylech|roeddech"
        "|rhaid i chi|rhaid ichi",
        r"atoch|wrthych|(?<!haid )ichi|(?<!haid )i chi|arnoch|amdanoch|drosoch|â chi|gyda chi"
        r"|(?<=n )eich \w+ chi",
        r"\w+(?:wch|och|ych|ech)|chwi|chi\w*|chith\w+|eich|ch|ti|dy|dylet|gelli",
    ),
}  # fmt: skip
SIGNS = frozenset(
    "rydym rydyn rydan byddwn fyddwn gallwn allwn cawn gawn dylem ddylem gwnawn wnawn roeddem "
    "anfonwn ysgrifennwn cadwn rhown gofynnwn rydych rydach byddwch fyddwch gallwch allwch cewch "
    "gewch dylech ddylech roeddech rhaid".split()
)
"""Words of which a Welsh text has one that says what we or you do."""


def turned(texts: Mapping[Language, str]) -> tuple[str, str] | None:
    """Return what says who does it, in both texts, if it is we in one and you in the other."""
    english, welsh = texts["en"], texts["cy"]
    if SIGNS.isdisjoint(lower_vocabulary(welsh)):
        return None
    for here, there in ((WE, YOU), (YOU, WE)):
        ours, theirs = here["en"].doing.search(english), there["cy"].doing.search(welsh)
        if ours and theirs and _are_others(here, there, english, welsh):
            return ours[0], theirs[0]
    return None


def _are_others(
    here: Mapping[Language, _Person], there: Mapping[Language, _Person], english: str, welsh: str
) -> bool:
    """Tell whether each text speaks of one of both alone, or has given each the other's part."""
    if not there["en"].named.search(english) and not here["cy"].named.search(welsh):
        return True
    is_done_by_both = there["en"].doing.search(english) or here["cy"].doing.search(welsh)
    is_done_to_one = there["en"].done_to.search(english) and here["cy"].done_to.search(welsh)
    is_done_to_self = here["en"].done_to.search(english) or there["cy"].done_to.search(welsh)
    return bool(is_done_to_one and not is_done_by_both and not is_done_to_self)
