"""Read and agreed: what a declaration was signed on, and whether that has changed since.

Everything is on the page: a reader's browser compares, and nothing is sent or stored. The digests
are those of what the readers of the edition may see.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from polisi.markup.syntax import references
from polisi.model import Audience, Clause, Policy
from polisi.pages.clauses import Clauses
from polisi.pages.plan import Page, Plan
from polisi.policies.editions import INTRANET
from polisi.policies.texts import digest
from polisi.policies.texts.digest import Digests
from polisi.words.languages import Language
from polisi.words.phrases import say


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, as some readers see it."""

    reader: str
    """Key of an audience, or an empty string for all of it."""
    readers: str
    """For whom, in words."""
    text: str
    """Digest of it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A clause of a text."""

    id: str
    title: str
    text: str
    """Digest of it."""
    readers: str
    """Keys of the audiences that may read it."""
    shows: bool
    """Whether it can be read on the site today."""


@dataclass(frozen=True, slots=True)
class Signable:
    """A text of a policy that somebody can have signed."""

    version: str
    is_now: bool
    """Whether it is the one that stands now: in force, or a draft."""
    readings: tuple[Reading, ...]
    parts: tuple[Part, ...]


def signed_page(plan: Plan, clauses: Clauses, page: Page) -> dict[str, object]:
    """Collect every text that can have been signed, by policy."""
    language = page.language
    policies = [
        (policy, plan.policy_title(policy, language), list(_texts(plan, clauses, policy, language)))
        for policy in plan.all_policies
        if policy.kind == "policy"
    ]
    return {"policies": policies}


def now(plan: Plan, policy: Policy) -> Digests:
    """Return the digests of a policy as it stands, in force or a draft, cut for these readers."""
    history, in_force = plan.histories[policy.code], plan.in_force(policy.code)
    if in_force:
        return digest.digests(policy, clauses=in_force.clauses)
    return history.parts.of(policy)


def shown_digest(plan: Plan, policy: Policy, audience: Audience | None) -> str:
    """Return the digest of a policy that its page shows: of what the page's readers may see."""
    reader = audience or (None if plan.edition.name == INTRANET else plan.edition.audiences[0])
    return now(plan, policy).seen_by(reader) if reader else plan.statuses[policy.code].text


def _texts(plan: Plan, clauses: Clauses, policy: Policy, language: Language) -> Iterator[Signable]:
    """Yield the texts of a policy: the one that stands now first, then those before it."""
    in_force = plan.in_force(policy.code)
    standing = now(plan, policy)
    label = in_force.label if in_force else policy.version
    yield _signable(plan, clauses, label, standing, True, language)
    for text in plan.adopted(policy.code):
        if text is not in_force:
            found = digest.digests(text.policy, clauses=text.clauses)
            yield _signable(plan, clauses, text.label, found, False, language)


def _signable(
    plan: Plan, clauses: Clauses, version: str, found: Digests, is_now: bool, language: Language
) -> Signable:
    policy = found.policy
    readings = [
        Reading(str(each), say(f"audience.{each}-for", language), found.seen_by(each))
        for each in plan.edition.audiences
        if any(each in clause.audiences for clause in policy.clauses)
    ]
    if plan.edition.name == INTRANET:
        readings.insert(0, Reading("", say("signed.all", language), found.whole()))
    parts = tuple(
        Part(
            clause.id,
            clauses.title(clause, language),
            found.clauses[clause.id],
            " ".join(clause.audiences),
            clause.id in plan.register.clauses,
        )
        for clause in policy.clauses
    )
    return Signable(version, is_now, tuple(readings), parts)


# What a form is signed on


@dataclass(frozen=True, slots=True)
class Ground:
    """A policy to which a form refers, as it stands."""

    policy: Policy
    title: str
    version: str
    text: str
    """Digest of what the form's readers may see of it."""


def grounds(plan: Plan, form: Policy, page: Page) -> list[Ground]:
    """List the policies that a form to be signed or ticked refers to, with what they say now."""
    if form.kind != "form" or not any(map(_is_agreed_to, form.clauses)):
        return []
    register = plan.register
    cited = [id_ for clause in form.clauses for id_ in _cited(clause)]
    shown = [register.clauses.get(id_) for id_ in (*form.required_by, *cited)]
    codes = dict.fromkeys(clause.policy for clause in shown if clause)
    policies = (register.policies[code] for code in codes)
    return [
        Ground(
            policy,
            plan.policy_title(policy, page.language),
            policy.version,
            shown_digest(plan, policy, page.audience),
        )
        for policy in policies
        if policy.kind == "policy"
    ]


def _is_agreed_to(clause: Clause) -> bool:
    bodies = (passage.body for passage in clause.texts.values())
    return any("(sign)" in body or "(tick)" in body for body in bodies)


def _cited(clause: Clause) -> list[str]:
    return [id_ for passage in clause.texts.values() for id_ in references(passage.body)]
