"""A document in the parts that are read, agreed and checked one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from polisi.markup import drafting, tree
from polisi.markup.tree import Block
from polisi.model import Located, Passage
from polisi.text import reading
from polisi.text.documents import Document
from polisi.text.header import EnglishPolicy, WelshPolicy
from polisi.words.languages import Language

Where = Literal["title", "summary", "change", "heading", "text"]


@dataclass(frozen=True, slots=True)
class Part:
    """A title, a summary, a change, a heading, or the text under one."""

    where: Where
    key: str
    """The id of its clause or section, or of a change its version."""
    clause: str
    """The id of the clause that it belongs to, or an empty string."""
    line: int
    """Line of the file on which it starts."""
    blocks: tuple[Block, ...]
    source: str
    """As written, without drafting notes."""
    lost: tuple[str, ...] = ()
    """Rows of tables that have more cells than the page shows."""
    is_too_deep: bool = False
    """Whether it is nested too deeply to be read."""

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
        yield heading(passage)
        yield body(passage, document.language)


def front(document: Document) -> Iterator[Part]:
    """Yield what the front matter says in words: title, summary, changes."""
    if document.title:
        yield _line_of_text("title", "", document.title, document.title.line)
    if document.summary:
        yield _line_of_text("summary", "", document.summary, document.summary.line)
    for version, text in changes(document).items():
        yield _line_of_text("change", str(version), text, text.line)


def changes(document: Document) -> Mapping[Located, Located]:
    """Return what a document says of each version."""
    head = document.header
    if isinstance(head, EnglishPolicy):
        return {version: release.text for version, release in head.changes.items() if release.text}
    return head.changes if isinstance(head, WelshPolicy) else {}


def _line_of_text(where: Where, key: str, text: str, line: int, clause: str = "") -> Part:
    return Part(where, key, clause, line, (tree.label(str(text)),), text)


def published(documents: Iterable[Document]) -> list[tuple[str, Language]]:
    """List the texts of documents as they are read: Markdown without drafting notes."""
    return [
        (drafting.without_drafting(text), document.language)
        for document in documents
        for text in (document.preamble, *(passage.body for passage in document.passages))
    ]


def heading(passage: Passage) -> Part:
    """Return the heading of a passage."""
    clause = passage.id if passage.is_clause else ""
    return _line_of_text("heading", passage.id, passage.title, passage.line, clause)


def body(passage: Passage, language: Language) -> Part:
    """Return the text of a passage, as it is published."""
    clause = passage.id if passage.is_clause else ""
    return text_part(passage.body, language, passage.body_line, passage.id, clause)


def text_part(text: str, language: Language, line: int, key: str = "", clause: str = "") -> Part:
    """Return a text under a heading, or before the first one."""
    published = drafting.without_drafting(text)
    read = reading.outline(published, language)
    return Part("text", key, clause, line, read.blocks, published, read.lost, read.is_too_deep)
