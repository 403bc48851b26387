"""The one reading of Markdown: to HTML with marks, and to a tree of blocks.

The gate, the pages, the search and the style of a text all work on what is read here, once for
each text. Raw HTML is never passed on: what looks like a tag is shown as text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from markdown import Markdown

from polisi.parallel import in_second_process
from polisi.text.dialect import EXTENSIONS, ClauseText
from polisi.text.fields import Field
from polisi.text.marks import CLOSE, FIELD_MARK, OPEN
from polisi.text.term_patterns import Finder, explained
from polisi.text.tree import Block
from polisi.words.languages import Language

ALONE = re.compile(f"<p>({OPEN}{FIELD_MARK}:[0-9]+{CLOSE})</p>")
"""A field, which is no paragraph."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text, read."""

    html: str
    """With marks for all that a page decides."""
    plain: str
    """The words of it, with the same marks."""
    blocks: tuple[Block, ...]
    """What a reader reads, one after the other."""
    fields: tuple[Field, ...]
    """What the marks of fields and gaps stand for, by number."""
    lost: tuple[str, ...] = ()
    """Rows of tables that have more cells than the page shows."""


_texts: dict[tuple[str, Language], Text] = {}


def read(text: str, language: Language) -> Text:
    """Read a text of a clause or page without headings; what was read once is remembered."""
    key = (text, language)
    if key not in _texts:
        _texts[key] = _reader(language).read(text)
    return _texts[key]


def read_all(texts: Sequence[tuple[str, Language]]) -> None:
    """Read texts that will be needed, a process for each half of them."""
    half = len(texts) // 2
    theirs = in_second_process(lambda: [read(*each) for each in texts[half:]])
    for each in texts[:half]:
        read(*each)
    _texts.update(zip(texts[half:], theirs() or (), strict=False))


@cache
def _reader(language: Language) -> _Reader:
    return _Reader(explained(language))


class _Reader:
    """Reads texts of a language, one after the other, with one Markdown instance."""

    def __init__(self, finder: Finder) -> None:
        self._extension = ClauseText(finder)
        self._markdown = Markdown(extensions=[*EXTENSIONS, self._extension])

    def read(self, text: str) -> Text:
        if not text.strip():
            return Text("", "", (), ())
        self._markdown.reset()
        self._extension.fields.clear()
        self._extension.lost.clear()
        html = self._markdown.convert(text)
        if f"{OPEN}{FIELD_MARK}:" in html:
            html = ALONE.sub(r"\1", html)
        read = self._extension
        finish = read.finish
        return Text(html, finish.plain, finish.blocks, tuple(read.fields), tuple(read.lost))
