"""YAML with line numbers: the front matter of a page, and ``school.yml``.

PyYAML's C parser reads events that know their lines. Strings stay as written, so that
``1.10`` is not 1.1 and ``no`` is not False; whoever needs a date or a number converts it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import yaml

from polisi.data import Loader
from polisi.model import Located
from polisi.problems import Problem

CLOSED = re.compile(r"\s*[\w-]+:\s*(\{\s*\}|\[\s*\])$")
"""An entry that says that it is empty."""
TAB = re.compile(r"[ ]*\t")
"""An indent with a tab, which YAML does not take."""

TOP_LEVEL = re.compile(r"^(?=[\w\"'][^\n]*:)", re.MULTILINE)
"""Where an entry of a file begins: a key at the margin."""
MAX_PROBLEMS = 20
"""Whoever mistakes the whole file need not read it all again."""
NULL = {"", "~", "null", "Null", "NULL"}
MAX_DEPTH = 12
"""No file of ours nests deeper; a bomb does."""
UNSEEN = "\x02\x03\ue000\ue001\u00ad"
"""Characters that nobody sees: Python-Markdown and ``markup`` use four as marks, and a soft hyphen,
which word processors leave behind, would part the word for search."""


def without_unseen(text: str) -> str:
    """Take out characters that nobody sees and that mean nothing to a reader."""
    for character in UNSEEN:
        if character in text:
            text = text.replace(character, "")
    return text


def normal(text: str) -> str:
    """Make line ends alike, and letters with their accents; take out what nobody sees."""
    text = without_unseen(text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def strings(value: object) -> Iterator[Located]:
    """Yield the strings of what was read, which know their lines; keys are none."""
    if isinstance(value, Located):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


def found_at(value: object, place: Iterable[str]) -> object:
    """Return what stands at a place of what was read, or None where nothing does."""
    for key in place:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def parse(yaml_text: str, path: str, first_line: int) -> tuple[dict[str, object], list[Problem]]:
    """Read a YAML mapping whose strings and keys know their lines.

    ``first_line`` is the line of the file on which ``yaml_text`` starts. Returns the mapping
    (empty when it can't be read) and the problems: broken YAML, a key given twice, a top level
    that is no mapping, anchors and tags (which nobody here needs and a bomb is made of).

    YAML ends where it breaks, so what stands under each key is then read by itself: several
    mistakes show at once, each where it was made.
    """
    values, problems, is_broken = _parse(yaml_text, path, first_line)
    if not is_broken:
        return values, problems
    apart: list[Problem] = []
    line = first_line
    for part in TOP_LEVEL.split(yaml_text):
        apart += _parse(part.rstrip(), path, line)[1] if part.strip() else []
        line += part.count("\n")
    return {}, apart[:MAX_PROBLEMS] or problems


def _parse(
    yaml_text: str, path: str, first_line: int
) -> tuple[dict[str, object], list[Problem], bool]:
    """Read a mapping; also tell whether its YAML breaks off, so that the rest was not read."""
    reading = _Reading(path, first_line)
    try:
        return reading.root(yaml_text), reading.problems, False
    except _BrokenError as broken:
        values = {"detail": broken.detail}
        return {}, [Problem("yaml-broken", path, broken.line, values=values)], False
    except (yaml.YAMLError, ValueError) as error:
        return {}, [misread(error, yaml_text, path, first_line)], True


def misread(error: Exception, yaml_text: str, path: str, first_line: int = 1) -> Problem:
    """Say what is wrong, and where, when PyYAML could not read a text."""
    if isinstance(error, yaml.MarkedYAMLError):
        return _misread(error, yaml_text, path, first_line)
    line, detail = first_line, str(error).split("\n")[0]
    if isinstance(error, yaml.reader.ReaderError):
        line += yaml_text.encode()[: error.position].count(b"\n")
        detail = str(error.reason)
    return Problem("yaml-broken", path, line, values={"detail": detail})


def _misread(error: yaml.MarkedYAMLError, yaml_text: str, path: str, first_line: int) -> Problem:
    """Say what is wrong where the parser could not go on."""
    mark, lines = error.problem_mark or error.context_mark, yaml_text.split("\n")
    at = min(getattr(mark, "line", 0), len(lines) - 1)  # the end counts as one line more
    line = first_line + at
    if TAB.match(lines[at]):
        return Problem("yaml-tab", path, line)
    if closed := CLOSED.match(lines[at - 1].split(" #")[0].rstrip()) if at else None:
        values = {"entry": closed[0].strip(), "signs": closed[1]}
        return Problem("yaml-closed", path, line - 1, values=values)
    detail = str(error.problem or error.context or "YAML")
    return Problem("yaml-broken", path, line, values={"detail": detail})


class _BrokenError(Exception):
    """YAML that is well-formed and more than we take."""

    def __init__(self, line: int, detail: str) -> None:
        self.line = line
        self.detail = detail


class _Reading:
    """Builds values from the parser's events.

    PyYAML's own composer recurses in C, and crashes the process on a file that nests deep enough.
    """

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.problems: list[Problem] = []
        self.next_event: Callable[[], Any]
        self.has_escapes = False

    def root(self, yaml_text: str) -> dict[str, object]:
        self.next_event = Loader(yaml_text).get_event  # without yaml.parse: a third of the time
        self.has_escapes = "\\" in yaml_text
        value: object = None
        while not isinstance(event := self.next_event(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent) and value is not None:
                raise _BrokenError(self.line(event), "---")
            if isinstance(event, yaml.NodeEvent):
                value = self.value(event, 0)
                if not isinstance(value, dict):
                    raise _BrokenError(self.first_line, "“key: value”")
        return value if isinstance(value, dict) else {}

    def line(self, event: yaml.Event) -> int:
        return int(getattr(event.start_mark, "line", 0)) + self.first_line

    def value(self, event: yaml.Event, depth: int) -> object:
        if type(event) is yaml.ScalarEvent and event.anchor is None and event.tag is None:
            return self.string(event)
        anchor = getattr(event, "anchor", None)
        if anchor:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            raise _BrokenError(self.line(event), f"{sign}{anchor}")
        tag = getattr(event, "tag", None)
        if tag:
            raise _BrokenError(self.line(event), tag)
        if depth >= MAX_DEPTH:
            raise _BrokenError(self.line(event), f"nested more than {MAX_DEPTH} deep")
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(depth)
        items = []
        while not isinstance(event := self.next_event(), yaml.SequenceEndEvent):
            items.append(self.value(event, depth + 1))
        return items

    def string(self, event: yaml.ScalarEvent) -> Located:
        text: str = event.value
        if text in NULL and event.implicit[0]:
            text = ""
        elif self.has_escapes:  # "\\x02" is one way to write what nobody sees
            text = without_unseen(text)
        return Located(text, self.line(event))

    def mapping(self, depth: int) -> dict[str, object]:
        values: dict[str, object] = {}
        while not isinstance(event := self.next_event(), yaml.MappingEndEvent):
            key = self.value(event, depth + 1)
            value = self.value(self.next_event(), depth + 1)
            if not isinstance(key, Located):
                raise _BrokenError(self.line(event), "a key that is not a word")
            if key in values:
                where = key.line
                self.problems.append(
                    Problem("yaml-key-twice", self.path, where, values={"key": str(key)})
                )
                continue
            values[key] = value
        return values
