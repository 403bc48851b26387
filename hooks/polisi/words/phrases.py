"""Every word that a page or a message says of itself, in both languages.

They are in ``phrases.yml``, and titles and summaries of the pages that we make in ``pages.yml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from polisi.data import own_data
from polisi.words.languages import LANGUAGES, Language


@cache
def table() -> Mapping[str, Mapping[Language, str]]:
    """Read the files, once: ``group.key`` to the phrase in each language."""
    groups: dict[str, dict[str, dict[Language, str]]] = own_data("phrases.yml")
    found: dict[str, Mapping[Language, str]] = {
        f"{group}.{key}": {language: phrase[language] for language in LANGUAGES}
        for group, phrases in groups.items()
        for key, phrase in phrases.items()
    }
    for kind, row in own_data("pages.yml").items():
        for key in ("title", "summary"):  # what is missing, the registry of pages says
            found[f"{kind}.{key}"] = {each: row.get(key, {}).get(each, "") for each in LANGUAGES}
    return found


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
