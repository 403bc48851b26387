"""What the page on the translations shows: where each policy stands, those that are awaited too."""

from __future__ import annotations

from polisi.memory import Memory
from polisi.pages.plan import Plan
from polisi.policies.standing import Standing, standings

_memory = Memory(1)
"""The page shows the same in both languages."""


def translations_page(plan: Plan) -> dict[str, object]:
    """Collect where each policy stands; of what is not published yet, numbers and no ids."""
    found = _memory.of(_standings, plan)
    return {
        "standings": found,
        "awaited": [standing for standing in found if standing.is_awaiting],
        "shown": plan.register.policies,
    }


def _standings(plan: Plan) -> list[Standing]:
    return list(standings(plan.written))
