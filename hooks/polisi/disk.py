"""Files as the disk has them: only ordinary ones are read, and none is left half written.

A named pipe or a device may keep whoever opens it waiting for ever, and a disk that is full, or a
process that is killed, must not cost anybody the file that was there before.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Literal

RENAME_EXCHANGE = 2
"""Flag of renameat2(2): two names change places in one step."""
AT_FDCWD = -100
RENAME_SWAP = 2
"""Flag of renamex_np(2) on macOS, which does the same."""

NOT_OURS = re.compile(r"(?s)\..*|~\$.*|~wrl.*\.tmp|thumbs\.db|desktop\.ini|icon\r", re.IGNORECASE)
"""What systems and programs call the files that they leave in folders: hidden ones, those of
Windows and Macs, and Word's while a document is open. A copy of a page (``about.md~``) is none:
somebody may want it."""
Strange = Literal["link", "linked-folder", "device", "closed", "nameless"]
"""A link that leads out of a folder, nowhere or to itself; one to a folder; a pipe, a socket or a
device; a folder that may not be looked into; what has a name that is no text."""


Look = tuple[int, int, int]
"""By what a file is known again: its number, its size and when it was written."""


def look(found: os.stat_result) -> Look:
    """Return by what a file is known again of which the system has said this."""
    return found.st_ino, found.st_size, found.st_mtime_ns


def read(file: Path) -> bytes:
    """Return what is in an ordinary file. Raises ``OSError``, also for what is no such file."""
    if not stat.S_ISREG(file.stat().st_mode):
        raise OSError(errno.EINVAL, "not an ordinary file", str(file))
    return file.read_bytes()


def resolved(path: Path) -> Path:
    """Return where a path leads; one that leads to itself stays, for whoever opens it to be told.

    ``Path.resolve`` raises ``RuntimeError`` for such a one, and no ``OSError``.
    """
    return Path(os.path.realpath(path))


def write(file: Path, content: bytes) -> None:
    """Write a file, whole or not at all. What may be done with it stays as it was.

    Raises ``OSError``.
    """
    place = resolved(file)
    ready = place.with_name(f".{place.name}.{secrets.token_hex(4)}~")
    try:
        write_new(ready, content, place)
        ready.replace(place)
    finally:
        with suppress(OSError):
            ready.unlink(missing_ok=True)


def write_new(file: Path, content: bytes, like: Path) -> None:
    """Write a new file, and see it on the disk, before it takes the place of another.

    What may be done with that one may be done with it. Raises ``OSError``, also where the other is
    no ordinary file: a device, such as ``/dev/null``, would be gone.
    """
    if like.exists() and not like.is_file():
        raise OSError(errno.EINVAL, "not an ordinary file", str(like))
    with file.open("xb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    with suppress(OSError):  # there was none, or the disk knows no rights
        file.chmod(stat.S_IMODE(like.stat().st_mode))


def told(error: OSError) -> dict[str, str]:
    """Return what a phrase says of a failure of the system: of which ``path``, in ``detail``."""
    if isinstance(error, shutil.Error) and isinstance(error.args[0], list):  # of a whole folder
        file, _, detail = error.args[0][0]
        return {"path": str(file), "detail": str(detail)}
    detail = error.strerror or type(error).__name__
    return {"path": str(error.filename or "polisi"), "detail": detail}


def is_hidden(path: str) -> bool:
    """Tell whether a posix path is of a file that a person does not see, or has not put there."""
    return any(map(NOT_OURS.fullmatch, path.split("/")))


def strange(folder: Path) -> Iterator[tuple[Path, Strange]]:
    """Yield what stands below a folder and is neither an ordinary file nor an ordinary folder.

    Linked folders are not entered, and hidden ones are left out.
    """
    inside = resolved(folder)
    closed: list[Path] = []
    walk = os.walk(folder, onerror=lambda error: closed.append(Path(str(error.filename))))
    for above, folders, files in walk:
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in (*folders, *sorted(files)):
            file = Path(above, name)
            if not name.startswith(".") and (kind := _strangeness(file, inside)):
                yield file, kind
    for each in closed:
        yield each, "closed"


def is_text(name: str) -> bool:
    """Tell whether a name can be written: on Linux it need not be UTF-8."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _strangeness(file: Path, inside: Path) -> Strange | None:
    if not is_text(file.name):
        return "nameless"
    mode = file.lstat().st_mode
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return None
    if not stat.S_ISLNK(mode):
        return "device"
    try:
        target = file.resolve(strict=True)
    except (OSError, RuntimeError):  # it leads nowhere, or to itself
        return "link"
    if target.is_dir():
        return "linked-folder"
    return None if target.is_relative_to(inside) and target.is_file() else "link"


def link_or_copy(source: str, target: str) -> None:
    """Let a file have a second name, or copy it where the disk knows no such thing."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def lock(opened: IO[str]) -> None:
    """Lock an open file for this process, until it is closed. Raises ``OSError`` at once."""
    if sys.platform == "win32":
        import msvcrt

        opened.seek(0)
        msvcrt.locking(opened.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        try:
            import fcntl
        except ImportError:  # a system on which nothing can be locked
            return
        fcntl.flock(opened.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def note(opened: IO[str], line: str) -> None:
    """Add a line to a locked file, and see it on the disk. Raises ``OSError``.

    It goes past Python's own buffer: what does not fit is not tried again when the file is closed.
    """
    raw = f"{line}\n".encode()
    try:
        if os.write(opened.fileno(), raw) < len(raw):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(opened.fileno())
    except OSError as error:
        error.filename = opened.name
        raise


class LockedError(OSError):
    """Somebody else has a lock and keeps it."""


def locked(file: Path, patience: float) -> IO[str]:
    """Open a file that only one process can have open so, until it is closed or killed.

    Raises ``LockedError`` when another process still has it after so many seconds, and
    ``OSError``.
    """
    until = time.monotonic() + patience
    while True:
        opened = open(file, "a+", encoding="utf-8")  # noqa: SIM115 PTH123
        try:
            lock(opened)
        except OSError as error:
            opened.close()
            if time.monotonic() > until:
                detail = "another process is at work"
                raise LockedError(errno.EAGAIN, detail, str(file)) from error
            time.sleep(0.05)
            continue
        with suppress(OSError):  # who had it before has just deleted it
            if os.path.samestat(os.fstat(opened.fileno()), file.stat()):
                return opened
        opened.close()


def swap(one: Path, other: Path) -> bool:
    """Let two names change places in one step; False where the system or the disk can't."""
    if sys.platform == "win32":
        return False
    try:
        import ctypes
    except ImportError:  # a Python without it
        return False
    library = ctypes.CDLL(None, use_errno=True)
    names = (os.fsencode(one), os.fsencode(other))
    if sys.platform == "darwin":
        function = getattr(library, "renamex_np", None)
        return function is not None and function(*names, RENAME_SWAP) == 0
    function = getattr(library, "renameat2", None)
    if function is None:
        return False
    return bool(function(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0)
