"""The term bank (``terms.yml``): one term for one thing in each language, and how it may stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from polisi.data import own_data
from polisi.words.languages import LANGUAGES, Language
from polisi.words.welsh import MUTATIONS, VOWELS, mutate_name, with_capital

Gender = Literal["m", "f", "mf", "plural", ""]
OURS = "ours"
"""In ``terms.yml``, for a choice of our own: the Welsh term was not seen elsewhere."""


@dataclass(frozen=True, slots=True)
class Words:
    """A term in one language."""

    term: str
    plural: str
    """An empty string for what has none: *metadata*."""
    gender: Gender
    """Of the Welsh noun: masculine, feminine, either, or a plural; empty in English."""
    avoid: tuple[str, ...]
    """Words that texts must not use for the same thing."""
    unless: tuple[str, ...]
    """Phrases in which an avoided word is right: *student teacher*."""
    also: tuple[str, ...]
    """Words that people search with, and that texts may use."""

    @property
    def both(self) -> tuple[str, ...]:
        """The term and its plural, as far as there is one."""
        return tuple(dict.fromkeys(filter(None, (self.term, self.plural))))


@dataclass(frozen=True, slots=True)
class Term:
    """A thing, and what it is called."""

    key: str
    words: Mapping[Language, Words]
    meanings: Mapping[Language, str] = field(default_factory=dict)
    """A sentence or two; empty for what needs no explaining, which is then not in the glossary."""
    is_linked: bool = False
    """Whether texts explain it where it stands; words that every page has would only distract."""
    found: Mapping[Language, str] = field(default_factory=dict)
    """Who was seen to use the Welsh term; empty for a choice of our own."""
    link: str = ""
    """Address of the page, or an empty string."""


@cache
def all_terms() -> Mapping[str, Term]:
    """Read ``terms.yml``, once: every term by its key, in the order of the file."""
    return {str(key): _term(str(key), row) for key, row in own_data("terms.yml").items()}


def forms(term: str | Iterable[str], language: Language) -> tuple[str, ...]:
    """Return every way in which words may stand in a text, as written first.

    Each may start a sentence. In Welsh the first word may have a soft, nasal or aspirate mutation,
    or an h before a vowel: *dysgwr, ddysgwr, nysgwr*; *eu hargraffiad*.
    """
    words = [term] if isinstance(term, str) else list(term)
    if language == "cy":
        words = [form for word in words for form in _mutated(word)]
    return tuple(dict.fromkeys(form for word in words for form in (word, with_capital(word))))


@cache
def synonyms(language: Language) -> Mapping[str, tuple[str, ...]]:
    """Map each avoided or other word, in small letters, to the words of its terms.

    For search: who types *pupil* means *learner, learners*. A word of two terms leads to both.
    """
    found: dict[str, dict[str, None]] = {}
    for term in all_terms().values():
        words = term.words[language]
        for other_word in (*words.avoid, *words.also):
            found.setdefault(other_word.lower(), {}).update(dict.fromkeys(words.both))
    return {word: tuple(terms) for word, terms in found.items()}


def accepted(own: Iterable[str], language: Language) -> frozenset[str]:
    """Return the avoided words that a school's own terms stand for, in small letters.

    A term accepts itself and the word that it begins: *pupil* accepts *pupils* too, but not
    *pupil record*, which is another thing.
    """
    begun = [word.lower() for word in own]
    return frozenset(
        word.lower()
        for term in all_terms().values()
        for word in term.words[language].avoid
        if any(_is_begun(word.lower(), by) for by in begun)
    )


def _is_begun(word: str, by: str) -> bool:
    return word.startswith(by) and " " not in word.removeprefix(by)


def _mutated(word: str) -> list[str]:
    changed = [mutate_name(word, mutation) for mutation in MUTATIONS]
    if word[:1].lower() in VOWELS.replace("w", ""):
        changed.append(f"h{word}")
    return [word, *changed]


def _term(key: str, row: Mapping[str, Any]) -> Term:
    said = row.get("meaning") or {}
    where = row["found"]["where"]
    return Term(
        key=key,
        words={language: _words(row, language) for language in LANGUAGES},
        meanings={language: str(said[language]) for language in LANGUAGES if language in said},
        is_linked=bool(said) and row.get("linked") != "no",
        found={} if where == OURS else {language: str(where[language]) for language in LANGUAGES},
        link=str(row["found"].get("link") or ""),
    )


def _words(row: Mapping[str, Any], language: Language) -> Words:
    said = row[language]
    also = (row.get("also") or {}).get(language) or ()
    return Words(
        term=str(said["term"]),
        plural=str(said.get("plural") or ""),
        gender=said.get("gender") or "",
        avoid=tuple(map(str, said.get("avoid") or ())),
        unless=tuple(map(str, said.get("unless") or ())),
        also=tuple(map(str, also)),
    )
