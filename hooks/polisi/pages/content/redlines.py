"""What changed between two texts of a policy, as a page: added and removed shown word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

from markupsafe import Markup

from polisi.model import Policy, Seen
from polisi.pages.clauses import Clauses
from polisi.pages.html.templates import Entry, Made, entry
from polisi.pages.plan import Page, Plan
from polisi.policies.texts import redline, settled
from polisi.policies.texts.redline import ClauseChange, Line, Redline, Runs, SectionChange
from polisi.policies.texts.versions import Version
from polisi.words.languages import Language
from polisi.words.phrases import say

STATES = ("new", "changed", "moved", "retired")
LISTS = ("ul", "ol")


@dataclass(frozen=True, slots=True)
class Row:
    """A heading or a clause, as the template shows it."""

    id: str
    level: int
    title: Markup
    is_clause: bool
    states: tuple[str, ...]
    """Keys of phrases: what became of it."""
    notes: tuple[str, ...]
    """Sentences on what is not in its words."""
    text: Markup
    use: str
    """Id of the clause in its place."""


def redline_page(plan: Plan, clauses: Clauses, page: Page) -> Made:
    """Put together what changed between two texts."""
    policy, text, since = page.policy, page.version, page.since
    assert policy is not None and text is not None and since is not None
    language = page.language
    found = redline.redline(
        _as_text(plan, since),
        _as_text(plan, text),
        language,
        lambda id_: _named(plan.register, id_, clauses, language),
    )
    rows = list(_rows(found, language))
    contents: list[Entry] = [
        entry(row.id, _plain(each.title), row.level)
        for each, row in zip(_changed(found), rows, strict=True)
    ]
    counted = redline.counts(found)
    values = {
        "policy": policy,
        "between": _between(plan, text, since, policy.code, language),
        "title": _html(found.title, language),
        "summary": _html(found.summary, language),
        "front_changed": any(run.mark != "same" for run in (*found.title, *found.summary)),
        "counts": [
            say(f"redline.{state}-count", language, count=str(counted[state]))
            for state in STATES
            if counted.get(state)
        ],
        "rows": rows,
        "same": [(each.id, _plain(each.title)) for each in found.clauses if each.is_same],
        "is_empty": found.is_empty,
        "new_text": plan.text_address(policy.code, language, text if text.label else None),
    }
    return Made(values, contents)


def _as_text(plan: Plan, version: Version) -> Policy:
    """Return a text with nothing open; what is proposed is as it is written."""
    if version.label:
        return version.policy
    return settled.as_text(version.policy, plan.school, plan.register.instead)


def _named(register: Seen, id_: str, clauses: Clauses, language: Language) -> str:
    """Say what a reference refers to, or why that does not show."""
    clause = register.clauses.get(id_)
    if clause:
        return f"{clauses.title(clause, language)} ({id_})"
    return clauses.absent(id_, language) or id_


def _between(plan: Plan, text: Version, since: Version, code: str, language: Language) -> str:
    if text.label:
        return say("redline.between", language, since=since.label, version=text.label)
    in_force = plan.in_force(code)
    is_now = in_force is not None and in_force.label == since.label
    key = "redline.to-proposal" if is_now else "redline.to-proposal-old"
    return say(key, language, since=since.label)


def _changed(found: Redline) -> Iterator[ClauseChange | SectionChange]:
    """Yield the clauses to show, and the headings above one of them or changed themselves."""
    heading: SectionChange | None = None
    for each in found.entries:
        if isinstance(each, SectionChange):
            heading = each
            if each.state != "same":
                yield each
                heading = None
        elif not each.is_same:
            if heading:
                yield heading
            heading = None
            yield each


def _rows(found: Redline, language: Language) -> Iterator[Row]:
    for each in _changed(found):
        title = _html(each.title, language)
        if isinstance(each, SectionChange):
            states = () if each.state == "same" else (each.state,)
            yield Row(each.id, each.level, title, False, states, (), Markup(), "")
            continue
        states = () if each.state == "same" else (each.state,)
        if each.is_moved:
            states = (*states, "moved")
        text = Markup("".join(_lines(each.lines, language))) if each.state != "same" else Markup()
        yield Row(
            each.id, each.level, title, True, states, tuple(_notes(each, language)), text, each.use
        )


def _notes(change: ClauseChange, language: Language) -> Iterator[str]:
    if change.only_in_other and not (change.added or change.removed):
        yield say("redline.only-in-other", language)
    for key, audiences in (("now-for", change.added), ("not-for", change.removed)):
        if audiences:
            readers = ", ".join(say(f"audience.{each}", language) for each in audiences)
            yield say(f"redline.{key}", language, readers=readers)


# Runs and blocks as HTML


def _html(runs: Runs, language: Language) -> Markup:
    """Return words with what was put in and taken out marked, for eyes and for screen readers."""
    parts = []
    for run in runs:
        words = escape(run.text)
        if run.mark == "same":
            parts.append(words)
            continue
        key = "added" if run.mark == "ins" else "removed"
        before = f'<span class="hidden">{escape(say(f"redline.{key}", language))} </span>'
        after = f'<span class="hidden"> {escape(say("redline.end", language))}</span>'
        lead = " " if words.startswith(" ") else ""
        trail = " " if words.endswith(" ") else ""
        parts.append(f"{lead}<{run.mark}>{before}{words.strip()}{after}</{run.mark}>{trail}")
    return Markup("".join(parts))


def _plain(runs: Runs) -> str:
    """Return the words that there are now, or that were."""
    now = "".join(run.text for run in runs if run.mark != "del")
    return now or "".join(run.text for run in runs)


def _lines(lines: Iterable[Line], language: Language) -> Iterator[str]:
    """Yield the blocks of a clause, items of one list together."""
    for is_list, group in groupby(lines, key=_is_item):
        if not is_list:
            yield from (_block(line, language) for line in group)
            continue
        for (tag, depth), items in groupby(group, key=_list_of):
            deep = ' class="redline__deep"' if depth > 1 else ""
            rows = "".join(f"<li>{_html(line.runs, language)}</li>" for line in items)
            yield f"<{tag}{deep}>{rows}</{tag}>\n"


def _is_item(line: Line) -> bool:
    return line.kind == "item" and bool(_kinds(line))


def _kinds(line: Line) -> list[str]:
    return [each.partition(" ")[0] for each in line.within if each.partition(" ")[0] in LISTS]


def _list_of(line: Line) -> tuple[str, int]:
    kinds = _kinds(line)
    return kinds[-1], len(kinds)


def _block(line: Line, language: Language) -> str:
    html = _html(line.runs, language)
    if line.kind == "rule":
        return "<hr>\n"
    if line.kind == "code":
        return f"<pre><code>{html}</code></pre>\n"
    if line.kind in ("title", "heading"):
        return f"<p><b>{html}</b></p>\n" if html else ""
    return f"<p>{html}</p>\n"
