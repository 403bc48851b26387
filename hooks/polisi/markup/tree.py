"""A text as a reader reads it: blocks in order, and what stands in each.

``dialect`` makes the tree with Python-Markdown; here it becomes plain values. A block knows its
line, what it stands in, and its pieces: words, values, references, links. Whoever looks at texts
works on these, so that nobody looks at anything but what is on the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import unescape
from itertools import chain, islice
from typing import Literal, NamedTuple
from xml.etree.ElementTree import Element

from polisi.markup.fields import Field
from polisi.markup.later import is_no_text
from polisi.markup.marks import (
    BLANK_MARK,
    CLOSE,
    FIELD_MARK,
    MARK,
    NOTE_MARK,
    OPEN,
    REFERENCE_MARK,
    TERM_MARK,
    TITLE_MARK,
)
from polisi.markup.syntax import PLACEHOLDER, REFERENCE

BlockKind = Literal["paragraph", "item", "cell", "title", "label", "heading", "code", "rule"]
PieceKind = Literal["words", "code", "value", "reference", "gap", "link", "image", "tip", "foreign"]
Emphasis = Literal["", "em", "strong"]
"""None, slanted, bold; what is both is bold."""

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BLOCKS = HEADINGS | {"p", "ul", "ol", "table", "blockquote", "div", "pre", "hr"}
FIELD = re.compile(f"{OPEN}{FIELD_MARK}:([0-9]+){CLOSE}")
STRUCTURE = re.compile(r"[ >]*(?:!!!|\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$)")
"""A line that holds no text: the first of a note, the rule of a table."""
NO_WORDS = re.compile(r"\S+@\S+|\b(?:https?://|www\.)\S+|[+(]?\d[\d\W]*")
MANY = 4
"""Words that a text has at least when it surely says something."""
TITLE_CLASS = "admonition-title"
NOTE_CLASS = "admonition "


BREAK = "br"
"""The target of a piece that is a line break which a reader sees."""
DEEPEST = 100
"""Levels of a tree, two for each list: Python-Markdown calls itself for each, which has an end."""


class TooDeepError(Exception):
    """A text has lists, quotations or emphasis in one another so often that it can't be read."""


def require_depth(root: Element) -> None:
    """Raise ``TooDeepError`` for a tree of more levels than ``DEEPEST``."""
    level = list(root)
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return
    raise TooDeepError


class Piece(NamedTuple):
    """Part of a block's text that is of one kind."""

    kind: PieceKind
    text: str
    """Words; the name of a value; the id of a reference; the label of a gap; an image's words."""
    target: str = ""
    """Where a link leads or an image lies; the kind of a gap; ``BREAK`` of a line break."""
    emphasised: Emphasis = ""


class Block(NamedTuple):
    """A paragraph, an item of a list, a cell, the title of a note, a label, code, a rule."""

    kind: BlockKind
    line: int
    """Line in the text, from 0."""
    within: tuple[str, ...]
    """What it stands in, from outside: ``ul``, ``ol``, ``ol a 3``, ``quote``, ``note warning``."""
    pieces: tuple[Piece, ...]
    source: str = ""
    """Markdown as written, without the signs of the block."""
    row: int = 0
    column: int = 0

    @property
    def place(self) -> str:
        """Its kind, what it stands in, and which cell it is: a part of what digests are made of."""
        cell = f" {self.row} {self.column}" if self.kind == "cell" else ""
        return " ".join((self.kind, *self.within)) + cell

    @property
    def words(self) -> str:
        """Return its words; what stands for words (values, references, code) is a space."""
        texts = [p.text if p.kind in ("words", "foreign") else " " for p in self.pieces]
        return texts[0] if len(texts) == 1 else "".join(texts)


def says_something(blocks: Sequence[Block]) -> bool:
    """Tell whether blocks have words at all, beside values, references, addresses and figures."""
    texts = [block.words if block.kind != "code" else "" for block in blocks]
    tokens = chain.from_iterable(map(str.split, texts))
    said = (token for token in tokens if len(token) > 1 and token.isalpha())
    if next(islice(said, MANY, None), None):  # no more than these are looked at
        return True
    words = " ".join(NO_WORDS.sub(" ", text) for text in texts)
    pictures = (piece.text for block in blocks for piece in block.pieces if piece.kind == "image")
    text = f"{words} {' '.join(pictures)}"
    return bool(re.search(r"[^\W\d_]{2}", text)) and not is_no_text(text)


class Place(NamedTuple):
    """Where an element was read."""

    line: int
    source: str


def places(
    root: Element, lines: Sequence[str], numbers: Sequence[int], fields: Sequence[Field]
) -> dict[Element, Place]:
    """Find the line of each element that has text, before the text in it is read.

    Elements stand in the order of the text, and their text is what the lines hold, less the signs
    in front. So each is looked for from where the one before it ended. ``numbers`` says which line
    of the text each of ``lines`` was.
    """
    found: dict[Element, Place] = {}
    cursor = _Cursor(lines)
    for element in root.iter():
        text = (element.text or "").strip("\n")
        if not text.strip():
            continue
        if field := FIELD.fullmatch(text):
            label, *answers = (fields[int(field[1])].label, *fields[int(field[1])].answers)
            line = cursor.find(label, is_title=False)
            for answer in answers:
                cursor.find(answer, is_title=False)
        elif text.startswith(f"{OPEN}{NOTE_MARK}:"):
            line = cursor.find("!!!", is_title=True)
        else:
            line = cursor.find(text, is_title=element.get("class") == TITLE_CLASS)
        found[element] = Place(numbers[line], text)
    return found


class _Cursor:
    """A place in the lines of a text."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.line = self.column = 0

    def find(self, text: str, *, is_title: bool) -> int:
        """Find the line on which a text starts, and move behind the text."""
        first, *rest = text.split("\n")
        bare = first.strip()
        is_title = is_title or bool(STRUCTURE.match(bare))
        line, column = self.line, self.column
        while line < len(self.lines):
            at = self.lines[line].find(bare, column)
            if at >= 0 and (is_title or not STRUCTURE.match(self.lines[line])):
                self.line, self.column = line + len(rest), 0 if rest else at + len(bare)
                return line
            line, column = line + 1, 0
        return min(self.line, len(self.lines) - 1)  # Markdown has made it, as the title of a note


def blocks(
    root: Element,
    placed: Mapping[Element, Place],
    fields: Sequence[Field],
    unstashed: Callable[[str], str],
) -> tuple[Block, ...]:
    """Read the blocks off a finished tree."""
    return tuple(_Walk(placed, fields, unstashed).inside(root, ()))


def _start(element: Element) -> str:
    """Return the number of the first item of a list, if it is not 1."""
    start = element.get("start", "")
    return "" if start == "1" else start


def _address(element: Element, name: str) -> str:
    """Return the address in an attribute, or the one that may not stand there."""
    return element.get(name) or element.get("unsafe") or ""


class _Walk:
    """Walks a finished tree, in the order in which it is read."""

    def __init__(
        self,
        placed: Mapping[Element, Place],
        fields: Sequence[Field],
        unstashed: Callable[[str], str],
    ) -> None:
        self.placed = placed
        self.fields = fields
        self.unstashed = unstashed
        self.line = 0
        """Of the block before."""

    def inside(self, parent: Element, within: tuple[str, ...]) -> Iterator[Block]:
        """Yield the blocks in an element, and the text between them."""
        children = list(parent)
        yield from self.run(parent, children, within, parent.text or "", "paragraph")

    def run(
        self,
        parent: Element,
        children: Sequence[Element],
        within: tuple[str, ...],
        text: str,
        kind: BlockKind,
    ) -> Iterator[Block]:
        """Yield blocks: what stands between elements that are blocks is one, too, of a kind."""
        pieces = list(self.text(text)) if text else []
        for child in children:
            if child.tag in BLOCKS:
                yield from self.loose(parent, pieces, within, kind)
                kind = "paragraph"
                yield from self.element(child, within)
                pieces = []
            else:
                pieces += self.child(child, "", False)
            if child.tail:
                pieces += self.text(child.tail)
        yield from self.loose(parent, pieces, within, kind)

    def loose(
        self, parent: Element, pieces: Sequence[Piece], within: tuple[str, ...], kind: BlockKind
    ) -> Iterator[Block]:
        """Yield text that stands between blocks, if it is any; an item may be empty."""
        if kind == "item" or any(not piece.text.isspace() for piece in pieces):
            place = self.placed.get(parent) if kind == "item" else None
            self.line = place.line if place else self.line
            yield Block(kind, self.line, within, tuple(pieces), place.source if place else "")

    def element(self, element: Element, within: tuple[str, ...]) -> Iterator[Block]:
        """Yield the blocks of an element that is a block."""
        tag = element.tag
        if tag == "p":
            yield from self.paragraph(element, within)
        elif tag in ("ul", "ol"):
            kind = " ".join(filter(None, (tag, element.get("type"), _start(element))))
            for item in element:
                yield from self.item(item, (*within, kind))
        elif tag == "table":
            yield from self.table(element, (*within, "table"))
        elif tag == "blockquote":
            yield from self.inside(element, (*within, "quote"))
        elif tag == "div":
            kind = f"note {element.get('class', '').removeprefix(NOTE_CLASS)}"
            yield from self.inside(element, (*within, kind))
        elif tag == "pre":
            yield self.code(element, within)
        elif tag == "hr":
            yield Block("rule", self.line, within, ())
        else:
            yield self.block("heading", element, within)

    def paragraph(self, element: Element, within: tuple[str, ...]) -> Iterator[Block]:
        text = element.text or ""
        if OPEN in text and (found := FIELD.fullmatch(text)):
            self.line = self.placed[element].line
            yield from self.labels(self.fields[int(found[1])], within)
        elif element.get("class") == TITLE_CLASS:
            is_given = not text.startswith(f"{OPEN}{NOTE_MARK}:")
            title = self.block("title", element, within)
            yield title if is_given else title._replace(pieces=(), source="")
        else:
            yield self.block("paragraph", element, within)

    def item(self, item: Element, within: tuple[str, ...]) -> Iterator[Block]:
        """Yield an item: its first text, and the blocks under it."""
        children, text = list(item), item.text or ""
        if children and children[0].tag == "p" and not text.strip():
            yield self.block("item", children[0], within)
            text = children[0].tail or ""
            yield from self.run(item, children[1:], within, text, "paragraph")
        else:
            yield from self.run(item, children, within, text, "item")

    def table(self, table: Element, within: tuple[str, ...]) -> Iterator[Block]:
        for number, row in enumerate(table.iter("tr")):
            filled = (self.placed[cell].line for cell in row if cell in self.placed)
            self.line = next(filled, self.line)
            for column, cell in enumerate(row):
                yield self.block("cell", cell, within)._replace(row=number, column=column)

    def code(self, element: Element, within: tuple[str, ...]) -> Block:
        code = element[0] if len(element) else element
        text = unescape(code.text or "")
        self.line = self.placed[code].line if code in self.placed else self.line
        return Block("code", self.line, within, tuple(self.of_code(text, "")), text)

    def labels(self, field: Field, within: tuple[str, ...]) -> Iterator[Block]:
        """Yield the label of a field, and its answers; of a table, the headings."""
        said = field.columns if field.rows else [field.label, *field.answers]
        for label in said:
            pieces = tuple(_label(label))
            yield Block("label", self.line, (*within, f"field {field.kind}"), pieces, label)

    def block(self, kind: BlockKind, element: Element, within: tuple[str, ...]) -> Block:
        """Make a block of an element that holds only text."""
        place = self.placed.get(element)
        if place:
            self.line = place.line
        foreign = bool(element.get("lang"))
        pieces = tuple(self.inline(element, emphasised="", foreign=foreign))
        return Block(kind, self.line, within, pieces, place.source if place else "")

    def inline(self, element: Element, *, emphasised: Emphasis, foreign: bool) -> Iterator[Piece]:
        """Yield the pieces of an element's text."""
        if element.text:
            yield from self.text(element.text, emphasised, foreign)
        for child in element:
            yield from self.child(child, emphasised, foreign)
            if child.tail:
                yield from self.text(child.tail, emphasised, foreign)

    def child(self, child: Element, emphasised: Emphasis, foreign: bool) -> Iterator[Piece]:
        tag = child.tag
        if tag == "code":
            yield from self.of_code(unescape(child.text or ""), emphasised)
        elif tag == "br":
            yield Piece("words", "\n", BREAK)
        elif tag == "img":
            words = _words(self.unstashed(child.get("alt", "")))
            yield Piece("image", words, _address(child, "src"))
        else:
            if tag == "a":
                words = " ".join("".join(child.itertext()).split())
                yield Piece("link", words, _address(child, "href"))
            if tag == "strong":
                emphasised = "strong"
            elif tag == "em":
                emphasised = emphasised or "em"
            is_foreign = foreign or bool(child.get("lang"))
            yield from self.inline(child, emphasised=emphasised, foreign=is_foreign)
        if tip := child.get("title"):
            yield Piece("tip", _words(self.unstashed(tip)))

    def of_code(self, text: str, emphasised: Emphasis) -> Iterator[Piece]:
        """Yield the pieces of code, in which only values are marks."""
        first, *rest = MARK.split(text)
        yield Piece("code", first, "", emphasised)
        for mark, value, after in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            yield self.marked(mark, value, emphasised)
            if after:
                yield Piece("code", after, "", emphasised)

    def text(self, text: str, emphasised: Emphasis = "", foreign: bool = False) -> Iterator[Piece]:
        """Yield the pieces of a text, which are divided by its marks."""
        text = self.unstashed(text)
        kind: PieceKind = "foreign" if foreign else "words"
        if OPEN not in text:
            yield Piece(kind, text, "", emphasised)
            return
        words, *rest = MARK.split(text)
        for mark, value, after in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            if mark == TERM_MARK:
                words += value.partition(":")[2] + after
                continue
            if words:
                yield Piece(kind, words, "", emphasised)
            words = after
            yield self.marked(mark, value, emphasised)
        if words:
            yield Piece(kind, words, "", emphasised)

    def marked(self, mark: str, value: str, emphasised: Emphasis) -> Piece:
        """Make a piece of a mark."""
        if mark in (REFERENCE_MARK, TITLE_MARK):
            return Piece("reference", value, "", emphasised)
        if mark == BLANK_MARK:
            gap = self.fields[int(value)]
            return Piece("gap", gap.label, gap.kind, emphasised)
        return Piece("value", value, "", emphasised)


def _words(text: str) -> str:
    """Return the words of an attribute, without its marks."""
    return MARK.sub(" ", text) if OPEN in text else text


def _label(label: str) -> Iterator[Piece]:
    """Yield the pieces of a label, which is no Markdown but for references and values."""
    end = 0
    if "{{" not in label and "[" not in label:
        yield Piece("words", label)
        return
    for found in re.finditer(f"{PLACEHOLDER.pattern}|{REFERENCE.pattern}", label):
        if words := label[end : found.start()]:
            yield Piece("words", words)
        if found[3]:
            yield Piece("reference", found[3])
        else:
            yield Piece("value", ":".join(filter(None, (found[1], found[2]))))
        end = found.end()
    if words := label[end:]:
        yield Piece("words", words)


@lru_cache(maxsize=16_384)  # each rule asks for the same
def label(text: str) -> Block:
    """Read a text that is no Markdown but for its values: a title, a summary, a heading."""
    return Block("heading", 0, (), tuple(_label(text)), text)
