"""Which pages a site has: from an edition's register to a plan of pages, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from polisi.model import LANGUAGES, Audience, Clause, Language, Policy, Seen, other
from polisi.policies.addresses import Addresses
from polisi.policies.adoption import Status, status
from polisi.policies.editions import INTRANET, Edition
from polisi.project import Project
from polisi.school import colours
from polisi.text.documents import Document
from polisi.words.phrases import say

Kind = Literal[
    "policy",
    "side",
    "audience",
    "policies",
    "clauses",
    "contact",
    "laws",
    "glossary",
    "options",
    "sources",
    "rules",
]
"""Name of the template, too."""
BARE_SHEETS = ("assets/colours.css", "assets/polisi.css")


@dataclass(frozen=True, slots=True)
class View:
    """A page made from the register."""

    kind: Kind
    language: Language
    address: str
    counterpart: str
    """Address of the same page in the other language."""
    title: str
    summary: str
    policy: Policy | None = None
    audience: Audience | None = None
    """Whose version it is, or None for the whole."""

    def shows(self, clause: Clause) -> bool:
        """Tell whether the page shows a clause of its policy."""
        return self.audience is None or self.audience in clause.audiences


@dataclass(frozen=True, slots=True)
class Plan:
    """All pages of a site, and where everything is."""

    project: Project
    edition: Edition
    addresses: Addresses
    documents: Mapping[tuple[str, Language], Document]
    """The documents of the edition's policies, by code."""
    policy_addresses: Mapping[tuple[str, Language, Audience | None], str]
    """Where each policy is, and each audience's version of it."""
    views: tuple[View, ...]
    statuses: Mapping[str, Status]
    """Where each policy stands on the day of the build, by code."""
    day: date
    """The day of the build."""

    @property
    def register(self) -> Seen:
        """What the edition shows."""
        return self.edition.register

    @property
    def left_out(self) -> list[str]:
        """Ids of the clauses that the school leaves out and that these readers would see."""
        written = self.project.register.clauses
        return [
            id_
            for id_ in self.register.left_out
            if id_ in written
            and written[id_].policy in self.register.policies
            and set(written[id_].audiences) & set(self.edition.audiences)
        ]

    @property
    def sheets(self) -> list[str]:
        """Paths of the style sheets of a page without the site's frame, such as 404."""
        has_colours = self.project.school.file.school.colours is not None
        return [*BARE_SHEETS, *([colours.SHEET] if has_colours else [])]

    def policy_title(self, policy: Policy, language: Language) -> str:
        """Return a policy's title with the school's values."""
        return self.project.school.fill(policy.title(language), language)

    def policy_summary(self, policy: Policy, language: Language) -> str:
        """Return a policy's summary with the school's values."""
        return self.project.school.fill(policy.summaries.get(language, ""), language)

    def policy_address(
        self, code: str, language: Language, audience: Audience | None = None
    ) -> str:
        """Return the address of a policy, or of an audience's version of it."""
        return self.policy_addresses[code, language, audience]

    def side_address(self, code: str, language: Language) -> str:
        """Return where a policy stands in both languages; nowhere while it has only one."""
        both = all((code, each) in self.documents for each in LANGUAGES)
        return self.addresses.side(self.documents[code, language]) if both else ""

    def clause_address(self, id_: str, language: Language, audience: Audience | None = None) -> str:
        """Return where a clause stands: in the audience's version if it is there, or the whole."""
        clause = self.register.clauses[id_]
        if audience not in clause.audiences:
            audience = None
        return f"{self.policy_address(clause.policy, language, audience)}#{id_}"


def plan(project: Project, edition: Edition, addresses: Addresses, day: date) -> Plan:
    """Plan all pages that are made from the register, as of a day."""
    documents = {
        (document.policy, document.language): document
        for document in reversed(project.documents)
        if document.policy in edition.register.policies
    }
    where = _policy_addresses(edition, addresses, documents)
    statuses = {
        code: status(project.shown.policies[code], project.school, day)
        for code in edition.register.policies
    }
    empty = Plan(project, edition, addresses, documents, where, (), statuses, day)
    views = tuple(view for language in LANGUAGES for view in _views(empty, language))
    return replace(empty, views=views)


def _policy_addresses(
    edition: Edition, addresses: Addresses, documents: Mapping[tuple[str, Language], Document]
) -> dict[tuple[str, Language, Audience | None], str]:
    """Find the address of every version of every policy.

    A policy that has no file in a language, which only a preview lets through, is linked in the
    other.
    """
    found: dict[tuple[str, Language, Audience | None], str] = {}
    for code in edition.register.policies:
        for language in LANGUAGES:
            document = documents.get((code, language)) or documents[code, other(language)]
            found[code, language, None] = addresses.page(document)
            for audience in edition.audiences:
                found[code, language, audience] = addresses.view_page(document, audience)
    return found


def _views(plan: Plan, language: Language) -> Iterator[View]:
    addresses = plan.addresses
    twin = other(language)

    def generated(kind: Kind) -> View:
        return View(
            kind=kind,
            language=language,
            address=addresses.generated(kind, language),
            counterpart=addresses.generated(kind, twin),
            title=say(f"{kind}.title", language),
            summary=say(f"{kind}.summary", language),
        )

    yield generated("policies")
    yield generated("clauses")
    yield generated("contact")
    yield generated("laws")
    yield generated("glossary")
    if plan.edition.name == INTRANET:
        yield generated("options")
        yield generated("sources")
        yield generated("rules")
    for audience in plan.edition.audiences:
        yield View(
            kind="audience",
            language=language,
            address=addresses.view(audience, language),
            counterpart=addresses.view(audience, twin),
            title=say(f"audience.{audience}-title", language),
            summary=say(f"audience.{audience}-summary", language),
            audience=audience,
        )
    for policy in plan.register.policies.values():
        if (policy.code, language) not in plan.documents:
            continue  # a preview without counterpart
        yield _policy(plan, policy, language, None)
        if plan.side_address(policy.code, language):
            yield _side(plan, policy, language)
        for audience in plan.edition.audiences:
            if any(audience in clause.audiences for clause in policy.clauses):
                yield _policy(plan, policy, language, audience)


def _policy(plan: Plan, policy: Policy, language: Language, audience: Audience | None) -> View:
    title = plan.policy_title(policy, language)
    if audience:
        title = say(
            "audience.version",
            language,
            title=title,
            audience=say(f"audience.{audience}-for", language),
        )
    return View(
        kind="policy",
        language=language,
        address=plan.policy_address(policy.code, language, audience),
        counterpart=plan.policy_address(policy.code, other(language), audience),
        title=title,
        summary=plan.policy_summary(policy, language),
        policy=policy,
        audience=audience,
    )


def _side(plan: Plan, policy: Policy, language: Language) -> View:
    return View(
        kind="side",
        language=language,
        address=plan.side_address(policy.code, language),
        counterpart=plan.side_address(policy.code, other(language)),
        title=say("side.title", language, title=plan.policy_title(policy, language)),
        summary=say("side.summary", language, title=plan.policy_title(policy, language)),
        policy=policy,
    )
