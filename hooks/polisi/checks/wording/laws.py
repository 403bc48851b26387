"""Rules for law: what a clause cites is in force, was looked at lately, and is cited by its key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from polisi.checks.references import line_at, texts_of
from polisi.facts import laws
from polisi.markup.syntax import PLACEHOLDER
from polisi.policies.adoption import today
from polisi.problems import Problem
from polisi.project import Project
from polisi.text.documents import Document
from polisi.words.languages import Language
from polisi.words.welsh import mutate

YEAR = re.compile(r"(?<![\w.])(?:19|20)\d\d\b")
MAX_AGE = timedelta(days=550)
"""How long an entry holds that nobody has looked at: a year and a half."""


def check(project: Project) -> Iterator[Problem]:
    """Check what the documents cite."""
    for document in project.documents:
        for clause, text, first in texts_of(document):
            yield from _cited(document, clause, text, first)
            yield from _named(document, clause, text, first)


def _cited(document: Document, clause: str, text: str, first: int) -> Iterator[Problem]:
    """Check the laws and platforms that a text cites by key."""
    for found in PLACEHOLDER.finditer(text) if "{{" in text else ():
        group, _, key = found[1].partition(".")
        row: laws.Law | laws.Platform | None = None
        if group == "laws":
            row = laws.all_laws().get(key)
        elif group in ("platforms", "reports"):
            row = laws.all_platforms().get(key)
        if row is None:  # another rule's business
            continue
        at = line_at(text, found.start(), first)
        title = laws.title(found[1], document.language) or key
        if isinstance(row, laws.Law) and row.standing == "repealed":
            new = f"{{{{ laws.{row.replaced_by} }}}}" if row.replaced_by else "–"
            values = {"title": title, "use": new}
            yield Problem("law-repealed", document.path, at, clause, values)
        elif not row.checked or today() - date.fromisoformat(row.checked) > MAX_AGE:
            values = {"title": title, "date": row.checked or "–", "key": found[1]}
            yield Problem("law-unchecked", document.path, at, clause, values)


def _named(document: Document, clause: str, text: str, first: int) -> Iterator[Problem]:
    """Find laws that a text names in words: nobody would notice when they are repealed."""
    if not YEAR.search(text):
        return
    there = [title for title in _titles(document.language) if title in text]
    for found in re.finditer("|".join(map(re.escape, there)), text) if there else ():
        key = _keys(document.language)[found[0]]
        law = laws.all_laws()[key]
        at = line_at(text, found.start(), first)
        if law.standing == "repealed":  # its entry is not to be cited: what follows it is
            key = law.replaced_by
        values = {"title": found[0], "key": f"laws.{key}"}
        if key:
            yield Problem("law-by-name", document.path, at, clause, values)


@cache
def _keys(language: Language) -> dict[str, str]:
    """Map each title that has a year to its key, in Welsh also mutated ("Ddeddf Difenwi 2013").

    Titles without a year are words that may mean more.
    """
    return {
        form: key
        for key, law in sorted(laws.all_laws().items(), key=_is_in_force)
        for title in (law.titles[language],)
        if YEAR.search(title)
        for form in ({title, mutate(title, "meddal")} if language == "cy" else {title})
    }


def _is_in_force(row: tuple[str, laws.Law]) -> bool:
    """Tell whether a law is in force: of two with one title, the last one counts."""
    return row[1].standing != "repealed"


@cache
def _titles(language: Language) -> Sequence[str]:
    """Return those titles, the longest first: of two that a text has at one place, it counts."""
    return sorted(_keys(language), key=len, reverse=True)
