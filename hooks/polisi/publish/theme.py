"""What the site takes of Material's files, where it is installed: its style sheet."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = "material"
SHEET = "assets/stylesheets/main.*.min.css"


@cache
def _sheet() -> tuple[Path, str] | None:
    found = importlib.util.find_spec(PACKAGE)  # finds it and does not run it
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent / "templates"
    sheet = next(folder.glob(SHEET), None)
    return (sheet, sheet.relative_to(folder).as_posix()) if sheet else None


def sheets() -> Iterator[str]:
    """Yield the path of its style sheet in the site."""
    if sheet := _sheet():
        yield sheet[1]


def files() -> Iterator[tuple[str, Path]]:
    """Yield path in the site and source of each of its files."""
    if sheet := _sheet():
        yield sheet[1], sheet[0]
