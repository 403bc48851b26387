"""A flow back to HTML, with what changed in it: how a redline comes onto a paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from polisi.paper.flow import Flow, Grid, Para, Piece, Row
from polisi.words.languages import Language
from polisi.words.phrases import say

BLOCKS = {"Note": "blockquote", "Code": "pre"}


def html(flow: Flow, language: Language) -> str:
    """Write a flow as HTML. What is new and what is gone is said in words, too, for listeners."""
    return "".join(_blocks(list(flow), language))


def _blocks(flow: Sequence[Para | Grid], language: Language) -> Iterator[str]:
    place = 0
    while place < len(flow):
        part = flow[place]
        if isinstance(part, Grid):
            yield _table(part, language)
        elif _is_item(part):
            end = place + 1
            while end < len(flow) and _belongs(flow[end], part):
                end += 1
            yield from _list(flow[place:end], language)
            place = end
            continue
        else:
            yield _block(part, language)
        place += 1


def _is_item(part: Para | Grid) -> bool:
    return isinstance(part, Para) and part.style in ("List Bullet", "List Number")


def _belongs(part: Para | Grid, first: Para) -> bool:
    """Tell whether something stands in the same list as its first item."""
    if isinstance(part, Grid):
        return False
    same = part.style == first.style and part.list_number == first.list_number
    return part.depth > first.depth or (part.depth == first.depth and (
        same or part.style == "List Continue"
    ))  # fmt: skip


def _list(parts: Sequence[Para | Grid], language: Language) -> Iterator[str]:
    """Write a list; what is deeper than its items stands in them."""
    first = parts[0]
    assert isinstance(first, Para)
    tag = "ol" if first.list_number else "ul"
    yield f"<{tag}>"
    place = 0
    while place < len(parts):
        item = parts[place]
        assert isinstance(item, Para)
        end = place + 1
        while end < len(parts) and not (
            _is_item(parts[end]) and getattr(parts[end], "depth", 0) <= first.depth
        ):
            end += 1
        yield f"<li{_change(item.change)}>{_pieces(item.pieces, language)}"
        yield from _blocks(parts[place + 1 : end], language)
        yield "</li>"
        place = end
    yield f"</{tag}>"


def _block(para: Para, language: Language) -> str:
    is_heading = para.style.startswith("Heading ")
    tag = f"h{para.style[-1]}" if is_heading else BLOCKS.get(para.style, "p")
    inner = _pieces(para.pieces, language)
    return f"<{tag}{_change(para.change)}>{inner}</{tag}>"


def _table(grid: Grid, language: Language) -> str:
    kind = f' class="{escape(grid.kind)}"' if grid.kind else ""
    return f"<table{kind}>{''.join(_row(row, language) for row in grid.rows)}</table>"


def _row(row: Row, language: Language) -> str:
    tagged = [("th" if cell.is_head else "td", html(cell.flow, language)) for cell in row.cells]
    cells = "".join(f"<{tag}>{inner}</{tag}>" for tag, inner in tagged)
    return f"<tr{_change(row.change)}>{cells}</tr>"


def _change(change: str) -> str:
    return f' data-change="{change}"' if change else ""


def _pieces(pieces: Sequence[Piece], language: Language) -> str:
    return "".join(_piece(piece, language) for piece in pieces)


def _piece(piece: Piece, language: Language) -> str:
    if piece.control:
        words = f"({escape(piece.control.name)})"
    elif piece.picture:
        words = f"({escape(piece.picture.words)})"
    else:
        words = escape(piece.text).replace("\n", "<br>")
    for is_so, tag in (
        (piece.is_raised, "sup"),
        (piece.is_code, "code"),
        (piece.is_italic, "em"),
        (piece.is_bold, "strong"),
    ):
        words = f"<{tag}>{words}</{tag}>" if is_so else words
    if piece.is_quiet:
        words = f'<span class="number">{words}</span>'
    if piece.change:
        aloud = say(f"pack.aloud-{piece.change}", language)
        words = f'<{piece.change}><span class="aloud">{aloud} </span>{words}</{piece.change}>'
    return words
