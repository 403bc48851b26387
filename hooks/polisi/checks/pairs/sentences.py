"""The rule for sentences: none is lost from a paragraph in one of the languages.

A translator may join two sentences or part one. Then the text stays about as long as it was; where
one was lost, it is shorter by as much. Plain Welsh parts long sentences and says in a new one what
it is about, so an English text must lack nearly all that a sentence has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import log

from polisi.markup.tree import Block
from polisi.text import prose
from polisi.words.languages import Language

GROWTH = 1.1
"""How many letters a Welsh text has for each letter of the English one."""
NONE_LOST = 0.15
"""How far a pair may be from that, as a logarithm, with nothing lost; most are nearer."""
SHARE: Mapping[Language, float] = {"cy": 0.45, "en": 0.9}
"""How much of what lost sentences would take away a text must lack, as a logarithm."""
FAR = 0.9
"""How far from that no pair is that says the same, however many sentences it has."""
FARTHER = 1.2
FEW, MANY_FOR_FEW = 3, 8
"""Words of a text that is a name or less, and of a sentence; initials may stand for less."""
MANY = 15
"""Words of a text of which that can be said."""


def lost(english: Block, welsh: Block) -> Iterator[dict[str, str]]:
    """Yield how many sentences and words two blocks have, if one of them says less."""
    ours, theirs = prose.text_of(english), prose.text_of(welsh)
    if not (ours and theirs):
        return
    longer = log(len(theirs) / (GROWTH * len(ours)))
    if abs(longer) < NONE_LOST:
        return
    counts = _sentences(ours), _sentences(theirs)
    words = len(ours.split()), len(theirs.split())
    if _is_shorter_by_them(longer, counts) or _is_far(abs(longer), (ours, theirs)):
        yield {
            "english": str(counts[0]),
            "welsh": str(counts[1]),
            "english_words": str(words[0]),
            "welsh_words": str(words[1]),
        }


def _is_far(longer: float, texts: Sequence[str]) -> bool:
    """Tell whether one text has so much less than the other that it can't say the same."""
    short, long = sorted(texts, key=len)
    words = len(long.split())
    is_name = len(short.split()) <= FEW and words >= MANY_FOR_FEW and long.endswith((".", "!", "?"))
    return (longer > FAR and words >= MANY) or (longer > FARTHER and is_name)


def _sentences(text: str) -> int:
    starts = (0, *prose.ends(text))
    return sum(any(map(str.isalpha, text[a:b])) for a, b in pairwise(starts))


def _is_shorter_by_them(longer: float, counts: Sequence[int]) -> bool:
    """Tell whether the text with fewer sentences is shorter by about as much."""
    english, welsh = counts
    if english == welsh or not english or not welsh or (english > welsh) != (longer < 0):
        return False
    language: Language = "cy" if longer < 0 else "en"
    return abs(longer) > SHARE[language] * log(max(counts) / min(counts))
