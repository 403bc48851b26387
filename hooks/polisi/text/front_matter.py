"""The front matter at the head of a Markdown file: parted from its body, and written into."""

from __future__ import annotations

import re
from collections.abc import Callable

from polisi.yaml_files.entries import Keys, Value, with_value

FENCE = re.compile(r"---[ \t]*(?:\n|\Z)")
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def split(text: str) -> tuple[str | None, str, int]:
    """Split a page into front matter, body and the line on which the body starts.

    The front matter is None when it is never closed, and empty when there is none. ``text`` has
    ``\\n`` line ends and no byte order mark.
    """
    opening = FENCE.match(text)
    if not opening:
        return "", text, 1
    closing = CLOSING.search(text, opening.end())
    if not closing:
        return None, "", 1
    body_start = min(closing.end() + 1, len(text))
    return (
        text[opening.end() : closing.start()],
        text[body_start:],
        text.count("\n", 0, body_start) + 1,
    )


def with_header_value(text: str, place: Keys, value: Value) -> str:
    """Return a Markdown file with a value at a place of its front matter.

    Raises ``ValueError`` as ``entries.with_value`` does.
    """
    return in_header(text, lambda head: with_value(head, place, value))


def with_header_row(text: str, place: Keys, value: Value) -> str:
    """Return a Markdown file with a table at a place of its front matter, on a line of its own.

    Raises ``ValueError``, also where something is there already.
    """

    def written(head: str) -> str:
        return with_value(with_value(head, place, "~"), place, value, whole=True)

    return in_header(text, written)


def in_header(text: str, change: Callable[[str], str]) -> str:
    """Return a Markdown file with its front matter changed, and nothing else.

    ``text`` is the file as it is, line ends and byte order mark included. Raises ``ValueError``
    when it has no front matter.
    """
    plain = re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff"))
    yaml_text, _, first_line = split(plain)
    if yaml_text is None or first_line == 1:
        raise ValueError("no front matter")
    lines = LINE.findall(text)
    end = 1 + yaml_text.count("\n")
    return "".join([lines[0], change("".join(lines[1:end])), *lines[end:]])
