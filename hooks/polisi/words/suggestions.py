"""What somebody may have meant who mistyped a word or an id."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Return the closest of the words, or all of them when none is close."""
    words = {each.lower(): each for each in words}
    close = difflib.get_close_matches(word.lower(), words, n=1, cutoff=0.5)
    return words[close[0]] if close else ", ".join(words.values())


def closest_id(id_: str, ids: Iterable[str]) -> str:
    """Return the closest id, of the same policy if it has any, or a dash."""
    known = list(ids)
    same_policy = [each for each in known if each.startswith(id_.partition("-")[0] + "-")]
    close = difflib.get_close_matches(id_, same_policy or known, n=1, cutoff=0.5)
    return close[0] if close else "–"
