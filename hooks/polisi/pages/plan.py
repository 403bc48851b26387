"""Which pages a site has: from an edition to a plan of pages, in both languages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from polisi.facts.pages import PageKind, page_kinds
from polisi.memory import NO_MEMORY, Memory
from polisi.model import Audience, Clause, Policy, Seen, Written
from polisi.pages.order import Order
from polisi.policies.addresses import SIDE_BY_SIDE, Addresses, text_below
from polisi.policies.adoption import Status, status
from polisi.policies.editions import INTRANET, Edition, pages
from polisi.policies.texts.versions import History, Version
from polisi.project import Project
from polisi.school import colours
from polisi.school.school import School
from polisi.text.documents import Document
from polisi.words.languages import LANGUAGES, Language, other
from polisi.words.phrases import say
from polisi.words.welsh import with_capital

FRAMELESS_SHEETS = ("assets/polisi.css",)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site, and what it shows."""

    kind: str
    """Name of its row in ``pages.yml``, or ``policy``, ``audience`` or ``written``."""
    language: Language
    address: str
    counterpart: str
    """Address of the same page in the other language, or of its home page."""
    title: str
    summary: str
    policy: Policy | None = None
    audience: Audience | None = None
    """Whose version it is, or None for the whole."""
    document: Document | None = None
    """The file that somebody has written it in, when it is no policy."""
    version: Version | None = None
    """The text that it shows, when that is not the one in force."""
    since: Version | None = None
    """The earlier text with which it compares that one."""
    below: str = ""
    """What follows the policy's address in its own."""

    def shows(self, clause: Clause) -> bool:
        """Tell whether the page shows a clause of its policy."""
        return self.audience is None or self.audience in clause.audiences

    @property
    def is_for_staff(self) -> bool:
        """Whether it is for staff alone."""
        clauses = self.policy.clauses if self.policy else ()
        readers = {audience for clause in clauses for audience in clause.audiences}
        return self.audience == "staff" or readers == {"staff"}


@dataclass(frozen=True, slots=True)
class Placed:
    """The pages of a policy, and where they are."""

    versions: tuple[Audience, ...]
    """The audiences that see a part of it: each has a version of its own."""
    addresses: Mapping[tuple[Language, Audience | None], str]
    """Where it is, and each audience's version of it."""
    side_by_side: Mapping[Language, str]
    """Where it stands in both languages; empty while it has only one."""
    pages: Mapping[Language, tuple[Page, ...]]


@dataclass(frozen=True, slots=True)
class Plan:
    """All pages of a site, and where everything is."""

    root: Path
    """The project's folder."""
    school: School
    written: Written
    """Everything that is written: what the edition leaves out, too."""
    documents: tuple[Document, ...]
    """Every file with a text."""
    edition: Edition
    addresses: Addresses
    policy_documents: Mapping[tuple[str, Language], Document]
    """The files of the edition's policies, by code."""
    placed: Mapping[str, Placed]
    """The pages of each policy, by code."""
    pages: tuple[Page, ...]
    statuses: Mapping[str, Status]
    """Where each policy stands on the day of the build, by code."""
    day: date
    """The day of the build."""
    histories: Mapping[str, History]
    """The texts of each policy, by code."""
    order: Order
    """Whose each document is above all, and the order of each reader's."""
    readers: Sequence[Audience]
    """The audiences of the edition that have something to read: each has a feed."""
    papers: frozenset[str] = frozenset()
    """Names of the papers (PDF, Word) that lie ready, and that pages link to."""

    @property
    def register(self) -> Seen:
        """What the edition shows."""
        return self.edition.register

    @property
    def all_policies(self) -> Collection[Policy]:
        """The policies of which the edition shows a part, in order."""
        return self.edition.register.policies.values()

    @property
    def all_clauses(self) -> Collection[Clause]:
        """The clauses that the edition shows, in order."""
        return self.edition.register.clauses.values()

    @property
    def written_pages(self) -> Iterator[tuple[Page, Document]]:
        """The pages that somebody has written and that are no policies, with their files."""
        return ((page, page.document) for page in self.pages if page.document)

    @property
    def hidden_documents(self) -> list[Document]:
        """The pages that are no policies and that the edition leaves out."""
        shown = {document.path for _, document in self.written_pages}
        return [each for each in self.documents if not each.is_policy and each.path not in shown]

    @property
    def left_out(self) -> list[str]:
        """Ids of the clauses that the school leaves out and that these readers would see."""
        written = self.written.clauses
        return [
            id_
            for id_ in self.register.left_out
            if id_ in written
            and (
                written[id_].policy in self.register.policies
                or written[id_].policy not in self.histories
            )
            and set(written[id_].audiences) & set(self.edition.audiences)
        ]

    @property
    def sheets(self) -> list[str]:
        """Paths of the style sheets of a page without the site's frame, such as 404."""
        return [*FRAMELESS_SHEETS, *([colours.SHEET] if self.school.colours else [])]

    @property
    def any_review(self) -> bool:
        """Whether there is a review to put into a calendar, which must not be empty."""
        return any(status.review for status in self.statuses.values())

    def kinds(self) -> Iterator[PageKind]:
        """Yield the kinds of page that stand at one address and that the edition has."""
        for kind in page_kinds().values():
            if not kind.below and (kind.editions != INTRANET or self.edition.name == INTRANET):
                yield kind

    def feeds(self, language: Language, audience: Audience | None = None) -> list[tuple[str, str]]:
        """Return the feeds, or that of an audience: for whom it is, and its address."""
        return [
            (say(f"audience.{each}-for", language), self.addresses.feed(each, language))
            for each in self.readers
            if audience in (None, each)
        ]

    def policy_title(self, policy: Policy, language: Language) -> str:
        """Return a policy's title with the school's values."""
        return self.school.fill(policy.title(language), language)

    def policy_summary(self, policy: Policy, language: Language) -> str:
        """Return a policy's summary with the school's values."""
        return self.school.fill(policy.summaries.get(language, ""), language)

    def policy_owner(self, policy: Policy, language: Language) -> str:
        """Return who is in charge of a policy, as it begins a line."""
        return with_capital(self.school.said(f"roles.{policy.owner}", language) or policy.owner)

    def policy_address(
        self, code: str, language: Language, audience: Audience | None = None
    ) -> str:
        """Return the address of a policy, or of an audience's version of it.

        The whole policy is everybody's version who sees all of it.
        """
        return self.placed[code].addresses[language, audience]

    def versions(self, policy: Policy) -> Sequence[Audience]:
        """List the audiences that see a part of a policy: each has a version of its own."""
        return self.placed[policy.code].versions

    def side_by_side(self, code: str, language: Language) -> str:
        """Return where a policy stands in both languages; nowhere while it has only one."""
        return self.placed[code].side_by_side.get(language, "")

    def adopted(self, code: str) -> Sequence[Version]:
        """Return the texts of a policy that were adopted, the newest first."""
        return self.edition.adopted.get(code, ())

    def proposed(self, code: str) -> Policy | None:
        """Return what is written of a policy now, where something else is in force."""
        return self.edition.proposed.get(code)

    def in_force(self, code: str) -> Version | None:
        """Return the text of a policy that is in force, as these readers see it, if one is."""
        in_force, adopted = self.histories[code].in_force, self.adopted(code)
        return adopted[0] if in_force and adopted and adopted[0].text == in_force.text else None

    def lasting_address(self, code: str, language: Language, text: Version) -> str:
        """Return the address of an adopted text that it keeps when it is in force no more."""
        return self.placed[code].addresses[language, None] + text_below(text.label, language)

    def text_address(
        self,
        code: str,
        language: Language,
        text: Version | None = None,
        since: Version | None = None,
    ) -> str:
        """Return the address of an adopted text, of the one proposed, or of what changed in it."""
        address = self.placed[code].addresses[language, None]
        if text == self.in_force(code) and not since:
            return address
        label, before = text.label if text else "", since.label if since else ""
        return address + text_below(label, language, before)

    def clause_address(self, id_: str, language: Language, audience: Audience | None = None) -> str:
        """Return where a clause stands: in the audience's version if it is there, or the whole."""
        clause = self.register.clauses[id_]
        if audience not in clause.audiences:
            audience = None
        return f"{self.policy_address(clause.policy, language, audience)}#{id_}"


def plan(
    project: Project,
    edition: Edition,
    addresses: Addresses,
    day: date,
    memory: Memory = NO_MEMORY,
) -> Plan:
    """Plan all pages of a site, as of a day."""
    policies = edition.register.policies
    documents = {
        (document.policy, document.language): document
        for document in reversed(project.documents)
        if document.policy in policies
    }
    empty = Plan(
        root=project.root,
        school=project.school,
        written=project.register,
        documents=project.documents,
        edition=edition,
        addresses=addresses,
        policy_documents=documents,
        placed=_placed(policies, documents, project.school, edition.audiences, addresses, memory),
        pages=(),
        statuses={
            code: status(project.in_force.policies[code], project.school, day, history)
            for code, history in project.histories.items()
            if code in policies
        },
        day=day,
        histories=project.histories,
        order=Order(policies.values(), edition.audiences),
        readers=_readers(edition.register, edition.audiences),
    )
    made = [page for language in LANGUAGES for page in _made(empty, language)]
    return replace(empty, pages=(*made, *_written(empty)))


def _readers(register: Seen, audiences: Iterable[Audience]) -> list[Audience]:
    """List the audiences of an edition that have something to read."""
    clauses = register.clauses.values()
    readers = {audience for clause in clauses for audience in clause.audiences}
    return [audience for audience in audiences if audience in readers]


def _placed(
    policies: Mapping[str, Policy],
    documents: Mapping[tuple[str, Language], Document],
    school: School,
    audiences: tuple[Audience, ...],
    addresses: Addresses,
    memory: Memory,
) -> dict[str, Placed]:
    """Find the pages of all policies, by code."""
    audiences, known = memory.same("audiences", audiences), memory.same("at", addresses)
    return {
        code: memory.of(
            _place,
            policy,
            documents.get((code, "en")),
            documents.get((code, "cy")),
            school,
            known,
            audiences,
        )
        for code, policy in policies.items()
    }


def _place(
    policy: Policy,
    english: Document | None,
    welsh: Document | None,
    school: School,
    addresses: Addresses,
    audiences: tuple[Audience, ...],
) -> Placed:
    """Find the pages of a policy, and the address of every version of it.

    A policy that has no file in a language, which only a preview lets through, is linked in the
    other.
    """
    files: dict[Language, Document | None] = {"en": english, "cy": welsh}
    there = {language: document for language, document in files.items() if document}
    clauses = list(policy.clauses)
    versions = tuple(
        audience
        for audience in audiences
        if 0 < sum(audience in clause.audiences for clause in clauses) < len(clauses)
    )
    where: dict[tuple[Language, Audience | None], str] = {}
    for language in LANGUAGES:
        document = there.get(language) or there[other(language)]
        where[language, None] = addresses.page(document)
        for audience in audiences:
            version = addresses.view_page(document, audience)
            where[language, audience] = version if audience in versions else where[language, None]
    both = len(there) == len(LANGUAGES)
    side = {each: addresses.side_by_side(there[each]) for each in LANGUAGES if both}
    placed = Placed(versions, where, side, {})
    pages = {each: tuple(_pages(policy, placed, school, each)) for each in there}
    return replace(placed, pages=pages)


def _pages(policy: Policy, placed: Placed, school: School, language: Language) -> Iterator[Page]:
    """Yield the pages of a policy in a language: all of it, both languages, the versions."""
    title = school.fill(policy.title(language), language)
    summary = school.fill(policy.summaries.get(language, ""), language)
    for audience in (None, *placed.versions):
        whose = say(f"audience.{audience}-for", language) if audience else ""
        version = say("audience.version", language, title=title, audience=whose)
        yield Page(
            kind="policy",
            language=language,
            address=placed.addresses[language, audience],
            counterpart=placed.addresses[other(language), audience],
            title=version if whose else title,
            summary=summary,
            policy=policy,
            audience=audience,
        )
        if audience is None and placed.side_by_side:
            kind = page_kinds()[SIDE_BY_SIDE]
            yield Page(
                kind=kind.name,
                language=language,
                address=placed.side_by_side[language],
                below=placed.side_by_side[language].removeprefix(placed.addresses[language, None]),
                counterpart=placed.side_by_side[other(language)],
                title=kind.title[language].format(title=title),
                summary=kind.summary[language],
                policy=policy,
            )


def _texts(plan: Plan, code: str, language: Language) -> Iterator[Page]:
    """Yield the pages of a policy's texts beside the one in force, and of what changed between."""
    history, texts = plan.histories[code], list(plan.adopted(code))
    if written := plan.proposed(code):
        texts.insert(0, Version("", written.version, history.written, written))
    shown = [text for text in texts if text.label != history.adopted[0].label]
    pairs = ((text, since) for number, text in enumerate(texts) for since in texts[number + 1 :])
    for text in shown:
        yield _text_page(plan, code, language, "version" if text.label else "proposed", text)
    for text, since in pairs:
        yield _text_page(plan, code, language, "redline", text, since)


def _text_page(
    plan: Plan,
    code: str,
    language: Language,
    kind: str,
    text: Version,
    since: Version | None = None,
) -> Page:
    """Return the page of a text, or of what changed in it since an earlier one."""
    row, policy, before = page_kinds()[kind], text.policy, since.label if since else ""
    below = {each: text_below(text.label, each, before) for each in LANGUAGES}
    addresses = plan.placed[code].addresses
    title = row.title[language].format(
        title=plan.policy_title(policy, language), version=text.label, since=before
    )
    return Page(
        kind=kind,
        language=language,
        address=addresses[language, None] + below[language],
        counterpart=addresses[other(language), None] + below[other(language)],
        title=title,
        summary=row.summary[language],
        policy=replace(
            plan.register.policies[code],
            titles=policy.titles,
            summaries=policy.summaries,
            sections=policy.sections,
            retired=policy.retired,
            changes=policy.changes,
        ),
        version=text,
        since=since,
        below=below[language],
    )


def _made(plan: Plan, language: Language) -> Iterator[Page]:
    """Yield the pages that are made from the register."""
    addresses, there = plan.addresses, other(language)
    for kind in plan.kinds():
        yield Page(
            kind=kind.name,
            language=language,
            address=addresses.generated(kind.name, language),
            counterpart=addresses.generated(kind.name, there),
            title=kind.title[language],
            summary=kind.summary[language],
        )
    for audience in plan.edition.audiences:
        yield Page(
            kind="audience",
            language=language,
            address=addresses.view(audience, language),
            counterpart=addresses.view(audience, there),
            title=say(f"audience.{audience}-title", language),
            summary=say(f"audience.{audience}-summary", language),
            audience=audience,
        )
    for code, placed in plan.placed.items():
        yield from placed.pages.get(language, ())
        if language in placed.pages:
            yield from _texts(plan, code, language)


def _written(plan: Plan) -> Iterator[Page]:
    """Yield the pages that somebody has written and that are no policies."""
    others = {(each.language, each.name): each for each in pages(plan.edition, plan.documents)}
    for (language, name), document in others.items():
        there = others.get((other(language), name))
        home = plan.addresses.root(other(language))
        yield Page(
            kind="written",
            language=language,
            address=plan.addresses.page(document),
            counterpart=plan.addresses.page(there) if there else home,
            title=plan.school.fill(document.title, language),
            summary=plan.school.fill(document.summary, language),
            document=document,
        )
