"""The two languages of a policy laid side by side: which clause of one is which of the other.

Numbers settle most of it. Where there are none, the order of the clauses and the lengths and shapes
of their texts do, by the method of Gale and Church: the cheapest way through both lists.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from polisi.intake.outline import Passage

SKIP = 3.2
"""What it costs to leave a clause without a counterpart."""
Pair = tuple[Passage | None, Passage | None]


def aligned(english: Sequence[Passage], welsh: Sequence[Passage]) -> list[Pair]:
    """Pair the passages of two documents, each kind with its own, in their order."""
    costs = [[0.0] * (len(welsh) + 1) for _ in range(len(english) + 1)]
    ways = [[""] * (len(welsh) + 1) for _ in range(len(english) + 1)]
    for here in range(len(english) + 1):
        for there in range(len(welsh) + 1):
            found = []
            if here:
                found.append((costs[here - 1][there] + SKIP, "english"))
            if there:
                found.append((costs[here][there - 1] + SKIP, "welsh"))
            if here and there:
                cost = _cost(english[here - 1], welsh[there - 1])
                if cost is not None:
                    found.append((costs[here - 1][there - 1] + cost, "both"))
            if found:
                costs[here][there], ways[here][there] = min(found)
    pairs: list[Pair] = []
    here, there = len(english), len(welsh)
    while here or there:
        way = ways[here][there]
        here -= way != "welsh"
        there -= way != "english"
        pairs.append((
            english[here] if way != "welsh" else None,
            welsh[there] if way != "english" else None,
        ))  # fmt: skip
    return pairs[::-1]


def _cost(english: Passage, welsh: Passage) -> float | None:
    """Return how ill two passages go together, or None where they can't."""
    if english.kind != welsh.kind:
        return None
    cost = 0.4 * abs(english.level - welsh.level)
    if english.number and welsh.number:
        cost += 0.0 if english.number == welsh.number else 5.0
        if english.number == welsh.number:
            return min(cost, 0.5)
    elif english.number or welsh.number:
        cost += 1.5
    if english.kind == "section":
        return cost + 0.5
    lengths = [sum(len(block.text) for block in each.blocks) + 1 for each in (english, welsh)]
    cost += 2.2 * abs(math.log(lengths[1] / lengths[0]))
    shapes = [[(b.kind, b.level) for b in each.blocks] for each in (english, welsh)]
    if shapes[0] != shapes[1]:
        kinds = [[b.kind for b in each.blocks].count("item") for each in (english, welsh)]
        cost += 0.4 + min(
            2.0, 0.3 * abs(kinds[0] - kinds[1]) + 0.2 * abs(len(shapes[0]) - len(shapes[1]))
        )
    return cost
