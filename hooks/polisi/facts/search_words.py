"""What the search knows of words: stop words, what people type for what, singular and plural.

The data are ``stop-words.yml``, ``synonyms.yml`` and ``plurals.yml``; the term bank and the
platforms add theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from polisi.data import own_data
from polisi.facts import terms
from polisi.facts.laws import all_platforms
from polisi.words.languages import Language


@cache
def stop_words(language: Language) -> tuple[str, ...]:
    """Return the words that stand in every other clause and that nobody looks for."""
    return tuple(str(own_data("stop-words.yml")[language]["stop"]).split())


@cache
def unmutated(language: Language) -> tuple[str, ...]:
    """Return the words that only look mutated: *faint* is not a *maint* that somebody mutated."""
    return tuple(str(own_data("stop-words.yml")[language].get("unmutated") or "").split())


@cache
def synonyms(language: Language) -> Mapping[str, tuple[str, ...]]:
    """Map what people type, in small letters, to what texts say; a word may stand on both sides."""
    found: dict[str, dict[str, None]] = {}
    for word, meant in (*_people(language), *_platforms(language), *_bank(language)):
        found.setdefault(word.lower(), {}).update(dict.fromkeys(meant))
    return {word: tuple(meant) for word, meant in found.items()}


@cache
def plurals(language: Language) -> tuple[tuple[str, ...], ...]:
    """Return the forms of each noun, its singular first, in small letters."""
    found: dict[str, dict[str, None]] = {}
    for table in own_data("plurals.yml")[language].values():
        for singular, plural in table.items():
            found.setdefault(singular, {}).update(dict.fromkeys(str(plural).lower().split()))
    for term in terms.all_terms().values():
        words = term.words[language]
        if language == "cy" and words.plural and " " not in words.term + words.plural:
            found.setdefault(words.term.lower(), {})[words.plural.lower()] = None
    return tuple((singular.lower(), *forms) for singular, forms in found.items())


def platforms() -> tuple[str, ...]:
    """Return the names of platforms, older ones too."""
    every = all_platforms().values()
    return tuple(name for each in every for name in (each.name, *each.former_names))


def _people(language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each word of ``synonyms.yml``; a nickname of a platform means what they all do."""
    names = {platform.name for platform in all_platforms().values()}
    for typed, meant in own_data("synonyms.yml")[language].items():
        words = _parted(meant)
        more = every_platform(language) if names & set(words) else ()
        for word in _parted(typed):
            yield word, (*words, *more)


def _platforms(language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    for platform in all_platforms().values():
        for name in (platform.name, *platform.former_names):
            yield name, tuple(_unlike([platform.name], name)) + every_platform(language)


def _bank(language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the words that the term bank avoids or knows besides its terms."""
    yield from terms.synonyms(language).items()


@cache
def every_platform(language: Language) -> tuple[str, ...]:
    """Return what the name of any platform leads to, the most important first."""
    return _parted(own_data("synonyms.yml")["platforms"][language])


def _parted(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in str(words).split(",") if word.strip())


def _unlike(words: Iterable[str], one: str) -> Iterator[str]:
    return (word for word in words if word != one)
