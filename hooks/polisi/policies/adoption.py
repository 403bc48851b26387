"""What the governing body has decided on each policy, and when it looks at it again."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from polisi.model import Kind, Policy
from polisi.policies.texts.versions import History
from polisi.school.file import Adoption, Decision
from polisi.school.school import School
from polisi.words import welsh
from polisi.words.languages import Language
from polisi.words.phrases import of_kind, say

Standing = Literal["draft", "adopted", "changed", "altered"]
"""Not adopted; the text in force; an earlier version, or another text of this version, was adopted
and its text is not kept, so that what shows is not what was adopted (a preview goes on)."""
LAST_SECOND = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp())
DAY = "SOURCE_DATE_EPOCH"
"""Environment variable with the time of the build, in seconds (reproducible-builds.org)."""
SOON = 30
"""Days before a review on which it is called for."""


@dataclass(frozen=True, slots=True)
class Status:
    """Where a policy stands on a day."""

    standing: Standing
    version: str
    """The version that the text has."""
    history: History
    """Its texts."""
    adoption: Adoption | None = None
    review: date | None = None
    """Day by which the governing body looks at it again."""
    is_overdue: bool = False
    is_due: bool = False
    """Whether the review is overdue or falls within the next ``SOON`` days."""
    has_proposal: bool = False
    """Whether a newer text is written, which is not yet adopted."""

    @property
    def text(self) -> str:
        """Digest of the text that shows; see ``digest``."""
        in_force = self.history.in_force
        return in_force.text if in_force and self.standing == "adopted" else self.history.written


def today() -> date:
    """Return the day of the build: ``SOURCE_DATE_EPOCH`` (seconds) when set, or the real one.

    The variable is the one of reproducible-builds.org. What is no day of the years that dates of a
    school can have (empty, a word, a negative number, a far future) counts as not set.
    """
    return _told_day() or date.today()


def is_to_come(day: str) -> bool:
    """Tell whether a day has not come yet, neither by the clock nor by the day of the build."""
    return day > max(today(), date.today()).isoformat()


def unreadable_day() -> str:
    """Return what ``SOURCE_DATE_EPOCH`` says when that is no such day, or an empty string."""
    return "" if _told_day() else os.environ.get(DAY, "").strip()


def _told_day() -> date | None:
    epoch = os.environ.get(DAY, "").strip()
    if re.fullmatch(r"[0-9]{1,11}", epoch, re.ASCII) and int(epoch) < LAST_SECOND:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return None


def status(policy: Policy, school: School, day: date, history: History) -> Status:
    """Say where a policy, as it shows, stands on a day."""
    adoption = school.adoption.get(policy.code)
    if adoption is None:
        return Status("draft", policy.version, history)
    review = adoption.review or in_months(adoption.date, int(school.chosen["review_months"]))
    days = (review - day).days
    in_force = history.in_force
    if in_force and in_force.text == adoption.text:
        standing: Standing = "adopted"
    else:
        standing = "altered" if adoption.version == policy.version else "changed"
    return Status(
        standing,
        policy.version,
        history,
        adoption,
        review,
        days < 0,
        days <= SOON,
        history.has_proposal,
    )


def in_words(status: Status, language: Language, kind: Kind = "policy") -> str:
    """Say where a policy, or another ``kind`` of document, stands, in a sentence or two."""
    adopted = status.adoption
    if adopted is None:
        return say(of_kind("status.draft", kind), language)
    key, values = of_kind(f"status.{status.standing}", kind), decided(adopted, language)
    return say(key, language, version=adopted.version, new=status.version, **values)


def decided(decision: Decision, language: Language) -> dict[str, str]:
    """Return what phrases say of a decision: its day, who made it, the minute."""
    by = decision.by.cy if language == "cy" else decision.by.en
    minute = say("status.minute", language, minute=decision.minute) if decision.minute else ""
    day = welsh.date(decision.date.isoformat(), language)
    return {"date": day, "by": by, "minute": minute}


def in_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last one of a shorter month, or of all."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
