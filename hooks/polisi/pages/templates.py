"""Our own templates (``overrides/polisi``), and the words that they call."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from polisi.model import LANGUAGES, Audience, Language, other
from polisi.pages import marks
from polisi.pages.marks import mark
from polisi.words import welsh
from polisi.words.phrases import of_kind, say, table


class Templates:
    """Renders our templates, which escape every value that is not HTML already."""

    def __init__(self, folder: Path, sheets: Sequence[str] = (), content_policy: str = "") -> None:
        """``sheets`` are the style sheets of pages without the site's frame; ``content_policy``
        is what a page states about what it may load.
        """
        self._environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        self._environment.globals |= {"sheets": sheets, "content_policy": content_policy}
        self._words = {language: Words(language) for language in LANGUAGES}

    def words(self, language: Language) -> Words:
        """Return what templates call to get a phrase."""
        return self._words[language]

    def render(self, template: str, language: Language, **values: object) -> str:
        """Render a template in a language."""
        words = self._words[language]
        return self._environment.get_template(template).render(
            t=words, language=language, twin=other(language), to=to, date=words.date, **values
        )


class Words:
    """What templates call to get a phrase: ``t('policy.owner')``."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.note_titles = {
            key.partition(".")[2]: phrase[language]
            for key, phrase in table().items()
            if key.startswith("note.")
        }
        """Titles of notes (``!!! warning``) by kind."""
        self._escaped = {key: Markup(escape(phrase[language])) for key, phrase in table().items()}

    def __call__(self, key: str, **values: str) -> Markup:
        """Return a phrase, ready for HTML; ``values`` are escaped."""
        phrase = self._escaped[key]
        return phrase.format_map(values) if values else phrase

    def of_kind(self, key: str, kind: str, **values: str) -> Markup:
        """Return a phrase as it is on a policy, a form or letters."""
        return self(of_kind(key, kind), **values)

    def date(self, iso: str) -> str:
        """Write a date in words."""
        return welsh.date(iso, self.language)

    def audience(self, name: Audience) -> Markup:
        """Return an audience's name for a label."""
        return self._escaped[f"audience.{name}"]

    def say_in(self, language: Language, key: str) -> Markup:
        """Return a phrase in a language."""
        return Markup(escape(say(key, language)))

    def in_other(self, key: str) -> Markup:
        """Return a phrase in the other language."""
        return Markup(escape(say(key, other(self.language))))


def to(address: str) -> Markup:
    """Leave a place open for a link to an address of the site."""
    return Markup(mark(marks.LINK_MARK, address))
