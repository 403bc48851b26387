"""Finding the terms of the bank in a text: one expression per language and purpose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from polisi.facts.terms import Term, all_terms, forms
from polisi.markup.syntax import EMAIL, LINK, PLACEHOLDER, without_code
from polisi.words.languages import Language

SIGNS = {" ": r"\s+", "'": "['’]"}
"""What may stand in a text where a term has a space or an apostrophe."""
TAG = re.compile(r"\{#[^}\n]*\}")
ADDRESS = re.compile(r"https?://[^\s)>\]]+")


@dataclass(frozen=True, slots=True)
class Finder:
    """An expression, and what each form that it matches belongs to."""

    expression: re.Pattern[str]
    keys: Mapping[str, str]
    """Form to the key of its term; an empty string where the form is to be left alone."""

    def key(self, found: str) -> str:
        """Return the key of the term to which a matched text belongs."""
        return self.keys[" ".join(found.split()).replace("’", "'")]

    def find(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Yield what is found in a text, each with the key of its term."""
        for found in self.expression.finditer(text):
            if key := self.key(found[0]):
                yield found, key


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
    return _finder(keys, hyphens=True)


def _finder_of(terms: Iterable[Term], language: Language) -> Finder:
    keys: dict[str, str] = {}
    for term in terms:
        words = term.words[language]
        keys |= dict.fromkeys(forms((*words.both, *words.also), language), term.key)
    return _finder(keys)


def without_addresses(text: str) -> str:
    """Blank out what is no text: values, addresses, code, ids; positions stay the same."""
    text = without_code(text)
    for sign, pattern in (
        ("{{", PLACEHOLDER),
        ("{#", TAG),
        ("@", EMAIL),
        ("](", LINK),
        ("<", LINK),
        ("://", ADDRESS),
    ):
        if sign in text:
            text = pattern.sub(_blank, text)
    return text


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "\0", found[0])


def _finder(keys: Mapping[str, str], *, hyphens: bool = False) -> Finder:
    """Make a finder of whole words; ``hyphens`` says whether "pre-consent" has the word consent."""
    edge = r"\w" if hyphens else r"[\w-]"
    inner = expression(keys) or r"(?!)"
    return Finder(re.compile(f"(?<!{edge}){inner}(?!{edge})"), keys)


def expression(phrases: Iterable[str]) -> str:
    """Return an expression that matches the longest of the phrases.

    Phrases with the same beginning share it, so that a search does not try each in turn: for 1500
    forms that is 50 times faster than a plain list.
    """
    tree: dict[str, Any] = {}
    for phrase in phrases:
        node = tree
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(tree)


def _branches(node: Mapping[str, Any]) -> str:
    parts = [
        SIGNS.get(letter, re.escape(letter)) + _branches(rest)
        for letter, rest in node.items()
        if letter
    ]
    if not parts:
        return ""
    if "" in node:
        return f"(?:{'|'.join(parts)})?"
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
