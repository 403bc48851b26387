"""Several files saved as one: all of them or none, whoever is killed or saves meanwhile.

Each new file is made beside its place, and each old one gets a second name. While they change
places, a journal stands in the folder; whoever comes next and finds it takes back what was begun.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_hex
from typing import IO

from polisi import disk

JOURNAL = ".polisi-saving~"
"""The file that says what is being saved; it is the lock, too. Git leaves out such names."""
PATIENCE = 5
"""Seconds for which somebody else may be saving."""
READY, DONE = "ready", "done"
"""Lines of the journal: from here on files change places, and all of them have."""


class SavedError(Exception):
    """Somebody has saved a file since it was read: nothing is written over it."""

    def __init__(self, file: Path) -> None:
        super().__init__(str(file))
        self.file = file


class Seen:
    """How the files of some folders stood when they were read."""

    def __init__(self, root: Path, folders: Iterable[str] = ()) -> None:
        """Look at the files of ``root`` itself, and at all those below some of its folders."""
        self._root = root
        self._folders = [root / name for name in folders]
        above = [*root.glob("*"), *(each for folder in self._folders for each in folder.rglob("*"))]
        self._looks = {file: look for file in above if (look := _look(file))}

    def has_changed(self, file: Path) -> bool:
        """Tell whether a file that was looked at is another now, or there is one where none was."""
        is_inside = file.parent == self._root or any(map(file.is_relative_to, self._folders))
        return is_inside and _look(file) != self._looks.get(file)


@dataclass(frozen=True, slots=True)
class _Change:
    """A file that gets a new version, or goes."""

    place: str
    new: str
    """Where the new version is made."""
    old: str
    """The second name of the old one."""
    digest: str
    """Of the new version; nothing for a file that goes."""


def save(
    root: Path, files: Mapping[Path, bytes], removed: Iterable[Path] = (), seen: Seen | None = None
) -> None:
    """Write files and remove others, all or none. What may be done with a file stays as it was.

    ``root`` is the folder in which the journal stands. Raises ``OSError``, and ``SavedError`` for
    a file that is not as it was ``seen``; then every file is as it was.
    """
    wanted: dict[Path, bytes | None] = {**files, **dict.fromkeys(removed)}
    if not wanted:
        return
    with _journal(root) as journal:
        _take_back(journal)
        changes = {file: _change(file, content) for file, content in wanted.items()}
        try:
            _begin(journal, changes)
            _make_ready(changes, wanted)
            if saved := next((each for each in changes if seen and seen.has_changed(each)), None):
                raise SavedError(saved)
            disk.note(journal, READY)
            for change in changes.values():
                _exchange(change)
            disk.note(journal, DONE)
        except BaseException:
            _end(journal)
            raise
        with suppress(OSError):  # all is done; the next one clears up
            _end(journal)


def finish(root: Path) -> None:
    """Take back what somebody was saving who was killed. Raises ``OSError`` when that can't be."""
    if os.path.lexists(root / JOURNAL):
        with suppress(disk.LockedError), _journal(root) as journal:
            _end(journal)


@contextmanager
def _journal(root: Path) -> Iterator[IO[str]]:
    """Open the journal for this process alone."""
    root.mkdir(parents=True, exist_ok=True)
    try:
        journal = disk.locked(root / JOURNAL, PATIENCE)
    except OSError as error:
        error.filename = str(root.absolute())
        raise
    try:
        yield journal
    finally:
        journal.close()


def _begin(journal: IO[str], changes: Mapping[Path, _Change]) -> None:
    """Note which files there will be, before one is made."""
    above = {folder for file in changes for folder in file.absolute().parents}
    new = sorted(str(folder) for folder in above if not folder.exists())
    noted = [asdict(change) for change in changes.values()]
    disk.note(journal, json.dumps({"changes": noted, "folders": new}))


def _change(file: Path, content: bytes | None) -> _Change:
    place = disk.resolved(file)
    beside = place.with_name(f".{place.name}.{token_hex(4)}")
    digest = "" if content is None else hashlib.blake2s(content).hexdigest()
    return _Change(str(place), f"{beside}.new~", f"{beside}.old~", digest)


def _make_ready(changes: Mapping[Path, _Change], wanted: Mapping[Path, bytes | None]) -> None:
    for file, change in changes.items():
        content, place = wanted[file], Path(change.place)
        try:
            if content is not None:
                place.parent.mkdir(parents=True, exist_ok=True)
                disk.write_new(Path(change.new), content, place)
            if place.exists():
                disk.link_or_copy(change.place, change.old)
        except OSError as error:
            error.filename = change.place
            raise


def _exchange(change: _Change) -> None:
    if change.digest:
        Path(change.new).replace(change.place)
    else:
        Path(change.place).unlink(missing_ok=True)


def _take_back(journal: IO[str]) -> None:
    """Make all as it was before it was begun, or clear up where all was done."""
    journal.seek(0)
    lines = journal.read().split("\n")
    changes, folders = _read(lines[0])
    for change in changes:
        if READY in lines and DONE not in lines:
            _take_back_one(change)
        for name in (change.new, change.old):
            if os.path.lexists(name):
                Path(name).unlink()
    if DONE not in lines:
        for folder in reversed(folders):
            with suppress(OSError):  # somebody has put something into it
                Path(folder).rmdir()
    journal.seek(0)
    journal.truncate()


def _end(journal: IO[str]) -> None:
    _take_back(journal)
    with suppress(OSError):
        Path(journal.name).unlink()


def _take_back_one(change: _Change) -> None:
    """Put an old file back, unless somebody has saved another one in its place since."""
    place, old = Path(change.place), Path(change.old)
    if not change.digest:
        if not place.exists() and old.exists():
            old.replace(place)
    elif not Path(change.new).exists() and _digest(place) == change.digest:
        if old.exists():
            old.replace(place)
        else:
            place.unlink()


def _read(line: str) -> tuple[Sequence[_Change], Sequence[str]]:
    """Read what a journal says; a line that is not whole was written before anything was done."""
    try:
        said = json.loads(line)
        changes = [_Change(**each) for each in said["changes"]]
    except (ValueError, KeyError, TypeError):
        return (), ()
    is_ours = all(Path(each.new).name.startswith(f".{Path(each.place).name}.") for each in changes)
    return (changes, said["folders"]) if is_ours else ((), ())


def _digest(file: Path) -> str:
    try:
        return hashlib.blake2s(disk.read(file)).hexdigest()
    except OSError:
        return ""


def _look(file: Path) -> disk.Look | None:
    try:
        return disk.look(file.stat())
    except OSError:
        return None
