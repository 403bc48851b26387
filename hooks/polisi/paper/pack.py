"""The governors' pack: what a meeting is asked, what changed since the last adoption, the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from xml.etree.ElementTree import Element

from markupsafe import Markup

from polisi.facts import laws, options
from polisi.facts.laws import Law
from polisi.facts.options import Option, Value
from polisi.markup.syntax import PLACEHOLDER
from polisi.model import Change, Policy
from polisi.pages.clauses import Clauses
from polisi.pages.plan import Plan
from polisi.paper import content, flow_html, tracked, tree
from polisi.paper.content import Block, Press, Running
from polisi.paper.flow import Grid, Para, flow
from polisi.paper.sheets import Sheet
from polisi.policies.adoption import Status
from polisi.policies.texts.versions import History
from polisi.words import welsh
from polisi.words.languages import WELSH_FIRST, Language, Texts
from polisi.words.phrases import say


@dataclass(frozen=True, slots=True)
class Redlined:
    """A section or a clause, with what changed in it."""

    id: str
    html: Markup
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Item:
    """What the meeting decides on: a policy, a form or letters."""

    policy: Policy
    titles: Texts
    text: str
    """Digest of the text that is proposed."""
    asked: Texts
    resolved: Texts
    minuted: Texts
    news: tuple[Change, ...]
    """The versions since the one that was adopted."""
    why_no_redline: str
    """Key of the phrase that says why nothing can be compared, or an empty string."""
    redlines: Mapping[Language, Sequence[Redlined]]
    options: Sequence[tuple[Option, Value]]
    laws: Sequence[Law]
    blocks: Sequence[Block]


def html(press: Press, codes: Iterable[str], histories: Mapping[str, History]) -> str:
    """Write a pack as HTML. Raises ``BrokenTemplateError``.

    ``press`` shows what is proposed; ``histories`` has what was adopted, by code.
    """
    plan = press.plan
    shown = plan.register.policies
    items = [_item(press, shown[code], histories[code]) for code in codes]
    titles = "; ".join(
        content.joined(item.titles[each] for each in WELSH_FIRST) for item in items[:3]
    )
    schools = {each: plan.school.name(each) for each in WELSH_FIRST}
    heading = content.joined(say("pack.title", each) for each in WELSH_FIRST)
    running = Running(
        school=content.joined(schools.values()),
        title=f"{heading}: {titles}{' …' if len(items) > 3 else ''}",
        about=" · ".join(
            f"{item.policy.code} {item.policy.version} ({item.text})" for item in items[:12]
        ),
        page=content.joined(say("paper.page", each) for each in WELSH_FIRST),
    )
    language = plan.school.default_language
    values = {
        "items": items,
        "running": running,
        "languages": WELSH_FIRST,
        "schools": schools,
        "logo": content.logo(plan.school, language),
        "say": say,
        "fill": lambda text, each: plan.school.fill(text, each),
        "written": welsh.date,
    }
    return content.render(press, "pack.html", language, values)


def name_of(plan: Plan, codes: Sequence[str], is_due: bool) -> str:
    """Return what the files of a pack are called."""
    if is_due:
        return f"pack-due-{plan.day.isoformat()}"
    policies = plan.register.policies
    return "-".join(["pack", *(f"{code}-{policies[code].version}" for code in codes)])


def due(statuses: Mapping[str, Status], histories: Mapping[str, History]) -> list[str]:
    """List the policies that need a meeting: their review is near, or their text not adopted."""
    return [
        code
        for code, status in statuses.items()
        if status.is_due or status.standing != "adopted" or histories[code].has_proposal
    ]


def _item(press: Press, policy: Policy, history: History) -> Item:
    plan, status = press.plan, press.plan.statuses[policy.code]
    titles = {each: plan.policy_title(policy, each) for each in WELSH_FIRST}
    sheet = Sheet("both", policy.code, plan.school.default_language, policy)
    old = history.in_force.policy if history.in_force else None
    redlines = {each: _redlines(press, policy, old, each) for each in WELSH_FIRST} if old else {}
    values = {each: _values(plan, policy, history, each) for each in WELSH_FIRST}

    def said(key: str) -> Texts:
        return {each: say(f"pack.{key}", each, **values[each]) for each in WELSH_FIRST}

    return Item(
        policy=policy,
        titles=titles,
        text=history.written,
        asked=said(f"ask-{_standing(policy, status, history)}"),
        resolved=said("resolved"),
        minuted=said("minutes"),
        news=_news(policy, status),
        why_no_redline=_why_no_redline(status, redlines),
        redlines=redlines,
        options=_options(plan, policy),
        laws=_laws(policy),
        blocks=list(content.blocks(press, sheet, WELSH_FIRST)),
    )


def _why_no_redline(status: Status, redlines: Mapping[Language, Sequence[Redlined]]) -> str:
    """Return the key of the phrase that says why nothing can be compared, or an empty string."""
    if not redlines:
        return "pack.first" if status.adoption is None else "pack.no-old"
    is_changed = any(row.is_changed for rows in redlines.values() for row in rows)
    return "" if is_changed else "pack.none"


def _standing(policy: Policy, status: Status, history: History) -> str:
    """Say what has become of what was adopted: nothing, a new version, another text."""
    if status.adoption is None or (status.standing == "adopted" and not history.has_proposal):
        return status.standing
    return "altered" if status.adoption.version == policy.version else "changed"


def _values(plan: Plan, policy: Policy, history: History, language: Language) -> dict[str, str]:
    """Return what is said of a policy that a meeting is asked to adopt."""
    status, school = plan.statuses[policy.code], plan.school
    adoption = status.adoption
    return {
        "title": plan.policy_title(policy, language),
        "code": policy.code,
        "version": policy.version,
        "text": history.written,
        "months": str(school.chosen["review_months"]),
        "old": adoption.version if adoption else "",
        "date": welsh.date(adoption.date.isoformat(), language) if adoption else "",
    }


def _news(policy: Policy, status: Status) -> tuple[Change, ...]:
    """Return the versions since the one that was adopted, the newest first."""
    adopted = status.adoption.version if status.adoption else None
    return tuple(takewhile(lambda change: change.version != adopted, policy.changes))


def _options(plan: Plan, policy: Policy) -> list[tuple[Option, Value]]:
    """List the school's choices on which the text of a policy depends."""
    used: set[str] = set()
    written, chosen = plan.written, plan.school.chosen
    for clause in written.clauses.values():
        if clause.policy == policy.code:
            used.update(clause.when)
            if "en" in clause.texts:
                used.update(_names(clause.texts["en"].body, "options."))
    known = options.all_options()
    return [(known[key], known[key].values[chosen[key]]) for key in known if key in used]


def _laws(policy: Policy) -> list[Law]:
    """List the laws that a policy names."""
    texts = [text for clause in policy.clauses for text in clause.texts.values()]
    used = {name for text in texts for name in _names(text.body, "laws.")}
    return [law for key, law in laws.all_laws().items() if key in used]


def _names(text: str, group: str) -> list[str]:
    """List the names of a group that a text uses, without the group."""
    found = (each[1] for each in PLACEHOLDER.finditer(text))
    return [name.removeprefix(group) for name in found if name.startswith(group)]


# The redline


def _redlines(press: Press, new: Policy, old: Policy, language: Language) -> list[Redlined]:
    """Hold a policy against the one that was adopted, clause by clause."""
    after = _flows(press, new, language)
    before = _flows(_as_it_was(press, old), old, language)
    rows: list[Redlined] = []
    for id_, was, now in _in_order(before, after):
        parts = tracked.compare(was, now)
        is_changed = any(map(tracked.is_changed, parts))
        rows.append(Redlined(id_, Markup(flow_html.html(parts, language)), is_changed))
    return rows


Parts = list[Para | Grid]


def _in_order(
    before: Mapping[str, Parts], after: Mapping[str, Parts]
) -> Iterable[tuple[str, Parts, Parts]]:
    """Yield each clause as it was and as it is; one that moved is gone here and new there."""
    from difflib import SequenceMatcher

    old, new = list(before), list(after)
    for what, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield from ((id_, before[id_], after[id_]) for id_ in new[b1:b2])
        else:
            yield from ((id_, before[id_], []) for id_ in old[a1:a2])
            yield from ((id_, [], after[id_]) for id_ in new[b1:b2])


def _as_it_was(press: Press, old: Policy) -> Press:
    """Return what papers are made with, as if a policy were the old one."""
    plan, register = press.plan, press.plan.register
    rest = {id_: each for id_, each in register.clauses.items() if each.policy != old.code}
    clauses = {**{clause.id: clause for clause in old.clauses}, **rest}
    known = replace(register, policies={**register.policies, old.code: old}, clauses=clauses)
    before = replace(plan, edition=replace(plan.edition, register=known))
    return replace(press, plan=before, clauses=Clauses(before, press.templates))


def _flows(press: Press, policy: Policy, language: Language) -> dict[str, Parts]:
    """Return the paragraphs of each section and clause of a policy, by id."""
    sheet = Sheet("both", policy.code, language, policy)
    found: dict[str, Parts] = {}
    around = tree.Surroundings("", press.images)
    for block in content.blocks(press, sheet, WELSH_FIRST):
        number = f'<span class="number">{block.id}</span> ' if block.clause else ""
        heading = Markup(number) + block.titles[language]
        body = block.bodies.get(language, "")
        tag = f"h{min(block.level + 2, 6)}"
        written = f"<html lang={language}><body><{tag}>{heading}</{tag}>{body}"
        root: Element = tree.ready(tree.parse(written), around, is_part=True)
        found[block.id] = flow(root)
    return found
