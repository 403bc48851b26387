"""What the site takes of Material's files: its style sheet. The frame of the pages is our own."""

from __future__ import annotations

import re
from collections.abc import Iterable

STYLES = re.compile(r"assets/stylesheets/main\.\w+\.min\.css")
"""Material's one style sheet; the name holds a digest of its content."""
UNUSED = re.compile(r"assets/(?:javascripts|stylesheets)/.+|assets/images/favicon\.png")
"""Material's scripts, and what its own frame loads: no page of ours does."""


def is_used(path: str) -> bool:
    """Tell whether a page needs a file of Material's, by its path in the site."""
    return bool(STYLES.fullmatch(path)) or not UNUSED.fullmatch(path)


def styles(paths: Iterable[str]) -> str:
    """Return the path of Material's style sheet among the paths of a site, or an empty string."""
    return next((path for path in paths if STYLES.fullmatch(path)), "")
