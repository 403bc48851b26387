"""Three trees into one: what the school changed and what the template changed, together.

Each file is merged by ``git merge-file``. Where both sides changed the same lines, the school's
stand, and a ``Conflict`` says what the template has. No file ever holds a conflict marker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from polisi.policies import published
from polisi.upgrade.git import Entries, Entry, Git
from polisi.upgrade.lines import Hunk, HunkKind, merge_texts

SCHOOLS = re.compile(
    r"school\.yml|adopted/.*|docs/[^/]+/school/.*|docs/assets/.*|overrides/school/.*", re.S
)
"""Paths that are the school's: nothing is changed, added or removed there."""
VERSION_FILE = "hooks/polisi/__init__.py"
"""Says which version of the template a tree is, so the template's file stands."""
PAGE = re.compile(r"docs/([^/]+)/.*\.md", re.S)
CODE = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?:(?!---).*\n)*?(policy|extends):[ \t]*[\"']?(\w+)")
"""The line of front matter that says which policy a file is."""
FILES = {"100644", "100755"}
"""Modes of ordinary files: not links, not submodules."""

Kind = (
    HunkKind
    | Literal[
        "both-added",
        "deleted-by-school",
        "deleted-by-template",
        "not-text",
        "moved",
        "in-the-way",
        "version-file",
    ]
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place where the school and the template want different things."""

    kind: Kind
    path: str
    line: int = 0
    """Line in the merged file, or 0 for the file as a whole."""
    clause: str = ""
    school: str = ""
    """The school's lines, which stand; for a file that was moved, where the school has it."""
    template: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge."""

    entries: Entries
    conflicts: tuple[Conflict, ...]
    untouched: tuple[str, ...]
    """Files in the school's places that the template changed, added or removed."""


@dataclass(frozen=True, slots=True)
class Trees:
    """The three sides of a merge: the common ancestor, the school's and the template's."""

    base: dict[str, Entry]
    school: dict[str, Entry]
    template: dict[str, Entry]


def merge(git: Git, base: str, school: str, template: str) -> Merged:
    """Merge two commits with this common ancestor. New blobs are stored; nothing else changes."""
    trees = Trees(git.entries(base), git.entries(school), git.entries(template))
    by_school = moved(git, base, school, trees.base, trees.school)
    by_template = moved(git, base, template, trees.base, trees.template)
    conflicts = list(_follow_renames(trees, by_school, by_template))
    merged: dict[str, Entry] = {}
    untouched: list[str] = []
    for path in sorted({*trees.base, *trees.school, *trees.template}):
        sides = (trees.base.get(path), trees.school.get(path), trees.template.get(path))
        if SCHOOLS.fullmatch(path):
            entry = sides[1]
            untouched += [path] if sides[2] not in (sides[0], sides[1]) else []
        else:
            entry, found = _merge_file(git, path, *sides)
            conflicts += found
        if entry:
            merged[path] = entry
    conflicts += list(_make_way(merged, trees.school))
    return Merged(merged, tuple(sorted(conflicts, key=_place)), tuple(untouched))


def moved(git: Git, old: str, new: str, before: Entries, after: Entries) -> dict[str, str]:
    """Return which files were moved between two trees, from the old path to the new one.

    A policy is known by its code, however much of it was edited; other files by their text.
    """
    found = git.renames(old, new)
    gone, come = before.keys() - after.keys(), after.keys() - before.keys()
    codes = {path: _code(git, path, before[path]) for path in gone}
    places = {_code(git, path, after[path]): path for path in come}
    known = {path: places[code] for path, code in codes.items() if code in places and code}
    others = {
        old_path: new_path
        for old_path, new_path in found.items()
        if not codes.get(old_path) and not _code(git, new_path, after[new_path])
    }
    return {**others, **known}


def _code(git: Git, path: str, entry: Entry) -> str:
    """Return language and code of the policy that a file is, or an empty string."""
    if not (page := PAGE.fullmatch(path)) or entry.mode not in FILES:
        return ""
    found = CODE.search(git.blob(entry).decode("utf-8", "replace"))
    return f"{page[1]} {found[1]} {found[2]}" if found else ""


def _place(conflict: Conflict) -> tuple[str, int]:
    return conflict.path, conflict.line


def _follow_renames(
    trees: Trees, by_school: dict[str, str], by_template: dict[str, str]
) -> Iterator[Conflict]:
    """Move entries, so that the three sides of a file that was moved stand under one path.

    The school's new path wins; the template's counts only where the school has no such file.
    """
    for old in sorted({*by_school, *by_template}):
        theirs = by_template.get(old, old)
        new = by_school.get(old, theirs)
        if any(map(SCHOOLS.fullmatch, (old, theirs, new))):
            continue
        if old in by_school and _can_move(trees.template, theirs, new):
            trees.template[new] = trees.template.pop(theirs)
            if old in by_template and theirs != new:
                yield Conflict("moved", old, school=new, template=theirs)
        elif old not in by_school and _can_move(trees.school, old, new):
            trees.school[new] = trees.school.pop(old)
        else:
            continue
        trees.base[new] = trees.base.pop(old)


def _can_move(side: Entries, old: str, new: str) -> bool:
    return old in side and (new == old or new not in side)


def _merge_file(
    git: Git, path: str, base: Entry | None, school: Entry | None, template: Entry | None
) -> tuple[Entry | None, list[Conflict]]:
    if template in (base, school):
        return school, []
    if base == school:
        return template, []
    if path == VERSION_FILE and template:
        return template, [Conflict("version-file", path)]
    if school is None:
        return None, [Conflict("deleted-by-school", path)]
    if template is None:
        return school, [Conflict("deleted-by-template", path)]
    if path == published.FILE:
        return Entry(school.mode, _remembered(git, base, school, template)), []
    if base is None:
        return school, [Conflict("both-added", path)]
    return _merge_contents(git, path, base, school, template)


def _remembered(git: Git, *sides: Entry | None) -> str:
    """Put together what each side remembers to have published: no row ever goes."""
    texts = [git.blob(side).decode("utf-8-sig", "replace") for side in sides if side]
    rows = [row for text in texts for row in published.read(text)]
    return git.write_blob(published.written(rows, ()).encode())


def _merge_contents(
    git: Git, path: str, base: Entry, school: Entry, template: Entry
) -> tuple[Entry, list[Conflict]]:
    if any(side.mode not in FILES for side in (base, school, template)):
        return school, [Conflict("not-text", path)]
    mode = template.mode if base.mode == school.mode else school.mode
    if base.id in (school.id, template.id):
        return Entry(mode, template.id if base.id == school.id else school.id), []
    base_text, school_text, template_text = map(git.blob, (base, school, template))
    if b"\0" in base_text + school_text + template_text:
        return Entry(mode, school.id), [Conflict("not-text", path)]
    merged, hunks = merge_texts(git, path, base_text, school_text, template_text)
    return Entry(mode, git.write_blob(merged)), [_conflict(path, hunk) for hunk in hunks]


def _conflict(path: str, hunk: Hunk) -> Conflict:
    return Conflict(hunk.kind, path, hunk.line, hunk.clause, hunk.school, hunk.template)


def _make_way(merged: dict[str, Entry], school: Entries) -> Iterator[Conflict]:
    """Leave out files of the template whose path needs a folder where the school has a file.

    The same the other way round: a file where the school has a folder.
    """
    folders = {
        parent.as_posix(): path
        for path in school
        for parent in Path(path).parents
        if path in merged
    }
    for path in sorted(merged.keys() - school.keys()):
        above = [parent.as_posix() for parent in Path(path).parents]
        file = next((each for each in above if each in school and each in merged), "")
        in_the_way = file or folders.get(path, "")
        if in_the_way:
            del merged[path]
            yield Conflict("in-the-way", path, school=in_the_way)
