"""What Polisi adds to Markdown, each pattern once: references to clauses."""

from __future__ import annotations

import re

from polisi.markup.shape import without_code
from polisi.model import CLAUSE_ID

REFERENCE = re.compile(rf"\[(?<![\\!\]]\[)({CLAUSE_ID.pattern})\](?![(\[])")
"""``[SM-021]`` alone in brackets; not the text of a link, not an image, not escaped."""


def references(body: str) -> list[str]:
    """Find the ids that a text refers to."""
    return REFERENCE.findall(without_code(body)) if "[" in body else []
