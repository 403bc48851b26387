"""What is new: changes of the policies, texts that are proposed, adoptions; the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from polisi.model import Audience, Change, Policy
from polisi.pages.plan import Plan
from polisi.policies.adoption import decided
from polisi.policies.texts.versions import Version
from polisi.words.languages import LANGUAGES, Language
from polisi.words.welsh import with_capital

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
    for policy in plan.all_policies:
        found += _of_policy(plan, policy, audience)
    found.sort(key=lambda each: (each.policy.kind != "policy", -IN_ORDER.index(each.kind)))
    return sorted(found, key=lambda each: each.day, reverse=True)


def _of_policy(plan: Plan, policy: Policy, audience: Audience | None) -> Iterator[News]:
    yield from _changed("changed", policy, policy.changes, _visible(policy, audience))
    if proposed := plan.proposed(policy.code):
        known = {change.version for change in policy.changes}
        new = [change for change in proposed.changes if change.version not in known]
        yield from _changed("proposed", policy, new, _visible(proposed, audience))
    for text in plan.adopted(policy.code):
        if _visible(text.policy, audience):
            yield from _adopted(policy, text)


def _visible(policy: Policy, audience: Audience | None) -> set[str]:
    return {
        clause.id for clause in policy.clauses if audience is None or audience in clause.audiences
    }


def _changed(
    kind: Kind, policy: Policy, changes: Sequence[Change], visible: set[str]
) -> Iterator[News]:
    """Yield changes, without those of clauses that these readers do not see."""
    for change in changes if visible else ():
        clauses = tuple(id_ for id_ in change.clauses if id_ in visible)
        if change.texts and (clauses or not change.clauses):
            yield News(kind, change.on, policy, change.version, change.texts, clauses)


def _adopted(policy: Policy, text: Version) -> Iterator[News]:
    """Yield each adoption of a text, and who decided."""
    for decision in text.decisions:
        both = {each: decided(decision, each) for each in LANGUAGES}
        said = {each: f"{both[each]['by']}{both[each]['minute']}." for each in LANGUAGES}
        said = {each: with_capital(words) for each, words in said.items()}
        yield News("adopted", decision.date.isoformat(), policy, text.label, said, ())
