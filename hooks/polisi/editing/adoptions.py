"""An adoption, as a change like any other."""

from __future__ import annotations

from collections.abc import Sequence

from polisi.decisions import adopting
from polisi.decisions.adopting import Said as Decided
from polisi.decisions.adopting import UndatedError
from polisi.editing import words
from polisi.editing.changes import Change
from polisi.editing.words import Said, refused
from polisi.project import Project
from polisi.words import welsh
from polisi.words.languages import LANGUAGES


def adopted(project: Project, codes: Sequence[str], decided: Decided) -> Change:
    """Write down that policies were adopted, as they read now."""
    found = []
    for code in codes:
        try:
            each = adopting.adoption_of(project, code, decided)
        except UndatedError:
            raise refused("day", field=words.table("fields")["on"]) from None
        if each:
            found.append(each)
    try:
        raw = adopting.written(project.root, found) if found else {}
    except ValueError as error:
        raise refused("form", value="adoption") from error
    files = {path.relative_to(project.root).as_posix(): text.decode() for path, text in raw.items()}
    done = [
        Said(
            "answers",
            "adopted",
            {
                "code": each.code,
                "version": each.version,
                "title": each.title,
                "date": {lang: welsh.date(each.on.isoformat(), lang) for lang in LANGUAGES},
            },
        )
        for each in found
    ]
    return Change(files, tuple(done))
