"""Every word that a page or a message says of itself, in both languages (``phrases.yml``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from polisi.data import own_data
from polisi.words.languages import LANGUAGES, Language

AUDIENCE_WORDS = {"label": "", "for": "-for", "title": "-title", "summary": "-summary", "home": ""}
"""Words that ``audiences.yml`` has of each audience, and how the keys of their phrases end."""


@cache
def table() -> Mapping[str, Mapping[Language, str]]:
    """Read ``phrases.yml``, once: ``group.key`` to the phrase in each language."""
    groups: dict[str, dict[str, dict[Language, str]]] = own_data("phrases.yml")
    return {
        f"{group}.{key}": {language: phrase[language] for language in LANGUAGES}
        for group, phrases in groups.items()
        for key, phrase in (_of_audiences(group) | phrases).items()
    }


def _of_audiences(group: str) -> dict[str, dict[Language, str]]:
    """Return the words of ``audiences.yml`` that belong to a group; a missing one is the key."""
    words = [w for w in AUDIENCE_WORDS if (w == "home") == (group == "home")]
    return {
        key + AUDIENCE_WORDS[word]: {
            language: ((row or {}).get(word) or {}).get(language) or key for language in LANGUAGES
        }
        for word in (words if group in ("audience", "home") else ())
        for key, row in own_data("audiences.yml").items()
    }


def of_kind(key: str, kind: str) -> str:
    """Return the key of what a phrase is on a form or letters: itself, unless they need their own.

    Welsh has a word's gender and number in the words around it: *polisi* is masculine, *ffurflen*
    feminine, *llythyrau* plural.
    """
    own = f"{key}-{kind}"
    return own if own in table() else key


def say(key: str, language: Language, **values: str) -> str:
    """Return a phrase, with ``{name}`` replaced. Raises ``KeyError`` for an unknown one."""
    phrase = table()[key][language]
    return phrase.format_map(values) if values else phrase
