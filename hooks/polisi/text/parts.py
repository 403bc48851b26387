"""A document in the parts that are read, agreed and checked one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from polisi.markup import drafting, tree
from polisi.markup.tree import Block
from polisi.model import Located, Passage
from polisi.text import reading
from polisi.text.documents import Document
from polisi.text.header import EnglishPolicy, WelshPolicy
from polisi.text.reading import Outline
from polisi.words.languages import Language

Where = Literal["title", "summary", "change", "heading", "text"]


@dataclass(frozen=True)
class Part:
    """A title, a summary, a change, a heading, or the text under one."""

    where: Where
    key: str
    """The id of its clause or section, or of a change its version."""
    clause: str
    """The id of the clause that it belongs to, or an empty string."""
    line: int
    """Line of the file on which it starts."""
    source: str
    """As written, without drafting notes."""
    language: Language

    @cached_property
    def _outline(self) -> Outline:
        """What a reader reads of it, which takes the time: some rules ask for its source alone."""
        if self.where == "text":
            return reading.outline(self.source, self.language)
        return Outline((tree.label(str(self.source)),), ())

    @property
    def blocks(self) -> tuple[Block, ...]:
        """One after the other."""
        return self._outline.blocks

    @property
    def lost(self) -> tuple[str, ...]:
        """Rows of tables that have more cells than the page shows."""
        return self._outline.lost

    @property
    def is_too_deep(self) -> bool:
        """Whether it is nested too deeply to be read."""
        return self._outline.is_too_deep

    def line_of(self, block: Block) -> int:
        """Return the line of the file on which a block of it starts."""
        return self.line + block.line


_parts: dict[int, tuple[Document, tuple[Part, ...]]] = {}
MAX_REMEMBERED = 4_096


def parts(document: Document) -> tuple[Part, ...]:
    """Return all that is read of a document, in the order of the file; each rule asks for it."""
    key = id(document)
    if key not in _parts:
        if len(_parts) >= MAX_REMEMBERED:  # a preview reads a file anew whenever it is saved
            _parts.clear()
        _parts[key] = document, tuple(_read(document))  # kept, so that no other gets its id
    return _parts[key][1]


def _read(document: Document) -> Iterator[Part]:
    yield from front(document)
    yield text_part(document.preamble, document.language, document.body_line)
    for passage in document.passages:
        yield heading(passage, document.language)
        yield body(passage, document.language)


def front(document: Document) -> Iterator[Part]:
    """Yield what the front matter says in words: title, summary, changes."""
    title, summary, language = document.title, document.summary, document.language
    if title:
        yield Part("title", "", "", title.line, title, language)
    if summary:
        yield Part("summary", "", "", summary.line, summary, language)
    for version, text in changes(document).items():
        yield Part("change", str(version), "", text.line, text, language)


def changes(document: Document) -> Mapping[Located, Located]:
    """Return what a document says of each version."""
    head = document.header
    if isinstance(head, EnglishPolicy):
        return {version: release.text for version, release in head.changes.items() if release.text}
    return head.changes if isinstance(head, WelshPolicy) else {}


def published(documents: Iterable[Document]) -> list[tuple[str, Language]]:
    """List the texts of documents as they are read: Markdown without drafting notes."""
    return [
        (drafting.without_drafting(text), document.language)
        for document in documents
        for text in (document.preamble, *(passage.body for passage in document.passages))
    ]


def heading(passage: Passage, language: Language) -> Part:
    """Return the heading of a passage."""
    clause = passage.id if passage.is_clause else ""
    return Part("heading", passage.id, clause, passage.line, passage.title, language)


def body(passage: Passage, language: Language) -> Part:
    """Return the text of a passage, as it is published."""
    clause = passage.id if passage.is_clause else ""
    return text_part(passage.body, language, passage.body_line, passage.id, clause)


def text_part(text: str, language: Language, line: int, key: str = "", clause: str = "") -> Part:
    """Return a text under a heading, or before the first one."""
    return Part("text", key, clause, line, drafting.without_drafting(text), language)
