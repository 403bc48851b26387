"""The rule for order: rows of a table, items of a list, and paragraphs are in the same one in both.

Which one says what is known by what both languages have: values, references, names, and words
whose Welsh we know (``counterparts.yml``). Two cells of a column have changed places when each has
something in common with the other's counterpart, and nothing with its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from polisi.facts.counterparts import known_words, people
from polisi.markup.tree import Block
from polisi.words.languages import Language
from polisi.words.vocabulary import lower_vocabulary

MIN_NAME = 4
"""Letters of a word that is the same in both languages by more than chance."""
Column = Sequence[frozenset[str]]
"""What each cell of a column has that a counterpart would have, too."""


class Swapped(NamedTuple):
    """A Welsh block that says what another one says in English."""

    block: Block
    here: int
    """Which row, item, paragraph or column it is, from 1."""
    there: int
    is_column: bool = False


def swapped(english: Sequence[Block], welsh: Sequence[Block]) -> Iterator[Swapped]:
    """Yield a Welsh block that says what another one says in English."""
    ours, theirs = _columns(english), _columns(welsh)
    for key, cells in ours.items():
        if found := _first_changed(cells, theirs.get(key, [])):
            row, other = found
            yield Swapped(theirs[key][row], row + 1, other + 1)
            return
    for here, there in zip(_rows(english), _rows(welsh), strict=False):
        if found := _first_changed(here, there, is_mutual=True):
            column, other = found
            yield Swapped(there[column], column + 1, other + 1, is_column=True)
            return


def _first_changed(
    cells: Sequence[Block], others: Sequence[Block], *, is_mutual: bool = False
) -> tuple[int, int] | None:
    """Return two places: the first says in Welsh what the second says in English.

    ``is_mutual`` asks for the second to say what the first says, too: cells of a row are of
    different kinds, and one may well name what another is about.
    """
    if len(cells) < 2 or len(cells) != len(others):
        return None
    for here, there in _told(cells, others):  # one alone tells, whatever is said of them
        if found := _changed(here, there, is_mutual=is_mutual):
            return found
    return None


def _rows(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """Yield the cells of each row of each table."""
    cells = [block for block in blocks if block.kind == "cell"]
    starts = [at for at, cell in enumerate(cells) if not cell.column]
    yield from (cells[start:end] for start, end in pairwise((*starts, len(cells))))


def _told(cells: Sequence[Block], others: Sequence[Block]) -> Iterator[tuple[Column, Column]]:
    """Yield what tells the cells of two columns apart: names, people, and all that is known."""
    words, other_words = ([lower_vocabulary(cell.words) for cell in column]
                          for column in (cells, others))  # fmt: skip
    both = frozenset().union(*words) & frozenset().union(*other_words)
    both = frozenset(word for word in both if len(word) >= MIN_NAME)
    names = _names(cells, words, both), _names(others, other_words, both)
    yield names
    known = _with_known(names[0], words, "en"), _with_known(names[1], other_words, "cy")
    yield [each & _of_people() for each in known[0]], [each & _of_people() for each in known[1]]
    yield known


def _columns(blocks: Sequence[Block]) -> Mapping[tuple[object, ...], list[Block]]:
    """Put the cells of tables together by column, without headings; items of lists; paragraphs."""
    columns: dict[tuple[object, ...], list[Block]] = {}
    part = 0
    for block in blocks:
        if block.kind == "paragraph" and not block.within:
            columns.setdefault((), []).append(block)
        if block.kind == "item":
            columns.setdefault((part, block.within), []).append(block)
        elif block.kind == "cell" and block.row:
            columns.setdefault((part, block.column), []).append(block)
        elif block.kind != "cell" or not block.column:
            part += 1  # what comes is another list or table
    return columns


def _changed(here: Column, there: Column, *, is_mutual: bool) -> tuple[int, int] | None:
    """Return two rows of which the first says in Welsh what the second says in English."""
    places, others = _places(here), _places(there)
    if all(others.get(each, row) == row for each, row in places.items()):  # as in most
        return None
    here, there = _telling(here, places), _telling(there, others)
    apart = [row for row, (ours, theirs) in enumerate(zip(here, there, strict=True))
             if ours and theirs and not ours & theirs]  # fmt: skip
    for row in apart:
        for other in apart:
            is_back = not is_mutual or there[other] & here[row]
            if row != other and is_back and there[row] & here[other]:
                return row, other
    return None


def _places(column: Column) -> Mapping[str, int]:
    """Return the row of what one cell of a column has, and no other."""
    times = Counter(chain.from_iterable(column))
    return {each: row for row, cell in enumerate(column) for each in cell if times[each] == 1}


def _telling(column: Column, places: Mapping[str, int]) -> Column:
    """Leave in each cell what no other cell of its column has."""
    return [cell.intersection(places) for cell in column]


def _names(cells: Sequence[Block], words: Column, both: frozenset[str]) -> Column:
    """Return what each cell has that stands in its counterpart as it is."""
    return [
        (its_words & both).union(p.text for p in cell.pieces if p.kind in ("value", "reference"))
        for cell, its_words in zip(cells, words, strict=True)
    ]


def _with_known(names: Column, words: Column, language: Language) -> Column:
    """Add to each cell's names the words that its counterpart would have, too."""
    known = _known(language)
    return [
        names_of_cell.union(*map(known.__getitem__, its_words))
        for names_of_cell, its_words in zip(names, words, strict=True)
    ]


@cache
def _of_people() -> frozenset[str]:
    return frozenset(f"={each}" for each in people())


class _Known(dict[str, frozenset[str]]):
    """The English words, as the data has them, that a word of a language stands for."""

    def __init__(self, language: Language) -> None:
        self.starts = _starts(language)

    def __missing__(self, word: str) -> frozenset[str]:
        starts = (word[:end] for end in range(1, len(word) + 1))
        found = (f"={english}" for start in starts for english in self.starts.get(start, ()))
        self[word] = frozenset(found)
        return self[word]


@cache
def _known(language: Language) -> _Known:
    return _Known(language)


@cache
def _starts(language: Language) -> Mapping[str, Sequence[str]]:
    """Map how words of a language begin to the English words that they stand for."""
    found: dict[str, list[str]] = {}
    for english, welsh in known_words().items():
        for start in [english] if language == "en" else welsh:
            found.setdefault(start, []).append(english)
    return found
