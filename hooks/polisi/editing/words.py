"""What the forms say, in both languages (``editing.yml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from polisi.data import own_data
from polisi.words.languages import LANGUAGES, Language

Words = Mapping[Language, str]


@cache
def table(group: str) -> Mapping[str, Words]:
    """Return a group of ``editing.yml``, in the order of the file."""
    rows: dict[str, dict[Language, str]] = own_data("editing.yml")[group]
    return {key: {language: row[language] for language in LANGUAGES} for key, row in rows.items()}


def said(group: str, key: str, language: Language, **values: str) -> str:
    """Return a phrase, with ``{name}`` replaced."""
    text = table(group)[key][language]
    for name, value in values.items():  # no format_map: some phrases speak of braces
        text = text.replace(f"{{{name}}}", value)
    return text


def both(group: str, key: str) -> str:
    """Return a phrase in both languages, as one line says both."""
    words = table(group)[key]
    return joined(words["en"], words["cy"])


def joined(english: str, welsh: str) -> str:
    """Write two texts as one line; what reads alike in both stands once."""
    return english if english == welsh else f"{english} / {welsh}"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that can be said in either language."""

    group: str
    key: str
    values: Mapping[str, str | Words] = field(default_factory=dict, hash=False)
    """A value is a text for both languages, or one for each."""

    def text(self, language: Language) -> str:
        """Say it."""
        values = {
            name: value if isinstance(value, str) else value[language]
            for name, value in self.values.items()
        }
        return said(self.group, self.key, language, **values)


class RefusedError(Exception):
    """What was asked for can't be done: why, in sentences."""

    def __init__(self, *reasons: Said) -> None:
        super().__init__(*(reason.key for reason in reasons))
        self.reasons = reasons


def refused(key: str, **values: str | Words) -> RefusedError:
    """Make a refusal of one sentence of ``refusals``."""
    return RefusedError(Said("refusals", key, values))
