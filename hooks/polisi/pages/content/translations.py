"""What the page on the translations shows: where each policy stands, those that are awaited too."""

from __future__ import annotations

from polisi.memory import Memory
from polisi.model import Written
from polisi.pages.plan import Plan
from polisi.translation.standing import Standing, standings

_memory = Memory(1)
"""The page shows the same in both languages."""


def translations_page(plan: Plan) -> dict[str, object]:
    """Collect where each policy stands; of what is not published yet, numbers and no ids."""
    found = _memory.of(_all, plan.written)
    return {
        "standings": found,
        "awaited": [standing for standing in found if standing.is_awaiting],
        "shown": plan.register.policies,
    }


def _all(register: Written) -> list[Standing]:
    return list(standings(register))
