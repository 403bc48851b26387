"""What the readers share that walk a document: where they are, what is lost, and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from polisi.intake.blocks import Block, Loss, Place, Runs, as_cell, squeeze, words
from polisi.intake.readers.xml import Element

Span = Callable[[Element], tuple[bool, list[Runs]]]
"""Tells whether a cell is one of several put together, with the empty ones that it covers."""


class Walker:
    """Counts the blocks of a document, and notes what can't be carried over."""

    def __init__(self) -> None:
        self.losses: list[Loss] = []
        self.count = 0

    @property
    def place(self) -> Place:
        """Where it is."""
        return Place("paragraph", max(1, self.count))

    def lose(self, key: str, text: str = "") -> None:
        """Note what is lost here; ``key`` is that of the phrase that says so."""
        self.losses.append(Loss(key, self.place, squeeze(text)))

    def table_of(
        self,
        rows: Sequence[Sequence[Element]],
        inside: Callable[[Element], Iterator[Block]],
        span: Span,
        is_frame: bool = False,
    ) -> Iterator[Block]:
        """Yield a table; one column alone is a frame round paragraphs.

        ``inside`` reads a cell.
        """
        if is_frame or max(map(len, rows), default=0) <= 1:
            for row in rows:
                for cell in row:
                    yield from inside(cell)
            return
        made = [tuple(self._cells(row, inside, span)) for row in rows]
        if any(words(cell) for row in made for cell in row):
            self.count += 1
            yield Block("table", (), self.place, rows=tuple(made))

    def _cells(
        self, row: Iterable[Element], inside: Callable[[Element], Iterator[Block]], span: Span
    ) -> Iterator[Runs]:
        for cell in row:
            is_merged, covered = span(cell)
            if is_merged:
                self.lose("import.moved-merged")
            yield as_cell(inside(cell), partial(self.lose, "import.moved-nested"))
            yield from covered
