"""What is read as prose: paragraphs, list items, cells, and the sentences in each.

What stands for a word or two, and is in no language, becomes ``FILLER``: values, references,
code, addresses, gaps in a letter, words in a third language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from polisi.facts import laws
from polisi.markup import tree
from polisi.markup.syntax import EMAIL, TELEPHONE
from polisi.markup.tree import BlockKind, Piece
from polisi.text.parts import Part, Where

FILLER = "\ufffc"
KINDS: dict[Where, BlockKind] = {"summary": "paragraph", "change": "paragraph"}
"""What is no heading of what stands outside a text."""

ADDRESS = re.compile(r"\bhttps?://[^\s<>)\]]*[^\s<>)\].,;:!?]")
SIGNED = {"://": ADDRESS, "@": EMAIL}
DIGIT = re.compile("[0-9]")
"""What a text must have for what is in no language to be looked for in it."""
WORD = re.compile(rf"[\w{FILLER}]+(?:(?:['’.-]|(?<=\d),(?=\d))[\w{FILLER}]+)*")
STOP = re.compile(r"[.!?…]+[\"”’)\]]*(?=\s|$)")
OPENING = " \n\t\"“‘'(["
NO_STOP = re.compile(r"\b(?:[A-Z]|e\.g|i\.e|e\.e|h\.y|etc|cf|viz|vs|Mrs?|Ms|Dr|St|Rh|gw|tud)\Z")
"""What a full stop may follow that ends no sentence: abbreviations and initials."""
NUMBER = re.compile(r"\bNos?\Z")
"""What it may follow before a figure: No. 2."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What stands between two full stops, or an item, cell or heading that has none."""

    text: str
    words: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, an item of a list, a cell of a table, a heading, or the label of a field."""

    kind: BlockKind
    text: str
    line: int
    """Line of the file on which it starts."""
    in_list: int = 0
    """Which list of the text it is an item of, counted from 1."""

    @property
    def sentences(self) -> Iterator[Sentence]:
        """Yield its sentences."""
        start = 0
        for end in ends(self.text):
            if words := tuple(WORD.findall(self.text, start, end)):
                sentence = self.text[start:end]
                begin = end - len(sentence.lstrip())
                yield Sentence(sentence.strip(), words, self.line_at(begin))
            start = end

    def line_at(self, position: int) -> int:
        """Return the line of the file on which a place in its text stands."""
        return self.line + self.text.count("\n", 0, position)


def ends(text: str) -> Iterator[int]:
    """Yield where each sentence ends: at a stop that a capital, a figure or a filler follows."""
    for stop in STOP.finditer(text):
        following = text[stop.end() :].lstrip(OPENING)[:1]
        starts = following.isupper() or following.isdigit() or following == FILLER
        shortened = NUMBER if following.isdigit() else NO_STOP
        if starts and not (stop[0][0] == "." and shortened.search(text, 0, stop.start())):
            yield stop.end()
    yield len(text)


def of_part(part: Part) -> Iterator[Block]:
    """Yield what is read in a title, a summary, a heading or a text; code blocks are not."""
    lists = _Lists()
    for block in part.blocks:
        in_list = lists.of(block)
        kind = block.kind if part.where == "text" else KINDS.get(part.where, "heading")
        text = text_of(block)
        if kind != "code" and text.strip():
            yield Block(kind, text, part.line_of(block), in_list)


class _Lists:
    """Tells lists apart, of blocks in the order of the text."""

    def __init__(self) -> None:
        self.number = 0
        self.open: list[tuple[str, int]] = []
        """Kind and number of each list that the last block stands in, from outside."""

    def of(self, block: tree.Block) -> int:
        """Return which list a block is an item of, or 0."""
        kinds = [each for each in block.within if each.startswith(("ul", "ol"))]
        while (
            len(self.open) > len(kinds)
            or [kind for kind, _ in self.open] != kinds[: len(self.open)]
        ):
            self.open.pop()
        for kind in kinds[len(self.open) :]:
            self.number += 1
            self.open.append((kind, self.number))
        return self.open[-1][1] if block.kind == "item" else 0


def text_of(block: tree.Block) -> str:
    """Return what is read of a block; what is in no language is a filler."""
    text = "".join(map(_read, block.pieces))
    for sign, pattern in SIGNED.items():
        if sign in text:
            text = pattern.sub(FILLER, text)
    return TELEPHONE.sub(FILLER, text) if DIGIT.search(text) else text


def _read(piece: Piece) -> str:
    if piece.kind in ("words", "image"):
        return piece.text.replace("\u00a0", " ")
    if piece.kind in ("link", "tip"):  # the words of a link are pieces of their own
        return ""
    is_law = piece.text.startswith(laws.GROUPS)  # a name of two words or more
    return f"{FILLER} {FILLER}" if is_law else FILLER
