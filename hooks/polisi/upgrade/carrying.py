"""Stamps that an upgrade carries over: of texts that somebody has agreed just as they now stand.

A stamp says that a person has read both texts. A merge makes no text that nobody has read where
all of it is the school's as it was agreed, or the template's as it was; but its stamp can be
another one: the rule by which stamps are made may be new, and both sides may have changed it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from polisi import programs, project, saving
from polisi.decisions import agreement
from polisi.model import Clause
from polisi.policies import published, stamps
from polisi.project import Project
from polisi.text.documents import Pair
from polisi.text.parts import Part
from polisi.words.languages import LANGUAGES, Language

TIMEOUT = 300
"""Seconds after which the new version's own command is given up."""
Agreed = tuple[str, str, str, str]
"""A text that somebody has agreed: whose it is, which part of it, and both languages."""


def carry_over(after: Path, sides: Sequence[Path]) -> tuple[list[str], dict[str, bytes]]:
    """Stamp what has been agreed as it stands in the project of the folder ``after``.

    ``sides`` are the school's project before, and the template's. Returns the names of what was
    stamped, and the files that are otherwise now, by path; they are written in the folder, too.
    """
    new = project.load(after)
    known = agreement.names(new)
    wanted = [each.name for each in agreement.agreements(known, LANGUAGES[0])]
    agreed = {each for side in sides if wanted for each in _agreed(project.load(side))}
    names = [name for name in wanted if agreed.issuperset(_texts(name, known[name]))]
    if not names:
        return [], {}
    watched = [*(after / "docs" / "cy").rglob("*.md"), after / published.FILE]
    before = _read(watched)
    if not _by_new_code(after, names):
        _by_our_code(after, new, names)
    return names, {
        file.relative_to(after).as_posix(): raw
        for file, raw in _read(watched).items()
        if raw != before.get(file, b"")
    }


def _read(files: Iterable[Path]) -> dict[Path, bytes]:
    """Read those files that are there."""
    return {file: file.read_bytes() for file in files if file.is_file()}


def _agreed(side: Project) -> Iterator[Agreed]:
    """Yield all that a project has agreed, by the rule of today or the one of before."""
    has_own = any(document.agreed for document in side.documents)
    for name, subject in agreement.names(side).items():
        if agreement.is_alone(subject):
            continue
        if isinstance(subject, Clause):
            now = (stamps.stamp(subject.texts), stamps.stamp_of_sources(subject.texts))
            is_agreed = subject.agreed in now
        else:  # before, only clauses had stamps
            is_agreed = not has_own or subject["cy"].agreed == stamps.stamp_of_documents(subject)
        if is_agreed:
            yield from _texts(name, subject)


def _texts(name: str, subject: Clause | Pair) -> Iterator[Agreed]:
    """Yield a clause as one text; of a document its title, its summary, each heading and change."""
    if isinstance(subject, Clause):
        both = [stamps.reading(stamps.of_passage(subject.texts[each], each)) for each in LANGUAGES]
        yield name, "", both[0], both[1]
        return
    parts = {each: _by_place(stamps.of_document(subject[each])) for each in LANGUAGES}
    for place in dict.fromkeys([*parts["en"], *parts["cy"]]):
        yield name, place, parts["en"].get(place, ""), parts["cy"].get(place, "")


def _by_place(parts: Iterable[Part]) -> Mapping[str, str]:
    return {f"{part.where} {part.key}": stamps.reading([part]) for part in parts}


def _by_new_code(after: Path, names: Sequence[str]) -> bool:
    """Let the new version's own code write the stamps, whose rule may be new."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(after / "hooks"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-P", "-m", "polisi", "agree", *names]
    try:
        return programs.run(command, after, TIMEOUT, environment=environment).status == 0
    except OSError:
        return False


def _by_our_code(after: Path, new: Project, names: Sequence[str]) -> None:
    known = agreement.names(new)
    language: Language = LANGUAGES[0]
    agreed = list(agreement.agreements({name: known[name] for name in names}, language))
    saving.save(after, {**agreement.written(after, agreed), **agreement.remembered(new)})
