"""What a short sentence names, and its counterpart in the other language does not.

``kept.yml`` lists the things of ``opposites.yml`` of which that means that something was lost on
the way. A long sentence may say the same in more ways than we know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cache

from polisi.data import own_data
from polisi.words.languages import LANGUAGES, Language, other
from polisi.words.meaning.opposites import GRADED, Contradiction, Sentence, Texts, denies_one, read
from polisi.words.meaning.opposites import mentioned as all_mentioned

LONGEST = 14
"""Words of a sentence that is short."""


@cache
def _kept(language: Language) -> Mapping[str, frozenset[str]]:
    groups: Mapping[str, str] = own_data("kept.yml")[language]
    return {group: frozenset(things.split(", ")) for group, things in groups.items()}


def lost(texts: Texts) -> Iterator[Contradiction]:
    """Yield what one of two sentences names, and the other does not; the other's words are none.

    Where one of them denies and the other does not, it may be said by its opposite.
    """
    sentences = {language: read(texts[language], language) for language in LANGUAGES}
    if any(len(sentence.words) > LONGEST for sentence in sentences.values()):
        return
    for language in LANGUAGES:
        for group, words in _lost(sentences[language], sentences[other(language)], language):
            if group in GRADED or not denies_one(texts):
                here, there = (words, "") if language == "en" else ("", words)
                yield Contradiction(group, here, there)


def _lost(sentence: Sentence, counterpart: Sentence, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the things of a sentence, with their group, that a counterpart does not mention.

    A name may be the same in both: Windows.
    """
    mentioned: Set[tuple[str, str]] = frozenset()
    for group, kept in _kept(language).items():
        for said in sentence.named.get(group, ()):
            if said.thing not in kept:
                continue
            mentioned = mentioned or all_mentioned(counterpart.words, other(language))
            is_name = said.words.lower() in " ".join(counterpart.words)
            if not is_name and (group, said.thing) not in mentioned:
                yield group, said.words
