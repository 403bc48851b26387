"""``polisi upgrade``: a fork takes the template's next version and loses nothing of its own.

A version of the template is a git tag, ``v1.1.0``; the fork's own is what ``__version__`` says in
its last commit. Three trees are merged: the tag of that version, the fork, the tag of the new one.
So it makes no difference whether the fork shares the template's history or began as a copy of its
files ("Use this template"). The result is one commit on the fork's branch, whose parents are the
fork's last commit and the template's: git knows from then on that the two belong together.

Why a merge and not a generator such as copier: nothing in this template is rendered from answers
(``school.yml`` holds them, and is read at every build), its texts are full of ``{{ }}``, and git
keeps the history, is there wherever there is a fork, and will be maintained for ever. Why file by
file and not ``git merge``: no file of the fork ever holds a conflict marker, what is the school's
stays byte for byte, and until the last step only new objects are written to the repository.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from polisi import disk, saving
from polisi.school.school import FILE as SCHOOL_FILE
from polisi.upgrade import findings, report, versions
from polisi.upgrade.carrying import carry_over
from polisi.upgrade.changes import compare
from polisi.upgrade.git import Entries, Entry, Git, GitError, is_refused, number
from polisi.upgrade.merge import VERSION_FILE, Merged, merge
from polisi.upgrade.report import Upgrade, both, languages_from
from polisi.upgrade.switching import LockedIndexError, RunningError, SavedError, Switch
from polisi.words.languages import Language

OK, CONFLICTS, COULD_NOT_RUN = 0, 1, 2
"""Exit statuses."""
VERSION = re.compile(r"^__version__ = [\"'](\d+\.\d+\.\d+)[\"']", re.MULTILINE)
REPORT = re.compile(rb"# Polisi \d+\.\d+\.\d+ \xe2\x86\x92 ")
"""How a report begins."""
SPARSE = "core.sparseCheckout"
"""The setting of git by which only some of the files stand in the folder."""
UNDER_WAY = {
    "MERGE_HEAD": "merge",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
    "BISECT_LOG": "bisect",
}
"""What git's folder holds while somebody is in the middle of something, and the command of it."""


class RefusedError(Exception):
    """The upgrade can't be done, or there is none to do; nothing was changed."""

    def __init__(self, key: str, status: int = COULD_NOT_RUN, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.status = status
        self.values = values


@dataclass(frozen=True, slots=True)
class _Step:
    """From where to where."""

    old: str
    new: str
    head: str
    """The fork's last commit."""


def run(root: Path, source: str, to: str, report: Path | None, language: Language) -> int:
    """Upgrade the fork in the folder ``root``, print the report, and write it to ``report``.

    ``source`` is the template's git address, path, or the name of a remote; ``to`` the version, or
    an empty string for the newest. ``language`` is the one that comes first. An upgrade that was
    interrupted goes on first, and is all that is done. Returns 0 (done, or there was nothing to
    do), 1 (done, with conflicts that the report explains) or 2 (it could not run, and nothing was
    changed).
    """
    languages = languages_from(language)
    git = Git(root)
    with ExitStack() as kept:
        try:
            _require_repository(git, report)
            saving.finish(root)
            switch = Switch(git)
            kept.enter_context(switch.locked())
            told = _go_on(git, switch) or _upgrade(
                git, switch, source, to.removeprefix("v"), report, language
            )
        except RefusedError as refused:
            print(both(refused.key, languages, **refused.values), file=sys.stderr)
            return refused.status
        except RunningError:
            print(both("running", languages), file=sys.stderr)
            return COULD_NOT_RUN
        except LockedIndexError as error:
            print(both("index-locked", languages, path=str(error)), file=sys.stderr)
            return COULD_NOT_RUN
        except (GitError, OSError) as error:
            print(both("failed", languages, detail=str(error)), file=sys.stderr)
            return COULD_NOT_RUN
        try:
            _tell(told, report, languages)
        finally:
            switch.forget()  # not before: whoever is killed until then is told the next time
    return told.status


@dataclass(frozen=True, slots=True)
class _Told:
    """What came of an upgrade."""

    report: str
    status: int
    version: str
    saved: Sequence[str] = ()
    """Files that somebody has saved since it was interrupted."""


def _tell(told: _Told, target: Path | None, languages: Sequence[Language]) -> None:
    """Print the report, and write it."""
    print(told.report, end="", flush=True)
    print(both("done", languages, new=told.version), file=sys.stderr)
    if told.saved:
        print(both("saved-since", languages, files=", ".join(told.saved)), file=sys.stderr)
    if target:
        try:
            disk.write(target, told.report.encode())
        except OSError as error:
            values = {"path": str(target), "detail": str(error)}
            print(both("report-failed", languages, **values), file=sys.stderr)


def _go_on(git: Git, switch: Switch) -> _Told | None:
    """Do the rest of an upgrade that was interrupted; None when none had begun."""
    journal = switch.begun()
    if journal is None:
        switch.forget()  # one that was killed at its very end may have left something
        return None
    head = git.line("rev-parse", "--verify", "HEAD^{commit}")
    if head == journal.old:  # the first step was not taken
        switch.forget()
        return None
    if head != journal.new:
        raise RefusedError("unfinished", old=journal.old, new=journal.new, place=str(switch.place))
    saved = switch.go_on(journal)
    return _Told(journal.report, journal.status, journal.version, saved)


def _upgrade(
    git: Git, switch: Switch, source: str, to: str, target: Path | None, language: Language
) -> _Told:
    """Do it; the working tree and the branch change in the last line, or not at all."""
    _require_ready(git, source)
    address = str(disk.resolved(Path(source))) if Path(source).exists() else source
    step, tags = _plan(git, address, to)
    git.fetch(address, (step.old, step.new))
    upgrade, commit = _prepare(git, step, tags)
    text = report.render(upgrade, language)
    if target and _is_in(git, target, upgrade.merged.entries):
        raise RefusedError("report-file", path=str(target))
    status = CONFLICTS if upgrade.merged.conflicts else OK
    try:
        journal = switch.prepare(step.head, commit, step.new, text, status)
        switch.move(journal, f"polisi upgrade: {step.new}")
    except SavedError as error:
        raise RefusedError("dirty", files="\n".join(error.paths)) from error
    return _Told(text, status, step.new)


def _require_repository(git: Git, target: Path | None) -> None:
    """Raise ``RefusedError`` unless this is the top of a repository, and the report has a place."""
    try:
        git.line("--version")
        below = git.line("rev-parse", "--show-prefix")
    except GitError as error:
        raise RefusedError("no-repository", detail=str(error)) from error
    if below:
        raise RefusedError("not-top", folder=below)
    if target and (target.is_dir() or not target.absolute().parent.is_dir()):
        raise RefusedError("report-folder", path=str(target))
    if target and os.path.lexists(target) and not _is_report(target):
        raise RefusedError("report-file", path=str(target))


def _is_report(file: Path) -> bool:
    """Tell whether a file is empty, or the report of an upgrade, which may be written over."""
    try:
        text = disk.read(file)
    except OSError:
        return False
    return not text.strip() or bool(REPORT.match(text))


def _is_in(git: Git, target: Path, entries: Entries) -> bool:
    """Tell whether the new version has a file where the report is to go."""
    place = os.path.relpath(disk.resolved(target), disk.resolved(git.root))
    return Path(place).as_posix() in entries


def _require_ready(git: Git, source: str) -> None:
    """Raise ``RefusedError`` unless everything is as an upgrade needs it."""
    if is_refused(source):
        raise RefusedError("address", source=source)
    if changed := git.line("status", "--porcelain", "--untracked-files=no"):
        raise RefusedError("dirty", files=changed)
    if git.line("config", "--type=bool", "--default=false", SPARSE) == "true":
        raise RefusedError("sparse")
    home = Path(git.line("rev-parse", "--absolute-git-dir"))
    if what := next((UNDER_WAY[name] for name in UNDER_WAY if (home / name).exists()), ""):
        raise RefusedError("merging" if what == "merge" else "under-way", what=what)
    try:
        git.line("symbolic-ref", "--quiet", "HEAD")
    except GitError as error:
        raise RefusedError("no-branch") from error
    try:
        git.line("var", "GIT_COMMITTER_IDENT")
    except GitError as error:
        raise RefusedError("no-name") from error


def _plan(git: Git, address: str, to: str) -> tuple[_Step, Mapping[str, str]]:
    """Find out from which version to which; returns also what the tag of each version names."""
    head, old = _current(git)
    try:
        known = git.versions(address)
    except GitError as error:
        raise RefusedError("unreachable", source=address, detail=str(error)) from error
    new = to or next(iter(known), "")
    listed = ", ".join(known) or "–"
    if new not in known:
        raise RefusedError("unknown-version", version=new or "–", known=listed)
    if to and number(new) < number(old):
        raise RefusedError("older", old=old, new=new)
    if number(new) <= number(old):
        raise RefusedError("same", status=OK, version=old)
    if old not in known:
        raise RefusedError("unknown-base", version=old, known=listed)
    return _Step(old, new, head), known


def _current(git: Git) -> tuple[str, str]:
    """Return the last commit, and the version of the template that it says it is."""
    head = old = ""
    with suppress(GitError):
        head = git.line("rev-parse", "--verify", "HEAD^{commit}")
        old = _version(git, head)
    if not old:
        raise RefusedError("no-version", file=VERSION_FILE)
    return head, old


def _version(git: Git, commit: str) -> str:
    found = VERSION.search(git.line("show", f"{commit}:{VERSION_FILE}"))
    return found[1] if found else ""


def _prepare(git: Git, step: _Step, tags: Mapping[str, str]) -> tuple[Upgrade, str]:
    """Merge, compare and check; returns what to tell and the new commit, on no branch yet."""
    base, template = git.commit(tags[step.old]), git.commit(tags[step.new])
    for version, commit in ((step.old, base), (step.new, template)):
        if _version(git, commit) != version:
            raise RefusedError("tag-differs", version=version, file=VERSION_FILE)
    merged = merge(git, base, step.head, template)
    with tempfile.TemporaryDirectory(prefix="polisi-") as folder:
        place = Path(folder)
        after = git.export(git.write_tree(merged.entries, place), place / "after")
        before = git.export(step.head, place / "before")
        new = git.export(template, place / "template")
        merged = _carried(git, merged, after, (before, new))
        commit = _commit(git, step, git.write_tree(merged.entries, place), template)
        if standing := git.in_the_way(git.added(step.head, commit)):
            raise RefusedError("standing", files=", ".join(standing))
        now = versions.read(after)
        former = versions.read(git.export(base, place / "base"))
        upgrade = Upgrade(
            old=step.old,
            new=step.new,
            commit=template[:12],
            changes=compare(versions.read(before), now, former),
            after=now,
            merged=merged,
            new_values=_new_values(git, base, template, merged),
            findings=findings.check(after, Path(git.line("rev-parse", "--absolute-git-dir"))),
        )
    return upgrade, commit


def _carried(git: Git, merged: Merged, after: Path, sides: tuple[Path, Path]) -> Merged:
    """Carry stamps over, and take what that settles out of the conflicts."""
    names, files = carry_over(after, sides)
    entries = dict(merged.entries)
    for path, raw in files.items():
        mode = entries[path].mode if path in entries else "100644"
        entries[path] = Entry(mode, git.write_blob(raw))
    conflicts = tuple(
        each for each in merged.conflicts if each.kind != "stamp" or each.clause not in names
    )
    return replace(merged, entries=entries, conflicts=conflicts)


def _commit(git: Git, step: _Step, tree: str, template: str) -> str:
    message = both("commit", ("en", "cy"), old=step.old, new=step.new).replace("\n", "\n\n")
    parents = ("-p", step.head, "-p", template)
    return git.line("commit-tree", tree, *parents, text=f"{message}\n".encode())


def _new_values(git: Git, base: str, template: str, merged: Merged) -> tuple[str, ...]:
    """Return the entries that the template has added to ``school.yml`` and the school has not."""
    files = git.entries(base), git.entries(template), merged.entries
    former, latest, schools = (
        versions.value_names(git.blob(entries[SCHOOL_FILE]).decode("utf-8-sig", "replace"))
        if SCHOOL_FILE in entries
        else []
        for entries in files
    )
    return tuple(name for name in latest if name not in former and name not in schools)
