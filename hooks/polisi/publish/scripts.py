"""The site's own scripts, as readers get them: without what only explains them to programmers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from polisi.markup import comments
from polisi.pages.html.templates import text_of

FOLDER = "assets"
"""Where the scripts are, below ``overrides/`` and in the site alike."""


def scripts(overrides: Path) -> Iterator[Path]:
    """Yield the template's scripts; those that a school keeps in a folder of its own are copied."""
    yield from sorted((overrides / FOLDER).glob("*.js"))


def lean(script: Path) -> str:
    """Return the text of a script without its comments. Raises ``BrokenTemplateError``."""
    return comments.IN_SCRIPT.sub("", text_of(script, f"overrides/{FOLDER}/{script.name}"))
