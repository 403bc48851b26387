"""Reviews to come: a calendar to subscribe to, and a list of those that are due."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from polisi.pages.plan import Plan
from polisi.policies import adoption
from polisi.project import Project
from polisi.words.languages import Language
from polisi.words.phrases import say
from polisi.words.welsh import date as date_in_words

NOTICE = timedelta(days=adoption.SOON)
"""How long before a review a calendar reminds."""


def calendar(plan: Plan, language: Language, site_url: str) -> str:
    """Return the calendar of all reviews (RFC 5545), a day each, in a language."""
    # slow to load, and not needed by the checks
    from icalendar import Alarm, Calendar, Event, vText

    school = plan.school.name(language)
    feed = Calendar()
    feed.add("prodid", "-//Polisi//reviews//EN")
    feed.add("version", "2.0")
    name = vText(say("reviews.calendar", language, school=school))  # else it is not escaped
    feed.add("x-wr-calname", name)
    for policy in plan.all_policies:
        status = plan.statuses[policy.code]
        if status.adoption is None or status.review is None:
            continue
        title = plan.policy_title(policy, language)
        event = Event()
        event.add("uid", f"{policy.code.lower()}-{status.review}-{language}@polisi")
        event.add("dtstamp", datetime.combine(status.adoption.date, time(), UTC))
        event.add("dtstart", status.review)
        event.add("dtend", status.review + timedelta(days=1))
        event.add("summary", say("reviews.event", language, title=title), {"language": language})
        event.add(
            "description", adoption.in_words(status, language, policy.kind), {"language": language}
        )
        if site_url:
            event.add("url", site_url + plan.policy_address(policy.code, language))
        reminder = Alarm()
        reminder.add("action", "DISPLAY")
        reminder.add("description", say("reviews.event", language, title=title))
        reminder.add("trigger", -NOTICE)
        event.add_component(reminder)
        feed.add_component(event)
    text: bytes = feed.to_ical()
    return text.decode()


def due(project: Project, day: date, language: Language) -> list[str]:
    """List the reviews that are overdue or near, as items of a Markdown list."""
    items, in_force = [], project.in_force
    for policy in in_force.policies.values():
        if policy.is_awaiting:
            continue
        status = adoption.status(policy, project.school, day, project.histories[policy.code])
        if status.is_due and status.review:
            key = "reviews.overdue-item" if status.is_overdue else "reviews.due-item"
            title = project.school.fill(policy.title(language), language)
            when = date_in_words(status.review.isoformat(), language)
            items.append("- " + say(key, language, title=title, code=policy.code, date=when))
    return items
