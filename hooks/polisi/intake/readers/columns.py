"""Where a page of a PDF is set in columns: the parts of it, in the order in which they are read.

A PDF has no columns, only letters. A page has columns of the same width where a strip without
letters runs down between long lines; what reaches across that strip stands by itself.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Any

from polisi.markup.lists import BULLETS

Char = dict[str, Any]
"""A letter with its place, as the library for PDF knows it."""
MOST = 3
"""Columns that a page has at most."""
NARROW = 8.0
"""Points across that a strip between columns has at least."""
NEAR = 0.07
"""The part of the text's width by which a strip may miss its place between equal columns."""
FEW = 6
"""Rows with words on both sides of a strip, below which it is chance."""
FULL = 0.6
"""How much of a column its lines fill, at least; the first column of a table has short ones."""
GOING_ON = 0.25
"""The part of a column's lines that go on with a sentence or a list; a table's are starts."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page that is read by itself."""

    left: float
    right: float
    top: float
    bottom: float
    column: int = 0
    """Which column it is, from 1; 0 is none."""

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a place on the page is in it."""
        return self.left <= x < self.right and self.top <= y < self.bottom

    def has(self, char: Char) -> bool:
        """Tell whether a letter begins in it."""
        return self.holds(char["x0"], _middle(char))


Row = list[Char]


def rows(chars: Sequence[Char]) -> list[Row]:
    """Put letters together that stand at one height, each row from left to right."""
    found: list[Row] = []
    for char in sorted(chars, key=lambda c: ((c["top"] + c["bottom"]) / 2, c["x0"])):
        middle = _middle(char)
        for row in reversed(found[-4:]):
            if abs(_middle(row[0]) - middle) <= 0.4 * max(char["size"], row[0]["size"]):
                row.append(char)
                break
        else:
            found.append([char])
    for row in found:
        row.sort(key=lambda c: c["x0"])
    return found


def regions(chars: Sequence[Char]) -> list[Region]:
    """Return the parts of a page in the order in which they are read, the whole where it has none.

    They cover all of the page.
    """
    whole = [Region(-inf, inf, -inf, inf)]
    shown = rows([char for char in chars if not char["text"].isspace()])
    for count in range(2, MOST + 1):
        strips = _strips(shown, count)
        bands = [band for band in _bands(shown, strips) if _reads_down(band, strips)]
        if strips and bands:
            return list(_parted(bands, strips, whole[0]))
    return whole


def _middle(char: Char) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _strips(shown: Sequence[Row], count: int) -> list[float]:
    """Return the middles of the strips between so many columns, or none."""
    if not shown:
        return []
    left = min(row[0]["x0"] for row in shown)
    across = max(row[-1]["x1"] for row in shown) - left
    found = []
    for number in range(1, count):
        near = left + across * number / count
        places = [near + step * across * NEAR / 8 for step in range(-8, 9)]
        sizes = {x: sum(_is_parted(row, x) for row in shown) for x in places}
        best = max(sizes.values())
        if best < FEW:
            return []
        found.append(statistics.median(x for x in places if sizes[x] == best))
    return found


def _is_parted(row: Row, x: float) -> bool:
    """Tell whether a row has words on both sides of a strip."""
    before = max((char["x1"] for char in row if char["x0"] < x), default=None)
    after = min((char["x0"] for char in row if char["x0"] >= x), default=None)
    return before is not None and after is not None and before < x and after - before >= NARROW


def _crosses(row: Row, x: float) -> bool:
    has_both = row[0]["x0"] < x < row[-1]["x1"]
    return has_both and not _is_parted(row, x)


def _bands(shown: Sequence[Row], strips: Sequence[float]) -> Iterator[list[Row]]:
    """Yield the rows, one after another, that no strip is crossed by."""
    band: list[Row] = []
    for row in shown:
        if not any(_crosses(row, x) for x in strips):
            band.append(row)
        elif band:
            yield band
            band = []
    if band:
        yield band


def _reads_down(band: Sequence[Row], strips: Sequence[float]) -> bool:
    """Tell whether rows are lines of columns, long and many, and no table of a few words."""
    if sum(all(_is_parted(row, x) for x in strips) for row in band) < FEW:
        return False
    for left, right in pairwise([-inf, *strips, inf]):
        parts = [[c for c in row if left <= c["x0"] < right] for row in band]
        lengths = [part[-1]["x1"] - part[0]["x0"] for part in parts if part]
        if not lengths or statistics.median(lengths) < FULL * max(lengths):
            return False
        starts = [str(part[0]["text"]) for part in parts if part]
        if sum(map(_goes_on, starts)) < GOING_ON * len(starts):
            return False
    return True


def _goes_on(start: str) -> bool:
    """Tell whether a line with this first letter goes on with a sentence, or is one of a list."""
    return start.islower() or start in BULLETS


def _parted(
    bands: Sequence[Sequence[Row]], strips: Sequence[float], whole: Region
) -> Iterator[Region]:
    """Yield the columns of each band, and what is above, between and below bands."""
    top = whole.top
    for band in bands:
        start = min(char["top"] for row in band for char in row)
        end = max(char["bottom"] for row in band for char in row)
        yield Region(whole.left, whole.right, top, start)
        for number, (left, right) in enumerate(pairwise([whole.left, *strips, whole.right]), 1):
            yield Region(left, right, start, end, number)
        top = end
    yield Region(whole.left, whole.right, top, whole.bottom)
