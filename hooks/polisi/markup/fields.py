"""Fields of forms and letters: what a reader fills in on the screen or on paper.

In Markdown a field is a paragraph, ``(text) Your name {#name}``; the answers to a ``(choice)`` are
the list after it; ``(rows 5) Name | Role {#users}`` is a table with five empty rows. In a sentence
a gap says what goes in: ``Dear (text: name of the parent),``. The kinds are English words in both
languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

KINDS = ("text", "long", "email", "phone", "date", "number", "tick", "choice", "sign")
_KIND = "|".join(KINDS)
BLOCK = re.compile(
    rf"^\((?P<kind>{_KIND}|rows [1-9]\d?)\)[ ]+(?P<label>[^\n]+?)[ ]*\{{#(?P<id>[a-z][a-z0-9-]*)\}}"
    r"[ ]*$(?P<answers>(?:\n\n?-[ ]+[^\n]+(?:\n-[ ]+[^\n]+)*)?)",
    re.MULTILINE,
)
"""A field that stands by itself; ``answers`` is the list after it, which only a choice has."""
GAP = re.compile(rf"\((?P<kind>{_KIND}):[ ]+(?P<label>[^()\n]+)\)")
ALMOST = re.compile(
    rf"^\((?:{_KIND}|rows[^)\n]*)\)(?![^\n]*\{{#[a-z][a-z0-9-]*\}}[ ]*$)[^\n]*", re.MULTILINE
)
"""A field without an id."""
BOXES = "☐☑☒□▢❏❑⬜"
BOXES_IN = frozenset(BOXES)
BOX = re.compile(rf"^[ ]*(?:[-*+][ ]+)?[{BOXES}].*", re.MULTILINE)
"""A box to tick, as a word processor writes it."""
COLUMN = re.compile(r"\|(?![^{}]*\}\})")
"""Between two columns, and not inside ``{{ roles.headteacher | meddal }}``."""
ITEM = re.compile(r"^-[ ]+(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Field:
    """A field that stands by itself."""

    kind: str
    """One of ``KINDS``, or ``rows``."""
    label: str
    """What the field asks for; the columns, joined by ``|``, of a table."""
    id: str
    answers: tuple[str, ...] = ()
    """What a choice offers."""
    rows: int = 0

    @property
    def columns(self) -> list[str]:
        """The headings of a table."""
        return [column.strip() for column in COLUMN.split(self.label)]


def almost(body: str) -> Iterator[re.Match[str]]:
    """Yield what was meant as a field and is none."""
    if "(" in body:
        yield from ALMOST.finditer(body)
    if not BOXES_IN.isdisjoint(body):
        yield from BOX.finditer(body)


def fields(body: str) -> list[Field]:
    """Find the fields of a text, in order."""
    return [field(found) for found in BLOCK.finditer(body)] if "{#" in body else []


def field(found: re.Match[str]) -> Field:
    """Read a field off a match of ``BLOCK``."""
    kind, _, rows = found["kind"].partition(" ")
    answers = tuple(ITEM.findall(found["answers"])) if kind == "choice" else ()
    return Field(kind, found["label"], found["id"], answers, int(rows or 0))


def outline(body: str) -> list[str]:
    """Say what both languages must have in common: kinds, ids, numbers of answers and columns."""
    if "(" not in body:
        return []
    found = [
        f"({each.kind}{f' {each.rows}' if each.rows else ''}) {each.id}"
        + (f" × {len(each.answers)}" if each.answers else "")
        + (f" × {len(each.columns)}" if each.rows else "")
        for each in fields(body)
    ]
    return found + [f"({gap['kind']}: …)" for gap in GAP.finditer(body)]
