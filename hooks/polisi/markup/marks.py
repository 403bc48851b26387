"""Marks: places that a text leaves open for what is known only when a page is made.

A text is read once, whatever the school's values are and on whichever pages it stands. What a
page decides (where a reference leads, a value, a field's control) is a mark in the text and in its
HTML: ``<OPEN>kind:value<CLOSE>``.
"""

from __future__ import annotations

import re

OPEN, CLOSE = "\ue000", "\ue001"
"""Private-use characters, which no keyboard writes; the reader takes them out of a text."""
MARK = re.compile(f"{OPEN}([a-z]+):([^{CLOSE}]*){CLOSE}")

REFERENCE_MARK = "ref"
"""A clause's title, with a link to it; the value is its id."""
TITLE_MARK = "title"
"""A clause's title without a link, where a link can't be."""
LINK_MARK = "to"
"""What a link leads to: in a text as written, later an address of the site."""
VALUE_MARK = "value"
"""A value of the school, ``name`` or ``name:filter``; a law that has an address is a link."""
WORDS_MARK = "words"
"""The same without a link: inside links and code."""
ATTRIBUTE_MARK = "attribute"
"""The same in an attribute: a title, an alternative text, part of an address."""
ADDRESS_MARK = "address"
"""The same as a whole address."""
NOTE_MARK = "note"
"""The title of a note that has none of its own; the value is its kind."""
TERM_MARK = "term"
"""A word that the glossary explains: its key, and the word as it stands."""
FIELD_MARK = "field"
"""A field of a form; the value is its number in the text."""
BLANK_MARK = "blank"
"""A gap in a sentence of a letter, numbered with the fields."""
GAP_MARK = "gap"
"""A value that a school has not filled in yet, in a preview."""

CLAUSE_MARK = "clause"
"""The address of a clause; the value is its id. This and those that follow no text has: templates
leave them."""
COUNTERPART_MARK = "counterpart"
"""The address of a clause in the other language."""
READERS_MARK = "readers"
"""Whom a clause is for, if its page does not say so."""


def value_mark(found: re.Match[str], kind: str = VALUE_MARK) -> str:
    """Leave a mark for a value, its name and filter found by ``syntax.PLACEHOLDER``."""
    return mark(kind, ":".join(filter(None, found.groups())))


def mark(kind: str, value: str) -> str:
    """Leave a place open."""
    return f"{OPEN}{kind}:{value}{CLOSE}"
