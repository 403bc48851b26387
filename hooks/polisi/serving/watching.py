"""What goes on behind a preview: files are watched, and the rules run when one has changed."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from polisi import disk, project
from polisi.data import BrokenDataError
from polisi.problems import Problem

if TYPE_CHECKING:
    from concurrent.futures import Executor

Heard = Callable[[Sequence[Problem]], None]
"""Is told what the rules have found."""
PAUSE = 0.15
"""Seconds without another change after which the rules run."""
LOWER = 5
"""How much lower the priority of the rules is: they get a quarter of a processor that others want,
too, so that they come to an end on a busy machine as well."""
SEEN_ONLY = ("opened", "closed_no_write")
"""Kinds of events after which a file is as it was."""


def watch(root: Path, names: Sequence[str], changed: Callable[[], None]) -> BaseObserver:
    """Call ``changed`` whenever something below the folders, or one of the files, changes.

    ``names`` are paths from ``root``. Where the system can't tell, the files are looked at twice a
    second. Returns what ends it by its ``stop``.
    """
    handler = _Handler(root, names, changed)
    folders = {root} | {root / name for name in names if (root / name).is_dir()}
    for kind in (Observer, PollingObserver):
        observer: BaseObserver = kind()
        try:
            for folder in folders:
                observer.schedule(handler, str(folder), recursive=folder != root)
            observer.start()
        except OSError:  # no more files may be watched
            continue
        return observer
    raise AssertionError("looking at files needs nothing of the system")


class _Handler(FileSystemEventHandler):
    """Passes on what changes a file, of those and of the folders that are named."""

    def __init__(self, root: Path, names: Sequence[str], changed: Callable[[], None]) -> None:
        self._root, self._names, self._changed = root, names, changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on what changes something."""
        if event.event_type in SEEN_ONLY or (event.is_directory and event.event_type != "moved"):
            return
        if any(map(self._is_named, (event.src_path, event.dest_path or event.src_path))):
            self._changed()

    def _is_named(self, path: str | bytes) -> bool:
        try:
            inside = disk.resolved(Path(str(path))).relative_to(self._root)
        except ValueError:
            return False
        return bool(inside.parts) and inside.parts[0] in self._names


class Checker:
    """Runs all rules in a process of its own when it is asked to, and says what they find."""

    def __init__(self, root: Path, heard: Heard) -> None:
        """Check the project in ``root``; ``heard`` is called in a thread of this object's."""
        self._root = root
        self._heard = heard
        self._wanted = threading.Event()
        self._over = False
        self._pool: Executor | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def ask(self) -> None:
        """Let the rules run soon; asked again while they run, they run once more."""
        self._wanted.set()

    def stop(self) -> None:
        """End the process."""
        self._over = True
        self._wanted.set()
        self._thread.join()
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _run(self) -> None:
        while True:
            self._wanted.wait()
            while self._wanted.is_set() and not self._over:
                self._wanted.clear()
                self._wanted.wait(PAUSE)
            if self._over:
                return
            self._heard(self._found())

    def _found(self) -> Sequence[Problem]:
        """Run the rules; the process is kept, because it remembers the texts that it has read."""
        try:
            if self._pool is None:
                from concurrent.futures import ProcessPoolExecutor  # slow to load, for who watches
                from multiprocessing import get_context

                self._pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=give_way)
            return self._pool.submit(found, self._root).result()
        except (ImportError, OSError, RuntimeError):  # it was killed, or there can be none
            self._pool = None
            return found(self._root)


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
