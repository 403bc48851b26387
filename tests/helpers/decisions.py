"""Projects in which the governing body has decided: what ``polisi adopt`` writes into them."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import projects
from polisi import project
from polisi.decisions import adopting
from polisi.decisions.adopting import Said
from polisi.school.file import Bilingual

Changes = Mapping[str, str | bytes | None]
DAY = "2026-11-22"
"""A day after that of the versions of the valid project."""


def adopt(root: Path, *codes: str, on: str = DAY, **said: str) -> None:
    """Adopt policies of a project in a folder, as they read now."""
    loaded = project.load(root)
    by = Bilingual(en=said["en"], cy=said["cy"]) if "en" in said else None
    decision = Said(date.fromisoformat(on), said.get("minute", ""), by)
    found = [adopting.adoption_of(loaded, code, decision) for code in codes]
    written = adopting.written(root, [each for each in found if each])
    for file, raw in written.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)


def adopted(
    *codes: str, changes: Changes | None = None, on: str = DAY, **said: str
) -> dict[str, str | bytes | None]:
    """Return the changes of the valid project in which policies are adopted as they read then."""
    with tempfile.TemporaryDirectory() as folder:
        root = projects.write(Path(folder), projects.files(changes))
        adopt(root, *codes, on=on, **said)
        kept: dict[str, str | bytes | None] = {
            file.relative_to(root).as_posix(): file.read_bytes() if "/files/" in file.as_posix()
            else file.read_text("utf-8")
            for file in root.glob("adopted/*/*/*") if file.is_file()
        }  # fmt: skip
        return {
            **(changes or {}),
            **kept,
            projects.SCHOOL: (root / projects.SCHOOL).read_text("utf-8"),
        }


def then(changes: Changes, path: str, old: str, new: str) -> dict[str, str | bytes | None]:
    """Return a project's changes with a text in one of its files replaced."""
    text = str(projects.files(changes)[path])
    assert text.count(old) == 1, f"{text.count(old)} times in {path}: {old!r}"
    return {**changes, path: text.replace(old, new)}
