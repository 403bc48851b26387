"""Letters of a PDF to lines: spaces where gaps are, bold where the font says so.

Letters of a line that lies on its side are turned first; so all of them are read alike.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from polisi.intake.blocks import Run, Runs, joined, words
from polisi.intake.readers.columns import Char, Region, rows

BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
SLIGHT = 0.2
"""How far a letter may lean and be read with those beside it."""
RARE = 0.15
"""The part of a document's letters that a font has at most which only headings are in."""

Lie = Literal["across", "turned", "slanted"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page."""

    runs: Runs
    page: int
    top: float
    bottom: float
    left: float
    """From the left edge of its column."""
    right: float
    size: float
    column: int = 0
    font: str = ""
    """The name of the font in which all of its words are, if it is one."""
    stands_out: bool = False
    """Whether it is bold, or in a font of its own."""

    @property
    def text(self) -> str:
        """Its words, with single spaces."""
        return words(self.runs)


def lines(chars: Sequence[Char], page: int, region: Region | None = None) -> Iterator[Line]:
    """Put letters of a region together that stand on one line."""
    start = min((char["x0"] for char in chars), default=0.0) if region and region.column else 0.0
    for row in rows(chars):
        runs = joined(_runs(row))
        shown = [char for char in row if not char["text"].isspace()]
        if not runs or not shown:
            continue
        fonts = {str(c.get("fontname", "")) for c in shown if str(c["text"]).isalnum()}
        said = [run for run in runs if run.text.strip()]
        yield Line(
            runs, page, min(c["top"] for c in shown), max(c["bottom"] for c in shown),
            shown[0]["x0"] - start, shown[-1]["x1"] - start,
            statistics.median(c["size"] for c in shown),
            region.column if region else 0,
            fonts.pop() if len(fonts) == 1 else "",
            all(run.bold for run in said),
        )  # fmt: skip


def rare_fonts(found: Sequence[Line]) -> set[str]:
    """Return the fonts that only lines apart are in, where no font says that it is bold.

    What prints a document to a PDF may give its fonts numbers for names.
    """
    letters: Counter[str] = Counter()
    for line in found:
        letters[line.font] += len(line.text)
    if any(line.stands_out for line in found):
        return set()
    few = RARE * letters.total()
    return {font for font, count in letters.items() if font and count <= few}


def lies(char: Char) -> Lie:
    """Say which way a letter lies: whether the page must be turned to read it."""
    across, up = abs(char["matrix"][0]), abs(char["matrix"][1])
    if up <= SLIGHT * across:
        return "across"
    return "turned" if across <= SLIGHT * up else "slanted"


def upright(chars: Sequence[Char]) -> list[Char]:
    """Turn letters that run up or down a page, so that they run across it."""
    return [_turned(char) if lies(char) == "turned" else char for char in chars]


def _turned(char: Char) -> Char:
    """Return a letter as if the page were turned to read it."""
    if char["matrix"][1] > 0:  # it runs up
        x0, x1, top, bottom = -char["bottom"], -char["top"], char["x0"], char["x1"]
    else:
        x0, x1, top, bottom = char["top"], char["bottom"], -char["x1"], -char["x0"]
    return {**char, "x0": x0, "x1": x1, "top": top, "bottom": bottom, "size": bottom - top}


def _runs(row: Sequence[Char]) -> Iterator[Run]:
    """Yield the runs of a line, with a space where a gap is."""
    before: Char | None = None
    for char in row:
        text = str(char["text"])
        if len(text) > 4 and text.startswith("(cid:"):
            text = "•" if before is None else " "
        font = str(char.get("fontname", ""))
        look = Run(text, bool(BOLD.search(font)), bool(ITALIC.search(font)))
        if before is not None:
            same = before["text"] == char["text"] and abs(before["x0"] - char["x0"]) < 0.6
            if same and not text.isspace():  # bold that is printed twice
                continue
            if char["x0"] - before["x1"] > 0.22 * char["size"] and not before["text"].isspace():
                yield replace(look, text=" ")
        yield look
        before = char
