"""What the pages about the school show: its options and own text, and how to reach it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from polisi.facts.options import Option, Value, all_options
from polisi.markup.syntax import PLACEHOLDER
from polisi.model import WHOLE, Clause, LeftOut
from polisi.pages.clauses import Clauses
from polisi.pages.html.templates import Made, entry
from polisi.pages.plan import Page, Plan
from polisi.policies import choices
from polisi.school.file import Helpline, Role
from polisi.school.school import dialled
from polisi.words.languages import Language
from polisi.words.phrases import say
from polisi.words.welsh import with_capital


@dataclass(frozen=True, slots=True)
class Variant:
    """A clause that an option's value brings."""

    id: str
    title: str
    text: Markup
    """HTML of a clause that does not show now, with open places; empty for one that does."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A value of an option, for the page of options."""

    value: Value
    is_chosen: bool
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """An option, for the page of options."""

    option: Option
    answers: tuple[Answer, ...]
    """The one chosen first."""


def options_page(plan: Plan, clauses: Clauses, page: Page) -> Made:
    """Collect the options, what was chosen, and what the school has written itself."""
    language = page.language
    topics = [(key, option.topics[language]) for key, option in all_options().items()]
    values = {
        "points": _points(plan, clauses, language),
        "own": _own_text(plan, clauses, language),
        "title": lambda clause: clauses.title(clause, language),
    }
    topics.append(("own", say("own.title", language)))
    return Made(values, [entry(key, topic, 2) for key, topic in topics])


def _points(plan: Plan, clauses: Clauses, language: Language) -> list[Point]:
    """Return every option with what was chosen, and what the alternatives would say."""
    points = []
    for option in all_options().values():
        chosen = plan.school.chosen[option.key]
        answers = [
            Answer(
                value,
                value.name == chosen,
                tuple(_variants(plan, clauses, option.key, value.name, language)),
            )
            for value in option.values.values()
        ]
        answers.sort(key=lambda answer: not answer.is_chosen)
        points.append(Point(option, tuple(answers)))
    return points


def _variants(
    plan: Plan, clauses: Clauses, key: str, value: str, language: Language
) -> Iterator[Variant]:
    """Yield the clauses that show when an option has a value and all others stay."""
    written, chosen = plan.written, {**plan.school.chosen, key: value}
    for clause in written.clauses.values():
        if key in clause.when and choices.is_chosen(clause, chosen):
            shows = clause.id in plan.register.clauses
            told = clause if shows else _without_gaps(plan, clause)
            text = Markup() if shows else clauses.variant(told, language)
            yield Variant(clause.id, clauses.title(told, language), text)


def _without_gaps(plan: Plan, clause: Clause) -> Clause:
    """Write an ellipsis for what a clause would need of ``school.yml`` and that is not there."""
    value = plan.school.value

    def told(text: str, language: Language) -> str:
        return PLACEHOLDER.sub(lambda found: found[0] if value(found[1], language) else "…", text)

    texts = {
        language: replace(
            passage, title=told(passage.title, language), body=told(passage.body, language)
        )
        for language, passage in clause.texts.items()
    }
    return replace(clause, texts=texts)


@dataclass(frozen=True, slots=True)
class OwnText:
    """What a school has changed in the template's policies, for the page of options."""

    added: tuple[Clause, ...]
    replaced: tuple[tuple[Clause, str], ...]
    """Own clauses, each with the title of the one that it replaces."""
    edited: tuple[Clause, ...]
    """Clauses of the template that the school has changed."""
    left_out: tuple[tuple[LeftOut, str], ...]
    """Each with its title."""
    policies: tuple[tuple[LeftOut, str], ...]
    """Policies that are left out as a whole, each with its title."""


def _own_text(plan: Plan, clauses: Clauses, language: Language) -> OwnText:
    """Collect what the school has written, replaced and left out."""
    written, school = plan.written, plan.school
    own = [clause for clause in plan.all_clauses if clause.own]

    def title(id_: str) -> str:
        clause = written.clauses.get(id_)
        return clauses.title(clause, language) if clause else id_

    return OwnText(
        added=tuple(clause for clause in own if not clause.replaces),
        replaced=tuple((clause, title(clause.replaces)) for clause in own if clause.replaces),
        edited=tuple(clause for clause in plan.all_clauses if clause.edited),
        left_out=tuple((left, title(left.id)) for left in written.left_out.values()),
        policies=tuple(
            (left, plan.policy_title(written.policies[code], language))
            for code, left in school.left_out.items()
            if code in written.policies
        ),
    )


def contact_page(plan: Plan, language: Language) -> dict[str, object]:
    """Collect how to reach the school, and who can help."""
    school = plan.school
    file = school.file
    details = ("address", "telephone", "email", "website")
    return {
        "school_name": school.name(language),
        "dialled": dialled,
        "details": {key: school.said(f"contact.{key}", language) for key in details},
        "posts": posts(school.roles, language),
        "accounts": file.official_accounts,
        "helplines": file.helplines,
        "police": file.police,
        "authority": file.local_authority,
    }


@dataclass(frozen=True, slots=True)
class Help:
    """Whom to turn to at once, as far as ``school.yml`` says: what is not there is empty."""

    lead: str
    """Title of the post that leads on safeguarding."""
    telephone: str
    """The number of that post, or the school's."""
    email: str
    out_of_hours: str
    """The number of children's services when the school is closed."""
    police: str
    """The number for what is no emergency."""
    children: tuple[Helpline, ...]
    """Helplines for children and young people."""
    staff: tuple[Helpline, ...]


def needs_help(page: Page) -> bool:
    """Tell whether the reader of a page may need help now."""
    is_about_harm = page.kind == "policy" and page.policy is not None and page.policy.help_now
    return page.kind == "audience" or bool(is_about_harm) or needs_all_help(page)


def needs_all_help(page: Page) -> bool:
    """Tell whether a page is one that people open just for that: nothing is folded there."""
    policy = page.policy if page.kind == "policy" else None
    return page.kind == "contact" or (policy is not None and policy.help_now == WHOLE)


def help_now(plan: Plan, language: Language) -> Help:
    """Collect whom to turn to at once."""
    school = plan.school
    said = partial(school.said, language=language)

    def serving(whom: str) -> tuple[Helpline, ...]:
        return tuple(line for line in school.file.helplines if line.serves == whom)

    post = "roles.safeguarding_lead"
    return Help(
        lead=with_capital(said(post)),
        telephone=said(f"{post}.telephone") or said("contact.telephone"),
        email=said(f"{post}.email"),
        out_of_hours=said("local_authority.out_of_hours"),
        police=said("police.telephone"),
        children=serving("children"),
        staff=serving("staff"),
    )


def posts(roles: Mapping[str, Role], language: Language) -> list[tuple[str, Role]]:
    """Return the posts that a reader can write to or ring, each with its title."""
    reachable = [role for role in roles.values() if role.email or role.telephone]
    return [(with_capital(getattr(role, language)), role) for role in reachable]
