"""Titles as they stand in addresses and ids."""

from __future__ import annotations

import re
import unicodedata

NO_LETTERS = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """Return a title in small letters and hyphens, without accents.

    >>> slug("Cerdded i'r ysgol – tŷ bach")
    'cerdded-i-r-ysgol-ty-bach'
    """
    decomposed = unicodedata.normalize("NFD", text.lower())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return NO_LETTERS.sub("-", plain).strip("-")
