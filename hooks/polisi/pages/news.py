"""What is new: changes of the policies, texts that are proposed, adoptions; the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from polisi.model import Audience, Change, Policy
from polisi.pages import ways
from polisi.pages.plan import Plan
from polisi.words.languages import LANGUAGES, Language

Kind = Literal["changed", "proposed", "adopted"]
IN_ORDER: tuple[Kind, ...] = ("changed", "proposed", "adopted")


@dataclass(frozen=True, slots=True)
class News:
    """Something new."""

    kind: Kind
    day: str
    """Date, ``2026-09-15``."""
    policy: Policy
    version: str
    """The version, or of an adoption the label of the text."""
    texts: Mapping[Language, str]
    """What was new in the version; of an adoption, who decided."""
    clauses: tuple[str, ...]
    """Ids of the clauses that changed and that show."""


def news(plan: Plan, audience: Audience | None = None) -> list[News]:
    """Return what is new, or what of it an audience may know.

    Of a day, what is of policies stands before what is of forms.
    """
    found: list[News] = []
    for policy in plan.register.policies.values():
        found += _of_policy(plan, policy, audience)
    found.sort(key=lambda each: (each.policy.kind != "policy", -IN_ORDER.index(each.kind)))
    return sorted(found, key=lambda each: each.day, reverse=True)


def _of_policy(plan: Plan, policy: Policy, audience: Audience | None) -> Iterator[News]:
    visible = _visible(policy, audience)
    if visible:
        for change in policy.changes:
            yield from _changed("changed", policy, change, visible)
    proposed = plan.edition.proposed.get(policy.code)
    if proposed and (seen := _visible(proposed, audience)):
        known = {change.version for change in policy.changes}
        for change in proposed.changes:
            if change.version not in known:
                yield from _changed("proposed", policy, change, seen)
    for text in plan.edition.adopted.get(policy.code, ()):
        if not _visible(text.policy, audience):
            continue
        for decision in text.decisions:
            both = {each: ways.decided(decision, each) for each in LANGUAGES}
            said = {each: f"{both[each]['by']}{both[each]['minute']}." for each in LANGUAGES}
            said = {each: text[:1].upper() + text[1:] for each, text in said.items()}
            yield News("adopted", decision.date.isoformat(), policy, text.label, said, ())


def _visible(policy: Policy, audience: Audience | None) -> set[str]:
    return {
        clause.id for clause in policy.clauses if audience is None or audience in clause.audiences
    }


def _changed(kind: Kind, policy: Policy, change: Change, visible: set[str]) -> Iterator[News]:
    """Yield a change, unless it is of clauses that these readers do not see."""
    clauses = tuple(id_ for id_ in change.clauses if id_ in visible)
    if change.texts and (clauses or not change.clauses):
        yield News(kind, change.on, policy, change.version, change.texts, clauses)
