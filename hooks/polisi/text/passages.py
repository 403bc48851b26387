"""Writing a passage into a Markdown file: every other byte of the file stays."""

from __future__ import annotations

from polisi.text import documents, front_matter
from polisi.text.documents import HEADING, HEADING_ID


def with_passage(text: str, id_: str, title: str, body: str) -> str:
    """Return a file with another title and body under the heading that has an id.

    Raises ``ValueError`` with the id where there is no such heading, or more than one.
    """
    lines = text.splitlines(keepends=True)
    start, end = _span(lines, id_, text)
    newline = _newline(lines)
    sign = lines[start].split(" ")[0].rstrip("\r\n")
    heading = f"{'#' * _level(sign)} {title} {{#{id_}}}{newline}"
    last = end
    while last > start + 1 and not lines[last - 1].strip():
        last -= 1
    gap = lines[start + 1 : _first(lines, start + 1, last)] or [newline]
    written = [f"{line}{newline}" for line in body.splitlines()]
    if last == end and end == len(lines) and not lines[-1].endswith("\n"):
        written[-1] = written[-1].removesuffix(newline)
    return "".join([*lines[:start], heading, *gap, *written, *lines[last:end], *lines[end:]])


def with_new_passage(text: str, after: str, level: int, id_: str, title: str, body: str) -> str:
    """Return a file with another passage: after the one with an id, or at the end.

    Raises ``ValueError`` as above.
    """
    lines = text.splitlines(keepends=True)
    newline = _newline(lines)
    end = _span(lines, after, text)[1] if after else len(lines)
    before = lines[:end]
    while before and not before[-1].strip():
        before.pop()
    if before and not before[-1].endswith("\n"):
        before[-1] += newline
    said = [f"{'#' * level} {title} {{#{id_}}}", "", *body.splitlines()]
    written = [newline, *(f"{line}{newline}" for line in said)]
    rest = lines[end:]
    return "".join([*before, *written, *([newline] if rest else ()), *rest])


def _span(lines: list[str], id_: str, text: str) -> tuple[int, int]:
    """Return the line of a heading and the one after its passage, counted from 0."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    _, _, first = front_matter.split(plain)
    headings = [
        (number, _id(line))
        for number, line in enumerate(lines)
        if number >= first - 1 and HEADING.match(line.rstrip("\r\n"))
    ]
    found = [number for number, name in headings if name == id_]
    if len(found) != 1:
        raise ValueError(id_)
    ends = [number for number, _ in headings if number > found[0]]
    return found[0], ends[0] if ends else len(lines)


def _id(line: str) -> str:
    found = HEADING_ID.search(line.rstrip("\r\n").strip())
    return found[1] if found else ""


def _level(sign: str) -> int:
    return len(sign) - len(sign.lstrip("#"))


def _first(lines: list[str], start: int, end: int) -> int:
    """Return the first line that is not empty."""
    return next((number for number in range(start, end) if lines[number].strip()), end)


def _newline(lines: list[str]) -> str:
    return "\r\n" if lines and lines[0].endswith("\r\n") else "\n"


def has_heading(text: str) -> bool:
    """Tell whether a text that is to stand under a heading would begin another one."""
    return bool(documents.HEADING.search(text))
