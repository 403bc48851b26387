"""Markdown to what is read in it: paragraphs, list items, cells, and the sentences in each.

What stands for a word or two, and is in no language, becomes ``FILLER``: placeholders, references,
code, addresses, gaps in a letter. Markup becomes ``SILENT``. Both are as long as what they replace,
so that a place in the text as read is the same place in the text as written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from polisi.markup.drafting import without_drafting
from polisi.markup.fields import COLUMN, GAP
from polisi.markup.fields import KINDS as FIELDS
from polisi.markup.shape import (
    ADMONITION,
    CODE,
    EMAIL,
    LIST_ITEM,
    PLACEHOLDER,
    TABLE_RULE,
    TELEPHONE,
)
from polisi.markup.syntax import REFERENCE

Kind = Literal["heading", "paragraph", "item", "cell", "label"]

FILLER = "\ufffc"
SILENT = "\u2060"
LAW = ("laws.", "platforms.", "reports.")
"""Values that are names of two words or more; other values count as one word."""

ADDRESS = re.compile(r"<(?:https?|mailto):[^>\s]+>|\bhttps?://[^\s<>)\]]*[^\s<>)\].,;:!?]")
TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>\n]*>", re.DOTALL)
LINK = re.compile(r"(!?\[)((?:[^\[\]]|\[[^\[\]]*\])*)(\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))")
ATTRIBUTES = re.compile(r"\{:?[ ]*[#.\w][^{}\n]*\}")
EMPHASIS = re.compile(r"\*+|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)|\\(?=[^\w\s])")
FOREIGN = re.compile(r"(\*{1,2})[^*\n]+\1\{:?[ ]*lang=[^{}\n]*\}")
"""Words that say which language they are in: not the text's own."""
ENTITY = re.compile(r"&(?:#\w+|[a-zA-Z]\w*);|\u00a0")
TITLE = re.compile(r'"([^"\n]*)"[ ]*$')
"""The words in the first line of an admonition."""
FIELD = re.compile(
    rf"\((?:{'|'.join(FIELDS)}|rows [1-9]\d?)\)[ ]+([^\n]+?)[ ]*\{{#[^{{}}]*\}}[ ]*$"
)
FENCE = re.compile(r"```|~~~")
QUOTE = re.compile(r"\A(?:>[ ]?)+")

WORD = re.compile(rf"[\w{FILLER}]+(?:(?:['’.-]|(?<=\d),(?=\d))[\w{FILLER}]+)*")
STOP = re.compile(rf"[.!?…]+[{SILENT}\"”’)\]]*(?=\s|$)")
OPENING = f" \n\t\"“‘'(*[{SILENT}"
NO_STOP = re.compile(r"\b(?:[A-Z]|e\.g|i\.e|e\.e|h\.y|etc|cf|viz|vs|Mrs?|Ms|Dr|St|Rh|gw|tud)\Z")
"""What a full stop may follow that ends no sentence: abbreviations and initials."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What stands between two full stops, or an item, cell or heading that has none."""

    written: str
    """Markdown, as it stands in the file."""
    words: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, an item of a list, a cell of a table, a heading, or the label of a field."""

    kind: Kind
    written: str
    """Markdown, as it stands in the file, without what marks it as an item or a cell."""
    line: int
    in_list: int = 0
    """Which list of the text it is an item of, counted from 1."""

    @property
    def read(self) -> str:
        """What is read of it, place by place."""
        return _read(self.written)

    @property
    def sentences(self) -> Iterator[Sentence]:
        """Yield its sentences."""
        read, start = self.read, 0
        for end in _ends(read):
            if words := tuple(WORD.findall(read, start, end)):
                begin = start + len(read[start:end]) - len(read[start:end].lstrip())
                line = self.line + read.count("\n", 0, begin)
                yield Sentence(self.written[begin:end].rstrip(), words, line)
            start = end


def _ends(read: str) -> Iterator[int]:
    """Yield where each sentence ends: at a stop that a capital, a figure or a filler follows."""
    for stop in STOP.finditer(read):
        following = read[stop.end() :].lstrip(OPENING)[:1]
        starts = following.isupper() or following.isdigit() or following == FILLER
        if starts and not (stop[0][0] == "." and NO_STOP.search(read, 0, stop.start())):
            yield stop.end()
    yield len(read)


def _as(sign: str) -> Callable[[re.Match[str]], str]:
    """Return what replaces a match by a sign, as often as it is long; line ends stay."""
    return lambda found: re.sub(r"[^\n]", sign, found[0])


def _placeholder(found: re.Match[str]) -> str:
    length = len(found[0])
    if found[1].startswith(LAW):
        return FILLER * 2 + " " + FILLER * (length - 3)
    return FILLER * length


def _link(found: re.Match[str]) -> str:
    return SILENT * len(found[1]) + found[2] + SILENT * len(found[3])


STEPS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (CODE, _as(FILLER)),
    (PLACEHOLDER, _placeholder),
    (ADDRESS, _as(FILLER)),
    (TAG, _as(SILENT)),
    (GAP, _as(FILLER)),
    (REFERENCE, _as(FILLER)),
    (LINK, _link),
    (FOREIGN, _as(FILLER)),
    (ATTRIBUTES, _as(SILENT)),
    (EMAIL, _as(FILLER)),
    (TELEPHONE, _as(FILLER)),
    (ENTITY, _as(" ")),
    (EMPHASIS, _as(SILENT)),
)
"""From Markdown to what is read: code first, in which nothing else means anything."""


@lru_cache(maxsize=256)  # each rule asks for the same block
def _read(written: str) -> str:
    for pattern, replacement in STEPS:
        written = pattern.sub(replacement, written)
    return written


def blocks(text: str, line: int) -> list[Block]:
    """Split Markdown without headings, which starts on ``line``, into what is read in it.

    Notes to those who adapt the text (``!!! drafting``) and fenced code are left out.
    """
    text = without_drafting(text)
    reader = _Reader()
    for number, each in enumerate(text.split("\n"), line):
        reader.take(each, number)
    reader.close()
    return reader.found


class _Reader:
    """Takes the lines of a text one by one and makes blocks of them."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.lines: list[str] = []
        """Of the paragraph or item that is open."""
        self.start = self.in_list = self.lists = 0
        self.open_lists: dict[int, int] = {}
        """Depth to the number of the list that is open there."""
        self.fenced = self.in_table = False

    def take(self, line: str, number: int) -> None:
        """Take a line."""
        bare = QUOTE.sub("", line.strip()).strip()
        if FENCE.match(bare):
            self.fenced = not self.fenced
            self.close()
        elif self.fenced:
            return
        elif not bare:
            self.close()
        elif not self._is_apart(line, bare, number):
            self._go_on(line, bare, number)

    def _is_apart(self, line: str, bare: str, number: int) -> bool:
        """Take a line that goes on nothing and that nothing goes on; tell whether it was one."""
        if found := ADMONITION.match(line):
            self.close()
            if title := TITLE.search(bare, found.end() - len(line) + len(bare)):
                self.found.append(Block("heading", title[1], number))
        elif TABLE_RULE.match(bare):
            self._row_before()
        elif bare.startswith("|") or (self.in_table and "|" in bare):
            self.close()
            self.in_table = True
            self._cells(bare, number, "cell")
        elif field := FIELD.match(bare):
            self.close()
            self._cells(field[1], number, "label")
        else:
            return False
        return True

    def _go_on(self, line: str, bare: str, number: int) -> None:
        """Take a line of a paragraph or an item."""
        if found := LIST_ITEM.match(line):
            self.close()
            self.in_list = self._list_at(len(found[1]) // 4)
            bare = line[found.end() - 1 :].strip()
        elif not self.lines and not line.startswith(" "):
            self.open_lists.clear()
        if not self.lines:
            self.start = number
        self.lines.append(bare)

    def _list_at(self, depth: int) -> int:
        """Return the number of the list that an item of a depth belongs to."""
        self.open_lists = {at: which for at, which in self.open_lists.items() if at <= depth}
        if depth not in self.open_lists:
            self.lists += 1
            self.open_lists[depth] = self.lists
        return self.open_lists[depth]

    def _row_before(self) -> None:
        """Make the heading row of a table of the line before, if that had no bars at its ends."""
        self.in_table = True
        if len(self.lines) == 1 and "|" in self.lines[0]:
            row, self.lines = self.lines[0], []
            self._cells(row, self.start, "cell")

    def _cells(self, row: str, number: int, kind: Kind) -> None:
        for cell in COLUMN.split(row):
            if cell.strip():
                self.found.append(Block(kind, cell.strip(), number))

    def close(self) -> None:
        """End what is open."""
        if self.lines:
            kind: Kind = "item" if self.in_list else "paragraph"
            self.found.append(Block(kind, "\n".join(self.lines), self.start, self.in_list))
        self.lines = []
        self.in_list = 0
        self.in_table = False
