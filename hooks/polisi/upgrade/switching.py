"""The last step of an upgrade: the project's folder becomes the new version, or stays as it was.

All that is new is made ready inside git's own folder first, with a journal of what is to be done.
Then the branch is moved, and each file changes places with its new one; the code, which has to be
of one piece, in one step. Whoever is killed in between leaves the journal, and the next upgrade
goes on from there. A file that somebody saves meanwhile is never written over: a file is only
exchanged while it is the very one that was looked at.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from polisi import disk
from polisi.upgrade.git import Git, GitError

FOLDER = "polisi-upgrade"
"""Where it is made ready, in git's folder."""
JOURNAL = "journal.json"
CODE = "hooks"
"""The folder that changes in one step: a mixture of two versions could not even go on."""
LOCK_WAIT = 5
"""Seconds for which another git may keep the index."""

Seen = disk.Look | None
"""By what a file is known again; None when there is none."""


class SavedError(Exception):
    """Files hold what no commit has: somebody has saved them, or git was told not to look."""

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__(", ".join(paths))
        self.paths = paths


class LockedIndexError(GitError):
    """Another git keeps the index, or one that was killed has left its lock, the path of which
    is the text."""


class RunningError(Exception):
    """Another upgrade is at work in this repository."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is different in the new version."""

    path: str
    was: Seen
    now: Seen


@dataclass(frozen=True, slots=True)
class Journal:
    """What is to be done."""

    old: str
    """The commit that was the last one."""
    new: str
    changes: tuple[Change, ...]
    version: str
    report: str
    """What the upgrade has to tell."""
    status: int
    """How the command ends."""
    code: Seen = None
    """The folder of the new code, where it changes in one step."""


class Switch:
    """Where an upgrade of a repository is made ready and done."""

    def __init__(self, git: Git) -> None:
        """Look into git's folder; nothing is changed."""
        self._git = git
        self._root = git.root.absolute()
        self._home = Path(git.line("rev-parse", "--absolute-git-dir"))
        self.place = self._place = self._home / FOLDER
        self._tried = self._root / f".{FOLDER}"
        """A folder by which is tried whether two can change places."""

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other upgrades away. Raises ``RunningError``."""
        file = self._home / f"{FOLDER}.lock"
        try:
            opened = disk.locked(file, 0)
        except disk.LockedError as error:
            raise RunningError from error
        with opened:
            try:
                yield
            finally:
                with suppress(OSError):
                    file.unlink()

    def begun(self) -> Journal | None:
        """Return the journal of an upgrade that was interrupted, if there is one."""
        try:
            said = json.loads((self._place / JOURNAL).read_bytes())
            changes = tuple(
                Change(each["path"], _seen(each["was"]), _seen(each["now"]))
                for each in said.pop("changes")
            )
            return Journal(**{**said, "changes": changes, "code": _seen(said["code"])})
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def forget(self) -> None:
        """Clear away what was made ready."""
        with suppress(OSError):
            (self._place / JOURNAL).unlink()
        shutil.rmtree(self._place, ignore_errors=True)
        with suppress(OSError):
            self._tried.rmdir()

    def prepare(self, old: str, new: str, version: str, report: str, status: int) -> Journal:
        """Make all ready, and write the journal; nothing is left of it when that fails.

        Raises ``SavedError`` for files that are not as in the commit ``old``.
        """
        self.forget()
        try:
            return self._prepared(old, new, version, report, status)
        except BaseException:
            self.forget()
            raise

    def _prepared(self, old: str, new: str, version: str, report: str, status: int) -> Journal:
        self._place.mkdir()
        index = self._place / "index"
        for copy in (index, self._place / "index.old"):
            shutil.copyfile(self._home / "index", copy)
        self._git.run("read-tree", "-i", "-m", old, new, index=index)
        changes = self._git.changes(old, new)
        if saved := self._git.unlike({path: before for path, (before, _) in changes.items()}):
            raise SavedError(saved)
        written = [path for path, (_, after) in changes.items() if after]
        self._git.check_out(written, index, self._place / "new")
        code = self._ready_code(list(changes))
        made = tuple(
            Change(path, _look(self._root / path), _look(self._new(path, code))) for path in changes
        )
        journal = Journal(old, new, made, version, report, status, code)
        raw = json.dumps(asdict(journal), ensure_ascii=False).encode()
        disk.write(self._place / JOURNAL, raw)
        return journal

    def _new(self, path: str, code: Seen) -> Path:
        inside = path.startswith(f"{CODE}/") and code
        return self._place / path if inside else self._place / "new" / path

    def _ready_code(self, changed: Sequence[str]) -> Seen:
        """Make the folder of the new code, where the system can exchange folders."""
        folder, inside = self._root / CODE, [p for p in changed if p.startswith(f"{CODE}/")]
        if not inside or not folder.is_dir() or folder.is_symlink() or not self._can_swap():
            return None
        made = self._place / CODE
        shutil.copytree(folder, made, symlinks=True, copy_function=disk.link_or_copy)
        for path in inside:
            (self._place / path).unlink(missing_ok=True)
            staged = self._place / "new" / path
            if os.path.lexists(staged):
                (self._place / path).parent.mkdir(parents=True, exist_ok=True)
                staged.rename(self._place / path)
        return _look(made, is_folder=True)

    def _can_swap(self) -> bool:
        """Tell whether two folders can change places between here and git's folder."""
        one, other = self._place / "one", self._tried
        one.mkdir()
        try:
            other.mkdir(exist_ok=True)  # one that was killed may have left it
            return disk.swap(one, other)
        except OSError:
            return False
        finally:
            for each in (one, other):
                with suppress(OSError):
                    each.rmdir()

    def move(self, journal: Journal, reason: str) -> None:
        """Do what the journal says, which stays until it is forgotten.

        All is as it was after a ``SavedError`` or a ``GitError``.
        """
        try:
            self._git.run("update-ref", "-m", reason, "HEAD", journal.new, journal.old)
        except BaseException:
            self.forget()
            raise
        try:
            if saved := self._exchange_all(journal):
                raise SavedError(saved)
        except BaseException:
            self.take_back(journal)
            raise

    def go_on(self, journal: Journal) -> list[str]:
        """Do the rest of what the journal says; returns the files that somebody has saved since.

        They stay as they are.
        """
        return self._exchange_all(journal)

    def _exchange_all(self, journal: Journal) -> list[str]:
        """Put every new file in its place, and the index; nothing here waits for git."""
        index, lock = self._home / "index", self._home / "index.lock"
        has_index = index.samefile(self._place / "index")  # it was interrupted after that
        if not has_index:
            self._lock_index()
        saved = [each.path for each in self._ordered(journal) if not self._exchange(each)]
        saved += self._exchange_code(journal)
        if not has_index:
            lock.replace(index)
        return saved

    def take_back(self, journal: Journal) -> None:
        """Make all as it was, but for what somebody has saved meanwhile.

        Raises ``GitError`` when the branch can't be moved back: then the journal stays.
        """
        self._take_back_code(journal)
        for change in self._ordered(journal)[::-1]:
            with suppress(OSError):
                self._take_back(change)
        with suppress(OSError):
            if (self._home / "index.lock").samefile(self._place / "index"):
                (self._home / "index.lock").unlink()
        self._git.run("update-ref", "HEAD", journal.old, journal.new)
        if (self._home / "index").samefile(self._place / "index"):
            (self._place / "index.old").replace(self._home / "index")
        self.forget()

    def _is_code(self, change: Change, journal: Journal) -> bool:
        return bool(journal.code) and change.path.startswith(f"{CODE}/")

    def _ordered(self, journal: Journal) -> list[Change]:
        """Return the files that change one by one: first those that make room for others."""
        ours = [each for each in journal.changes if not self._is_code(each, journal)]
        return sorted(ours, key=lambda each: each.now is not None)

    def _lock_index(self) -> None:
        """Take the index as git does. Raises ``LockedIndexError`` when somebody keeps it."""
        lock, until = self._home / "index.lock", time.monotonic() + LOCK_WAIT
        while True:
            try:
                os.link(self._place / "index", lock)
                return
            except FileExistsError:
                with suppress(OSError):
                    if lock.samefile(self._place / "index"):  # ours, of before the interruption
                        return
                if time.monotonic() > until:
                    raise LockedIndexError(str(lock)) from None
                time.sleep(0.1)
            except OSError:  # the disk knows no links
                with lock.open("xb") as opened:
                    opened.write((self._place / "index").read_bytes())
                return

    def _exchange(self, change: Change) -> bool:
        """Put a file's new version in its place; False when somebody has saved it."""
        target, staged = self._root / change.path, self._place / "new" / change.path
        kept = self._place / "old" / change.path
        here = _look(target)
        if here == change.now:
            return True
        if here != change.was:
            return False
        if change.now is None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            target.rename(kept)
            self._remove_empty(target.parent)
        elif change.was is None:
            target.parent.mkdir(parents=True, exist_ok=True)
            return _move(staged, target)
        elif not disk.swap(staged, target):
            kept.parent.mkdir(parents=True, exist_ok=True)
            if not os.path.lexists(kept):
                disk.link_or_copy(str(target), str(kept))
            staged.replace(target)
        elif _look(staged) != change.was:  # somebody was faster by a moment
            disk.swap(staged, target)
            return False
        return True

    def _take_back(self, change: Change) -> None:
        target, staged = self._root / change.path, self._place / "new" / change.path
        kept = self._place / "old" / change.path
        if _look(target) != change.now:
            return
        if change.now is None:
            if os.path.lexists(kept):
                target.parent.mkdir(parents=True, exist_ok=True)
                kept.rename(target)
        elif change.was is None:
            staged.parent.mkdir(parents=True, exist_ok=True)
            target.rename(staged)
            self._remove_empty(target.parent)
        elif os.path.lexists(kept):
            kept.replace(target)
        else:
            disk.swap(staged, target)

    def _exchange_code(self, journal: Journal) -> list[str]:
        """Exchange the code; what somebody has saved in it stays, and is returned."""
        folder, made = self._root / CODE, self._place / CODE
        if not journal.code or _look(folder, is_folder=True) == journal.code:
            return []
        known = {each.path: each.was for each in journal.changes if self._is_code(each, journal)}
        saved = []
        for file in folder.rglob("*"):
            path = file.relative_to(self._root).as_posix()
            there = self._place / path
            if not file.is_dir() and _look(file) not in (known.get(path), _look(there)):
                there.parent.mkdir(parents=True, exist_ok=True)
                there.unlink(missing_ok=True)
                shutil.copy2(file, there, follow_symlinks=False)
                saved.append(path)
        if not disk.swap(made, folder):
            raise OSError(errno.EBUSY, "can't be exchanged", str(folder))
        return [path for path in saved if path in known]

    def _take_back_code(self, journal: Journal) -> None:
        folder = self._root / CODE
        if journal.code and _look(folder, is_folder=True) == journal.code:
            disk.swap(self._place / CODE, folder)

    def _remove_empty(self, folder: Path) -> None:
        while folder != self._root:
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent


def _move(staged: Path, target: Path) -> bool:
    """Move a file to where nothing is; False when something is there after all."""
    try:
        os.link(staged, target, follow_symlinks=False)
        staged.unlink()
    except FileExistsError:
        return False
    except OSError:  # the disk knows no links
        staged.rename(target)
    return True


def _look(file: Path, *, is_folder: bool = False) -> Seen:
    """Return by what a file, or a folder, is known again."""
    try:
        found = file.lstat()
    except OSError:
        return None
    if stat.S_ISDIR(found.st_mode):
        return (found.st_ino, 0, 0) if is_folder else None
    return disk.look(found)


def _seen(said: Sequence[int] | None) -> Seen:
    return (said[0], said[1], said[2]) if said else None
