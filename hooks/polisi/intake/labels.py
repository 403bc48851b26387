"""Numbers that somebody has typed in front of a paragraph, and what kind of number one is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from polisi.intake.blocks import Block, Run, Runs, without_start, words
from polisi.markup.lists import BULLETS, ROMANS

Form = Literal["clause", "number", "letter", "roman", "capital", "bullet", ""]
DECIMAL = re.compile(r"\(?(\d{1,2}(?:\.\d{1,3}){1,4})(?:[.):]*[ \t]+|[.):]+|(?=[A-Z]))(?=\S)")
NUMBER = re.compile(r"\(?(\d{1,2})(?:[.)][ \t]*|\t[ \t]*|[ ]+(?=[A-Z]))(?=[^\d\s.,])")
LETTER = re.compile(r"(?:\(([a-z]|[ivx]{1,5})\)|([a-z]|[ivx]{1,5})[.)](?=[ \t]))[ \t]*(?=\S)")
SIGN = re.compile(
    rf"(?:[{BULLETS}\u2023\u25aa\uf0be\uf02d]|[-–—*](?=[ \t])|o(?=[ \t]{{2,}}|\t))[ \t]*(?=\S)"
)
UNIT = re.compile(
    r"(?:am|pm|a\.m|p\.m|yb|yh|yp|m|km|cm|%|per|million|years?|months?|weeks?|days?|hours?|"
    r"minutes?|blynedd|mis|wythnos|diwrnod|awr|munud|of|o)\b",
    re.IGNORECASE,
)
SHOWN_CLAUSE = re.compile(r"[^\w(]*(?:\w+[ ])?\(?(\d{1,3}(?:\.\d{1,3})+)[.)]*")
SHOWN_NUMBER = re.compile(r"[^\w(]*(?:\w+[ ])?\(?(\d{1,3})(?:\.0)?[.):]*")
SHOWN_LETTER = re.compile(r"\(?([A-Za-z]{1,5})[.)]*")
APART = 16
"""Words that a paragraph with a plain number and no stop has at most when it is a heading."""


def form(number: str) -> Form:
    """Say what kind of number one is.

    >>> form("4.2"), form("4."), form("(a)"), form("iv)"), form("•")
    ('clause', 'number', 'letter', 'roman', 'bullet')
    """
    if not number:
        return ""
    if number == "•":
        return "bullet"
    if SHOWN_CLAUSE.fullmatch(number):
        return "clause"
    if SHOWN_NUMBER.fullmatch(number):
        return "number"
    if found := SHOWN_LETTER.fullmatch(number):
        letters = found[1]
        if letters.isupper():
            return "capital"
        return "roman" if letters in ROMANS and letters not in "cdlmvx" else "letter"
    return ""


def plain(number: str) -> str:
    """Return a number as somebody refers to it: ``4.2``, ``4``, ``a``."""
    for pattern in (SHOWN_CLAUSE, SHOWN_NUMBER, SHOWN_LETTER):
        if found := pattern.fullmatch(number):
            return found[1]
    return ""


def depth(number: str) -> int:
    """Return how many parts a number has: 2 for ``4.2``, and 0 for what is none.

    >>> depth("4.2"), depth("4."), depth("(a)")
    (2, 1, 0)
    """
    kind = form(number)
    if kind == "number":
        return 1
    return plain(number).count(".") + 1 if kind == "clause" else 0


def labelled(block: Block) -> Block:
    """Take a number or a bullet that somebody has typed out of a paragraph's words."""
    if block.number or block.kind in ("table", "title") or not block.runs:
        return block
    runs = _from_first_word(block.runs)
    text = "".join(run.text for run in runs).replace("\xa0", " ")
    found: re.Match[str] | None
    if block.kind == "heading":
        found = DECIMAL.match(text) or NUMBER.match(text)
        return _taken(block, runs, found, found[1]) if found else replace(block, runs=runs)
    if found := SIGN.match(text):
        block = replace(block, kind="item")
        return _taken(block, runs, found, "•")
    if (found := DECIMAL.match(text)) and not UNIT.match(text, found.end()):
        return _taken(block, runs, found, found[1])
    if (found := NUMBER.match(text)) and not UNIT.match(text, found.end()):
        has_sign = text[found.end(1) : found.end(1) + 1] in (".", ")", "\t")
        is_short = len(words(runs).split()) <= APART and words(runs)[-1:] not in ".;,"
        if has_sign or is_short:
            return _taken(block, runs, found, f"{found[1]}.")
    if found := LETTER.match(text):
        return _taken(block, runs, found, f"({found[1] or found[2]})")
    return replace(block, runs=runs)


def _taken(block: Block, runs: Runs, found: re.Match[str], number: str) -> Block:
    return replace(block, number=number, runs=without_start(runs, found.end()))


def _from_first_word(runs: Runs) -> Runs:
    """Return runs without white space before the first word."""
    for at, run in enumerate(runs):
        if text := run.text.lstrip():
            return (Run(text, run.bold, run.italic, run.link), *runs[at + 1 :])
    return ()
