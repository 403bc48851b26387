"""The terms of the bank in a text: one expression per language and purpose."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from polisi.facts.terms import Term, all_terms, forms
from polisi.markup.finder import Finder, finder
from polisi.words.languages import Language


@cache
def explained(language: Language) -> Finder:
    """Find the terms that texts explain where they stand."""
    return _finder_of((term for term in all_terms().values() if term.is_linked), language)


@cache
def in_glossary(language: Language) -> Finder:
    """Find the terms that have an entry in the glossary."""
    return _finder_of((term for term in all_terms().values() if term.meanings), language)


@cache
def any_term(language: Language) -> Finder:
    """Find every term of the bank."""
    return _finder_of(all_terms().values(), language)


@cache
def avoided(language: Language) -> Finder:
    """Find the words that texts must not use, in a text in small letters.

    That is several times faster than an expression that ignores case. Phrases in which such a word
    is right are found as well, as they are longer.
    """
    keys: dict[str, str] = {}
    for term in all_terms().values():
        words = term.words[language]
        keys |= {form.lower(): term.key for form in forms(words.avoid, language)}
    for term in all_terms().values():
        keys |= {form.lower(): "" for form in forms(term.words[language].unless, language)}
    return finder(keys, hyphens=True)


def _finder_of(terms: Iterable[Term], language: Language) -> Finder:
    keys: dict[str, str] = {}
    for term in terms:
        words = term.words[language]
        keys |= dict.fromkeys(forms((*words.both, *words.also), language), term.key)
    return finder(keys)
