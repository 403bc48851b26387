"""The folder of a site: files written into a new one, which then takes the place of the old."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


class InUseError(Exception):
    """The old site could not be replaced; it is as it was."""

    def __init__(self, folder: Path, detail: str) -> None:
        super().__init__(detail)
        self.folder = folder
        self.detail = detail


class Writer:
    """Writes files into a folder, and makes each folder on the way once."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._made: set[str] = set()

    def write(self, path: str, text: str) -> None:
        """Write a text to a posix path below the folder."""
        file = os.open(self._place(path), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        with os.fdopen(file, "wb") as opened:
            opened.write(text.encode("utf-8"))

    def copy(self, path: str, source: Path) -> None:
        """Copy a file to a posix path below the folder."""
        shutil.copyfile(source, self._place(path))

    def _place(self, path: str) -> str:
        name = f"{self._folder}/{path}"
        parent = name.rpartition("/")[0]
        if parent not in self._made:
            Path(parent).mkdir(parents=True, exist_ok=True)
            self._made.add(parent)
        return name


def partial(target: Path) -> Path:
    """Return the folder beside a site in which the next one is built."""
    return target.with_name(f"{target.name}.partial")


def exchange(new: Path, target: Path) -> None:
    """Put a new site in the place of the old one. Raises ``InUseError`` when that can't be done."""
    old = target.with_name(f"{target.name}.last")
    shutil.rmtree(old, ignore_errors=True)
    try:
        if target.exists():
            target.rename(old)
        new.rename(target)
    except OSError as error:  # on Windows, a file of it is open
        if old.exists() and not target.exists():
            old.rename(target)
        raise InUseError(target, str(error.strerror)) from error
    shutil.rmtree(old, ignore_errors=True)
