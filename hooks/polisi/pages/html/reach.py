"""Telephone numbers and e-mail addresses in a text as links, so that a touch rings or writes."""

from __future__ import annotations

import re

from polisi.markup.syntax import EMAIL
from polisi.school.school import dialled

TAG = re.compile(r"(<[^>]*>)")
CLOSED = ("a", "code", "button", "textarea")
"""Elements in which nothing becomes a link."""
NUMBER = re.compile(r"(?<![\w+/.-])(?:\+44 ?|0)\d{2,4}(?: \d{3,4}){1,3}(?![\w-]|[.,]\d)")
"""A telephone number as it is written in the United Kingdom."""
SHORT = re.compile(r"(?<![\w£./-])(?:999|112|101|111)(?![\w%-]|[.,]\d)")
"""The numbers of the police, an ambulance and advice on health; or just a figure."""
ABOUT = re.compile(
    r"\b(?:ring|phone|telephone|call|dial|police|ambulance|emergency|"
    r"ffoni\w*|deial\w*|galw\w*|heddlu|ambiwlans|argyfwng|brys)\b",
    re.IGNORECASE,
)
"""A sentence with one of these words is about ringing somebody."""
NO_COUNT = re.compile(
    r"\s*(?:$|[^\w\s]|(?:if|or|and|for|when|at|now|to|in|on|but|first|straight|immediately|"
    r"os|neu|a|ac|am|pan|ar|nawr|i|yn|yr|y|ond|fel|heb)\b)"
)
"""What follows a number that counts nothing: "101 learners" is no number to ring."""
MAYBE = re.compile(r"\d{3}|@")
SENTENCE = re.compile(r"[.!?:]\s")


def linked(html: str) -> str:
    """Return HTML with links on what one can ring or write to."""
    if not MAYBE.search(html):
        return html
    parts = TAG.split(html)
    closed = 0
    for place, part in enumerate(parts):
        if place % 2:
            name = re.match(r"</?(\w+)", part)
            if name and name[1] in CLOSED:
                closed += -1 if part.startswith("</") else 1
        elif part.strip() and not closed:
            parts[place] = _in_text(part)
    return "".join(parts)


def _in_text(text: str) -> str:
    text = NUMBER.sub(lambda found: _ring(found[0]), text)
    if "@" in text:
        text = EMAIL.sub(lambda found: f'<a href="mailto:{found[0]}">{found[0]}</a>', text)
    pieces = TAG.split(text)
    return "".join(
        piece if place % 2 else SHORT.sub(_short, piece) for place, piece in enumerate(pieces)
    )


def _short(found: re.Match[str]) -> str:
    """Link a short number if its sentence is about ringing, and it counts nothing."""
    ends = [each.end() for each in SENTENCE.finditer(found.string, 0, found.start())]
    start = ends[-1] if ends else 0
    end = SENTENCE.search(found.string, found.end())
    sentence = found.string[start : end.start() if end else None]
    is_number = ABOUT.search(sentence) and NO_COUNT.match(found.string, found.end())
    return _ring(found[0]) if is_number else found[0]


def _ring(number: str) -> str:
    return f'<a href="tel:{dialled(number)}">{number}</a>'
