"""What stands on a paper: from a sheet to its HTML, which PDF and Word are both made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from polisi.model import Clause, with_clauses
from polisi.pages.clauses import Clauses
from polisi.pages.content import signed
from polisi.pages.html.fragments import Fragment, Resolver
from polisi.pages.html.templates import Templates
from polisi.pages.papers import letters
from polisi.pages.plan import Plan
from polisi.paper.references import resolver
from polisi.paper.sheets import Sheet
from polisi.policies import adoption
from polisi.school.school import School
from polisi.words.languages import WELSH_FIRST, Language
from polisi.words.phrases import say

FOLDER = "paper"
"""Folder of the templates, below ``overrides/``."""
TEMPLATES = {
    "whole": "policy.html",
    "part": "policy.html",
    "letter": "letter.html",
    "both": "both.html",
}


@dataclass(frozen=True, slots=True)
class Press:
    """What papers are made with: the plan of an edition's site, and its texts."""

    plan: Plan
    clauses: Clauses
    templates: Templates
    site_url: str
    """The address of the site with a slash at the end, or an empty string."""
    images: Mapping[str, Path]
    """The files of the site that a text may show, by address."""
    sheet_css: str
    """The style sheet of paper."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading and what stands under it, in each language that the paper shows."""

    id: str
    level: int
    titles: Mapping[Language, str]
    bodies: Mapping[Language, Markup]
    """Empty for a section."""
    clause: Clause | None = None
    see: tuple[str, ...] = ()
    """Ids that the text does not mention, and that are worth a look."""


@dataclass(frozen=True, slots=True)
class Running:
    """What stands on every page of a paper."""

    school: str
    title: str
    about: str
    page: str
    """``Page {page} of {pages}``, which the style sheet fills in."""


def html(press: Press, sheet: Sheet) -> str:
    """Write a paper as HTML. Raises ``BrokenTemplateError``."""
    values = policy_values(press, sheet)
    return render(press, TEMPLATES[sheet.kind], sheet.language, values)


def render(press: Press, template: str, language: Language, values: Mapping[str, object]) -> str:
    """Render a template of paper. Raises ``BrokenTemplateError``."""
    return press.templates.render(
        f"{FOLDER}/{template}",
        language,
        sheet_css=Markup(press.sheet_css),
        css=css_string,
        counted=counted,
        **values,
    )


def policy_values(press: Press, sheet: Sheet) -> dict[str, object]:
    """Collect what a policy, a form or a letter says on paper, in a language or in both."""
    plan, policy = press.plan, sheet.policy
    assert policy is not None
    languages = WELSH_FIRST if sheet.kind == "both" else (sheet.language,)
    status = plan.statuses[policy.code]
    return {
        "sheet": sheet,
        "policy": policy,
        "plan": plan,
        "languages": languages,
        "titles": {each: _title(plan, sheet, each) for each in languages},
        "schools": {each: plan.school.name(each) for each in languages},
        "summaries": {each: plan.policy_summary(policy, each) for each in languages},
        "blocks": list(blocks(press, sheet, languages)),
        "letters": {clause.id for clause in letters(policy)},
        "status": status,
        "digest": signed.shown_digest(plan, policy, sheet.audience),
        "standing": {each: adoption.in_words(status, each, policy.kind) for each in languages},
        "owners": {each: plan.policy_owner(policy, each) for each in languages},
        "running": running(plan, sheet, languages),
        "contact": {key: plan.school.value(f"contact.{key}", sheet.language) for key in CONTACT},
        "logo": logo(plan.school, sheet.language),
        "clause_title": lambda id_, language: press.clauses.title(
            plan.register.clauses[id_], language
        ),
        "fill": lambda text, language: plan.school.fill(text, language),
    }


CONTACT = ("address", "telephone", "email", "website")


def logo(school: School, language: Language) -> tuple[str, str] | None:
    """Return the school's badge: its file, and what it says to who can't see it."""
    badge = school.logo
    return (badge.file, badge.cy if language == "cy" else badge.en) if badge else None


def _title(plan: Plan, sheet: Sheet, language: Language) -> str:
    assert sheet.policy is not None
    title = plan.policy_title(sheet.policy, language)
    if sheet.audience is None:
        return title
    whose = say(f"audience.{sheet.audience}-for", language)
    return say("audience.version", language, title=title, audience=whose)


def blocks(press: Press, sheet: Sheet, languages: tuple[Language, ...]) -> Iterator[Block]:
    """Yield the sections and clauses of a sheet, in the order of the text."""
    plan, clauses, policy = press.plan, press.clauses, sheet.policy
    assert policy is not None
    close = _resolvers(press, sheet, languages)
    for section in with_clauses(policy.sections, sheet.shows):
        if section.id and not sheet.clause:
            titles = {each: clauses.section_title(section, each) for each in languages}
            yield Block(section.id, section.level, titles, {})
        for clause in filter(sheet.shows, section.clauses):
            titles = {each: clauses.title(clause, each) for each in languages}
            bodies = {
                each: Markup(Fragment.of(clauses.body_html(clause.id, each)).fill(close[each]))
                for each in languages
            }
            see = tuple(id_ for id_ in clause.see if id_ in plan.register.clauses)
            yield Block(clause.id, section.level + 1, titles, bodies, clause, see)


def _resolvers(
    press: Press, sheet: Sheet, languages: tuple[Language, ...]
) -> dict[Language, Resolver]:
    """Return what closes the marks of a sheet's texts in each of its languages."""
    assert sheet.policy is not None
    here = {clause.id for clause in sheet.policy.clauses if sheet.shows(clause)}
    is_read = len(languages) > 1
    return {
        each: resolver(press.plan, press.clauses, each, here.__contains__, is_read)
        for each in languages
    }


def running(plan: Plan, sheet: Sheet, languages: tuple[Language, ...]) -> Running:
    """Say what stands on every page: school, title, code, version, status, digest, number."""
    policy = sheet.policy
    assert policy is not None
    status = plan.statuses[policy.code]
    code = sheet.clause.id if sheet.clause else policy.code
    about = [
        say(
            "paper.about",
            each,
            code=code,
            version=policy.version,
            status=adoption.in_words(status, each, policy.kind).rstrip("."),
            text=signed.shown_digest(plan, policy, sheet.audience),
        )
        for each in languages
    ]
    return Running(
        school=joined(plan.school.name(each) for each in languages),
        title=joined(_title(plan, sheet, each) for each in languages),
        about="\n".join(about),
        page=joined(say("paper.page", each) for each in languages),
    )


def joined(words: Iterable[str]) -> str:
    """Join what a paper in both languages says in each; the same words stand once."""
    return " / ".join(dict.fromkeys(words))


def css_string(text: str) -> Markup:
    """Write a text as a string of a style sheet that stands in HTML."""
    safe = "".join(f"\\{ord(each):06x}" if each in '"\\\n<>&' else each for each in text)
    return Markup(f'"{safe}"')


def counted(text: str) -> Markup:
    """Write ``Page {page} of {pages}`` as a style sheet counts it."""
    written = css_string(text)
    for name in ("page", "pages"):
        written = Markup(str(written).replace(f"{{{name}}}", f'" counter({name}) "'))
    return written
