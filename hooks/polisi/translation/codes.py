"""What a translator must not change inside a sentence: values, references, marks of Markdown.

Each becomes an inline code, which translation tools show as a block with its spoken form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from polisi.markup.fields import KINDS
from polisi.markup.syntax import PLACEHOLDER, REFERENCE

CODE = re.compile(
    "|".join((
        rf"(?P<value>{re.sub('[(](?![?])', '(?:', PLACEHOLDER.pattern)})",
        rf"(?P<reference>{REFERENCE.pattern})",
        r"(?P<code>`[^`\n]+`)",
        r"(?P<attributes>\{:[^{}\n]*\})",
        rf"(?P<gap>\((?:{'|'.join(KINDS)}):[ ])",
        r"(?P<image>!\[)",
        r"(?P<link>\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\))",
        r"(?P<address><(?:https?|mailto):[^>\s]+>)",
        r"(?P<entity>&(?:#\w+|[a-zA-Z]\w*);)",
        r"(?P<escape>\\[\\`*_{}\[\]()>#+.!-])",
        r"(?P<strong>\*\*|__)",
        r"(?P<emphasis>\*(?=\S)|(?<=\S)\*)",
    ))
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """Text that is to be translated."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Text that stays as it is."""

    kind: str
    written: str
    name: str
    """What it is called whatever stands around it: a value's name without its filter."""


Piece = Words | Code


def pieces(text: str) -> Iterator[Piece]:
    """Part a text into words and codes; put together again, they are the text."""
    end = 0
    for found in CODE.finditer(text):
        if found.start() > end:
            yield Words(text[end : found.start()])
        value = PLACEHOLDER.fullmatch(found[0])
        name = f"{{{{ {value[1]} }}}}" if value else found[0]
        yield Code(str(found.lastgroup), found[0], name)
        end = found.end()
    if end < len(text):
        yield Words(text[end:])


def shown(code: Code, spoken: Mapping[str, str]) -> str:
    """Return what a code is called on a translator's screen."""
    return spoken.get(code.name) or code.written


def words(text: str) -> int:
    """Count the words that a translator translates."""
    said = " ".join(piece.text if isinstance(piece, Words) else " " for piece in pieces(text))
    return sum(any(map(str.isalnum, word)) for word in said.split())
