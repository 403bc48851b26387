"""What the site takes of Material's files: none. Its style sheet is in ``styles/base.css``."""

from __future__ import annotations

import re

from polisi.publish import styles

UNUSED = re.compile(
    rf"assets/(?:javascripts|stylesheets)/.+|assets/images/favicon\.png|{styles.FOLDER}/.+"
)
"""Material's scripts and styles, what its own frame loads, and the parts of our style sheets."""


def is_used(path: str) -> bool:
    """Tell whether a page needs a file of a theme's folder, by its path in the site."""
    return not UNUSED.fullmatch(path)
