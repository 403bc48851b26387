"""What the page on the translations shows: where each policy stands, those that are awaited too."""

from __future__ import annotations

from polisi.memory import Memory
from polisi.pages.plan import Plan
from polisi.policies.progress import Progress, progress

_memory = Memory(1)
"""The page shows the same in both languages."""


def translations_page(plan: Plan) -> dict[str, object]:
    """Collect where each policy stands; of what is not published yet, numbers and no ids."""
    found = _memory.of(_progress, plan)
    return {
        "progress": found,
        "awaited": [each for each in found if each.is_awaiting],
        "shown": plan.register.policies,
    }


def _progress(plan: Plan) -> list[Progress]:
    return list(progress(plan.written))
