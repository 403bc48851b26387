"""The school's values, put into a text that was read without them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from polisi.facts import laws
from polisi.markup.finder import Finder
from polisi.markup.marks import (
    ADDRESS_MARK,
    ATTRIBUTE_MARK,
    GAP_MARK,
    MARK,
    TERM_MARK,
    VALUE_MARK,
    WORDS_MARK,
    mark,
)
from polisi.markup.safe import SCHEMES
from polisi.school.school import School
from polisi.words.languages import Language

KINDS = (VALUE_MARK, WORDS_MARK, ATTRIBUTE_MARK, ADDRESS_MARK)
BEFORE = re.compile(
    r"(?<![\w'’-])([^\W\d_]+(?:['’][^\W\d_]+)*)((?:\s|</?(?:strong|em)>|<a\b[^>]*>)+)\Z"
)
"""The word before a value, which a filter may change, and what lies between the two."""
TAG = re.compile(r"<[^>]*>")
TAIL = 200
"""As much of a text's end as a word is looked for in."""
VALUE = "\0"
"""Stands between a word and the value after it; no text has it."""


@dataclass(frozen=True, slots=True)
class Values:
    """The values of a school in a language, for HTML and for plain text."""

    school: School
    language: Language
    preview: bool = False
    """Whether a value that is missing leaves a gap that shows."""

    def in_html(self, html: str, terms: Finder | None = None) -> str:
        """Put the values into HTML with marks; ``terms`` finds those that values hold."""

        def written(kind: str, name: str, form: str) -> str:
            words = self._escaped(kind, name, form)
            if kind == VALUE_MARK and terms and not words.startswith("<"):
                return terms.expression.sub(
                    lambda found: mark(TERM_MARK, f"{terms.key(found[0])}:{found[0]}"), words
                )
            return words

        return self._put(html, written)

    def in_words(self, text: str) -> str:
        """Put the values into plain text with marks."""
        return self._put(text, lambda kind, name, form: form)

    def _put(self, text: str, written: Callable[[str, str, str], str]) -> str:
        first, *rest = MARK.split(text)
        out = [first]
        for kind, name, after in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            if kind not in KINDS:
                out += [mark(kind, name), after]
                continue
            form = self.school.fill(_placeholder(name), self.language)
            if ":" in name and self.language == "cy":
                before, form = self._inflected("".join(out), name, form)
                out = [before]
            out += [written(kind, name, form), after]
        return "".join(out)

    def _inflected(self, before: str, name: str, form: str) -> tuple[str, str]:
        """Put the word before a value right, and the value: ``yn Gwynedd`` to ``yng Ngwynedd``."""
        found = BEFORE.search(before, max(0, len(before) - TAIL))
        spaces = TAG.sub("", found[2]) if found else ""
        if not found or not spaces or not self._has(name):
            return before, form
        text = f"{found[1]}{spaces}{_placeholder(name)}"
        filled = self.school.fill(text, self.language, lambda value: f"{VALUE}{value}")
        word, _, form = filled.partition(VALUE)
        between = found[2] if word[-1:].isspace() else "".join(TAG.findall(found[2]))
        return f"{before[: found.start()]}{word.rstrip()}{between}", form

    def _has(self, name: str) -> bool:
        return bool(self.school.value(name.partition(":")[0], self.language))

    def _escaped(self, kind: str, name: str, form: str) -> str:
        """Write a value as HTML, where a mark of a kind stands."""
        if not self._has(name):
            is_shown = self.preview and kind in (VALUE_MARK, WORDS_MARK)
            return mark(GAP_MARK, name) if is_shown else escape(_placeholder(name))
        if kind == ADDRESS_MARK:
            return escape(_address(form))
        if kind == ATTRIBUTE_MARK:
            return escape(form)
        words = escape(form, quote=False)
        law = laws.link(name.partition(":")[0], self.language) if kind == VALUE_MARK else ""
        return f'<a href="{escape(law)}">{words}</a>' if law else words


def _placeholder(name: str) -> str:
    return f"{{{{ {name.replace(':', ' | ')} }}}}"


def _address(value: str) -> str:
    """Return a value as an address, or ``#`` where it is none that a page may lead to."""
    if "@" in value and "/" not in value and ":" not in value:
        return f"mailto:{value}"
    try:
        scheme = urlsplit(value).scheme.lower()
    except ValueError:
        return "#"
    return value if scheme and scheme in SCHEMES else "#"
