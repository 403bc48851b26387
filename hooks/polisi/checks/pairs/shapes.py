"""Rules for shape: both texts have the same lists, tables, notes and quotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from polisi.checks.pairs import emphasis, rows, sentences
from polisi.markup.later import says_little
from polisi.markup.tree import BREAK, Block, Piece
from polisi.text.parts import Part
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say

Found = tuple[str, int, dict[str, str]]
"""Code of a rule, line of the Welsh file, and what the message says."""
LISTS = ("ul", "ol")
SIGNS = {"ul": "•", "a": "a.", "i": "i."}
ORDERED = {
    "cell": "rows", "item": "items", "paragraph": "paragraphs", "label": "labels",
    "title": "labels",
}  # fmt: skip
"""What ends the code of the rule for the order of blocks of a kind."""
MOVED = frozenset(f"shape-{kind}" for kind in ("columns", *ORDERED.values()))
"""Rules for that order: what has moved says of itself who and what is no longer the same."""
SENTENCE = 5
"""Words beside which one alone is no translation."""
PLAIN = ("paragraph", "item", "cell", "title", "label")
SPOKEN = ("paragraph", "item", "cell")
"""What has sentences."""


def compare(english: Part, welsh: Part) -> Iterator[Found]:
    """Yield what a reader sees that the two texts do not have in common, each kind once."""
    here, there = english.blocks, welsh.blocks
    if not here or not there:
        return
    for code, kind, outline in OUTLINES:
        ours, theirs = outline(here), outline(there)
        if ours != theirs:
            values = {"english": ", ".join(ours) or "–", "welsh": ", ".join(theirs) or "–"}
            where = next((block for block in there if block.kind == kind), there[0])
            yield code, welsh.line_of(where), values
            return
    for first, second in zip_longest(here, there):
        if _name(first) != _name(second):
            where = second or there[-1]
            yield "shape-blocks", welsh.line_of(where), _named(first, second)
            return
    for moved in rows.swapped(here, there):
        values = {"row": str(moved.here), "other": str(moved.there), "text": _start(moved.block)}
        kind = "columns" if moved.is_column else ORDERED[moved.block.kind]
        yield f"shape-{kind}", welsh.line_of(moved.block), values
    for block, other in zip(here, there, strict=True):
        yield from _inside(block, other, welsh.line_of(other))


def _name(block: Block | None) -> tuple[object, ...]:
    return (block.kind, block.within) if block else ()


def _named(english: Block | None, welsh: Block | None) -> dict[str, str]:
    """Name two blocks in words, in both languages of the message."""
    values = {}
    for language in LANGUAGES:
        values[f"english_{language}"] = _in_words(english, language)
        values[f"welsh_{language}"] = _in_words(welsh, language)
    return values


def _in_words(block: Block | None, language: Language) -> str:
    if block is None:
        return say("block.nothing", language)
    is_in_note = any(each.startswith("note") for each in block.within)
    kind = "quotation" if "quote" in block.within else "note" if is_in_note else block.kind
    return say(f"block.{kind}", language)


def _lists(blocks: Sequence[Block]) -> list[str]:
    """Write the lists of a text: kind, depth, first number and how many items, in order."""
    found = []
    items = (block for block in blocks if block.kind == "item")
    for within, group in groupby(items, key=lambda block: block.within):
        kinds = [kind for kind in within if kind.partition(" ")[0] in LISTS]
        *_, kind = kinds[-1].split()
        sign = SIGNS.get(kind, "1." if kind == "ol" else f"{kind}.")
        found.append(f"{'– ' * (len(kinds) - 1)}{sign} × {len(list(group))}")
    return found


def _tables(blocks: Sequence[Block]) -> list[str]:
    """Write the tables of a text: rows without the headings, and columns."""
    found: list[tuple[int, int]] = []
    for block in blocks:
        if block.kind == "cell":
            if not block.row and not block.column:
                found.append((0, 0))
            rows, columns = found[-1]
            found[-1] = max(rows, block.row), max(columns, block.column + 1)
    return [f"{rows} × {columns}" for rows, columns in found]


def _notes(blocks: Sequence[Block]) -> list[str]:
    """Write the notes of a text, and whether they have a title of their own."""
    titles = (block for block in blocks if block.kind == "title")
    return [
        f"{block.within[-1].removeprefix('note ')}{' “…”' if block.pieces else ''}"
        for block in titles
        if block.within
    ]


def _inside(english: Block, welsh: Block, line: int) -> Iterator[Found]:
    """Compare what stands in two blocks: emphasis, lines, pictures, cells without words."""
    if not (_is_plain(english) and _is_plain(welsh)):
        yield from _in_pieces(english, welsh, line)
    if english.kind in PLAIN and (
        _is_empty(english) != _is_empty(welsh) or _is_stub(english, welsh)
    ):
        yield "shape-empty", line, {"english": _start(english), "welsh": _start(welsh)}
    elif english.kind in SPOKEN:
        yield from (("shape-sentences", line, said) for said in sentences.lost(english, welsh))


def _is_plain(block: Block) -> bool:
    """Tell whether a block has words only, as most have, none of which stands out."""
    return all(
        each.kind == "words" and not each.emphasised and not each.target for each in block.pieces
    )


def _in_pieces(english: Block, welsh: Block, line: int) -> Iterator[Found]:
    """Compare emphasis, lines and pictures."""
    here, there = _emphasised(english), _emphasised(welsh)
    if bool(here) != bool(there) or (here and emphasis.differs(english, welsh)):
        yield "shape-emphasis", line, {"english": here or "–", "welsh": there or "–"}
    elif here and (kinds := emphasis.unlike(english, welsh)):
        yield "shape-emphasis", line, {"english": kinds[0], "welsh": kinds[1]}
    lines = [sum(p.target == BREAK for p in b.pieces) for b in (english, welsh)]
    if bool(lines[0]) != bool(lines[1]):
        values = {"english": str(lines[0] + 1), "welsh": str(lines[1] + 1)}
        yield "shape-breaks", line, values
    pictures = [[p.text for p in b.pieces if p.kind == "image"] for b in (english, welsh)]
    if [bool(text) for text in pictures[0]] != [bool(text) for text in pictures[1]]:
        values = {"english": _joined(pictures[0]), "welsh": _joined(pictures[1])}
        yield "shape-pictures", line, values


def _joined(texts: Sequence[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts) or "–"


def _emphasised(block: Block) -> str:
    """Return the first words that are emphasised, but for those of another language."""
    found = [p.text for p in block.pieces if p.emphasised and p.kind not in ("foreign", "gap")]
    return found[0].strip() if found else ""


def _is_empty(block: Block) -> bool:
    return not any(_says(piece) for piece in block.pieces) or says_little(block.words)


def _is_stub(english: Block, welsh: Block) -> bool:
    """Tell whether one paragraph or item is a word, and its counterpart a sentence."""
    if english.kind not in ("paragraph", "item"):
        return False
    short, long = sorted((english, welsh), key=lambda block: len(block.source))
    if len(long.source) < 4 * len(short.source):
        return False
    sizes = [len("".join(piece.text for piece in each.pieces).split()) for each in (short, long)]
    return sizes[0] < 2 and sizes[1] >= SENTENCE


def _says(piece: Piece) -> bool:
    return piece.kind in ("value", "reference", "gap") or any(map(str.isalnum, piece.text))


def _start(block: Block) -> str:
    words = " ".join(piece.text for piece in block.pieces if piece.kind != "link").split()
    return " ".join(words[:8]) or "–"


OUTLINES = (
    ("shape-lists", "item", _lists),
    ("shape-tables", "cell", _tables),
    ("shape-admonitions", "title", _notes),
)
