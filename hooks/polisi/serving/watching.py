"""What goes on behind a preview: files are watched, and the rules run when one has changed."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from polisi import disk, project
from polisi.data import BrokenDataError
from polisi.parallel import Apart, GivenUpError
from polisi.problems import Problem

Heard = Callable[[Sequence[Problem]], None]
"""Is told what the rules have found."""
PAUSE = 0.15
"""Seconds without another change after which the rules run."""
LOWER = 5
"""How much lower the priority of the rules is: they get a quarter of a processor that others want,
too, so that they come to an end on a busy machine as well."""
SEEN_ONLY = ("opened", "closed_no_write")
"""Kinds of events after which a file is as it was."""


class Watch:
    """Tells when something below some folders, or one of some files, changes."""

    def __init__(self, root: Path, names: Sequence[str], changed: Callable[[], None]) -> None:
        """``names`` are paths from ``root``; ``changed`` is called in a thread of this object's.

        Where the system can't tell, the files are looked at twice a second.
        """
        self._root = root
        self._handler = _Handler(root, names, changed)
        folders = {root} | {root / name for name in names if (root / name).is_dir()}
        self._observer = self._watched(folders)

    def also(self, paths: Iterable[str]) -> None:
        """Watch these files too, wherever they are; ``paths`` lead there from the project."""
        for file in {disk.resolved(self._root / path) for path in paths} - self._handler.files:
            with suppress(OSError):  # it is seen as soon as a page is asked for
                self._observer.schedule(self._handler, str(file.parent))
                self._handler.files.add(file)

    def stop(self) -> None:
        """Watch no more."""
        self._observer.stop()

    def _watched(self, folders: Iterable[Path]) -> BaseObserver:
        for kind in (Observer, PollingObserver):
            observer: BaseObserver = kind()
            try:
                for folder in folders:
                    observer.schedule(self._handler, str(folder), recursive=folder != self._root)
                observer.start()
            except OSError:  # no more files may be watched
                continue
            return observer
        raise AssertionError("looking at files needs nothing of the system")


class _Handler(FileSystemEventHandler):
    """Passes on what changes a file, of those and of the folders that are named."""

    def __init__(self, root: Path, names: Sequence[str], changed: Callable[[], None]) -> None:
        self._root, self._names, self._changed = root, names, changed
        self.files: set[Path] = set()
        """Other files, whose changes are passed on as well."""

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on what changes something."""
        if event.event_type in SEEN_ONLY or (event.is_directory and event.event_type != "moved"):
            return
        if any(map(self._is_named, (event.src_path, event.dest_path or event.src_path))):
            self._changed()

    def _is_named(self, path: str | bytes) -> bool:
        file = disk.resolved(Path(str(path)))
        if file in self.files:
            return True
        inside = file.relative_to(self._root).parts if file.is_relative_to(self._root) else ()
        return bool(inside) and inside[0] in self._names


class Checker:
    """Runs all rules in a process of its own when it is asked to, and says what they find.

    The process is kept, because it remembers the texts that it has read.
    """

    def __init__(self, root: Path, heard: Heard) -> None:
        """Check the project in ``root``; ``heard`` is called in a thread of this object's."""
        self._root = root
        self._heard = heard
        self._wanted = threading.Event()
        self._over = False
        self.apart = Apart(give_way)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def ask(self) -> None:
        """Let the rules run soon; asked again while they run, they run once more."""
        self._wanted.set()

    def stop(self) -> None:
        """End the process."""
        self._over = True
        self._wanted.set()
        self.apart.stop()
        self._thread.join()

    def _run(self) -> None:
        while True:
            self._wanted.wait()
            while self._wanted.is_set() and not self._over:
                self._wanted.clear()
                self._wanted.wait(PAUSE)
            if self._over:
                return
            try:
                problems = self.apart.do(found, self._root)
            except GivenUpError:
                return
            self._heard(problems)


def give_way() -> None:
    """Let others work before this process and those that it starts.

    Of a large project all rules keep both processors busy for seconds, and whoever has saved a
    clause waits for its page.
    """
    if hasattr(os, "nice"):  # not where the system is Windows
        os.nice(LOWER)


def found(root: Path) -> Sequence[Problem]:
    """Return all problems of a project; none when it can't be read at all."""
    from polisi import checks  # slow to load, and mostly done in the other process

    try:
        return checks.run(project.load(root))
    except (OSError, BrokenDataError):  # the preview says so
        return []
