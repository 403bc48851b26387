"""Two flows held against each other, word by word: what stayed, what is new, what is gone.

A change of form alone is none: words that stayed look as they do now.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TypeVar

from polisi.paper.flow import Change, Flow, Grid, Para, Piece, Row
from polisi.policies.texts.redline import Step, readable

WORD = re.compile(r"\s+|\w+(?:['’-]\w+)*|[^\w\s]")
THING = "\ufffc"
"""Stands for a field or a picture among words (Unicode, object replacement character)."""
ALIKE = 0.45
"""Share of their words that two paragraphs have in common from which on one became the other."""
Part = TypeVar("Part")


def compare(old: Flow, new: Flow) -> list[Para | Grid]:
    """Return the new flow with what changed since the old one, and what is gone, in its place."""
    return list(_aligned(old, new, _key, _compared, _marked))


def is_changed(part: Para | Grid) -> bool:
    """Tell whether anything changed in a paragraph or a table."""
    if isinstance(part, Para):
        return bool(part.change) or any(piece.change for piece in part.pieces)
    return any(
        row.change or any(is_changed(each) for cell in row.cells for each in cell.flow)
        for row in part.rows
    )


def _aligned(
    old: Sequence[Part],
    new: Sequence[Part],
    key: Callable[[Part], Hashable],
    compared: Callable[[Part, Part], Part | None],
    marked: Callable[[Part, Change], Part],
) -> Iterator[Part]:
    """Yield parts in order; ``compared`` is None for two of which neither became the other."""
    before, after = [key(part) for part in old], [key(part) for part in new]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for what, a1, a2, b1, b2 in matcher.get_opcodes():
        if what == "equal":
            yield from new[b1:b2]
            continue
        gone, come = old[a1:a2], new[b1:b2]
        while pair := next(_pairs(gone, come, compared), None):
            here, there, both = pair
            yield from _replaced(gone[:here], come[:there], marked)
            yield both
            gone, come = gone[here + 1 :], come[there + 1 :]
        yield from _replaced(gone, come, marked)


def _replaced(
    gone: Sequence[Part], come: Sequence[Part], marked: Callable[[Part, Change], Part]
) -> Iterator[Part]:
    """Yield parts that are gone, and those that are in their place."""
    yield from (marked(part, "del") for part in gone)
    yield from (marked(part, "ins") for part in come)


def _pairs(
    gone: Sequence[Part], come: Sequence[Part], compared: Callable[[Part, Part], Part | None]
) -> Iterator[tuple[int, int, Part]]:
    """Yield what became of what, the nearest first."""
    for distance in range(min(len(gone) + len(come) - 1, 6)):
        for here in range(min(distance + 1, len(gone))):
            there = distance - here
            if there < len(come) and (both := compared(gone[here], come[there])) is not None:
                yield here, there, both


def _key(part: Para | Grid) -> Hashable:
    """Return what makes two paragraphs or tables the same: their kind and their words."""
    if isinstance(part, Grid):
        return tuple(_row_key(row) for row in part.rows)
    return part.style, part.depth, tuple(_tokens(part))


def _row_key(row: Row) -> Hashable:
    return tuple(tuple(_key(part) for part in cell.flow) for cell in row.cells)


def _compared(old: Para | Grid, new: Para | Grid) -> Para | Grid | None:
    """Compare two paragraphs or tables, if one can have become the other."""
    if isinstance(old, Grid) and isinstance(new, Grid):
        rows = _aligned(old.rows, new.rows, _row_key, _compared_rows, _marked_row)
        return replace(new, rows=tuple(rows))
    if isinstance(old, Grid) or isinstance(new, Grid):
        return None
    if (old.style, old.depth) != (new.style, new.depth):
        return None
    before, after = _tokens(old), _tokens(new)
    if SequenceMatcher(None, before, after, autojunk=False).ratio() < ALIKE:
        return None
    return replace(new, pieces=tuple(_words(_split(old), _split(new))))


def _compared_rows(old: Row, new: Row) -> Row | None:
    if len(old.cells) != len(new.cells) or old.is_head != new.is_head:
        return None
    pairs = zip(old.cells, new.cells, strict=True)
    return replace(
        new, cells=tuple(replace(b, flow=tuple(compare(a.flow, b.flow))) for a, b in pairs)
    )


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a space, a sign, a field or a picture."""

    said: str
    """What makes two of them the same."""
    pieces: tuple[Piece, ...]
    """More than one when the form changes inside a word."""


def _tokens(para: Para) -> list[str]:
    return [token.said for token in _split(para)]


def _split(para: Para) -> list[Token]:
    """Split a paragraph into words and what lies between them, whatever their form."""
    text = "".join(THING if _is_thing(piece) else piece.text for piece in para.pieces)
    pieces = iter(para.pieces)
    piece, left = Piece(""), 0
    found: list[Token] = []
    for word in WORD.findall(text):
        parts, wanted = [], len(word)
        while wanted:
            while not left:
                piece = next(pieces)
                left = 1 if _is_thing(piece) else len(piece.text)
            taken = min(wanted, left)
            start = len(piece.text) - left
            is_thing = _is_thing(piece)
            parts.append(piece if is_thing else replace(piece, text=piece.text[start:][:taken]))
            left, wanted = left - taken, wanted - taken
        found.append(Token("".join(map(_said, parts)), tuple(parts)))
    return found


def _is_thing(piece: Piece) -> bool:
    return piece.control is not None or piece.picture is not None


def _said(piece: Piece) -> str:
    """Return what makes two pieces the same: words, a field's name, a picture and its words."""
    if piece.control:
        return f"\0{piece.control.kind} {piece.control.name}"
    picture = piece.picture
    return f"\0{picture.words} {picture.address}" if picture else piece.text


def _words(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Piece]:
    """Compare words; those that stand together in one form become one piece again."""
    before, after = [token.said for token in old], [token.said for token in new]
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    waiting: list[Piece] = []
    for what, a1, a2, b1, b2 in readable(steps, lambda each: _is_space(after, each)):
        if what == "equal":
            waiting += _pieces(new[b1:b2], "")
        else:
            waiting += [*_pieces(old[a1:a2], "del"), *_pieces(new[b1:b2], "ins")]
    yield from _joined(waiting)


def _is_space(after: Sequence[str], step: Step) -> bool:
    return "".join(after[step[3] : step[4]]).isspace()


def _pieces(tokens: Sequence[Token], change: Change) -> list[Piece]:
    return [replace(piece, change=change) for token in tokens for piece in token.pieces]


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    last: Piece | None = None
    for piece in pieces:
        is_more = last is not None and not _is_thing(piece)
        if last is not None and is_more and replace(last, text="") == replace(piece, text=""):
            last = replace(last, text=last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _marked(part: Para | Grid, change: Change) -> Para | Grid:
    """Mark a paragraph or a table as new or gone as a whole."""
    if isinstance(part, Grid):
        return replace(part, rows=tuple(_marked_row(row, change) for row in part.rows))
    pieces = tuple(replace(piece, change=change) for piece in part.pieces)
    return replace(part, pieces=pieces, change=change)


def _marked_row(row: Row, change: Change) -> Row:
    cells = tuple(
        replace(cell, flow=tuple(_marked(part, change) for part in cell.flow)) for cell in row.cells
    )
    return replace(row, cells=cells, change=change)
