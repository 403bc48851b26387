"""The one reading of Markdown: to HTML with marks, and to a tree of blocks.

The gate, the pages, the search and the style of a text all work on what is read here, once for
each text. Raw HTML is never passed on: what looks like a tag is shown as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from markdown import Markdown

from polisi.markup.dialect import EXTENSIONS, ClauseText
from polisi.markup.fields import Field
from polisi.markup.finder import Finder
from polisi.markup.marks import CLOSE, FIELD_MARK, OPEN
from polisi.markup.tree import Block, Piece, TooDeepError
from polisi.parallel import in_second_process
from polisi.text.term_patterns import explained
from polisi.words.languages import Language

ALONE = re.compile(f"<p>({OPEN}{FIELD_MARK}:[0-9]+{CLOSE})</p>")
"""A field, which is no paragraph."""
NO_HTML = "<div>\n</div>\n"
"""What Python-Markdown takes for a tree without anything in it."""
MANY = 1_000
"""Texts above which a second process is worth its start."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a reader reads of a text."""

    blocks: tuple[Block, ...]
    """One after the other."""
    lost: tuple[str, ...]
    """Rows of tables that have more cells than the page shows."""
    is_too_deep: bool = False
    """Whether lists, quotations or emphasis stand in one another so often that it is not read."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text, read."""

    html: str
    """With marks for all that a page decides."""
    plain: str
    """The words of it, with the same marks; a paragraph, an item and a cell are a line each."""
    fields: tuple[Field, ...]
    """What the marks of fields and gaps stand for, by number."""
    outline: Outline


Key = tuple[str, Language]
NO_WORD = re.compile(r"[^\w\s]+")
NOTHING = Text("", "", (), Outline((), ()))
_texts: dict[Key, Text] = {}
_outlines: dict[Key, Outline] = {}


def read(text: str, language: Language) -> Text:
    """Read a text of a clause or page without headings; what was read once is remembered."""
    key = (text, language)
    if key not in _texts:
        _texts[key] = _reader(language).read(text)
    return _texts[key]


def outline(text: str, language: Language) -> Outline:
    """Read only what a reader reads, which is faster where no page is made."""
    key = (text, language)
    if key in _texts:
        return _texts[key].outline
    if key not in _outlines:
        _outlines[key] = _reader(None).read(text).outline
    return _outlines[key]


def read_all(texts: Iterable[Key]) -> None:
    """Read texts of which pages will be made; of many, a process reads each half."""
    texts = [each for each in dict.fromkeys(texts) if each not in _texts]
    half = len(texts) // 2 if len(texts) > MANY else len(texts)
    mine, others = texts[:half], texts[half:]
    theirs = in_second_process(lambda: [read(*each) for each in others]) if others else list
    for each in mine:
        read(*each)
    _texts.update(zip(others, theirs() or [read(*each) for each in others], strict=True))


@cache
def _reader(language: Language | None) -> _Reader:
    """Return what reads the texts of a language, or outlines, in which terms mean nothing."""
    return _Reader(explained(language) if language else None)


class _Reader:
    """Reads texts, one after the other, with one Markdown instance."""

    def __init__(self, finder: Finder | None) -> None:
        self._finder = finder
        self._begin()

    def _begin(self) -> None:
        self._extension = ClauseText(self._finder)
        self._markdown = Markdown(extensions=[*EXTENSIONS, self._extension])
        if self._finder is None:
            self._markdown.serializer = lambda root: NO_HTML

    def read(self, text: str) -> Text:
        if not text.strip():
            return NOTHING
        try:
            return self._read(text)
        except (TooDeepError, RecursionError):
            self._begin()  # the parser is in the middle of the text
            words = " ".join(NO_WORD.sub(" ", text).split())
            block = Block("paragraph", 0, (), (Piece("words", words),), words)
            return Text("", words, (), Outline((block,), (), is_too_deep=True))

    def _read(self, text: str) -> Text:
        self._markdown.reset()
        read = self._extension
        read.fields.clear()
        read.lost.clear()
        html = self._markdown.convert(text)
        if f"{OPEN}{FIELD_MARK}:" in html:
            html = ALONE.sub(r"\1", html)
        shown = Outline(read.finish.blocks, tuple(read.lost))
        return Text(html, read.finish.plain, tuple(read.fields), shown)
