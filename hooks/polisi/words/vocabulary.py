"""The words of a text as a set, which says in a moment what need not be looked for in it."""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=64)  # one rule after the other asks for the same text
def vocabulary(text: str) -> frozenset[str]:
    """Return the words of a text as they are written."""
    return frozenset(WORD.findall(text))


@lru_cache(maxsize=64)
def lower_vocabulary(text: str) -> frozenset[str]:
    """Return the words of a text in small letters."""
    return frozenset(map(str.lower, vocabulary(text)))
