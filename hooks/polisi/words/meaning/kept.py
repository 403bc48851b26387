"""What a short sentence names, and its counterpart in the other language does not.

``kept.yml`` lists the things of ``opposites.yml`` of which that means that something was lost on
the way. A long sentence may say the same in more ways than we know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache

from polisi.data import own_data
from polisi.words.languages import LANGUAGES, Language, Texts, other
from polisi.words.meaning.opposites import (
    DUTY,
    TIME,
    Contradiction,
    Said,
    Sentence,
    contradictions,
    denies_one,
    read,
)
from polisi.words.meaning.opposites import mentioned as all_mentioned

ORDER = "wch"
"""What a Welsh verb ends in that tells somebody to do something: rhaid, without the word."""
FIGURE = re.compile(r"\d")
"""What has rules of its own for what comes before or after it."""
OF_FIGURES = frozenset((TIME, "share"))
FEWEST, LONGEST = 3, 14
"""Words of a sentence that is short; a label of as few may leave to its place what it is about."""


@cache
def _kept(language: Language) -> Mapping[str, frozenset[str]]:
    groups: Mapping[str, str] = own_data("kept.yml")[language]
    return {group: frozenset(things.split(", ")) for group, things in groups.items()}


@cache
def _loose(language: Language) -> frozenset[str]:
    """Return the words for such things that may stand in one language alone."""
    words: str = own_data("kept.yml")["loose"][language]
    return frozenset(words.split(", "))


def lost(texts: Texts) -> Iterator[Contradiction]:
    """Yield what one of two sentences names, and the other does not; the other's words are none.

    Where one of them denies and the other does not, it may be said by its opposite.
    """
    sentences = {language: read(texts[language], language) for language in LANGUAGES}
    sizes = [len(sentence.words) for sentence in sentences.values()]
    is_label = not any(text.rstrip().endswith((".", "!", "?")) for text in texts.values())
    if min(sizes) < FEWEST + is_label or max(sizes) > LONGEST or denies_one(texts):
        return
    has_figure = any(FIGURE.search(text) for text in texts.values())
    found = [
        (language, group, words)
        for language in LANGUAGES
        for group, words in _lost(sentences[language], sentences[other(language)], language)
        if not (group in OF_FIGURES and has_figure)
    ]
    if found and any(True for _ in contradictions(texts)):
        return  # that is told, and what is lost may be the same
    for language, group, words in found:
        here, there = (words, "") if language == "en" else ("", words)
        yield Contradiction(group, here, there)


def _lost(
    sentence: Sentence, counterpart: Sentence, language: Language
) -> Iterator[tuple[str, str]]:
    """Yield the things of a sentence, with their group, that a counterpart does not mention."""
    mentioned: Set[tuple[str, str]] = frozenset()
    for group in sorted(sentence.named.keys() & _kept(language).keys()):
        kept = _kept(language)[group]
        for said in sentence.named[group]:
            if said.thing not in kept or said.words.lower() in _loose(language):
                continue
            mentioned = mentioned or all_mentioned(counterpart.words, other(language))
            if (group, said.thing) not in mentioned and not _may_stand(said, counterpart.words):
                yield group, said.words


def _may_stand(said: Said, words: Sequence[str]) -> bool:
    """Tell whether something may stand there as it is, as a name does (Windows), or as an order."""
    is_order = said.group == DUTY and any(word.endswith(ORDER) for word in words)
    return is_order or f" {said.words.lower()} " in f" {' '.join(words)} "
