"""The rule for order: rows of a table, items of a list, and paragraphs are in the same one in both.

Which one says what is known by what both languages have: values, references, names, and words
whose Welsh we know (``counterparts.yml``). Two cells of a column have changed places when each has
something in common with the other's counterpart, and nothing with its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from polisi.facts.counterparts import known, people
from polisi.markup.tree import Block
from polisi.words.languages import Language
from polisi.words.vocabulary import lower_vocabulary

MIN_NAME = 4
"""Letters of a word that is the same in both languages by more than chance."""
ROWS = "field rows"
"""What heads the columns of a table that readers fill in; it may say what a field asks, too."""
ANSWER = re.compile(
    r"\W*([^\W\d_]+)(?= (?:\w*dy|oes|ch[aâe]\w+|all\w*|fydd\w*)\b|\s*(?:[,.;:!–—-]|$))"
)
"""The first word of an answer: Yes, if asked; No; Na chewch."""
ANSWERS: Mapping[Language, Mapping[str, str]] = {
    "en": {"yes": "yes", "no": "no"},
    "cy": {
        **dict.fromkeys("na nac nage naddo".split(), "no"),
        **dict.fromkeys(
            "ie do oes ydw ydy ydyw ydynt ydych oedd caf caiff cewch cawn cânt gallaf gall gallwch"
            " gallant byddaf bydd byddwch byddant dylwn dylai".split(),
            "yes",
        ),
    },
}
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
        if found := first_changed(cells, theirs.get(key, [])):
            row, other = found
            yield Swapped(theirs[key][row], row + 1, other + 1)
            return
    for here, there in zip(_rows(english), _rows(welsh), strict=False):
        if found := first_changed(here, there, is_mutual=True):
            column, other = found
            yield Swapped(there[column], column + 1, other + 1, is_column=True)
            return


def first_changed(
    cells: Sequence[Block], others: Sequence[Block], *, is_mutual: bool = False
) -> tuple[int, int] | None:
    """Return two places: the first says in Welsh what the second says in English.

    ``is_mutual`` asks for another one to say what the first says, too: cells of a row are of
    different kinds, and one may well name what another is about.
    """
    if len(cells) < 2 or len(cells) != len(others):
        return None
    if found := _other_answer(_answers(cells, "en"), _answers(others, "cy")):
        return found
    for here, there, is_sure in _told(cells, others):  # one alone tells, whatever is said of them
        if found := _changed(here, there, is_mutual=is_mutual or not is_sure):
            return found
    return None


def _answers(cells: Sequence[Block], language: Language) -> Sequence[str]:
    """Say of each of some cells whether it begins with yes or no."""
    found = (ANSWER.match(cell.words) for cell in cells)
    return [ANSWERS[language].get(each[1].lower(), "") if each else "" for each in found]


def _other_answer(here: Sequence[str], there: Sequence[str]) -> tuple[int, int] | None:
    """Return where yes stands that is no in the other language, and where it is there."""
    if here == there or sorted(here) != sorted(there):
        return None
    row = next(row for row, each in enumerate(there) if each and each != here[row])
    return row, here.index(there[row])


def _rows(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """Yield the cells of each row of each table."""
    cells = [block for block in blocks if block.kind == "cell"]
    starts = [at for at, cell in enumerate(cells) if not cell.column]
    yield from (cells[start:end] for start, end in pairwise((*starts, len(cells))))


def _told(cells: Sequence[Block], others: Sequence[Block]) -> Iterator[tuple[Column, Column, bool]]:
    """Yield what tells the cells of two columns apart: names, people, and all that is known.

    With it goes whether one cell is enough: a word that is known may be there by chance.
    """
    words, other_words = ([lower_vocabulary(cell.words) for cell in column]
                          for column in (cells, others))  # fmt: skip
    both = frozenset().union(*words) & frozenset().union(*other_words)
    both = frozenset(word for word in both if len(word) >= MIN_NAME)
    names = _names(cells, words, both), _names(others, other_words, both)
    yield *names, True
    told = _with_known(names[0], words, "en"), _with_known(names[1], other_words, "cy")
    people_here, people_there = ([cell & _of_people() for cell in each] for each in told)
    yield people_here, people_there, True
    yield *told, False


def _columns(blocks: Sequence[Block]) -> Mapping[tuple[object, ...], list[Block]]:
    """Put together what has an order: cells of a column, without headings; items; paragraphs.

    So have what fields ask and what answers they offer, and the titles of notes.
    """
    columns: dict[tuple[object, ...], list[Block]] = {}
    part = 0
    for block in blocks:
        if block.kind == "paragraph" and not block.within:
            columns.setdefault((), []).append(block)
        if block.kind in ("label", "title"):
            columns.setdefault((block.kind, ROWS in block.within), []).append(block)
            continue
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
    leads = {
        row: [each for each in apart if each != row and there[row] & here[each]] for row in apart
    }
    for row, places_of_row in leads.items():
        if places_of_row and (not is_mutual or _comes_back(leads, row)):
            return row, places_of_row[0]
    return None


def _comes_back(leads: Mapping[int, Sequence[int]], row: int) -> bool:
    """Tell whether rows have changed places all round: each says what the next one says."""
    seen, left = {row}, list(leads[row])
    while left:
        each = left.pop()
        if row in leads[each]:
            return True
        left += [other for other in leads[each] if other not in seen]
        seen.add(each)
    return False


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
    english_of = known(language)
    return [
        names_of_cell.union(*map(english_of.__getitem__, its_words))
        for names_of_cell, its_words in zip(names, words, strict=True)
    ]


@cache
def _of_people() -> frozenset[str]:
    return frozenset(f"={each}" for each in people())
