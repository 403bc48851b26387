"""What readers look for first: the questions that are asked most, and what changed lately."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from polisi.data import own_data
from polisi.model import Audience, Change, Language, Policy, Seen
from polisi.pages.views import Plan

MOST_CHANGES = 5
"""How many changes the home page shows."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that is asked often."""

    asker: Audience
    clause: str
    """Id of the clause that answers it."""
    texts: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class News:
    """A change to one of the policies."""

    policy: Policy
    change: Change
    clauses: tuple[str, ...]
    """Ids of those that changed and that show."""


@cache
def all_questions() -> tuple[Question, ...]:
    """Return the questions of ``questions.yml``, in its order."""
    groups = own_data("questions.yml")
    return tuple(
        Question(asker, clause, cast(Mapping[Language, str], texts))
        for asker, group in groups.items()
        for clause, texts in group.items()
    )


def questions(register: Seen, askers: Iterable[Audience]) -> list[Question]:
    """Return the questions of some audiences to which an edition has the answer.

    A clause that gives way to another, by an option or the school's own text, is answered by that.
    """
    found = []
    for question in all_questions():
        clause = register.instead.get(question.clause, question.clause)
        if question.asker in askers and clause in register.clauses:
            found.append(Question(question.asker, clause, question.texts))
    return found


def news(plan: Plan, most: int = MOST_CHANGES) -> list[News]:
    """Return the latest changes of all policies, newest first; of a day, policies before forms."""
    found = [
        News(policy, change, tuple(id_ for id_ in change.clauses if id_ in plan.register.clauses))
        for policy in plan.register.policies.values()
        for change in policy.changes
    ]
    found.sort(key=lambda each: each.policy.kind != "policy")
    return sorted(found, key=lambda each: each.change.on, reverse=True)[:most]
