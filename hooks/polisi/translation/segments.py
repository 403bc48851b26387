"""A text in what is translated and what holds it together: items, cells, paragraphs; and the rest.

Put together again, the parts are the text, to the byte. So a translator can't break a list or a
table: its signs are not among what is sent out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from polisi.markup.fields import KINDS
from polisi.markup.syntax import PLACEHOLDER

START = re.compile(
    rf"[ \t]*(?:>[ ]?)*[ \t]*(?:(?:[-*+•]|\d{{1,3}}[.)]|\(?(?:[a-z]|[ivx]{{1,5}})[.)])[ ]+)?"
    rf"(?:\((?:{'|'.join(KINDS)}|rows \d{{1,2}})\)[ ]+)?"
)
"""What stands before the words of a line: quotation, the sign of an item, the kind of a field."""
SIGN = re.compile(r"[-*+•>]|\d{1,3}[.)][ ]|\(?(?:[a-z]|[ivx]{1,5})[.)][ ]|\(\w+(?: \d+)?\)[ ]")
END = re.compile(r"[ \t]*(?:\{:?[ ]*#[^{}\n]*\})?[ \t]*$")
NOTE = re.compile(r'([ ]*!!!.*?")([^"\n]*)(".*)$')
RULE = re.compile(r"[ ]*\|?[ ]*:?-{1,}:?[ ]*(\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
CELL = re.compile(r"(?<!\\)\|")
FENCE = re.compile(r"[ ]*(?:```|~~~)")
BREAK = re.compile(r"[ ]*\n[ \t>]*")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text."""

    text: str
    is_words: bool
    """Whether it is translated."""

    @property
    def flat(self) -> str:
        """Its text on one line, as a translator sees it."""
        return BREAK.sub(" ", self.text).strip() if self.is_words else self.text


@lru_cache(maxsize=4_096)
def parts(text: str) -> tuple[Part, ...]:
    """Part a text into words and what holds them together, by turns."""
    return tuple(_merged(_parts(text)))


def _merged(found: Iterable[Part]) -> Iterator[Part]:
    held = ""
    for part in found:
        if part.is_words:
            if held:
                yield Part(held, False)
            yield part
            held = ""
        else:
            held += part.text
    if held:
        yield Part(held, False)


def _parts(text: str) -> Iterator[Part]:
    words: list[str] = []
    fenced = False
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        is_fence = bool(FENCE.match(bare))
        fenced = fenced != is_fence
        stands_apart = fenced or is_fence or _is_rule(bare)
        if words and not stands_apart and not _starts(bare):
            words.append(line)  # it goes on with the paragraph
            continue
        yield from _paragraph(words)
        words = []
        if stands_apart:
            yield Part(line, False)
        elif bare.lstrip().startswith("!!!"):
            yield from _note(bare)
            yield Part(line[len(bare) :], False)
        elif bare.lstrip().startswith("|"):
            yield from _cells(bare)
            yield Part(line[len(bare) :], False)
        else:
            words = [line]
    yield from _paragraph(words)


def _is_rule(line: str) -> bool:
    """Tell whether a line is blank, or only parts what stands above and below it."""
    return not line.strip() or bool(RULE.fullmatch(line))


def _starts(line: str) -> bool:
    """Tell whether a line does not go on with the one before it."""
    is_row = line.lstrip().startswith("|")
    return is_row or bool(NOTE.match(line) or SIGN.match(line.lstrip()))


def _note(line: str) -> Iterator[Part]:
    """Yield the title of a note, if it has one, and what stands around it."""
    note = NOTE.match(line)
    if not note:
        yield Part(line, False)
        return
    start, title, end = note.groups()
    yield Part(start, False)
    yield Part(title, bool(title.strip()))
    yield Part(end, False)


def _paragraph(lines: Sequence[str]) -> Iterator[Part]:
    """Yield the sign before a paragraph, its words, and the space or id after it."""
    if not lines:
        return
    text = "".join(lines)
    bare = text.rstrip("\r\n")
    start = START.match(bare)
    first = start.end() if start else 0
    end = END.search(bare, first)
    last = end.start() if end else len(bare)
    if not any(map(str.isalnum, bare[first:last])):
        yield Part(text, False)
        return
    yield Part(bare[:first], False)
    yield Part(bare[first:last], True)
    yield Part(bare[last:] + text[len(bare) :], False)


def _cells(row: str) -> Iterator[Part]:
    at = 0
    masked = PLACEHOLDER.sub(lambda value: "x" * len(value[0]), row)  # a filter has a bar
    for bar in [*CELL.finditer(masked), None]:
        cell = row[at : bar.start() if bar else len(row)]
        said = cell.strip()
        if any(map(str.isalnum, said)):
            before = len(cell) - len(cell.lstrip())
            yield Part(cell[:before], False)
            yield Part(said, True)
            yield Part(cell[before + len(said) :], False)
        else:
            yield Part(cell, False)
        if bar:
            yield Part("|", False)
            at = bar.end()
