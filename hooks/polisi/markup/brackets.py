"""Links and images of Markdown, found in a time that grows no faster than the text.

Python-Markdown looks for the end of each bracket by itself: ten thousand of them took it a minute.
"""

from __future__ import annotations

from markdown.core import Markdown
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    LINK_RE,
    ImageInlineProcessor,
    LinkInlineProcessor,
)


def closing(text: str) -> dict[int, int]:
    """Return where each bracket of a text is closed, of those that are."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for place, sign in enumerate(text):
        if sign == "[":
            opened.append(place)
        elif sign == "]" and opened:
            found[opened.pop()] = place
    return found


class _Brackets(LinkInlineProcessor):
    """Looks all brackets of a text up at once."""

    _text = ""
    _closing: dict[int, int] = {}  # noqa: RUF012 – replaced, never changed

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802
        """Return what stands in the bracket before a place; the signature is Python-Markdown's."""
        if data is not self._text:
            self._text, self._closing = data, closing(data)
        end = self._closing.get(index - 1)
        return ("", index, False) if end is None else (data[index:end], end + 1, True)


class _Images(_Brackets, ImageInlineProcessor):
    """Images, whose words stand in brackets too."""


def register(md: Markdown) -> None:
    """Take the place of Python-Markdown's own links and images."""
    md.inlinePatterns.register(_Brackets(LINK_RE, md), "link", 160)
    md.inlinePatterns.register(_Images(IMAGE_LINK_RE, md), "image_link", 150)
