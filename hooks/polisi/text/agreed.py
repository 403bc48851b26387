"""What stands after ``agreed:``: a stamp, and who agreed it on which day, if that is known."""

from __future__ import annotations

import re
from dataclasses import dataclass

WRITTEN = re.compile(r"(?P<stamp>\S+)[ ]+(?P<on>\d{4}-\d{2}-\d{2})(?:[ ]+(?P<by>\S.*))?")
NAME = re.compile(r"\w[\w .'’()-]{0,59}")
"""Who has agreed: words that YAML takes as they are."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """That somebody has read both texts, and that they say the same."""

    stamp: str = ""
    on: str = ""
    """Day, ``2026-09-15``, or nothing."""
    by: str = ""


NOBODY = Agreement()


def read(written: str) -> Agreement:
    """Read what stands after ``agreed:``.

    >>> read("5f2c9a1e-91bb02d7 2026-11-29 Deputy head").by
    'Deputy head'
    """
    found = WRITTEN.fullmatch(written)
    return (
        Agreement(found["stamp"], found["on"], found["by"] or "") if found else Agreement(written)
    )


def write(stamp: str, on: str, by: str) -> str:
    """Write what stands after ``agreed:``; without a name, the stamp alone."""
    return f"{stamp} {on} {by}" if by else stamp
