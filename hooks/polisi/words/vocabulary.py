"""The words of a text, taken apart once for all rules: in order, and as a set.

The set says in a moment what need not be looked for in a text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+")
REMEMBERED = 64
"""Texts whose words are kept: one rule after the other asks for those of the same text."""


@lru_cache(REMEMBERED)
def words(text: str) -> Sequence[str]:
    """Return the words of a text in their order, as they are written."""
    return tuple(WORD.findall(text))


@lru_cache(REMEMBERED)
def lower_words(text: str) -> Sequence[str]:
    """Return the words of a text in their order, in small letters."""
    return tuple(map(str.lower, words(text)))


@lru_cache(REMEMBERED)
def vocabulary(text: str) -> frozenset[str]:
    """Return the words of a text as they are written, each once."""
    return frozenset(words(text))


@lru_cache(REMEMBERED)
def lower_vocabulary(text: str) -> frozenset[str]:
    """Return the words of a text in small letters, each once."""
    return frozenset(lower_words(text))
