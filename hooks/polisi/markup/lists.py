"""Lists as people write them, made into lists as Markdown wants them.

A list that comes from a word processor has ``•``, ``(a)`` or ``1)``, is nested by two spaces, or
follows its sentence without an empty line. All of these are plainly lists, so all are read as
such: a line that starts with one of the signs is an item when it stands at the start of a block,
after another item, or after a line that ends with a colon. What remains is refused by a rule of
``checks``; a line that Markdown reads rightly is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["bullet", "number", "letter", "roman"]

LETTERED, ROMAN = "\ue002", "\ue003"
"""What the text of an item starts with, for the tree, when its list has letters for numbers."""
BULLETS = "•·▪▫◦‣●○■□⁃∙➢➤✓✔\uf0b7\uf0a7\uf0d8\uf0fc"
"""The signs of word processors; the last are those of the font Symbol as it is pasted."""
BOTH = r"(?![ ]+(?:and|or|to|a|ac|neu|i)[ ]+\(?\w{1,5}\))"
"""What no sign of an item is followed by: (a) and (b) are right."""
SIGN = re.compile(
    rf"(?P<bullet>[-*+](?=[ ])|[{BULLETS}]|[–—](?=[ ])|o(?=[ ]{{2}}))"
    rf"|(?P<number>\d{{1,3}}\.(?=[ ])|\(?\d{{1,3}}\)(?=[ ]){BOTH})"
    rf"|\(?(?P<letter>[a-z]|[ivx]{{1,5}})(?:\)|\.(?=[ ]))(?=[ ]){BOTH}"
)
"""The sign of an item, at the start of its line."""
MARKDOWN_SIGN = re.compile(r"[-*+]|\d+\.")
"""One that Markdown knows."""
UNCOUNTED = ("bullet", "number")
"""Kinds of which an item may have any number."""
STARTS = re.compile(rf"[ >]*(?:{SIGN.pattern})")
"""A line that may be an item."""
NOTE = re.compile(r"!!! ?[\w-]")
QUOTE = re.compile(r"[ ]{0,3}>[ ]?")
INDENT = 4
"""How far Markdown wants an item's text and its items indented."""
NESTED = 2
"""How much further than its parent an item starts that a person has nested."""
ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv",
          "xv", "xvi", "xvii", "xviii", "xix", "xx")  # fmt: skip


@dataclass(slots=True)
class _Item:
    """An item that later lines may belong to."""

    indent: int
    depth: int
    kind: Kind
    number: int


@dataclass(slots=True)
class _Lines:
    """The lines as they are made, each with the number of the line that it was."""

    lines: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    def add(self, line: str, number: int) -> None:
        self.lines.append(line)
        self.numbers.append(number)


def as_markdown(lines: Sequence[str]) -> tuple[list[str], list[int]]:
    """Rewrite the items of lists; returns the lines, and the number that each had (from 0).

    ``lines`` have no tabs. An empty line is put in before a list that follows a colon; no line is
    taken away.
    """
    if not any(STARTS.match(line) for line in lines):
        return list(lines), list(range(len(lines)))
    made = _Lines()
    reader = _Reader(made)
    quoted: list[str] = []
    for number, line in enumerate([*lines, ""]):
        if number < len(lines) and QUOTE.match(line) and not reader.is_code(line):
            quoted.append(line)
            continue
        if quoted:
            _quotation(quoted, number - len(quoted), made)
            reader = _Reader(made)
            quoted = []
        if number < len(lines):
            reader.take(line, number)
    return made.lines, made.numbers


def _quotation(lines: Sequence[str], first: int, made: _Lines) -> None:
    """Rewrite the lists in a quotation, whose lines all start with its sign."""
    inner, numbers = as_markdown([QUOTE.sub("", line, count=1) for line in lines])
    for line, number in zip(inner, numbers, strict=True):
        original = lines[number]
        is_same = QUOTE.sub("", original, count=1) == line
        made.add(original if is_same else f"> {line}", first + number)


class _Reader:
    """Takes lines one by one, and knows the list that is open."""

    def __init__(self, made: _Lines) -> None:
        self.made = made
        self.base = 0
        """Indent of what stands in a note."""
        self.open: list[_Item] = []
        """The item that a line may belong to, and those above it."""
        self.last = ""
        self.after_paragraph = False
        """Whether the last line belongs to a paragraph of its own in an item."""

    def is_code(self, line: str) -> bool:
        """Tell whether a line is set in so far that it is code, not a list."""
        return not self.open and len(line) - len(line.lstrip(" ")) >= self.base + INDENT

    def take(self, line: str, number: int) -> None:
        """Take a line."""
        bare = line.strip()
        if bare:
            line = self._rewritten(line, bare, number)
        self.made.add(line, number)
        self.last = bare

    def _rewritten(self, line: str, bare: str, number: int) -> str:
        indent = len(line) - len(line.lstrip(" "))
        while indent < self.base:
            self.base -= INDENT
            self.open = []
        if NOTE.match(bare) and indent == self.base:
            self.base += INDENT
            self.open = []
            return line
        if self.is_code(line):
            return line
        indent -= self.base
        if (sign := SIGN.match(bare)) and (self.open or self._may_start()):
            return self._item(line, bare, sign, indent, number)
        if not self.last and self.open:
            return self._paragraph(line, bare, indent)
        return line

    def _may_start(self) -> bool:
        """Tell whether a list can start after the last line."""
        return not self.last or self.last.endswith(":") or bool(NOTE.match(self.last))

    def _item(self, line: str, bare: str, sign: re.Match[str], indent: int, number: int) -> str:
        found = self._place(sign, indent)
        if found is None:
            return line
        if self._needs_gap():
            self.made.add("", number)
        self.after_paragraph = False
        self.open = [each for each in self.open if each.depth < found.depth] + [found]
        text = bare[sign.end() :].lstrip(" ")
        is_at_home = indent == INDENT * found.depth or (not found.depth and indent < INDENT)
        if is_at_home and MARKDOWN_SIGN.match(bare):
            return line
        mark = {"letter": LETTERED, "roman": ROMAN}.get(found.kind, "")
        written = "-" if found.kind == "bullet" else f"{found.number}."
        return f"{' ' * (self.base + INDENT * found.depth)}{written} {mark}{text}"

    def _needs_gap(self) -> bool:
        """Tell whether Markdown wants an empty line before an item: it starts a list, for one."""
        is_apart = not self.last or bool(NOTE.match(self.last))
        return not is_apart and (self.after_paragraph or not self.open)

    def _above(self, indent: int) -> list[_Item]:
        """Return the items below which, or after which, one can stand."""
        # one less indented than the first item starts a list of that depth
        return [each for each in self.open if each.indent <= indent] or self.open[:1]

    def _place(self, sign: re.Match[str], indent: int) -> _Item | None:
        """Find the depth of an item, or None when it is text after all."""
        above = self._above(indent)
        if not above or indent >= above[-1].indent + NESTED:
            return _first_item(sign, above, indent)
        if item := _next_item(sign, above, indent):
            return item
        if not self.last:  # a list of another kind after an empty line
            above = [each for each in above if each.indent < above[-1].indent]
        elif not self.last.endswith(":") and (sign["bullet"] or above[-1].kind != "number"):
            return None
        return _first_item(sign, above, indent)

    def _paragraph(self, line: str, bare: str, indent: int) -> str:
        """Take a paragraph after an empty line: of an item when it is set in, or after the list."""
        self.open = [each for each in self.open if each.indent + NESTED <= indent]
        self.after_paragraph = bool(self.open)
        if not self.open:
            return line
        wanted = INDENT * (self.open[-1].depth + 1)
        return line if indent >= wanted else " " * (self.base + wanted) + bare


def _first_item(sign: re.Match[str], above: Sequence[_Item], indent: int) -> _Item | None:
    """Make the first item of a list, below those above it."""
    for kind, number in _readings(sign):
        if kind in UNCOUNTED or number == 1:
            return _Item(indent, above[-1].depth + 1 if above else 0, kind, number)
    return None


def _next_item(sign: re.Match[str], above: Sequence[_Item], indent: int) -> _Item | None:
    """Make an item that follows one of those above it in their list."""
    for before in reversed(above):
        for kind, number in _readings(sign):
            if kind == before.kind and (kind in UNCOUNTED or number == before.number + 1):
                return _Item(before.indent, before.depth, kind, number)
        if indent >= before.indent + NESTED or before.indent != above[-1].indent:
            return None
    return None


def _readings(sign: re.Match[str]) -> Iterator[tuple[Kind, int]]:
    """Yield what a sign can be, and its number: ``i`` is the ninth letter, and one."""
    if sign["bullet"]:
        yield "bullet", 0
    elif sign["number"]:
        yield "number", int(sign["number"].strip("()."))
    else:
        letter = sign["letter"]
        if letter in ROMANS:
            yield "roman", ROMANS.index(letter) + 1
        if len(letter) == 1:
            yield "letter", ord(letter) - ord("a") + 1
