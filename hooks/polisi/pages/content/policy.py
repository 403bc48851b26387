"""A policy as a page: the whole, an audience's version of it, and both languages side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from polisi.model import Audience, Policy, Seen, with_clauses
from polisi.pages import papers, ways
from polisi.pages.clauses import Clauses
from polisi.pages.content import signed
from polisi.pages.html.fragments import Fragment
from polisi.pages.html.templates import Entry, Made, entry
from polisi.pages.plan import Page, Plan
from polisi.policies import adoption
from polisi.words import welsh
from polisi.words.languages import WELSH_FIRST, Language, other
from polisi.words.phrases import of_kind, say


@dataclass(frozen=True, slots=True)
class Row:
    """A section's heading or a clause, in both languages side by side."""

    id: str
    level: int
    titles: Mapping[Language, str]
    bodies: Mapping[Language, Markup]
    """Empty for a section."""


def policy_page(plan: Plan, clauses: Clauses, page: Page) -> Made:
    """Put together a policy's page: what stands above the clauses, the clauses, former ids."""
    policy, language = page.policy, page.language
    assert policy is not None
    contents, parts = clauses_of(plan, clauses, page)
    document = plan.policy_documents[policy.code, language]
    status = plan.statuses[policy.code]
    readers = _usual_readers(plan, page)
    alone = list(filter(page.shows, (*papers.parts(policy), *papers.letters(policy))))
    values = {
        "policy": policy,
        "entries": contents,
        "owner": plan.policy_owner(policy, language),
        "versions": _versions(plan, page),
        "problems": clauses.boxes(document.path, language),
        "status": status,
        "digest": signed.shown_digest(plan, policy, page.audience),
        "required_by": _required_by(plan, clauses, policy, language),
        "standing": adoption.in_words(status, language, policy.kind),
        "proposal": ways.proposal(plan, policy.code, language),
        "texts": ways.listed(plan, policy.code, language),
        "usual": clauses.labels(readers, language) if readers else "",
        "fill": lambda text: plan.school.fill(text, language),
        "papers": papers.of_page(plan.papers, policy, language, page.audience),
        "alone": [each.id for each in alone],
        "parts": [
            (clauses.title(each, language), address)
            for each in alone
            if (address := papers.of_part(plan.papers, each, policy, language))
        ],
    }
    values["form_parts"] = _form_parts(plan, clauses, page)
    if policy.kind != "policy":
        foot = clauses.templates.render("form-foot.html", language, page=page, plan=plan, **values)
        resolve = clauses.resolver(page.address, language, page.audience, page.counterpart)
        parts = [parts[0], Fragment.of(foot).fill(resolve), *parts[1:]]
    return Made(values, contents, "".join(parts))


def _required_by(
    plan: Plan, clauses: Clauses, policy: Policy, language: Language
) -> list[tuple[str, str]]:
    """List the clauses that ask for a form, as far as these readers see them: id and title."""
    shown = plan.register.all_shown(policy.required_by)
    return [(clause.id, clauses.title(clause, language)) for clause in shown]


def _grounds(plan: Plan, clauses: Clauses, page: Page) -> str:
    """Say, below a form, which texts it refers to, so that it can be told whether they change."""
    policy = page.policy
    assert policy is not None
    found = signed.grounds(plan, policy, page) if page.version is None else []
    if not found:
        return ""
    return clauses.templates.render("grounds.html", page.language, plan=plan, grounds=found)


def _form_parts(plan: Plan, clauses: Clauses, page: Page) -> list[tuple[str, str]]:
    """List the clauses of a form of which a reader fills in one, where a page has several."""
    assert page.policy is not None
    titled = [
        (part.id, clauses.title(part, page.language))
        for part in plan.register.all_shown(page.policy.parts)
        if part.policy == page.policy.code and page.shows(part)
    ]
    return titled if len(titled) > 1 else []


def clauses_of(plan: Plan, clauses: Clauses, page: Page) -> tuple[list[Entry], list[str]]:
    """Put together a policy's sections and clauses.

    Returns the contents, and the HTML with its links: of the clauses, and of what follows them.
    """
    policy, language = page.policy, page.language
    assert policy is not None
    resolve = clauses.resolver(
        page.address, language, page.audience, page.counterpart, _usual_readers(plan, page)
    )
    base = plan.addresses.base(page.address)
    contents: list[Entry] = []
    parts: list[str] = []
    variants = _variants(plan.register)
    for section in with_clauses(policy.sections, page.shows):
        if section.id:
            title = clauses.section_title(section, language)
            contents.append(entry(section.id, title, section.level))
            level = section.level
            parts.append(f'<h{level} id="{escape(section.id)}">{escape(title)}</h{level}>\n')
        for clause in filter(page.shows, section.clauses):
            contents.append(entry(clause.id, clauses.title(clause, language), section.level + 1))
            parts += [f'<span id="{id_}"></span>' for id_ in variants.get(clause.id, ())]
            parts.append(clauses.html(clause.id, language, base).fill(resolve))
    former = clauses.templates.render(
        "former-ids.html", language, page=page, plan=plan, former=_former_ids(plan, page)
    )
    grounds = _grounds(plan, clauses, page)
    before, after = _beside(plan, page)
    pager = clauses.templates.render(
        "pager.html", language, page=page, plan=plan, before=before, after=after
    )
    return contents, ["".join(parts), Fragment.of(former + grounds + pager).fill(resolve)]


def _variants(register: Seen) -> dict[str, list[str]]:
    """Return the ids that lead to each clause in whose place they would have stood."""
    variants: dict[str, list[str]] = {}
    for id_, shown in register.former.items():
        variants.setdefault(shown, []).append(id_)
    return variants


def _former_ids(plan: Plan, page: Page) -> list[tuple[str, str, str]]:
    """List the ids that a policy's page had or could have had, each with the reason in words.

    Whoever follows an old link to one of them lands there.
    """
    assert page.policy is not None
    register, language = plan.register, page.language
    former = []
    for old in page.policy.retired:
        use = register.shown(old.use)
        key = "former.replaced" if use else "former.retired"
        date = welsh.date(old.on, language)
        former.append((old.id, say(key, language, date=date), use.id if use else ""))
    for id_ in plan.left_out:
        if id_.partition("-")[0] == page.policy.code:
            reason = register.left_out[id_].reasons[language]
            former.append((id_, say("former.left-out", language, reason=reason), ""))
    return former


def _usual_readers(plan: Plan, page: Page) -> tuple[Audience, ...] | None:
    """Return whom most clauses of a page are for: the others say whom they are for themselves.

    On a page for one audience none needs to say so.
    """
    policy = page.policy
    if policy is None or page.audience or len(plan.edition.audiences) == 1:
        return None
    return Counter(clause.audiences for clause in policy.clauses).most_common(1)[0][0]


def _beside(plan: Plan, page: Page) -> tuple[Policy | None, Policy | None]:
    """Return the document before a policy and the one after it, of those of its kind."""
    policy = page.policy
    kinds = ("policy",) if policy and policy.kind == "policy" else ("form", "letters")
    audiences = (*plan.edition.audiences, None)
    listed = [each for whose in audiences for each in plan.order.of(whose, kinds)]
    if page.audience:
        listed = [each for each in listed if plan.order.share(each.code, page.audience)]
    place = listed.index(policy) if policy in listed else -1
    before = listed[place - 1] if place > 0 else None
    after = listed[place + 1] if 0 <= place < len(listed) - 1 else None
    return before, after


def _versions(plan: Plan, page: Page) -> list[tuple[str, str, int, bool]]:
    """List the versions of a policy that differ: label, address, clauses, whether it is this one.

    An edition for one audience has only one to offer.
    """
    policy, language = page.policy, page.language
    assert policy is not None
    parts = plan.versions(policy)
    if not parts or len(plan.edition.audiences) == 1:
        return []
    whole = say(of_kind("policy.whole", policy.kind), language)
    shown = [clause.audiences for clause in policy.clauses]
    return [
        (whole, plan.policy_address(policy.code, language), len(shown), page.audience is None),
        *(
            (
                say(f"audience.{audience}-for", language),
                plan.policy_address(policy.code, language, audience),
                sum(audience in each for each in shown),
                page.audience == audience,
            )
            for audience in parts
        ),
    ]


def side_by_side_page(plan: Plan, clauses: Clauses, page: Page) -> Made:
    """Put a policy's sections and clauses in two columns, Welsh first."""
    policy = page.policy
    assert policy is not None
    contents: list[Entry] = []
    rows: list[Row] = []
    resolvers = {each: clauses.plain_resolver(page.address, each) for each in WELSH_FIRST}
    for section in with_clauses(policy.sections, page.shows):
        if section.id:
            titles = {each: clauses.section_title(section, each) for each in WELSH_FIRST}
            contents.append(entry(section.id, titles[page.language], section.level))
            rows.append(Row(section.id, section.level, titles, {}))
        for clause in filter(page.shows, section.clauses):
            titles = {each: clauses.title(clause, each) for each in WELSH_FIRST}
            bodies = {
                each: Markup(Fragment.of(clauses.body_html(clause.id, each)).fill(resolvers[each]))
                for each in WELSH_FIRST
            }
            contents.append(entry(clause.id, titles[page.language], section.level + 1))
            rows.append(Row(clause.id, section.level + 1, titles, bodies))
    values = {
        "rows": rows,
        "columns": WELSH_FIRST,
        "policy": policy,
        "title_there": plan.policy_title(policy, other(page.language)),
    }
    return Made(values, contents, is_wide=True)
