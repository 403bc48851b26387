"""What a document is made of, whatever kind of file it was: blocks, runs of words, what was lost.

Readers make these values and decide nothing; ``outline`` decides what is a heading or a clause.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from polisi.words.phrases import PhraseError

Kind = Literal["heading", "paragraph", "item", "table", "title"]
Unit = Literal["paragraph", "page", "line"]

SPACE = re.compile(r"\s+")
MAX_SPAN = 50
"""Columns of a cell above which a width is not believed."""


class IntakeError(PhraseError):
    """A file that can't be read as a policy."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the document, as a person counts."""

    unit: Unit
    number: int


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, an item of a list, or a table."""

    kind: Kind
    runs: Runs
    place: Place
    level: int = 0
    """Of a heading from 1, of an item from 0."""
    number: str = ""
    """As it is shown: ``4.2``, ``(a)``, ``•``, or nothing."""
    size: float = 0.0
    """Height of the letters, where that is known."""
    rows: tuple[tuple[Runs, ...], ...] = ()
    stands_out: bool = False
    """Whether a line under it, or a font of its own, sets it apart."""
    follows: bool = False
    """Whether it goes on with the item before it, or with the paragraph, without a number."""

    @property
    def text(self) -> str:
        """Its words, with single spaces."""
        if self.kind == "table":
            return squeeze(" ".join(words(cell) for row in self.rows for cell in row))
        return words(self.runs)

    @property
    def is_bold(self) -> bool:
        """Whether all of its words are in bold."""
        return bool(self.said) and all(run.bold for run in self.said)

    @property
    def is_italic(self) -> bool:
        """Whether all of its words are slanted."""
        return bool(self.said) and all(run.italic for run in self.said)

    @property
    def said(self) -> list[Run]:
        """The runs that have words."""
        return [run for run in self.runs if run.text.strip()]


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that could not be carried over, or was carried over as something else."""

    key: str
    """Of the phrase that says what."""
    place: Place | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Original:
    """A document as it was read."""

    title: str
    """As its properties say, or nothing."""
    blocks: tuple[Block, ...]
    losses: tuple[Loss, ...] = field(default_factory=tuple)


def squeeze(text: str) -> str:
    """Return a text with single spaces, and none at its ends."""
    return SPACE.sub(" ", text).strip()


def words(runs: Iterable[Run]) -> str:
    """Return the words of some runs."""
    return squeeze("".join(run.text for run in runs))


def joined(runs: Iterable[Run]) -> Runs:
    """Put runs that look alike together, and leave out what is empty."""
    found: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if found and (run.bold, run.italic, run.link) == (
            found[-1].bold,
            found[-1].italic,
            found[-1].link,
        ):
            found[-1] = replace(found[-1], text=found[-1].text + run.text)
        else:
            found.append(run)
    return tuple(found)


def without_start(runs: Runs, length: int) -> Runs:
    """Return runs without so many of their first characters, spaces after them included."""
    found = []
    for run in runs:
        if length >= len(run.text):
            length -= len(run.text)
            continue
        found.append(replace(run, text=run.text[length:]))
        length = 0
    if found:
        found[0] = replace(found[0], text=found[0].text.lstrip())
    return tuple(each for each in found if each.text)


def covered(span: str) -> list[Runs]:
    """Return the empty cells that a cell of this width covers; a width of thousands is none."""
    width = min(int(span), MAX_SPAN) if re.fullmatch(r"[0-9]{1,9}", span) else 1
    return [()] * (width - 1)


def as_cell(found: Iterable[Block], tell: Callable[[str], None]) -> Runs:
    """Make one run of words of what stands in a cell: Markdown has no paragraphs in cells.

    ``tell`` is told the words of a table inside the cell, whose rows become part of the text.
    """
    runs: list[Run] = []
    for block in found:
        is_table = block.kind == "table"
        texts = [cell for row in block.rows for cell in row] if is_table else [block.runs]
        if is_table:
            tell(block.text)
        for text in texts:
            if runs and words(text):
                runs.append(Run(" " if words(runs)[-1:] in ".,;:?!" else "; "))
            mark = f"{block.number} " if block.number and block.number != "•" else ""
            runs += [Run(mark), *text]
    return joined(runs)
