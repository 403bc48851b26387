"""The folder that a site is written to: made beside the last one, and exchanged with it whole.

While a build writes, the last good site stays as it is; at the end the two change places in one
step. Whatever happens in between, a killed process included, a whole site is there, and the next
build clears up what a broken one has left. Nothing is deleted but what builds have made.
"""

from __future__ import annotations

import errno
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from polisi import disk
from polisi.words.phrases import say

SITES = ({"clauses.json"}, {"404.html", "sitemap.xml"})
"""A folder with all of one of these at its top is a site, and a new one may take its place."""
SOURCES = (
    ".git",
    ".github",
    "docs",
    "hooks",
    "overrides",
    "servers",
    "tests",
    ".venv",
    "adopted",
    "incoming",
)
"""Folders of a project in which no site is written."""
KEPT = ("CNAME",)
"""What somebody has put into a site and a new one keeps, beside all names with a dot."""
PATIENCE = 0.5
"""Seconds for which a build waits until another one has given the folder back."""
REASONS = {
    errno.ENOSPC: "folder.full",
    errno.EDQUOT: "folder.full",
    errno.EROFS: "folder.read-only",
    errno.EACCES: "folder.no-permission",
    errno.EPERM: "folder.no-permission",
    errno.ENAMETOOLONG: "folder.long-name",
    errno.EBUSY: "site.in-use",
    errno.EMFILE: "folder.too-many-files",
    errno.ENFILE: "folder.too-many-files",
}
"""Phrases for what the system says most often; the others are told in its own words."""
UNCLEAR = ("folder.no-permission", "folder.failed")
"""Those that a file which is only read may have, too."""


_swap = disk.swap


class FolderError(Exception):
    """A site can't be written to a folder; the last good one is as it was.

    ``key`` is the phrase that says why, and what to do; ``values`` what it says of this case.
    """

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(say(key, "en", **values))
        self.key = key
        self.values = values

    @classmethod
    def of(cls, error: OSError, folder: Path) -> FolderError:
        """Make one of what the system says of a site in ``folder``, or of what it is made of."""
        key, detail = REASONS.get(error.errno or 0, "folder.failed"), error.strerror or str(error)
        where = folder if key == "folder.full" else error.filename or folder
        if key in UNCLEAR and not _is_of_site(Path(str(where)), folder):
            return cls("folder.unreadable", file=str(where), detail=detail)
        return cls(key, folder=str(where), detail=detail)


class Writer:
    """Writes files into a folder, and makes each folder on the way once."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._made: set[str] = set()

    def write(self, path: str, text: str) -> None:
        """Write a text to a posix path below the folder."""
        self._write(path, text.encode("utf-8"))

    def _write(self, path: str, raw: bytes) -> None:
        file = os.open(self._place(path), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        with os.fdopen(file, "wb") as opened:
            opened.write(raw)

    def copy(self, path: str, source: Path) -> None:
        """Copy a file to a posix path below the folder; ``FolderError`` says it can't be read."""
        try:
            raw = disk.read(source)
        except OSError as error:
            detail = error.strerror or str(error)
            raise FolderError("folder.unreadable", file=str(source), detail=detail) from error
        self._write(path, raw)

    def _place(self, path: str) -> str:
        name = f"{self._folder}/{path}"
        self._make(name.rpartition("/")[0])
        return name

    def _make(self, folder: str) -> None:
        if folder in self._made:
            return
        if folder != self._folder:
            self._make(folder.rpartition("/")[0])
        with suppress(FileExistsError):
            os.mkdir(folder)  # noqa: PTH102 (a site has two thousand folders)
        self._made.add(folder)


@contextmanager
def writing(target: Path, root: Path) -> Iterator[Path]:
    """Yield an empty folder; it takes the place of ``target`` when the block ends well.

    ``root`` is the project's folder, whose sources are safe from it. Raises ``FolderError``, also
    for an ``OSError`` of the block; whatever is raised, ``target`` is as it was.
    """
    output = Output.open(target, root)
    try:
        yield output.folder
        output.publish()
    except OSError as error:
        raise FolderError.of(error, output.target) from error
    finally:
        output.close()


class Output:
    """The folder of a build that has begun, for who can't use ``writing``."""

    def __init__(self, target: Path, lock: IO[str], made: Iterable[Path]) -> None:
        """Use ``Output.open``; ``made`` are the folders that it has made on the way there."""
        self.target = target
        self.folder = Path()
        self._lock = lock
        self._made = made
        self._left: Sequence[Path] = ()
        """Folders of earlier builds that can't be deleted yet."""

    @classmethod
    def open(cls, target: Path, root: Path) -> Output:
        """Take the lock, clear up after a broken build, and make an empty folder.

        Raises ``FolderError`` when another build has the lock, when ``target`` is no place for a
        site, and for whatever the system refuses.
        """
        try:
            target = _resolved(target)
            _refuse_sources(target, disk.resolved(root))
            made = [each for each in target.parents if not each.exists()]
            target.parent.mkdir(parents=True, exist_ok=True)
            lock = _take_lock(target)
        except OSError as error:
            raise FolderError.of(error, target) from error
        output = cls(target, lock, made)
        try:
            output._clear_up()
            output.folder = _unused_name(target)
            output._note([output.folder])
            output.folder.mkdir()
        except OSError as error:
            output.close()
            raise FolderError.of(error, target) from error
        return output

    def publish(self) -> None:
        """Put the new site in the place of the last one. Raises ``FolderError``."""
        try:
            if self.target.exists():
                _keep(self.target, self.folder)
                shutil.copymode(self.target, self.folder)
                self._exchange()
            else:
                self.folder.rename(self.target)
        except OSError as error:
            told = FolderError.of(error, self.target)
            if (
                told.key == "folder.failed" or error.errno == errno.EACCES
            ):  # a file of it may be open
                detail = error.strerror or str(error)
                told = FolderError("site.in-use", folder=str(self.target), detail=detail)
            raise told from error

    def close(self) -> None:
        """Delete what is left of the build, and give the lock back. Can be called twice."""
        if self._lock.closed:
            return
        with suppress(OSError):
            if self._clear_up():  # else the next build tries it again
                _lock_file(self.target).unlink()
        self._lock.close()
        with suppress(OSError):  # the site is in them, or what somebody has put there
            for each in self._made:
                each.rmdir()

    def _exchange(self) -> None:
        """Let the two folders change places: in one step where the system can."""
        if _swap(self.folder, self.target):
            return
        old = _unused_name(self.target)
        self._note([self.folder, old], old)
        self.target.rename(old)
        try:
            self.folder.rename(self.target)
        except OSError:
            old.rename(self.target)
            raise

    def _note(self, made: list[Path], old: Path | None = None) -> None:
        """Write down which folders are ours to delete, and where the last site is for a moment."""
        names = [each.name for each in (*made, *self._left)]
        noted = {"folders": names, "old": old.name if old else ""}
        self._lock.seek(0)
        self._lock.truncate()
        disk.note(self._lock, json.dumps(noted))

    def _clear_up(self) -> bool:
        """Delete the folders of this build, or of one that was killed; the last site comes back.

        Returns whether all of them are gone.
        """
        self._lock.seek(0)
        try:
            noted = json.load(self._lock)
            names, old = list(map(str, noted["folders"])), str(noted["old"])
        except (ValueError, KeyError, TypeError):
            return True
        if old and not self.target.exists() and (self.target.parent / old).is_dir():
            (self.target.parent / old).rename(self.target)
        is_ours = re.compile(rf"{re.escape(self.target.name)}\.[^/\\]+").fullmatch
        folders = [self.target.parent / name for name in names if is_ours(name)]
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        self._left = [folder for folder in folders if folder.exists()]
        if self._left:
            self._note([])
            return False
        self._lock.seek(0)
        self._lock.truncate()
        return True


def _is_of_site(path: Path, target: Path) -> bool:
    """Tell whether a path is of a site in ``target``: in it, in a folder beside it, or above."""
    path, target = Path(os.path.abspath(path)), Path(os.path.abspath(target))  # noqa: PTH100
    if target.is_relative_to(path):
        return True
    beside = path.relative_to(target.parent).parts if path.is_relative_to(target.parent) else ()
    return bool(beside) and beside[0].startswith(target.name)


def _resolved(target: Path) -> Path:
    """Return where a folder is; raises ``OSError`` for a link that leads to itself."""
    resolved = disk.resolved(target)
    if os.path.lexists(resolved):
        resolved.stat()
    return resolved


def _refuse_sources(target: Path, root: Path) -> None:
    """Raise ``FolderError`` for a folder that holds sources, or files that no build has made."""
    if _is_among_sources(target, root):
        raise FolderError("folder.sources", folder=str(target))
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise FolderError("folder.no-folder", folder=str(target))
    if os.path.ismount(target):
        raise FolderError("folder.mount", folder=str(target))
    if name := _no_part_of_a_site(target):
        raise FolderError("folder.not-a-site", folder=str(target), name=name)


def _is_among_sources(target: Path, root: Path) -> bool:
    """Tell whether a folder has the project in it, or lies in one of its folders of sources."""
    if not target.is_relative_to(root):
        return root.is_relative_to(target)
    inside = target.relative_to(root)
    return inside.parts == () or inside.parts[0].casefold() in SOURCES


def _no_part_of_a_site(folder: Path) -> str:
    """Return the name of a file in a folder that is no site, or an empty string."""
    others = {file.name for file in folder.iterdir() if not _is_kept(file.name)}
    pages = {name for name in others if name.endswith(".html")}
    is_site = any(site <= others for site in SITES) or (pages == others and "index.html" in pages)
    return min(others - pages or others) if others and not is_site else ""


def _is_kept(name: str) -> bool:
    """Tell whether a new site keeps what stands at the top of the last one under this name."""
    return name.startswith(".") or name in KEPT


def _keep(old: Path, new: Path) -> None:
    """Take over what somebody has put into a site: ``.well-known``, ``.git``, ``CNAME`` …"""
    for file in old.iterdir():
        there = new / file.name
        if not _is_kept(file.name) or there.exists():
            continue
        if file.is_dir() and not file.is_symlink():
            shutil.copytree(file, there, symlinks=True, copy_function=disk.link_or_copy)
        else:
            disk.link_or_copy(str(file), str(there))


def _unused_name(target: Path) -> Path:
    """Return a name beside a site that nothing has yet."""
    while (name := target.with_name(f"{target.name}.{secrets.token_hex(4)}")).exists():
        pass
    return name


def _lock_file(target: Path) -> Path:
    return target.with_name(f"{target.name}.lock")


def _take_lock(target: Path) -> IO[str]:
    """Open the lock file beside a site; the system gives it back when the process ends."""
    try:
        return disk.locked(_lock_file(target), PATIENCE)
    except disk.LockedError as error:
        raise FolderError("folder.locked", folder=str(target)) from error
