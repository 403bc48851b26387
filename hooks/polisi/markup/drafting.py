"""Notes to those who adapt a text (``!!! drafting``): found in every spelling, published in none.

A note is a line that starts with ``!!!`` and says "drafting", "draft" or "drafftio", and the lines
set in below it. What a person would take for a note and is none (in a list, set in by too little,
with other signs) is a fault, so that it can't be published by mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

WORD = r"(?:d?drafft|draft)\w*"
NOTE = re.compile(rf"[ ]{{0,3}}!!![ \t\u00a0]*(?:[\w-]+[ \t\u00a0]+)*?{WORD}\b", re.IGNORECASE)
"""The first line of a note."""
LIKE_NOTE = re.compile(
    rf"(?:!!|\?\?|:::).*\b{WORD}\b|^[ ]{{0,3}}[!‼]+[ ]*{WORD}|\[!(?:draft|drafft)", re.IGNORECASE
)
"""A line that looks like one, wherever it stands."""
THIS = (
    r"(?:this|these|the[ ](?:above|following))(?:[ ]\w+)?[ ]"
    r"(?:paragraph|section|clause|sentence|text|wording|note|guidance|box|page)s?"
)
HWN = (
    r"(?:(?:['’]r|[ ]yr?)[ ](?:paragraff|adran|cymal|frawddeg|testun|geiriad|nodyn|canllaw|blwch"
    r"|dudalen)[ ](?:hwn|hon|uchod|isod))?"
)
"""What is to be taken out before a text is published; else it may be faces, or names."""
LIKE_WORDS = re.compile(
    r"(?:^|[.!?:;][ ])[\W_]*"
    r"(?:(?:drafting|draft|internal|(?:drafter|ed|editor|author|translator)(?:['’]?s|\.))"
    r"[ -]+notes?|notes?[ ]for[ ]drafting|note[ ]to[ ]self|(?:NB|DS)[ ](?:drafters?|editors?"
    r"|translators?|cyfieithydd|golygydd|drafftiwr)\b"
    r"|(?:guidance[ ])?notes?[ ](?:to|for)[ ](?:the[ ])?"
    r"(?:drafters?|editors?|translators?|schools?)(?=[_*]*(?::|[ ][-–—]))"
    r"|nod(?:yn|iadau)[ ](?:ar[ ]gyfer[ ])?(?:d?drafft(?:io)?|mewnol)\b"
    r"|nod(?:yn|iadau)[ ]i(?:['’]r)?[ ](?:g?olygydd\w*|[cg]yfieithydd\w*|d?drafftiwr|ysgol(?:ion)?)"
    r"(?=[_*]*(?::|[ ][-–—]))"
    rf"|(?:delete|remove|omit)(?:[ ]{THIS})?[ ]before[ ](?:publi|adopt)"
    rf"|(?:dileu|dileer|dilëwch|tynnwch){HWN}[ ]cyn[ ](?:cyhoeddi|mabwysiadu)"
    r"|(?:school|ysgol)[ ](?:to|i)[ ](?:complete|fill|choose|lenwi|gwblhau|ddewis)\w*\]"
    r"|(?:drafting|draft|drafft(?:io)?)[_*]*:)",
    re.IGNORECASE,
)
"""A text that says itself that it is one."""
MIGHT_BE = (
    "draf", "note", "nodyn", "nodiad", "before publi", "before adopt", "cyn cyhoeddi",
    "cyn mabwysiadu", "school to ", "ysgol i ", "nb ", "ds ",
)  # fmt: skip
"""What a text must have, in small letters, for a note or anything like one to stand in it."""
INDENT = re.compile(r"[ \t]*")
PLAIN = "!!! drafting"
SET_IN = 4


@dataclass(frozen=True, slots=True)
class Note:
    """A note, or what looks like one."""

    line: int
    """Line in the text, from 0."""
    text: str
    """As written."""


@dataclass(frozen=True, slots=True)
class Split:
    """A text and the notes in it."""

    published: str
    """The text, with an empty line for each line of a note."""
    preview: str
    """The text, with notes as Markdown wants them."""
    notes: tuple[Note, ...]
    faults: tuple[Note, ...]
    """What looks like a note and is none, or like part of one."""


@lru_cache(maxsize=32_768)
def split(text: str) -> Split:
    """Part a text from its notes."""
    small = text.lower()
    if not any(map(small.__contains__, MIGHT_BE)):
        return Split(text, text, (), ())
    published, preview = text.split("\n"), text.split("\n")
    notes, faults = [], []
    number = 0
    while number < len(published):
        line = published[number]
        if not NOTE.match(line):
            if LIKE_NOTE.search(line) or LIKE_WORDS.search(line):
                faults.append(Note(number, line.strip()))
            number += 1
            continue
        end, lazy = _end(published, number)
        notes.append(Note(number, "\n".join(published[number:end])))
        if end == number + 1 and not lazy and '"' not in line:
            faults.append(Note(number, line.strip()))  # its text stands below it, and is published
        faults += [Note(at, published[at].strip()) for at in lazy]
        preview[number:end] = list(_as_markdown(published[number:end]))
        published[number:end] = [""] * (end - number)
        number = end
    return Split("\n".join(published), "\n".join(preview), tuple(notes), tuple(faults))


def without_drafting(text: str) -> str:
    """Leave out the notes; lines keep their numbers."""
    return split(text).published


def _end(lines: list[str], start: int) -> tuple[int, list[int]]:
    """Return where a note ends, and the lines after it that somebody may have meant for it."""
    number, end = start + 1, start + 1
    while number < len(lines):
        line = lines[number]
        if not line.strip():
            number += 1
            continue
        width = len(INDENT.match(line.expandtabs(SET_IN))[0])  # type: ignore[index]
        if not width or (width < SET_IN and not lines[number - 1].strip()):
            break
        number += 1
        end = number
    follows = end < len(lines) and bool(lines[end].strip())
    is_half_in = number < len(lines) and lines[number][:1] in (" ", "\t")
    return end, [end] if follows else [number] if is_half_in else []


def _as_markdown(lines: list[str]) -> Iterator[str]:
    """Write a note as Markdown wants it."""
    title = re.search(r'"[^"]*"', lines[0])
    yield f"{PLAIN} {title[0]}" if title else PLAIN
    for line in lines[1:]:
        bare = line.expandtabs(SET_IN)
        is_set_in = bare.startswith(" " * SET_IN) or not bare.strip()
        yield bare if is_set_in else f"{' ' * SET_IN}{bare.strip()}"
