"""What the governing body has decided on each policy, and when it looks at it again."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from polisi.markup.syntax import PLACEHOLDER
from polisi.model import Kind, Policy
from polisi.policies import stamps
from polisi.school.file import Adoption
from polisi.school.school import School
from polisi.words import welsh
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import of_kind, say

Standing = Literal["draft", "adopted", "changed", "altered"]
"""Not adopted; adopted as it stands; an earlier version was adopted; this version was, and the
school has changed its text since (own clauses, options)."""
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
    text: str = ""
    """Digest of the text that shows; see ``fingerprint``."""
    adoption: Adoption | None = None
    review: date | None = None
    """Day by which the governing body looks at it again."""
    is_overdue: bool = False
    is_due: bool = False
    """Whether the review is overdue or falls within the next ``SOON`` days."""


def today() -> date:
    """Return the day of the build: what ``SOURCE_DATE_EPOCH`` says, or the real one."""
    return _told_day() or date.today()


def unreadable_day() -> str:
    """Return what ``SOURCE_DATE_EPOCH`` says when that is no day, or an empty string."""
    return "" if _told_day() else os.environ.get(DAY, "").strip()


def _told_day() -> date | None:
    try:
        return datetime.fromtimestamp(int(os.environ.get(DAY, "")), UTC).date()
    except (ValueError, OverflowError, OSError):  # nothing, no number, or no year that there is
        return None


def status(policy: Policy, school: School, day: date) -> Status:
    """Say where a policy stands on a day."""
    adoption, text = school.adoption.get(policy.code), fingerprint(policy, school)
    if adoption is None:
        return Status("draft", policy.version, text)
    review = adoption.review or in_months(adoption.date, int(school.chosen["review_months"]))
    days = (review - day).days
    standing: Standing = "adopted" if adoption.version == policy.version else "changed"
    if standing == "adopted" and adoption.text and adoption.text != text:
        standing = "altered"
    return Status(standing, policy.version, text, adoption, review, days < 0, days <= SOON)


def in_words(status: Status, language: Language, kind: Kind = "policy") -> str:
    """Say where a policy, or another ``kind`` of document, stands, in a sentence or two."""
    if status.adoption is None:
        return say(of_kind("status.draft", kind), language)
    adopted = status.adoption
    by = adopted.by.cy if language == "cy" else adopted.by.en
    values = {
        "date": welsh.date(adopted.date.isoformat(), language),
        "by": by,
        "version": adopted.version,
        "new": status.version,
    }
    minute = say("status.minute", language, minute=adopted.minute) if adopted.minute else ""
    key = of_kind(f"status.{status.standing}", kind)
    return say(key, language, **values, minute=minute)


def fingerprint(policy: Policy, school: School) -> str:
    """Digest what a policy says in this school: 8 hexadecimal digits of BLAKE2s.

    ``policy`` is as the school shows it. Names and contacts make no difference; the clauses that
    show, their texts in both languages and the values of options that they say do.
    """
    lines = []
    for clause in policy.clauses:
        texts = (clause.texts[language] for language in LANGUAGES if language in clause.texts)
        lines.append(" ".join([clause.id, *map(stamps.digest_of_source, texts)]))
        for passage in clause.texts.values():
            lines += [
                f"{found[1]}: {school.value(found[1], 'en')}"
                for found in PLACEHOLDER.finditer(passage.body)
                if found[1].startswith("options.")
            ]
    return hashlib.blake2s("\n".join(lines).encode(), digest_size=4).hexdigest()


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
