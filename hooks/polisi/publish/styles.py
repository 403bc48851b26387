"""The site's style sheets: a part for each thing that is seen, joined so that a page loads two."""

from __future__ import annotations

import re
from pathlib import Path

from polisi.markup import comments
from polisi.pages.html.templates import text_of

FOLDER = "assets/styles"
"""Where the parts are, below ``overrides/``; they are not published."""
SCREEN, PRINT = "assets/polisi.css", "assets/print.css"
"""Where the sheets stand in the site. A page asks for the second one for paper alone."""
ORDER = (
    *("base", "colours", "font", "page", "text", "fold", "note"),  # what all others build on
    *("header", "bar", "menu", "back", "outline", "foot", "search"),  # around the text
    *("policy", "clause", "audience", "tip", "list", "table", "form", "button", "side"),
    *("help", "notice", "status", "tag", "redline"),
    *("home", "tile", "filter", "picture", "glossary", "option", "contact"),  # one page each
    *("problem", "bare"),
    "touch",
    "focus",  # seen on everything
)
"""The parts of the sheet for screens, in the order in which they are joined: of two rules that are
equally specific, the later one counts. A school's own parts come after them, by name."""
SPACE = re.compile(r"\s*\n\s*")
"""The end of a line, and how far the next one is moved in."""


def joined(folder: Path) -> dict[str, str]:
    """Join the parts in a folder; returns the sheets by their path in the site.

    Raises ``BrokenTemplateError`` when one can't be read.
    """
    parts = {
        file.stem: text_of(file, f"overrides/{FOLDER}/{file.name}") for file in folder.glob("*.css")
    }
    own = sorted(parts.keys() - {*ORDER, "print"})
    screen = (parts[name] for name in (*ORDER, *own) if name in parts)
    sheets = {SCREEN: "".join(screen), PRINT: parts.get("print", "")}
    return {
        path: SPACE.sub("\n", comments.IN_STYLES.sub("", text)) for path, text in sheets.items()
    }
