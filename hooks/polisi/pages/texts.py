"""Texts beside the one in force: what was adopted before, what is proposed, and the way to each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from polisi.model import Seen
from polisi.pages.clauses import Clauses
from polisi.pages.plan import Page, Plan
from polisi.pages.templates import Made
from polisi.policies.versions import Version
from polisi.school.file import Decision
from polisi.words import welsh
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say


@dataclass(frozen=True, slots=True)
class Way:
    """A link to a text."""

    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An adopted text in a list of them."""

    text: Way
    is_in_force: bool
    since: tuple[Way, ...]
    """The pages that say what changed in it since each earlier one."""


def decided(decision: Decision, language: Language) -> dict[str, str]:
    """Return what phrases say of a decision: its day, who made it, the minute."""
    by = decision.by.cy if language == "cy" else decision.by.en
    minute = say("status.minute", language, minute=decision.minute) if decision.minute else ""
    day = welsh.date(decision.date.isoformat(), language)
    return {"date": day, "by": by, "minute": minute}


def proposal(plan: Plan, code: str, language: Language) -> list[Way]:
    """Return the ways from a policy in force to what is proposed; none where nothing is."""
    if code not in plan.edition.proposed:
        return []
    ways = [Way(plan.text_address(code, language), say("text.read-proposal", language))]
    if in_force := plan.in_force(code):
        address = plan.text_address(code, language, None, in_force)
        ways.append(Way(address, say("text.would-change", language)))
    return ways


def listed(plan: Plan, code: str, language: Language) -> list[Listed]:
    """List the adopted texts of a policy, the newest first."""
    texts = plan.edition.adopted.get(code, ())
    in_force = plan.in_force(code)
    return [
        Listed(
            Way(plan.text_address(code, language, text), named(text, language)),
            text is in_force,
            tuple(
                Way(
                    plan.text_address(code, language, text, since),
                    say("text.compare", language, version=since.label),
                )
                for since in texts[number + 1 :]
            ),
        )
        for number, text in enumerate(texts)
    ]


def named(text: Version, language: Language) -> str:
    """Say which text it is: its version, and when it was adopted."""
    values = decided(text.decisions[0], language)
    return say("text.version", language, version=text.label, **values)


def text_page(plan: Plan, clauses: Clauses, page: Page) -> Made:
    """Put together the page of a text that is not in force: what it is, and its clauses."""
    from polisi.pages.policy import clauses_of

    policy, text, language = page.policy, page.version, page.language
    assert policy is not None and text is not None
    plan_of_it = _plan_with(plan, page)
    its_clauses = Clauses(plan_of_it, clauses.templates, preview=clauses.preview, label=text.label)
    if not text.label:
        its_clauses.problems = clauses.problems
    contents, body = clauses_of(plan_of_it, its_clauses, page)
    in_force = plan.in_force(policy.code)
    values = {
        "policy": policy,
        "text": text,
        "entries": contents,
        "notice": _notice(plan, text, in_force, policy.code, language),
        "in_force": plan.policy_address(policy.code, language),
        "ways": list(_ways(plan, text, policy.code, language)),
        "fill": lambda words: plan.school.fill(words, language),
    }
    return Made(values, contents, body)


def _notice(
    plan: Plan, text: Version, in_force: Version | None, code: str, language: Language
) -> str:
    """Say that a text is not in force, and what is."""
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


def _ways(plan: Plan, text: Version, code: str, language: Language) -> Iterator[Way]:
    """Yield the ways to what changed between a text and the others."""
    adopted = plan.edition.adopted.get(code, ())
    earlier = [each for each in adopted if each.label != text.label]
    if not text.label:
        for since in earlier:
            address = plan.text_address(code, language, None, since)
            yield Way(address, say("text.compare", language, version=since.label))
        return
    number = next(number for number, each in enumerate(adopted) if each.label == text.label)
    for since in adopted[number + 1 :]:
        address = plan.text_address(code, language, text, since)
        yield Way(address, say("text.compare", language, version=since.label))
    if number:
        address = plan.text_address(code, language, adopted[0], text)
        yield Way(address, say("text.compare", language, version=text.label))


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
