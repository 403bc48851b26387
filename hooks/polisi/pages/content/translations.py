"""What the page on the translations shows: where each policy stands, those that are awaited too."""

from __future__ import annotations

from polisi.pages.plan import Plan
from polisi.translation.standing import standings


def translations_page(plan: Plan) -> dict[str, object]:
    """Collect where each policy stands; of what is not published yet, numbers and no ids."""
    found = list(standings(plan.written))
    return {
        "standings": found,
        "awaited": [standing for standing in found if standing.is_awaiting],
        "shown": plan.register.policies,
    }
