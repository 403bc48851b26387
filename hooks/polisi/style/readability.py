"""How hard a text is to read, by a measure that holds for both languages, and a table of it.

LIX (C. H. Björnsson, *Läsbarhet*, 1968) is the mean number of words in a sentence plus the share
of words of more than six letters. It counts no syllables, so it needs no list of words. Welsh
writes one letter with two signs (ch, dd, ll …); counted as one, the shipped English and Welsh,
which say the same, come out alike: 24 and 25, and at most 35 and 37 for 95 clauses in 100.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from polisi.text.prose import Sentence
from polisi.words.languages import Language
from polisi.words.phrases import say
from polisi.words.welsh import LETTER

MAX_LIX = 40
"""Where Björnsson's easy texts, such as novels, end and those of newspapers begin."""
MIN_WORDS = 40
"""On shorter texts one long word moves the measure by more than two."""
MAX_WORDS = 25
"""In a sentence (*Cymraeg Clir*, Canolfan Bedwyr)."""
LONG = 6
"""Letters above which a word is long."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What was counted in some sentences."""

    sentences: int
    words: int
    long_words: int
    longest: int
    """Words of the longest sentence."""
    too_long: int
    """Sentences of more than 25 words."""

    @property
    def mean(self) -> float:
        """Mean number of words in a sentence."""
        return self.words / max(1, self.sentences)

    @property
    def long_share(self) -> float:
        """Words of more than six letters, in a hundred."""
        return 100 * self.long_words / max(1, self.words)

    @property
    def lix(self) -> float:
        """The measure of Björnsson."""
        return self.mean + self.long_share

    @property
    def too_long_share(self) -> float:
        """Sentences of more than 25 words, in a hundred."""
        return 100 * self.too_long / max(1, self.sentences)


def measure(sentences: Sequence[Sentence], language: Language) -> Measure:
    """Count the words of sentences, and those that are long in their language."""
    lengths = [len(sentence.words) for sentence in sentences]
    words = [word for sentence in sentences for word in sentence.words]
    return Measure(
        sentences=len(sentences),
        words=len(words),
        long_words=sum(is_long(word, language) for word in words),
        longest=max(lengths, default=0),
        too_long=sum(length > MAX_WORDS for length in lengths),
    )


def is_long(word: str, language: Language) -> bool:
    """Tell whether a word has more than six letters, without what an apostrophe adds to it."""
    stem = max(re.split("['’]", word), key=len)
    letters = "".join(filter(str.isalpha, stem)).lower()
    return len(LETTER.findall(letters) if language == "cy" else letters) > LONG


@dataclass(frozen=True, slots=True)
class Row:
    """A document, measured."""

    name: str
    """Code of the policy, or the name of the page."""
    language: Language
    clauses: int
    measure: Measure


def table(rows: Iterable[Row], language: Language) -> str:
    """Write a table for a terminal: a document on each line, whose text has any sentence."""
    keys = ("document", "language", "clauses", "words", "mean", "longest", "lix", "too-long")
    lines = [[say(f"style.{key}", language) for key in keys]]
    lines += [_cells(row) for row in rows if row.measure.sentences]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(_line(cells, widths) for cells in lines)


def _cells(row: Row) -> list[str]:
    found = row.measure
    counts = (str(row.clauses), f"{found.words:,}", f"{found.mean:.1f}", str(found.longest))
    return [row.name, row.language, *counts, f"{found.lix:.0f}", f"{found.too_long_share:.1f}%"]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Write a line: words to the left, numbers to the right."""
    sized = zip(cells, widths, strict=True)
    texts = [
        cell.ljust(width) if number < 2 else cell.rjust(width)
        for number, (cell, width) in enumerate(sized)
    ]
    return "  ".join(texts).rstrip()
