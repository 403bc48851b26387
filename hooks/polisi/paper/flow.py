"""A tree as paragraphs and tables, in order: what a Word file is made of, and what is compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal
from xml.etree.ElementTree import Element

from polisi.markup.safe import HEADINGS
from polisi.paper.tree import classes, words

Change = Literal["", "ins", "del"]
"""What a redline says of a part: it stayed, it is new, it is gone."""
BLOCKS = {
    *HEADINGS,
    *("p", "ul", "ol", "li", "table", "div", "section", "header", "main", "nav", "body", "aside"),
    *("dl", "dt", "dd", "blockquote", "pre", "fieldset", "figure", "figcaption", "hr"),
}
LABELS = {"label", "legend"}
LOOKS: Mapping[str, set[str]] = {
    "is_bold": {"strong", "b", "dt", *LABELS},
    "is_italic": {"em", "i", ".ref"},
    "is_code": {"code", "pre"},
    "is_raised": {"sup"},
    "is_quiet": {".number", ".notes", ".summary"},
}
"""Tags and classes that give words a form."""
CHANGES: Mapping[str, Change] = {"ins": "ins", "del": "del"}
SKIPPED = {"head", "style", "script", "title"}
SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class Control:
    """A field that somebody fills in."""

    kind: str
    """``text``, ``long``, ``tick`` or ``choice``."""
    name: str
    """What goes in, for those who can't see where it stands."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a text."""

    address: str
    words: str
    """What it shows."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one form."""

    text: str
    language: str = ""
    is_bold: bool = False
    is_italic: bool = False
    is_code: bool = False
    is_raised: bool = False
    is_quiet: bool = False
    is_small: bool = False
    href: str = ""
    control: Control | None = None
    picture: Picture | None = None
    change: Change = ""


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph, a heading or an item of a list."""

    pieces: tuple[Piece, ...]
    style: str = "Normal"
    depth: int = 0
    """How deep in lists it is; 1 in a list that is in no other."""
    list_number: int = 0
    """Which numbered list it is in; 0 for none."""
    id: str = ""
    keeps: bool = False
    """Whether it stays with what follows."""
    change: Change = ""

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    flow: tuple[Para | Grid, ...]
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]
    is_head: bool = False
    change: Change = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    rows: tuple[Row, ...]
    kind: str = ""
    """Its class: ``about``, ``both``, ``field-table`` or nothing."""


Flow = Sequence[Para | Grid]


def flow(root: Element) -> list[Para | Grid]:
    """Turn a tree, ready for paper, into paragraphs and tables."""
    body = root.find("body")
    start = body if body is not None else root
    return list(_Reader().flow(start, Piece("", root.get("lang", "")), Para(())))


class _Reader:
    """Reads a tree once; counts its numbered lists."""

    def __init__(self) -> None:
        self.lists = 0

    def flow(self, element: Element, form: Piece, like: Para) -> Iterator[Para | Grid]:
        """Yield what stands in an element; ``form`` and ``like`` are as around it."""
        form = _formed(element, form)
        like = replace(
            like,
            keeps=like.keeps or "ticks" in classes(element),
            change=_change(element) or like.change,
        )
        id_ = element.get("id", "")
        for part in self.parts(element, form):
            if isinstance(part, list):
                blocks: Iterable[Para | Grid] = _paragraph(part, like)
            else:
                blocks = self.block(part, form, like)
            for block in blocks:
                yield _named(block, id_)
                id_, like = "", _after_first(like)

    def parts(self, element: Element, form: Piece) -> Iterator[list[Piece] | Element]:
        """Yield what stands in an element, in order: the pieces of a line, and blocks."""
        line = _text(element.text, form)
        for child in element:
            if child.tag in BLOCKS:
                yield line
                yield child
                line = []
            else:
                line += self.pieces(child, form)
            line += _text(child.tail, form)
        yield line

    def block(self, element: Element, form: Piece, like: Para) -> Iterator[Para | Grid]:
        """Yield what a block is."""
        tag = str(element.tag)
        if tag == "table":
            yield self.grid(element, _formed(element, form))
        elif tag in ("ul", "ol"):
            yield from self.items(element, form, like)
        elif tag in HEADINGS:
            level = HEADINGS.index(tag) + 1
            yield from self.flow(element, form, replace(like, style=f"Heading {level}"))
        else:
            style = _style(element, like.style)
            yield from self.flow(element, form, replace(like, style=style))

    def items(self, element: Element, form: Piece, like: Para) -> Iterator[Para | Grid]:
        """Yield the items of a list; each numbered one begins with 1."""
        form, depth, number = _formed(element, form), like.depth + 1, 0
        if element.tag == "ol":
            self.lists += 1
            number = self.lists
        style = "List Number" if number else "List Bullet"
        if "contents" in like.style or _is_contents(element):
            style = "List"
        for item in element:
            yield from self.flow(item, form, Para((), style, depth, number, change=like.change))

    def grid(self, table: Element, form: Piece) -> Grid:
        """Read a table."""
        rows = []
        for row in table.iter("tr"):
            cells = tuple(
                Cell(tuple(self.flow(cell, _in_cell(cell, form), Para(()))), cell.tag == "th")
                for cell in row
            )
            if cells:
                rows.append(Row(cells, all(cell.is_head for cell in cells), _change(row)))
        return Grid(tuple(rows), next(iter(classes(table)), ""))

    def pieces(self, element: Element, form: Piece) -> list[Piece]:
        """List the pieces of an element inside a line."""
        if element.tag in SKIPPED or "aloud" in classes(element):
            return []
        if element.tag == "br":
            return [replace(form, text="\n")]
        if element.tag == "img":
            picture = Picture(element.get("src", ""), element.get("alt", ""))
            return [replace(form, picture=picture)]
        if element.tag in ("input", "textarea"):
            return [replace(form, control=_control(element))]
        inner = _formed(element, form)
        found = _text(element.text, inner)
        for child in element:
            found += self.pieces(child, inner)
            found += _text(child.tail, inner)
        if element.tag == "label":
            found.append(replace(form, text=" "))
        return found


def _formed(element: Element, form: Piece) -> Piece:
    """Return the form of what stands in an element."""
    tag, kinds = str(element.tag), {f".{name}" for name in classes(element)}
    if tag not in LABELS or ".plain" not in kinds:
        kinds.add(tag)
    looks: dict[str, Any] = {look: True for look, those in LOOKS.items() if kinds & those}
    return replace(
        form,
        text="",
        language=element.get("lang") or form.language,
        href=element.get("href", "") if tag == "a" else form.href,
        change=CHANGES.get(tag, form.change),
        **looks,
    )


def _change(element: Element) -> Change:
    """Return what a redline says of a block as a whole."""
    return CHANGES.get(element.get("data-change", ""), "")


def _in_cell(cell: Element, form: Piece) -> Piece:
    return replace(form, is_bold=form.is_bold or cell.tag == "th")


def _control(element: Element) -> Control:
    kinds = {"checkbox": "tick", "radio": "choice"}
    kind = "long" if element.tag == "textarea" else kinds.get(element.get("type", ""), "text")
    return Control(kind, element.get("title", ""))


def _text(text: str | None, form: Piece) -> list[Piece]:
    return [replace(form, text=SPACE.sub(" ", text))] if text else []


def _paragraph(line: Sequence[Piece], like: Para) -> Iterator[Para]:
    """Yield a paragraph of pieces, without white space at its ends, if there is anything in it."""
    pieces = tuple(_trimmed(line))
    if pieces:
        yield replace(like, pieces=pieces)


def _named(block: Para | Grid, id_: str) -> Para | Grid:
    """Give a paragraph an id, unless it has one of its own."""
    return replace(block, id=id_) if id_ and isinstance(block, Para) and not block.id else block


def _trimmed(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Take doubled spaces out of a line, and those at its ends."""
    kept: list[Piece] = []
    ends_in_space = True
    for piece in pieces:
        text = piece.text
        if not (piece.control or piece.picture):
            text = text.lstrip(" ") if ends_in_space else text
            if not text:
                continue
            ends_in_space = text.endswith((" ", "\n"))
        else:
            ends_in_space = False
        kept.append(replace(piece, text=text))
    while kept and not (kept[-1].control or kept[-1].picture):
        text = kept[-1].text.rstrip()
        if text:
            kept[-1] = replace(kept[-1], text=text)
            break
        kept.pop()
    return iter(kept)


def _after_first(like: Para) -> Para:
    """Return how the second paragraph of an item looks: without a mark before it."""
    if like.style in ("List Bullet", "List Number"):
        return replace(like, style="List Continue", list_number=0)
    return like


def _style(element: Element, style: str) -> str:
    """Return the style of a block."""
    names = classes(element)
    if element.tag == "blockquote" or "admonition" in names:
        return "Note"
    if element.tag == "pre":
        return "Code"
    for name, named in (("notes", "Notes"), ("summary", "Subtitle"), ("cover__school", "School")):
        if name in names:
            return named
    if element.tag == "dd":
        return "List Continue"
    return style


def _is_contents(element: Element) -> bool:
    return any("contents__" in item.get("class", "") for item in element)


def title(root: Element) -> str:
    """Return the title of a paper."""
    found = next(root.iter("title"), None)
    return words(found) if found is not None else ""


def said(root: Element, name: str) -> str:
    """Return what the head of a paper says under a name."""
    return next((each.get("content", "") for each in root.iter("meta")
                 if each.get("name") == name), "")  # fmt: skip
