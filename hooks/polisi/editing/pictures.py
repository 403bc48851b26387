"""The school's badge: a picture that somebody hands over, and the place where it stands."""

from __future__ import annotations

from pathlib import Path

from polisi.checks.school import SIGNATURES
from polisi.editing.words import refused
from polisi.project import Project
from polisi.text.files import svg

LOGO = "school.logo"
BADGE = f"{LOGO}.file"
"""The field into which the picture of the badge is put."""
FOLDER = "assets"


def badge(project: Project, raw: bytes) -> str:
    """Return where below ``docs/`` a badge is to stand: in place of the old one, or beside it.

    Its kind is what it holds, whatever its file was called. Raises ``RefusedError``.
    """
    kind = _kind(raw)
    old = project.school.logo
    if old and Path(old.file).suffix == kind:
        return old.file
    name, number = f"{FOLDER}/badge{kind}", 2
    while (project.root / "docs" / name).exists():
        name, number = f"{FOLDER}/badge-{number}{kind}", number + 1
    return name


def _kind(raw: bytes) -> str:
    """Return the ending of a picture. What an SVG may hold, the rules say."""
    found = svg.fault(raw)
    if found is None or found.kind == "unsafe":
        return ".svg"
    kind = next((each for each, starts in SIGNATURES.items() if raw.startswith(starts)), "")
    if not kind:
        raise refused("no-picture", at=BADGE)
    return kind
