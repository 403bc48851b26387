"""Lines of a PDF to paragraphs, items and what is larger than they are."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from polisi.intake.blocks import Block, Place, Run, Runs, joined, without_start, words
from polisi.intake.readers.lines import Line

BULLET = re.compile(
    r"^(?:[•·▪▫◦‣●○■□∙➢➤✓✔\uf0b7\uf0a7\uf0d8\uf0fc\uf0be\u2023\u25aa-]|o(?=\s)|–(?=\s))\s*"
)
LABEL = re.compile(r"^\(?(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[a-z][.)]|[ivx]{1,4}[.)])\)?\s")
COUNT = re.compile(r"\(?(?P<above>(?:\d{1,3}\.)*)(?P<last>\d{1,3}|[a-z])[.)]*\s")
"""The number of a paragraph, parted before its last part."""
AND = re.compile(r"[;,]\s*(?:and|or|ac?|neu)$", re.IGNORECASE)
"""How an item of a list ends before the last one."""
PAGE = re.compile(r"[^\W\d]\D*\s\d{1,3}$")
"""Words with the number of a page after them, as in a list of contents."""
FEW_WORDS = 7
"""Words of a line that may be a heading without any look of its own."""
LARGER = 1.4
"""Points by which letters are larger than those of the text, at least, in a heading."""
HEADING_WORDS = 16


def paragraphs(lines: Sequence[Line], normal: float) -> Iterator[Block]:
    """Put lines together that go on with one another."""
    gaps = [
        after.top - before.bottom
        for before, after in pairwise(lines)
        if before.page == after.page and after.top > before.bottom - 2
    ]
    usual = statistics.median(gaps) if gaps else 0.0
    rights: dict[int, float] = {}
    for line in lines:
        rights[line.column] = max(line.right, rights.get(line.column, 0.0))
    group: list[Line] = []
    for line in lines:
        if group and _starts(group, line, usual, rights[group[-1].column], normal):
            yield _block(group, normal)
            group = []
        group.append(line)
    if group:
        yield _block(group, normal)


def _starts(group: Sequence[Line], line: Line, usual: float, right: float, normal: float) -> bool:
    """Tell whether a line starts a paragraph, and does not go on with the lines before it."""
    last = group[-1]
    if BULLET.match(line.text) or (PAGE.search(last.text) and PAGE.search(line.text)):
        return True
    if abs(line.size - last.size) > 0.8 or line.stands_out != last.stands_out:
        is_new = not line.text[:1].islower() or bool(LABEL.match(line.text))
        return is_new or not _is_open(last) or line.stands_out
    is_next = not _is_open(last) or last.stands_out or bool(AND.search(last.text))
    is_next = is_next or _comes_after(group[0].text, line.text)
    if LABEL.match(line.text) and is_next:
        return True
    if (line.page, line.column) != (last.page, last.column):
        return not (_is_open(last) and (line.text[:1].islower() or last.right > 0.85 * right))
    gap = line.top - last.bottom
    if gap > usual + 0.45 * normal:
        return True
    if len(group) == 1 and _is_label(last, right) and line.text[:1].isupper():
        return True
    is_short = last.right < 0.8 * right
    return is_short and not _is_open(last) and not line.text[:1].islower()


def _comes_after(one: str, another: str) -> bool:
    """Tell whether a line has the number, or the letter, after that of another."""
    counts = [COUNT.match(text) for text in (one, another)]
    if not counts[0] or not counts[1] or counts[0]["above"] != counts[1]["above"]:
        return False
    before, after = counts[0]["last"], counts[1]["last"]
    if before.isdigit() and after.isdigit():
        return int(after) == int(before) + 1
    return len(before) == len(after) == 1 and ord(after) == ord(before) + 1


def _is_label(line: Line, right: float) -> bool:
    """Tell whether a line is a few words alone, as a heading without any look of its own is."""
    text = LABEL.sub("", line.text)
    is_short = line.right < 0.55 * right and len(text.split()) <= FEW_WORDS
    return is_short and text[:1].isupper() and text[-1:].isalnum()


def _is_open(line: Line) -> bool:
    """Tell whether a line ends in the middle of a sentence."""
    return line.text[-1:] not in ".:;!?"


def _block(lines: Sequence[Line], normal: float) -> Block:
    runs: list[Run] = []
    for line in lines:
        if runs:
            end = runs[-1].text
            if end.endswith("-") and line.text[:1].islower() and len(end) > 2 and end[-2].isalpha():
                runs[-1] = replace(runs[-1], text=end)
            elif not end.endswith(" "):
                runs.append(replace(runs[-1], text=" "))
        runs += line.runs
    made = joined(runs)
    place = Place("page", lines[0].page)
    size = max(line.size for line in lines)
    indent = int(max(0.0, lines[0].left) // 1)
    if found := BULLET.match(words(made)):
        return Block("item", without_start(_stripped(made), found.end()), place, indent, "•", size)
    is_large = size > normal + LARGER and len(words(made).split()) <= HEADING_WORDS
    stands_out = all(line.stands_out for line in lines)
    return Block(
        "heading" if is_large else "paragraph", made, place, size=size, stands_out=stands_out
    )


def _stripped(runs: Runs) -> Runs:
    """Return runs without white space at the start."""
    if runs and not runs[0].text.strip():
        return _stripped(runs[1:])
    return (replace(runs[0], text=runs[0].text.lstrip()), *runs[1:]) if runs else ()
