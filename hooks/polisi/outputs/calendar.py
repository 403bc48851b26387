"""Reviews to come: a calendar to subscribe to, and a list of those that are due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from polisi.model import Policy
from polisi.pages.plan import Plan
from polisi.policies import adoption
from polisi.project import Project
from polisi.words.languages import Language
from polisi.words.phrases import say
from polisi.words.welsh import date as date_in_words

NOTICE = timedelta(days=adoption.SOON)
"""How long before a review a calendar reminds."""
WIDTH = 75
"""Bytes of a line, without the sign of its end."""


def calendar(plan: Plan, language: Language, site_url: str) -> str:
    """Return the calendar of all reviews (RFC 5545), a day each, in a language."""
    school = plan.school.value("school.name", language) or ""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Polisi//reviews//EN"]
    lines.append(f"X-WR-CALNAME:{_text(say('reviews.calendar', language, school=school))}")
    for policy in plan.register.policies.values():
        status = plan.statuses[policy.code]
        if status.adoption is not None and status.review is not None:
            decided, review = status.adoption.date, status.review
            lines += _event(plan, policy, language, site_url, decided, review)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(
    plan: Plan, policy: Policy, language: Language, site_url: str, decided: date, review: date
) -> Iterator[str]:
    """Yield the lines of a review. A library that writes them is a twentieth of a build."""
    status = plan.statuses[policy.code]
    title = _text(say("reviews.event", language, title=plan.policy_title(policy, language)))
    said = _text(adoption.in_words(status, language, policy.kind))
    yield "BEGIN:VEVENT"
    yield f"SUMMARY;LANGUAGE={language}:{title}"
    yield f"DTSTART;VALUE=DATE:{review:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{review + timedelta(days=1):%Y%m%d}"
    yield f"DTSTAMP:{decided:%Y%m%d}T000000Z"
    yield f"UID:{policy.code.lower()}-{review}-{language}@polisi"
    yield f"DESCRIPTION;LANGUAGE={language}:{said}"
    if site_url:
        yield f"URL:{site_url}{plan.policy_address(policy.code, language)}"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{title}")
    yield from (f"TRIGGER:-P{NOTICE.days}D", "END:VALARM", "END:VEVENT")


def _text(words: str) -> str:
    """Write words as a calendar's text: with signs before those that separate texts."""
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break a line that is too long; a break stands in no letter, though that may be four bytes."""
    parts, size = [""], 0
    for letter in line:
        length = len(letter.encode())
        if size + length > WIDTH:
            parts.append("")
            size = 1  # of the space that says that a line goes on
        parts[-1] += letter
        size += length
    return "\r\n ".join(parts)


def due(project: Project, day: date, language: Language) -> list[str]:
    """List the reviews that are overdue or near, as items of a Markdown list."""
    items = []
    for policy in project.in_force.policies.values():
        if policy.is_awaiting:
            continue
        status = adoption.status(policy, project.school, day, project.histories[policy.code])
        if status.is_due and status.review:
            key = "reviews.overdue-item" if status.is_overdue else "reviews.due-item"
            title = project.school.fill(policy.title(language), language)
            when = date_in_words(status.review.isoformat(), language)
            items.append("- " + say(key, language, title=title, code=policy.code, date=when))
    return items
