"""The site's own scripts, as readers get them: without what only explains them to programmers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from polisi.pages.html.templates import text_of

FOLDER = "assets"
"""Where the scripts are, below ``overrides/`` and in the site alike."""
COMMENT = re.compile(r"^[ \t]*/\*(?!!)[^*]*\*+(?:[^/*][^*]*\*+)*/[ \t]*\n", re.MULTILINE)
"""A comment that has its lines to itself. One that starts with an exclamation mark is a licence."""


def scripts(overrides: Path) -> Iterator[Path]:
    """Yield the template's scripts; those that a school keeps in a folder of its own are copied."""
    yield from sorted((overrides / FOLDER).glob("*.js"))


def lean(script: Path) -> str:
    """Return the text of a script without its comments. Raises ``BrokenTemplateError``."""
    return COMMENT.sub("", text_of(script, f"overrides/{FOLDER}/{script.name}"))
