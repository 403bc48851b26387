"""Texts beside the one in force, as pages: what was adopted before, and what is proposed."""

from __future__ import annotations

from dataclasses import replace

from polisi.model import Seen
from polisi.pages import ways
from polisi.pages.clauses import Clauses
from polisi.pages.content.policy import clauses_of
from polisi.pages.html.templates import Made
from polisi.pages.plan import Page, Plan
from polisi.policies.adoption import decided
from polisi.policies.texts.versions import Version
from polisi.words import welsh
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say


def text_page(plan: Plan, clauses: Clauses, page: Page) -> Made:
    """Put together the page of a text that is not in force: what it is, and its clauses."""
    policy, text, language = page.policy, page.version, page.language
    assert policy is not None and text is not None
    plan_of_it = _plan_with(plan, page)
    its_clauses = Clauses(plan_of_it, clauses.templates, preview=clauses.preview, label=text.label)
    if not text.label:
        its_clauses.problems = clauses.problems
    contents, parts = clauses_of(plan_of_it, its_clauses, page)
    values = {
        "policy": policy,
        "text": text,
        "notice": notice(plan, text, policy.code, language),
        "in_force": plan.policy_address(policy.code, language),
        "ways": list(ways.between(plan, text, policy.code, language)),
        "fill": lambda words: plan.school.fill(words, language),
    }
    return Made(values, contents, "".join(parts))


def notice(plan: Plan, text: Version, code: str, language: Language) -> str:
    """Say that a text is not in force, and what is."""
    in_force = plan.in_force(code)
    if not text.label:
        if in_force is None:
            return say("status.draft", language)
        values = decided(in_force.decisions[0], language)
        return say("text.is-proposed", language, version=in_force.label, **values)
    values = decided(text.decisions[0], language)
    later = [
        decision.date
        for other in plan.histories[code].adopted
        for decision in other.decisions
        if other.text != text.text and decision.date >= text.decisions[0].date
    ]
    until = welsh.date(min(later).isoformat(), language) if later else values["date"]
    return say("text.is-old", language, version=text.label, until=until, **values)


def _plan_with(plan: Plan, page: Page) -> Plan:
    """Return a plan in which a policy has another text, at the address of that text's page."""
    policy = page.policy
    assert policy is not None
    register = plan.register
    clauses = {id_: each for id_, each in register.clauses.items() if each.policy != policy.code}
    clauses |= {clause.id: clause for clause in policy.clauses}
    instead = {
        id_: there
        for id_, there in register.instead.items()
        if there in clauses and id_ not in clauses
    }
    policies = {**register.policies, policy.code: policy}
    seen = Seen(policies, clauses, register.retired, {}, register.left_out, instead)
    placed = plan.placed[policy.code]
    here = {language: page.address if language == page.language else page.counterpart
            for language in LANGUAGES}  # fmt: skip
    addresses = {(language, each): here[language] for language, each in placed.addresses}
    moved = replace(placed, addresses=addresses, versions=(), side_by_side={})
    return replace(
        plan,
        edition=replace(plan.edition, register=seen, proposed={}),
        placed={**plan.placed, policy.code: moved},
    )
