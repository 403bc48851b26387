"""Where a tracked change of a whole paragraph ends: on which mark of a paragraph it is written.

A program that accepts or rejects a change takes the words away, and joins a paragraph with the
next one where the mark between them goes. The last paragraph of a cell or before a table has no
next one, so a change of it is written on the mark before, or an empty paragraph would stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from polisi.paper.flow import Change, Flow, Grid, Para


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph, and what a redline says of its mark."""

    para: Para
    mark: Change


def placed(parts: Flow) -> Iterator[Placed | Grid]:
    """Yield paragraphs and tables; the last mark before a table or an end stays, if it can."""
    waiting: list[Para] = []
    for part in parts:
        if isinstance(part, Para):
            waiting.append(part)
        else:
            yield from _ended(waiting)
            waiting = []
            yield part
    yield from _ended(waiting)


def _ended(paras: Sequence[Para]) -> list[Placed]:
    """Say of each mark what becomes of it; ``paras`` are followed by no paragraph."""
    found = [Placed(para, para.change) for para in paras]
    start = len(paras)
    while start and paras[start - 1].change:
        start -= 1
    if start == len(paras):
        return found
    turns = [n for n in range(start, len(paras) - 1) if paras[n].change != paras[n + 1].change]
    if turns:
        at = turns[-1]
        if not _alike(paras[at], paras[at + 1]):
            return found
        found[at : at + 2] = [Placed(_one(paras[at], paras[at + 1]), paras[at + 1].change)]
    elif start and _alike(paras[start - 1], paras[-1]):
        found[start - 1] = replace(found[start - 1], mark=paras[-1].change)
    else:
        return found
    found[-1] = replace(found[-1], mark="")
    return found


def _alike(one: Para, other: Para) -> bool:
    """Tell whether a paragraph looks the same whichever of two marks it ends with."""
    return (one.style, one.depth, one.list_number) == (other.style, other.depth, other.list_number)


def _one(old: Para, new: Para) -> Para:
    """Put two paragraphs, one new and one gone, into one."""
    pieces = [replace(each, change=para.change) for para in (old, new) for each in para.pieces]
    return replace(new, pieces=tuple(pieces), change="")
