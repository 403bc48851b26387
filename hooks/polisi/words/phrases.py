"""Every word that a page or a message says of itself, in both languages.

They are in ``phrases.yml``; those of audiences in ``audiences.yml``, and titles and summaries of
the pages that we make in ``pages.yml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from polisi.data import own_data
from polisi.words.languages import LANGUAGES, Language, Texts

AUDIENCE_WORDS = {"label": "", "for": "-for", "title": "-title", "summary": "-summary", "home": ""}
"""Words that ``audiences.yml`` has of each audience, and how the keys of their phrases end."""


@cache
def table() -> Mapping[str, Texts]:
    """Read the files, once: ``group.key`` to the phrase in each language."""
    groups: dict[str, dict[str, dict[Language, str]]] = own_data("phrases.yml")
    phrases = {
        f"{group}.{key}": {language: phrase[language] for language in LANGUAGES}
        for group, rows in groups.items()
        for key, phrase in rows.items()
    }
    return {**dict(_of_audiences()), **dict(_of_pages()), **phrases}


def _of_audiences() -> Iterator[tuple[str, Texts]]:
    """Yield the words of ``audiences.yml``; one that is missing is the audience's key."""
    for key, row in own_data("audiences.yml").items():
        for word, end in AUDIENCE_WORDS.items():
            said = (row or {}).get(word) or {}
            group = "home" if word == "home" else "audience"
            yield f"{group}.{key}{end}", {each: said.get(each) or key for each in LANGUAGES}


def _of_pages() -> Iterator[tuple[str, Texts]]:
    """Yield the words of ``pages.yml``; what is missing, the registry of pages says."""
    for kind, row in own_data("pages.yml").items():
        for word in ("title", "summary"):
            said = row.get(word, {})
            yield f"{kind}.{word}", {each: said.get(each, "") for each in LANGUAGES}


@cache
def named_audiences(language: Language) -> str:
    """Name all audiences as front matter does: ``staff, governors and parents``."""
    *rest, last = own_data("audiences.yml")
    joining = "and" if language == "en" else "ac" if last[0] in "aeiouwy" else "a"
    return f"{', '.join(rest)} {joining} {last}" if rest else str(last)


def of_kind(key: str, kind: str) -> str:
    """Return the key of what a phrase is on a form or letters: itself, unless they need their own.

    Welsh has a word's gender and number in the words around it: *polisi* is masculine, *ffurflen*
    feminine, *llythyrau* plural.
    """
    own = f"{key}-{kind}"
    return own if own in table() else key


def say(key: str, language: Language, /, **values: str) -> str:
    """Return a phrase, with ``{name}`` replaced. Raises ``KeyError`` for an unknown one."""
    phrase = table()[key][language]
    return phrase.format_map(values) if values else phrase


class PhraseError(Exception):
    """Something can't be done; ``key`` is the phrase that says why, ``values`` what it names."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def text(self, language: Language) -> str:
        """Say why, in a language."""
        return say(self.key, language, **self.values)
