"""Work in a second process, where the system makes that cheap."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Result = TypeVar("Result")
PARENT_DEATH_SIGNAL = 1
"""Option of prctl(2)."""


class Waiting(Generic[Result]):
    """Waits for a second process, if there is one: for its result, and then for its end.

    Only a process that was waited for counts in what the system says that a program took.
    """

    def __init__(
        self,
        process: BaseProcess | None = None,
        receiver: Connection | None = None,
        *,
        goes_on: bool = False,
    ):
        """Without a process there is nothing to wait for, and no result.

        ``goes_on`` says that it does something after its result.
        """
        self._process = process
        self._receiver = receiver
        self._goes_on = goes_on
        self._results: list[Result | None] = []

    def __call__(self) -> Result | None:
        """Return the result, or None when there is none."""
        if not self._results:
            self._results.append(self._received(is_last=not self._goes_on))
        return self._results[0]

    def is_done(self) -> bool:
        """Wait for what it does after its result, and tell whether it has done all of it."""
        return self() is not None and self._received(is_last=True) is not None

    def _received(self, *, is_last: bool) -> Result | None:
        if self._process is None or self._receiver is None:
            return None
        try:
            result: Result = self._receiver.recv()
        except Exception:  # it died, or sent what can't be read
            self.stop()
            return None
        if is_last:
            self._process.join()
        return result

    def stop(self) -> None:
        """End the process, whose work nobody needs any more, and wait until it is gone."""
        if self._process:
            self._process.kill()
            self._process.join()


def in_second_process(
    function: Callable[[], Result], then: Callable[[], object] | None = None
) -> Waiting[Result]:
    """Start a function in a forked process; return what waits for its result.

    The result, which must be picklable, is None where forking is not safe (it is on Linux, in a
    program of one thread), where the system refuses it, and when the function or its process
    failed. The caller then does the work itself, and meets the error, if there is one, where it
    can be reported. ``then`` is done after the result is sent, so that the process has all that it
    has read and made until there.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return Waiting()
    try:
        import multiprocessing  # slow to load, and few projects are large

        context = multiprocessing.get_context("fork")
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_send, args=(function, then, sender), daemon=True)
        gc.freeze()  # looking for cycles in what both have would copy it
        process.start()
    except Exception:  # no more processes, no pipe, no fork, no such library
        return Waiting()
    sender.close()
    return Waiting(process, receiver, goes_on=then is not None)


def _send(
    function: Callable[[], object], then: Callable[[], object] | None, sender: Connection
) -> None:
    """Send what the function returns, and that all is done; send nothing when it fails."""
    try:
        _end_with_parent()
        sender.send(function())
        if then:
            then()
            sender.send(True)
    except BaseException:
        sender.close()


def _end_with_parent() -> None:
    """Let the system end this process when the one that began it is killed.

    Else it would go on writing into a folder that the next build has to clear up.
    """
    import ctypes  # slow to load, and needed only here
    import multiprocessing

    with suppress(Exception):  # it only ends later then
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)
    parent = multiprocessing.parent_process()
    if parent and os.getppid() != parent.pid:  # it was killed before this one could say so
        os._exit(1)
