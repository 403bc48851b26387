"""The lexicon of Markdown."""

from __future__ import annotations

import pytest

from polisi.markup.syntax import without_code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a `b` c", "a     c"),
        ("a ``b ` c`` d", "a           d"),
        ("a `b\nc` d", "a `b\nc` d"),
        ("\\`a <b> \\`", "\\`a <b> \\`"),
        ("`a\nb` <img> `c`", "`a\nb` <img> `c`"),
        ("plain", "plain"),
    ],
)
def test_without_code(text: str, expected: str) -> None:
    """What Markdown might not take for code is not blanked out."""
    assert without_code(text) == expected
